import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { ScheduleRun } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { usePages } from '../../lib/api.ts';
import { StatusTag } from '../badges.tsx';
import { DataTable } from '../data-table.tsx';
import type { Column } from '../data-table.tsx';
import { ExportMenu } from '../export-menu.tsx';
import { TextLink } from '../link.tsx';
import { PagedList } from '../paged-list.tsx';
import { Section } from '../section.tsx';
import { Empty } from '../states.tsx';
import { useScheduleTexts } from './schedule-texts.ts';

const NOTHING = '–';
const ASK_MS = 10_000;

function Changes({ run }: { readonly run: ScheduleRun }): ReactNode {
  const { t } = useTranslation();
  const { changes, scan } = run;
  if (changes === null || scan === null) return NOTHING;
  const told = (['new', 'changed', 'gone', 'findings'] as const).filter((key) => changes[key] > 0);
  if (told.length === 0) return t('schedules.noChanges');
  return (
    <TextLink to="/scans/$id" params={{ id: scan.id }} search={{ tab: 'changes' }}>
      {told.map((key) => t(`schedules.change.${key}`, { count: changes[key] })).join(', ')}
    </TextLink>
  );
}

function useColumns(): Column<ScheduleRun>[] {
  const { t } = useTranslation();
  const { reason } = useScheduleTexts();
  return [
    { key: 'due', header: t('schedules.due'), cell: ({ dueAt }) => <span className="no-wrap">{formatDateTime(dueAt)}</span> },
    {
      key: 'outcome',
      header: t('schedules.outcome'),
      cell: ({ outcome, reason: code, scan }) =>
        scan === null ? (
          <div>
            {t(`schedules.outcomeOf.${outcome}`)}
            <div className="quiet small">{code === null ? '' : reason(code)}</div>
          </div>
        ) : (
          <StatusTag status={scan.status} />
        ),
    },
    {
      key: 'scan',
      header: t('schedules.scan'),
      cell: ({ scan }) =>
        scan === null ? (
          NOTHING
        ) : (
          <TextLink to="/scans/$id" params={{ id: scan.id }} className="no-wrap">
            {formatDateTime(scan.startedAt)}
          </TextLink>
        ),
    },
    { key: 'cameras', header: t('scans.cameras'), numeric: true, cell: ({ scan }) => scan?.stats.cameras ?? NOTHING },
    { key: 'changes', header: t('schedules.changes'), cell: (run) => <Changes run={run} /> },
  ];
}

/** What became of each time that a schedule was due. */
export function ScheduleRuns({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const params = { id };
  const runs = usePages(api.scheduleRuns, { params }, ASK_MS);
  const columns = useColumns();
  const rows = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      title={t('schedules.history')}
      flush
      actions={<ExportMenu href={(format, language) => urlOf(api.exportScheduleRuns, { params, query: { format, language } })} />}
    >
      <PagedList query={runs} isEmpty={rows.length === 0} empty={<Empty title={t('schedules.noRuns')} text={t('schedules.noRunsText')} />}>
        <DataTable<ScheduleRun> label={t('schedules.history')} rows={rows} rowKey={(run) => run.id} columns={columns} />
      </PagedList>
    </Section>
  );
}
