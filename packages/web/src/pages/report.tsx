import { Alert, Button, Code, List, Menu, Stack, Text, Timeline } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { REPORT_FORMATS, api, urlOf } from '@ancam/contract';
import type { Report, ReportFault } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useRead } from '../lib/api.ts';
import { formatNumber, formatPlainDate } from '../lib/format.ts';
import { useLanguage, useText } from '../lib/language.ts';
import { Async } from '../ui/async.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EvidencePanel } from '../ui/files/evidence-panel.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ReportEntries } from '../ui/reports/report-entries.tsx';
import { ReportFigures } from '../ui/reports/report-figures.tsx';
import { ReportStateTag } from '../ui/reports/report-state.tsx';
import { ReportBlockers, ReportSteps } from '../ui/reports/report-steps.tsx';
import { ReportTables } from '../ui/reports/report-tables.tsx';
import { Section } from '../ui/section.tsx';

function FileMenu({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('reports.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {REPORT_FORMATS.map((format) => (
          <Menu.Item key={format} component="a" download href={urlOf(api.downloadReport, { params: { id }, query: { format, language } })}>
            {t(`reports.formatOf.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Head({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { content } = report;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('reports.state'), <ReportStateTag key="state" state={report.state} />],
    [t('reports.unit'), report.subject.name],
    [t('reports.period'), `${formatPlainDate(report.periodFrom)} – ${formatPlainDate(report.periodTo)}`],
    [t('reports.asOf'), formatPlainDate(report.asOf)],
    [t('reports.mode'), t(`reports.modeOf.${report.mode}`)],
    ...(report.receiver.name === '' ? [] : [[t('reports.receiver'), report.receiver.name] as const]),
    [t('reports.clause'), text(content.clause)],
    ...(report.number === '' ? [] : [[t('reports.number'), report.number] as const]),
    ...(report.dated === null ? [] : [[t('reports.dated'), formatPlainDate(report.dated)] as const]),
    ...(report.sentOn === null ? [] : [[t('reports.sentOn'), formatPlainDate(report.sentOn)] as const]),
    [
      t('reports.hash'),
      report.hash === null ? (
        t('reports.notFrozen')
      ) : (
        <Code key="hash" className="breakable">
          {report.hash}
        </Code>
      ),
    ],
  ];
  return (
    <Section>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function FaultLine({ fault }: { readonly fault: ReportFault }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { name, row, column } = fault.at;
  return (
    <List.Item>
      <span className="tag" data-tone={fault.severity === 'error' ? 'critical' : 'medium'}>
        {t(`reports.severity.${fault.severity}`)}
      </span>{' '}
      {text(fault.text)}{' '}
      <Text span size="sm" c="dimmed">
        {row === null
          ? t('reports.atField', { column })
          : name === ''
            ? t('reports.atRowAlone', { row, column })
            : t('reports.atRow', { name, row, column })}{' '}
        · {typeof fault.basis === 'string' ? fault.basis : text(fault.basis)}
      </Text>
    </List.Item>
  );
}

/** Rules of the form that are broken, errors first; what keeps the report from being checked. */
function Faults({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const { faults } = report.content;
  if (faults.length === 0) return null;
  const sorted = faults.toSorted((a, b) => a.severity.localeCompare(b.severity));
  return (
    <Section title={t('reports.faults', { count: faults.length })}>
      <List size="sm" spacing={6} listStyleType="none">
        {sorted.map((fault) => (
          <FaultLine key={`${fault.rule} ${fault.at.table} ${fault.at.row} ${fault.at.column}`} fault={fault} />
        ))}
      </List>
    </Section>
  );
}

/** Reports that the figures rest on, and units from which none has come. */
function Sources({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const { sources, missing } = report.content;
  if (sources.length === 0 && missing.length === 0) return null;
  return (
    <Section title={t('reports.sources')}>
      <List size="sm" spacing={4}>
        {sources.map(({ id, name, version, hash }) => (
          <List.Item key={id}>
            <TextLink to="/reports/$id" params={{ id }} search={{}}>
              {name}
            </TextLink>
            , {t('reports.versionNo', { version })} · <Code className="breakable">{hash.slice(0, 16)}</Code>
          </List.Item>
        ))}
        {missing.map(({ unit, name, noted }) => (
          <List.Item key={unit}>
            {t('reports.missingUnit', { name })} {noted}
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

/** The same figures in the report before. */
function Comparison({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const { previous } = report;
  if (previous === null) return null;
  const number = (value: number | null): string => (value === null ? '' : formatNumber(value, language));
  return (
    <Section title={t('reports.comparison')} flush>
      <Text size="sm" c="dimmed" px="md" pb="sm">
        <TextLink to="/reports/$id" params={{ id: previous.id }} search={{}}>
          {t('reports.before', { day: formatPlainDate(previous.periodTo) })}
        </TextLink>{' '}
        {previous.changes.length === 0 ? t('reports.unchanged') : ''}
      </Text>
      {previous.changes.length === 0 ? null : (
        <DataTable
          label={t('reports.comparison')}
          rows={previous.changes}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', header: t('reports.figure'), cell: (change) => text(change.title) },
            { key: 'before', header: t('reports.was'), numeric: true, cell: (change) => number(change.before) },
            { key: 'now', header: t('reports.is'), numeric: true, cell: (change) => number(change.now) },
          ]}
        />
      )}
    </Section>
  );
}

function History({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const others = report.versions.filter(({ id }) => id !== report.id);
  return (
    <Section title={t('reports.history')}>
      {others.length === 0 ? null : (
        <Text size="sm" mb="sm">
          {others.map(({ id, version }) => (
            <TextLink key={id} to="/reports/$id" params={{ id }} search={{}} mr="sm">
              {t('reports.versionNo', { version })}
            </TextLink>
          ))}
        </Text>
      )}
      <Timeline active={report.events.length} bulletSize={14}>
        <Timeline.Item title={t('reports.begun')}>
          <Text size="sm" c="dimmed">
            {report.createdBy}, {formatDateTime(report.createdAt)}
          </Text>
        </Timeline.Item>
        {report.events.map((event) => (
          <Timeline.Item key={`${event.at} ${event.step}`} title={t(`reports.stateOf.${event.to}`)}>
            <Text size="sm" c="dimmed">
              {event.by}, {formatDateTime(event.at)}
            </Text>
            {event.reason === '' ? null : <Text size="sm">{event.reason}</Text>}
          </Timeline.Item>
        ))}
      </Timeline>
    </Section>
  );
}

function Whole({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const { figure } = useSearch({ from: '/app/reports/$id' });
  return (
    <Stack gap="lg">
      {report.outdated ? <Alert color="yellow" title={t('reports.outdated')} /> : null}
      <ReportBlockers report={report} />
      <Head report={report} />
      <Section title={t('reports.figures')}>
        <ReportFigures id={report.id} content={report.content} />
      </Section>
      <Faults report={report} />
      <Sources report={report} />
      <ReportTables id={report.id} content={report.content} figure={figure} />
      <ReportEntries key={report.id} report={report} />
      <Comparison report={report} />
      <EvidencePanel holder="reports" id={report.id} fields={[{ id: 'signed', title: t('reports.signedCopy') }]} />
      <History report={report} />
    </Stack>
  );
}

/** A report as people read it: figures with their rows, texts, faults, steps, history. */
export function ReportPage(): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { id } = useParams({ from: '/app/reports/$id' });
  const report = useRead(api.getReport, { params: { id } });
  return (
    <Async query={report}>
      {(data) => (
        <Page
          title={text(data.content.title)}
          lead={`${data.subject.name} · ${t('reports.versionNo', { version: data.version })}`}
          actions={
            <>
              <FileMenu id={data.id} />
              <ReportSteps report={data} />
            </>
          }
        >
          <Whole report={data} />
        </Page>
      )}
    </Async>
  );
}
