import { Box, Group, NativeSelect, Text } from '@mantine/core';
import { IconPlus, IconTransform } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import { UNIT_KINDS, UNIT_ROLES } from '@ancam/core';
import type { UnitRow } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { useSession } from '../lib/session.ts';
import { readUnitSearch } from '../lib/unit-search.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DateField } from '../ui/date-field.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';
import { SavedViews } from '../ui/views/saved-views.tsx';
import { UnitBranch, UnitFigures } from '../ui/units/unit-tree.tsx';
import { useUnitWords } from '../ui/units/unit-words.ts';
import { ExportMenu } from '../ui/export-menu.tsx';

function Filters(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/units' });
  const navigate = useNavigate();
  const { kindOf, roleOf } = useUnitWords();
  const change = (part: Readonly<Record<string, string>>): void => {
    void navigate({ to: '/units', search: readUnitSearch({ ...search, ...part }), replace: true });
  };
  const any = { value: '', label: t('units.any') };
  return (
    <div className="filters">
      <SearchField label={t('units.search')} placeholder={t('units.searchHint')} value={search.q ?? ''} onChange={(q) => change({ q })} />
      <NativeSelect
        label={t('units.kindLabel')}
        data={[any, ...UNIT_KINDS.map((value) => ({ value, label: kindOf(value) }))]}
        value={search.kind ?? ''}
        onChange={(event) => change({ kind: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('units.roleLabel')}
        data={[any, ...UNIT_ROLES.map((value) => ({ value, label: roleOf(value) }))]}
        value={search.role ?? ''}
        onChange={(event) => change({ role: event.currentTarget.value })}
      />
      <DateField label={t('units.on')} value={search.on ?? ''} onChange={(on) => change({ on })} />
    </div>
  );
}

function Found(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/units' });
  const { kindOf } = useUnitWords();
  const pages = usePages(api.listUnits, { query: search });
  if (pages.data === undefined) {
    return <Box p="md">{pages.isError ? <Fault error={pages.error} retry={() => void pages.refetch()} /> : <Loading />}</Box>;
  }
  const rows = pages.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <Empty title={t('units.noMatch')} text={t('units.noMatchText')} />;
  return (
    <>
      <DataTable<UnitRow>
        label={t('nav.units')}
        rows={rows}
        rowKey={(unit) => unit.id}
        columns={[
          {
            key: 'name',
            header: t('units.name'),
            cell: (unit) => (
              <TextLink to="/units/$id" params={{ id: unit.id }} fw={600}>
                {unit.name}
              </TextLink>
            ),
          },
          { key: 'kind', header: t('units.kindLabel'), cell: (unit) => kindOf(unit.kind) },
          { key: 'code', header: t('units.code'), cell: (unit) => <span className="mono">{unit.code}</span> },
          { key: 'parent', header: t('units.parent'), cell: (unit) => unit.parentName },
          { key: 'figures', header: t('units.figures'), numeric: true, cell: (unit) => <UnitFigures unit={unit} /> },
        ]}
      />
      <MoreButton query={pages} />
    </>
  );
}

/** The units of a day: as a tree, or as a list where something is looked for. */
export function UnitsPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const search = useSearch({ from: '/app/units' });
  const navigate = useNavigate();
  const { q, kind, role, on } = search;
  const looking = q !== undefined || kind !== undefined || role !== undefined;
  const actions = (
    <Group gap="xs">
      {can('reorganisation.propose') ? (
        <ButtonLink to="/reorganisations" variant="default" leftSection={<IconTransform size={16} aria-hidden />}>
          {t('nav.reorganisations')}
        </ButtonLink>
      ) : null}
      <ExportMenu href={(format, language) => urlOf(api.exportUnits, { query: { ...search, format, language } })} />
      {can('unit.write') ? (
        <ButtonLink to="/units/new" search={{}} leftSection={<IconPlus size={16} aria-hidden />}>
          {t('units.add')}
        </ButtonLink>
      ) : null}
    </Group>
  );
  return (
    <Page title={t('nav.units')} lead={t('units.lead')} actions={actions}>
      <Section flush>
        <div className="list-head">
          <SavedViews list="units" search={search} open={(raw) => void navigate({ to: '/units', search: readUnitSearch(raw) })} />
        </div>
        <Filters />
        {looking ? (
          <Found />
        ) : (
          <Box px="md" pb="md">
            <Text size="sm" c="dimmed" pb="xs">
              {t('units.treeHint')}
            </Text>
            <UnitBranch parent="top" on={on} />
          </Box>
        )}
      </Section>
    </Page>
  );
}
