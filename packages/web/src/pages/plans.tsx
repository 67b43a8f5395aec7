import { Checkbox, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { PLAN_STATES, api, urlOf } from '@ancam/contract';
import type { PlanList, PlanRow } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { formatDay } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { compact, readOne } from '../lib/list-search.ts';
import type { PlanSearch } from '../lib/plan-search.ts';
import { PLAN_LEVELS, readLevel } from '../lib/plan-search.ts';
import { DataTable } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { PlanBar, PlanStateTag } from '../ui/plans/plan-marks.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

type Set = (change: { [K in keyof PlanSearch]?: PlanSearch[K] | undefined }) => void;

function Filters({
  search,
  states,
  set,
}: {
  readonly search: PlanSearch;
  readonly states: PlanList['states'];
  readonly set: Set;
}): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="filters" role="search" aria-label={t('plans.search')}>
      <SearchField label={t('plans.search')} placeholder={t('plans.searchHint')} value={search.q ?? ''} onChange={(q) => set({ q })} />
      <NativeSelect
        label={t('plans.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: readOne(PLAN_STATES, event.currentTarget.value) })}
        data={[{ value: '', label: t('common.any') }, ...states.map(({ id, title }) => ({ value: id, label: text(title) }))]}
      />
      <NativeSelect
        label={t('plans.level')}
        value={String(search.level ?? '')}
        onChange={(event) => set({ level: readLevel(event.currentTarget.value) })}
        data={[{ value: '', label: t('common.any') }, ...PLAN_LEVELS.map(String)]}
      />
      <Checkbox
        label={t('plans.onlyOverdue')}
        checked={search.overdue === 'true'}
        onChange={(event) => set({ overdue: event.currentTarget.checked ? 'true' : undefined })}
      />
    </div>
  );
}

function Rows({ rows }: { readonly rows: readonly PlanRow[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<PlanRow>
      label={t('nav.plans')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'system',
          header: t('plans.system'),
          cell: (row) => (
            <TextLink to="/plans/$id" params={{ id: row.id }} fw={600} className="breakable">
              {row.system.name}
            </TextLink>
          ),
        },
        { key: 'unit', header: t('plans.unit'), cell: (row) => <span className="breakable">{row.unit ?? '–'}</span> },
        { key: 'level', header: t('plans.level'), cell: (row) => row.level, numeric: true },
        { key: 'state', header: t('plans.state'), cell: (row) => <PlanStateTag plan={row} /> },
        { key: 'progress', header: t('plans.progress'), cell: (row) => <PlanBar counts={row.counts} label={row.system.name} /> },
        { key: 'overdue', header: t('plans.overdue'), cell: (row) => row.counts.overdue, numeric: true },
        { key: 'due', header: t('plans.nextDue'), cell: (row) => <span className="no-wrap">{formatDay(row.nextDue) || '–'}</span> },
      ]}
    />
  );
}

/** Security plans of systems. */
export function PlansPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/plans' });
  const navigate = useNavigate({ from: '/plans' });
  const plans = usePages(api.listPlans, { query: search });
  const pages = plans.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const set: Set = (change) => void navigate({ search: (before) => compact({ ...before, ...change }), replace: true });
  const isFiltered = Object.keys(search).length > 0;
  const actions = <ExportMenu href={(format, language) => urlOf(api.exportPlans, { query: { ...search, format, language } })} />;
  return (
    <Page title={t('nav.plans')} lead={t('plans.lead')} actions={actions}>
      <Section flush>
        <Filters search={search} states={pages?.[0]?.states ?? []} set={set} />
        <PagedList
          query={plans}
          isEmpty={rows.length === 0}
          empty={<Empty title={t('plans.emptyTitle')} text={t(isFiltered ? 'plans.emptyFilter' : 'plans.emptyText')} />}
        >
          <Rows rows={rows} />
        </PagedList>
      </Section>
    </Page>
  );
}
