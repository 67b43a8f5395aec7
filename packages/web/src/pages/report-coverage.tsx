import { NativeSelect, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ReportCoverage } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { formatDay, formatNumber, formatPlainDate, todayPlus } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { readCoverageSearch, usualPeriod } from '../lib/report-search.ts';
import { useSession } from '../lib/session.ts';
import { Async } from '../ui/async.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DateField } from '../ui/date-field.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { CoverageBar } from '../ui/reports/coverage-bar.tsx';
import { CoverageMap } from '../ui/reports/coverage-map.tsx';
import { ReportStateTag } from '../ui/reports/report-state.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

type Item = ReportCoverage['items'][number];

interface Asked {
  readonly kind: 'yearly' | 'directive';
  readonly from: string;
  readonly to: string;
  readonly unit?: string;
}

function useAsked(): [Asked, (change: Readonly<Record<string, unknown>>) => void] {
  const search = useSearch({ from: '/app/reports/coverage' });
  const navigate = useNavigate({ from: '/reports/coverage' });
  const kind = search.kind ?? 'yearly';
  const usual = usualPeriod(kind, todayPlus(0));
  const asked = {
    kind,
    from: search.from ?? usual.from,
    to: search.to ?? usual.to,
    ...(search.unit === undefined ? {} : { unit: search.unit }),
  };
  return [asked, (change) => void navigate({ search: (before) => readCoverageSearch({ ...before, ...change }), replace: true })];
}

function Controls(): ReactNode {
  const { t } = useTranslation();
  const [asked, set] = useAsked();
  return (
    <div className="filters" role="search" aria-label={t('reports.filters')}>
      <NativeSelect
        className="filter-search"
        label={t('reports.kind')}
        value={asked.kind}
        onChange={(event) => set({ kind: event.currentTarget.value, from: undefined, to: undefined })}
        data={(['yearly', 'directive'] as const).map((value) => ({ value, label: t(`reports.kindOf.${value}`) }))}
      />
      <DateField label={t('reports.from')} value={asked.from} onChange={(from) => set({ from })} />
      <DateField label={t('reports.to')} value={asked.to} onChange={(to) => set({ to })} />
    </div>
  );
}

function Units({ items }: { readonly items: readonly Item[] }): ReactNode {
  const { t } = useTranslation();
  if (items.length === 0) return <Empty title={t('reports.noneBelow')} text={t('reports.noneBelowText')} />;
  return (
    <DataTable<Item>
      label={t('reports.unitsBelow')}
      rows={items}
      rowKey={({ unit }) => unit}
      columns={[
        {
          key: 'unit',
          header: t('reports.unit'),
          cell: ({ unit, name }) => (
            <TextLink to="/units/$id" params={{ id: unit }} fw={600}>
              {name}
            </TextLink>
          ),
        },
        {
          key: 'state',
          header: t('reports.state'),
          cell: ({ report }) =>
            report === null ? (
              <ReportStateTag state={null} />
            ) : (
              <TextLink to="/reports/$id" params={{ id: report.id }} search={{}}>
                <ReportStateTag state={report.state} />
              </TextLink>
            ),
        },
        { key: 'sent', header: t('reports.sentOn'), cell: ({ report }) => formatDay(report?.sentOn) },
        { key: 'version', header: t('reports.version'), numeric: true, cell: ({ report }) => report?.version ?? '' },
      ]}
    />
  );
}

function Coverage({ coverage }: { readonly coverage: ReportCoverage }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { counts } = coverage;
  const figures = (['reported', 'accepted', 'returned', 'drafting', 'missing'] as const).map((name) => [name, counts[name]] as const);
  return (
    <Stack gap="lg">
      <Section
        title={t('reports.reportedOf', { reported: formatNumber(counts.reported, language), units: formatNumber(counts.units, language) })}
      >
        <Text size="sm" c="dimmed" mb="sm">
          {t('reports.coverageSays', { name: coverage.unit.name, day: formatPlainDate(coverage.asOf) })}
        </Text>
        <CoverageBar counts={counts} />
        <dl className="figures">
          {figures.map(([name, count]) => (
            <div key={name} className="figure">
              <dt>{t(`reports.count.${name}`)}</dt>
              <dd>{formatNumber(count, language)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <CoverageMap items={coverage.items} />
      <Section title={t('reports.unitsBelow')} flush>
        <Units items={coverage.items} />
      </Section>
    </Stack>
  );
}

/** Who of the units below has reported for a period, as a picture and a list. */
export function ReportCoveragePage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const [{ kind, from, to, unit }] = useAsked();
  const coverage = useRead(api.reportCoverage, {
    query: { kind, periodFrom: from, periodTo: to, ...(unit === undefined ? {} : { unit }) },
  });
  const actions = can('report.write') ? (
    <ButtonLink to="/reports/new" search={{ kind: `consolidated-${kind}`, from, to }}>
      {t('reports.consolidate')}
    </ButtonLink>
  ) : undefined;
  return (
    <Page title={t('reports.coverage')} lead={t('reports.coverageLead')} actions={actions}>
      <Section flush>
        <Controls />
      </Section>
      <Async query={coverage}>{(data) => <Coverage coverage={data} />}</Async>
    </Page>
  );
}
