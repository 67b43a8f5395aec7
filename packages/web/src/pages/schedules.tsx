import { IconCalendarPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { Schedule } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { usePages } from '../lib/api.ts';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { ScheduleStateTag } from '../ui/schedules/schedule-state.tsx';
import { useScheduleTexts } from '../ui/schedules/schedule-texts.ts';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

const NOTHING = '–';

function useColumns(): Column<Schedule>[] {
  const { t } = useTranslation();
  const { when, hours, reason } = useScheduleTexts();
  return [
    {
      key: 'name',
      header: t('schedules.name'),
      cell: ({ id, name, targets, authorisation }) => (
        <div>
          <TextLink to="/schedules/$id" params={{ id }} fw={600} className="breakable">
            {name}
          </TextLink>
          <div className="mono quiet small breakable">{targets.length > 0 ? targets.join(', ') : (authorisation?.document ?? '')}</div>
        </div>
      ),
    },
    {
      key: 'state',
      header: t('schedules.stateOf'),
      cell: ({ actions, stopReason }) => (
        <div>
          <ScheduleStateTag state={actions.state} />
          {stopReason === null ? null : <div className="quiet small">{reason(stopReason)}</div>}
        </div>
      ),
    },
    {
      key: 'when',
      header: t('schedules.whenTitle'),
      cell: ({ recurrence, window }) => (
        <div>
          <div>{when(recurrence)}</div>
          <div className="quiet small">{hours(window)}</div>
        </div>
      ),
    },
    {
      key: 'next',
      header: t('schedules.nextOne'),
      cell: ({ next, running }) =>
        running === null ? (
          <span className="no-wrap">{next[0] === undefined ? NOTHING : formatDateTime(next[0])}</span>
        ) : (
          <TextLink to="/scans/$id" params={{ id: running.id }}>
            {t(`scanStatus.${running.status}`)}
          </TextLink>
        ),
    },
    {
      key: 'where',
      header: t('schedules.where'),
      cell: ({ probes, site }) => probes.map(({ name }) => name).join(', ') || site?.name || t('schedules.server'),
    },
    { key: 'responsible', header: t('schedules.responsible'), cell: ({ responsible }) => responsible },
  ];
}

/** Scans that recur. */
export function SchedulesPage(): ReactNode {
  const { t } = useTranslation();
  const schedules = usePages(api.listSchedules, { query: {} });
  const columns = useColumns();
  const pages = schedules.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const add =
    pages?.[0]?.actions.may.includes('add') === true ? (
      <ButtonLink to="/schedules/new" leftSection={<IconCalendarPlus size={16} aria-hidden />}>
        {t('schedules.add')}
      </ButtonLink>
    ) : null;
  const actions = (
    <>
      <ExportMenu href={(format, language) => urlOf(api.exportSchedules, { query: { format, language } })} />
      {add}
    </>
  );
  return (
    <Page title={t('nav.schedules')} lead={t('schedules.lead')} actions={actions}>
      <Section flush>
        <PagedList
          query={schedules}
          isEmpty={rows.length === 0}
          empty={<Empty title={t('schedules.emptyTitle')} text={t('schedules.emptyText')} />}
        >
          <DataTable<Schedule> label={t('nav.schedules')} rows={rows} rowKey={({ id }) => id} columns={columns} />
        </PagedList>
      </Section>
    </Page>
  );
}
