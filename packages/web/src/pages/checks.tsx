import { NativeSelect, Text } from '@mantine/core';
import { IconAlertTriangle, IconCalendarCheck, IconCircleDashed, IconClock } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { CHECK_STATES, api, urlOf } from '@ancam/contract';
import type { CheckFilter, CheckRow } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { formatDay } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { compact, readOne } from '../lib/list-search.ts';
import { PLAN_LEVELS, readLevel } from '../lib/plan-search.ts';
import { Tag } from '../ui/badges.tsx';
import { ConfidenceMark } from '../ui/confidence-mark.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { CheckCalendarPanel } from '../ui/checks/check-calendar.tsx';
import { PlanCheck } from '../ui/checks/plan-check.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

const LOOK = {
  overdue: { tone: 'critical', icon: IconAlertTriangle },
  soon: { tone: 'medium', icon: IconClock },
  later: { tone: 'good', icon: IconCalendarCheck },
  unset: { tone: 'info', icon: IconCircleDashed },
} as const;

type Set = (change: { [K in keyof CheckFilter]?: CheckFilter[K] | undefined }) => void;

function Filters({ search, set }: { readonly search: CheckFilter; readonly set: Set }): ReactNode {
  const { t } = useTranslation();
  const any = { value: '', label: t('common.any') };
  return (
    <div className="filters" role="search" aria-label={t('checks.search')}>
      <SearchField label={t('checks.search')} placeholder={t('checks.searchHint')} value={search.q ?? ''} onChange={(q) => set({ q })} />
      <NativeSelect
        label={t('checks.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: readOne(CHECK_STATES, event.currentTarget.value) })}
        data={[any, ...CHECK_STATES.map((value) => ({ value, label: t(`checks.states.${value}`) }))]}
      />
      <NativeSelect
        label={t('checks.level')}
        value={String(search.level ?? '')}
        onChange={(event) => set({ level: readLevel(event.currentTarget.value) })}
        data={[any, ...PLAN_LEVELS.map(String)]}
      />
    </div>
  );
}

/** On what the day rests: cycle, clause, how sure that is, and who may carry the check out. */
function Basis({ row }: { readonly row: CheckRow }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="breakable">
      {row.months === null ? null : t('checks.months', { count: row.months })} <ConfidenceMark confidence={row.confidence} short />
      <details>
        <summary>{t('checks.why')}</summary>
        <Text size="sm">{t(`checks.bases.${row.basis}`)}</Text>
        <Text size="sm">{text(row.clause)}</Text>
        {row.note === null ? null : <Text size="sm">{text(row.note)}</Text>}
        {row.assessor === null ? null : <Text size="sm">{text(row.assessor)}</Text>}
      </details>
    </div>
  );
}

function Rows({ rows }: { readonly rows: readonly CheckRow[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<CheckRow>
      label={t('nav.checks')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'system',
          header: t('checks.system'),
          cell: (row) => (
            <TextLink to="/systems/$id" params={{ id: row.id }} fw={600} className="breakable">
              {row.system}
            </TextLink>
          ),
        },
        { key: 'unit', header: t('checks.unit'), cell: (row) => <span className="breakable">{row.unit ?? '–'}</span> },
        { key: 'level', header: t('checks.level'), cell: (row) => row.level, numeric: true },
        { key: 'due', header: t('checks.due'), cell: (row) => <span className="no-wrap">{formatDay(row.due) || '–'}</span> },
        { key: 'state', header: t('checks.state'), cell: (row) => <Tag {...LOOK[row.state]}>{t(`checks.states.${row.state}`)}</Tag> },
        {
          key: 'last',
          header: t('checks.last'),
          cell: (row) =>
            row.lastCheck !== null ? (
              <TextLink to="/checks/$id" params={{ id: row.lastCheck }} className="no-wrap">
                {formatDay(row.lastOn)}
              </TextLink>
            ) : row.lastRecord === null ? (
              <span className="no-wrap">{formatDay(row.lastOn) || t('checks.never')}</span>
            ) : (
              <TextLink to="/registers/$register/$id" params={{ register: 'inspections', id: row.lastRecord }} className="no-wrap">
                {formatDay(row.lastOn)}
              </TextLink>
            ),
        },
        {
          key: 'next',
          header: t('checks.next'),
          cell: (row) =>
            row.open !== null ? (
              <TextLink to="/checks/$id" params={{ id: row.open.id }}>
                {t('checks.planned', { on: formatDay(row.open.plannedOn) })}
              </TextLink>
            ) : row.actions.may.includes('plan') ? (
              <PlanCheck system={{ id: row.id, name: row.system }} kind="periodic" />
            ) : (
              '–'
            ),
        },
        { key: 'basis', header: t('checks.basis'), cell: (row) => <Basis row={row} /> },
      ]}
    />
  );
}

/** When each system is to be checked again. */
export function ChecksPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/checks' });
  const navigate = useNavigate({ from: '/checks' });
  const { year, month, ...filter } = search;
  const checks = usePages(api.listChecks, { query: filter });
  const pages = checks.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const set: Set = (change) => void navigate({ search: (before) => compact({ ...before, ...change }), replace: true });
  const isFiltered = Object.keys(filter).length > 0;
  const actions = (
    <>
      <ExportMenu href={(format, language) => urlOf(api.exportChecks, { query: { ...filter, format, language } })} />
      <ButtonLink to="/checks/all" variant="default">
        {t('checks.all')}
      </ButtonLink>
      <ButtonLink to="/checks/shortcomings" variant="default">
        {t('checks.shortcomings')}
      </ButtonLink>
    </>
  );
  return (
    <Page title={t('nav.checks')} lead={t('checks.lead')} actions={actions}>
      <CheckCalendarPanel year={year} month={month} />
      <Section title={t('checks.dues')} flush>
        <Filters search={filter} set={set} />
        <PagedList
          query={checks}
          isEmpty={rows.length === 0}
          empty={<Empty title={t('checks.emptyTitle')} text={t(isFiltered ? 'checks.emptyFilter' : 'checks.emptyText')} />}
        >
          <Text size="sm" c="dimmed" px="md" pb="xs" role="status">
            {pages?.[0] === undefined ? '' : t('checks.counts', pages[0].counts)}
          </Text>
          <Rows rows={rows} />
        </PagedList>
      </Section>
    </Page>
  );
}
