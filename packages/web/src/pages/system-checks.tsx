import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { CHECK_KINDS, SYSTEM_CHECK_STATES, api, urlOf } from '@ancam/contract';
import type { SystemCheckList, SystemCheckRow } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import type { SystemCheckSearch } from '../lib/check-search.ts';
import { formatDay } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { compact, readOne } from '../lib/list-search.ts';
import { CheckStateTag, OutcomeTag, ShortcomingCountsText } from '../ui/checks/check-marks.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

interface FilterProps {
  readonly search: SystemCheckSearch;
  readonly states: SystemCheckList['states'];
  readonly set: (change: { [K in keyof SystemCheckSearch]?: SystemCheckSearch[K] | undefined }) => void;
}

function Filters({ search, states, set }: FilterProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const any = { value: '', label: t('common.any') };
  return (
    <div className="filters" role="search" aria-label={t('checks.search')}>
      <SearchField label={t('checks.search')} placeholder={t('checks.searchHint')} value={search.q ?? ''} onChange={(q) => set({ q })} />
      <NativeSelect
        label={t('checks.kind')}
        value={search.kind ?? ''}
        onChange={(event) => set({ kind: readOne(CHECK_KINDS, event.currentTarget.value) })}
        data={[any, ...CHECK_KINDS.map((value) => ({ value, label: t(`checks.kinds.${value}`) }))]}
      />
      <NativeSelect
        label={t('checks.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: readOne(SYSTEM_CHECK_STATES, event.currentTarget.value) })}
        data={[any, ...states.map(({ id, title }) => ({ value: id, label: text(title) }))]}
      />
    </div>
  );
}

function Rows({ rows }: { readonly rows: readonly SystemCheckRow[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<SystemCheckRow>
      label={t('checks.all')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'system',
          header: t('checks.system'),
          cell: (row) => (
            <TextLink to="/checks/$id" params={{ id: row.id }} fw={600} className="breakable">
              {row.system.name}
            </TextLink>
          ),
        },
        { key: 'kind', header: t('checks.kind'), cell: (row) => t(`checks.kinds.${row.kind}`) },
        { key: 'state', header: t('checks.state'), cell: (row) => <CheckStateTag check={row} /> },
        { key: 'planned', header: t('checks.plannedOn'), cell: (row) => <span className="no-wrap">{formatDay(row.plannedOn)}</span> },
        { key: 'ended', header: t('checks.endedOn'), cell: (row) => <span className="no-wrap">{formatDay(row.endedOn) || '–'}</span> },
        { key: 'assessor', header: t('checks.assessor'), cell: (row) => <span className="breakable">{row.assessor || '–'}</span> },
        { key: 'outcome', header: t('checks.outcome'), cell: (row) => <OutcomeTag outcome={row.outcome} /> },
        { key: 'found', header: t('checks.shortcomings'), cell: (row) => <ShortcomingCountsText counts={row.shortcomings} /> },
      ]}
    />
  );
}

/** All checks of systems, planned, under way and concluded. */
export function SystemChecksPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/checks/all' });
  const navigate = useNavigate({ from: '/checks/all' });
  const checks = usePages(api.listSystemChecks, { query: search });
  const pages = checks.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.keys(search).length > 0;
  const actions = <ExportMenu href={(format, language) => urlOf(api.exportSystemChecks, { query: { ...search, format, language } })} />;
  return (
    <Page title={t('checks.all')} lead={<TextLink to="/checks">{t('checks.back')}</TextLink>} actions={actions}>
      <Section flush>
        <Filters
          search={search}
          states={pages?.[0]?.states ?? []}
          set={(change) => void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })}
        />
        <PagedList
          query={checks}
          isEmpty={rows.length === 0}
          empty={<Empty title={t('checks.allEmpty')} text={t(isFiltered ? 'checks.emptyFilter' : 'checks.allEmptyText')} />}
        >
          <Rows rows={rows} />
        </PagedList>
      </Section>
    </Page>
  );
}
