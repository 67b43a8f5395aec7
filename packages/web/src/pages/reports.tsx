import { Box, NativeSelect, NumberInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { REPORT_KINDS, REPORT_STATES, api, urlOf } from '@ancam/contract';
import type { ReportRow } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { formatDay, formatPlainDate } from '../lib/format.ts';
import { readReportSearch } from '../lib/report-search.ts';
import { useSession } from '../lib/session.ts';
import { BehalfTag } from '../ui/behalf-tag.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { ReportStateTag } from '../ui/reports/report-state.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';

function useColumns(): Column<ReportRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'kind',
      header: t('reports.report'),
      cell: (each) => (
        <>
          <TextLink to="/reports/$id" params={{ id: each.id }} search={{}} fw={600}>
            {t(`reports.kindOf.${each.kind}`)}
          </TextLink>
          <BehalfTag of={each} />
        </>
      ),
    },
    { key: 'unit', header: t('reports.unit'), cell: (each) => each.subject.name },
    {
      key: 'period',
      header: t('reports.period'),
      cell: (each) => `${formatPlainDate(each.periodFrom)} – ${formatPlainDate(each.periodTo)}`,
    },
    { key: 'state', header: t('reports.state'), cell: (each) => <ReportStateTag state={each.state} /> },
    { key: 'version', header: t('reports.version'), numeric: true, cell: (each) => each.version },
    { key: 'receiver', header: t('reports.receiver'), cell: (each) => each.receiver.name },
    { key: 'sent', header: t('reports.sentOn'), cell: (each) => formatDay(each.sentOn) },
  ];
}

function Filters(): ReactNode {
  const { t } = useTranslation();
  const { account } = useSession();
  const search = useSearch({ from: '/app/reports' });
  const navigate = useNavigate({ from: '/reports' });
  const set = (change: Readonly<Record<string, unknown>>): void =>
    void navigate({ search: (before) => readReportSearch({ ...before, ...change }), replace: true });
  const unit = account?.unit.id;
  const box = search.receiver !== undefined ? 'received' : search.subject !== undefined ? 'own' : '';
  return (
    <div className="filters" role="search" aria-label={t('reports.filters')}>
      <NativeSelect
        label={t('reports.box')}
        value={box}
        onChange={(event) => {
          const { value } = event.currentTarget;
          set({ receiver: value === 'received' ? unit : undefined, subject: value === 'own' ? unit : undefined });
        }}
        data={[
          { value: '', label: t('reports.boxOf.all') },
          { value: 'own', label: t('reports.boxOf.own') },
          { value: 'received', label: t('reports.boxOf.received') },
        ]}
      />
      <NativeSelect
        label={t('reports.kind')}
        value={search.kind ?? ''}
        onChange={(event) => set({ kind: event.currentTarget.value })}
        data={[{ value: '', label: t('common.any') }, ...REPORT_KINDS.map((value) => ({ value, label: t(`reports.kindOf.${value}`) }))]}
      />
      <NativeSelect
        label={t('reports.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: event.currentTarget.value })}
        data={[{ value: '', label: t('common.any') }, ...REPORT_STATES.map((value) => ({ value, label: t(`reports.stateOf.${value}`) }))]}
      />
      <NumberInput
        label={t('reports.year')}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        maxLength={4}
        value={search.year ?? ''}
        onChange={(year) => set({ year })}
      />
    </div>
  );
}

/** Reports, those of the latest period first: own ones, those below, and what was received. */
export function ReportsPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/reports' });
  const reports = usePages(api.listReports, { query: search });
  const columns = useColumns();
  const pages = reports.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const add =
    pages?.[0]?.actions.may.includes('add') === true ? (
      <ButtonLink to="/reports/new" search={{}} leftSection={<IconPlus size={16} aria-hidden />}>
        {t('reports.new')}
      </ButtonLink>
    ) : null;
  const actions = (
    <>
      <ButtonLink to="/reports/coverage" search={{}} variant="default">
        {t('reports.coverage')}
      </ButtonLink>
      <ExportMenu href={(format, language) => urlOf(api.exportReports, { query: { ...search, format, language } })} />
      {add}
    </>
  );
  return (
    <Page title={t('nav.reports')} lead={t('reports.lead')} actions={actions}>
      <Section flush>
        <Filters />
        {reports.isPending ? (
          <Box p="md">
            <Loading />
          </Box>
        ) : null}
        {reports.isError ? (
          <Box p="md">
            <Fault error={reports.error} retry={() => void reports.refetch()} />
          </Box>
        ) : null}
        {pages !== undefined && rows.length === 0 ? (
          <Empty title={t('reports.emptyTitle')} text={t('reports.emptyText')} action={add} />
        ) : null}
        {rows.length > 0 ? <DataTable<ReportRow> label={t('nav.reports')} rows={rows} rowKey={({ id }) => id} columns={columns} /> : null}
        <MoreButton query={reports} />
      </Section>
    </Page>
  );
}
