import { Box, Group, NativeSelect, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { DUTY_STATES, api, urlOf } from '@ancam/contract';
import type { DutyRow } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { useDutyWords } from '../lib/duties.ts';
import type { DutyWords } from '../lib/duties.ts';
import { readDutySearch } from '../lib/duty-search.ts';
import { formatDay, formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DutyNav } from '../ui/duties/duty-nav.tsx';
import { DutyStateTag } from '../ui/duties/duty-state.tsx';
import { UrgeForm } from '../ui/duties/urge-button.tsx';
import { IssuerChoice } from '../ui/duties/issuer-choice.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';
import { UnitPicker } from '../ui/units/unit-picker.tsx';

/** So many units are urged at once. */
const MOST_URGED = 200;

function reasonOf({ blockers }: DutyRow['actions']): string | undefined {
  return blockers.find(({ action }) => action === 'urge')?.reason;
}

function UrgeCell({ row: { unit, duty, actions } }: { readonly row: DutyRow }): ReactNode {
  const { t } = useTranslation();
  if (reasonOf(actions) === 'urged-today') {
    return (
      <Text size="sm" c="dimmed">
        {t('urge.today')}
      </Text>
    );
  }
  return actions.may.includes('urge') ? <UrgeForm duty={duty} units={[unit.id]} label={t('urge.urge')} /> : null;
}

/** Urges all late units of the page at once, of one duty. */
function UrgeAll({ rows, duty }: { readonly rows: readonly DutyRow[]; readonly duty: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const units = rows.filter(({ actions }) => actions.may.includes('urge')).map(({ unit }) => unit.id);
  if (duty === undefined || units.length < 2) return null;
  return (
    <Group p="md" gap="sm">
      <UrgeForm duty={duty} units={units} label={t('urge.all', { count: units.length })} />
    </Group>
  );
}

function Rows({ rows, words }: { readonly rows: readonly DutyRow[]; readonly words: DutyWords }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <DataTable<DutyRow>
      label={t('duties.view.rows')}
      rows={rows}
      rowKey={({ unit, duty }) => `${unit.id} ${duty}`}
      columns={[
        {
          key: 'unit',
          header: t('duties.unit'),
          cell: ({ unit }) => (
            <TextLink to="/duties" search={{ unit: unit.id }} fw={600} className="breakable">
              {unit.name || t('units.notSeen')}
            </TextLink>
          ),
        },
        { key: 'duty', header: t('duties.duty'), cell: ({ duty }) => <span className="breakable">{`${duty} ${words.title(duty)}`}</span> },
        { key: 'state', header: t('duties.state'), cell: ({ state }) => <DutyStateTag state={state} /> },
        { key: 'due', header: t('duties.dueDay'), cell: ({ due }) => <span className="no-wrap">{formatDay(due) || '–'}</span> },
        {
          key: 'by',
          header: t('duties.setBy'),
          cell: ({ setBy, setByName }) => (
            <span className="breakable">{setBy === null ? '–' : words.issuer(setBy, [{ id: setBy, name: setByName }])}</span>
          ),
        },
        {
          key: 'late',
          header: t('duties.late'),
          numeric: true,
          cell: ({ lateDays }) => (lateDays === null ? '–' : formatNumber(lateDays, language)),
        },
        { key: 'done', header: t('duties.targets'), numeric: true, cell: ({ targets, done }) => `${done}/${targets}` },
        ...(rows.some(({ actions }) => actions.may.includes('urge') || reasonOf(actions) === 'urged-today')
          ? [{ key: 'urge', header: t('urge.urge'), cell: (row: DutyRow) => <UrgeCell row={row} /> }]
          : []),
      ]}
    />
  );
}

/** Duties of units one by one, the longest overdue first. */
export function DutyRowsPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/duties/rows' });
  const navigate = useNavigate();
  const words = useDutyWords();
  const { unit, place, issuer, duty, state } = search;
  const query = Object.fromEntries(Object.entries({ unit, place, issuer, duty, state }).filter(([, value]) => value !== undefined));
  const list = usePages(api.listDutyRows, { query });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (change: object): void =>
    void navigate({ to: '/duties/rows', search: readDutySearch({ ...search, ...change }), replace: true });
  const issuers = [
    ...new Map(rows.flatMap(({ setBy, setByName }) => (setBy === null ? [] : [[setBy, { id: setBy, name: setByName }]]))).values(),
  ];
  return (
    <Page
      title={t('duties.view.rows')}
      lead={t('duties.rowsLead')}
      actions={<ExportMenu href={(format, language) => urlOf(api.exportDutyRows, { query: { ...query, format, language } })} />}
    >
      <DutyNav at="rows" unit={unit} />
      <Section flush>
        <div className="filters" role="search" aria-label={t('duties.choose')}>
          <UnitPicker
            label={t('duties.under')}
            value={unit ?? null}
            onChange={(chosen) => set({ unit: chosen ?? undefined, place: undefined })}
          />
          <NativeSelect
            className="filter-search"
            label={t('duties.duty')}
            value={duty ?? ''}
            onChange={(event) => set({ duty: event.currentTarget.value })}
            data={[
              { value: '', label: t('common.any') },
              ...(words.book?.duties ?? []).map(({ id }) => ({ value: id, label: `${id} ${words.title(id)}` })),
            ]}
          />
          <NativeSelect
            label={t('duties.state')}
            value={state ?? ''}
            onChange={(event) => set({ state: event.currentTarget.value })}
            data={[{ value: '', label: t('common.any') }, ...DUTY_STATES.map((value) => ({ value, label: t(`duties.states.${value}`) }))]}
          />
          <IssuerChoice issuers={issuers} value={issuer} onChange={(chosen) => set({ issuer: chosen })} words={words} />
        </div>
        {list.data === undefined ? (
          <Box p="md">{list.isError ? <Fault error={list.error} retry={() => void list.refetch()} /> : <Loading />}</Box>
        ) : rows.length === 0 ? (
          <Empty title={t('duties.emptyTitle')} text={t('duties.emptyRows')} />
        ) : (
          <>
            <UrgeAll rows={rows.slice(0, MOST_URGED)} duty={duty} />
            <Rows rows={rows} words={words} />
          </>
        )}
        <MoreButton query={list} />
      </Section>
    </Page>
  );
}
