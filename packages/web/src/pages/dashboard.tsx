import { Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowRight, IconRadar2 } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, rowsOfFigure } from '@ancam/contract';
import type { Dashboard, Scan } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useRead } from '../lib/api.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage, useText } from '../lib/language.ts';
import { useSession } from '../lib/session.ts';
import { Async } from '../ui/async.tsx';
import { SeverityCounts, SeverityTag, StatusTag } from '../ui/badges.tsx';
import { ButtonLink, HrefLink, TextLink } from '../ui/link.tsx';
import { MyWork } from '../ui/my-work.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

const SeverityChart = lazy(async () => ({ default: (await import('../ui/severity-chart.tsx')).SeverityChart }));
const TrendChart = lazy(async () => ({ default: (await import('../ui/trend-chart.tsx')).TrendChart }));
const LIVE_MS = 5000;
/** Everything that the reader sees. */
const WHOLE = { axis: 'scope', path: '/', unit: null } as const;

function NextSteps({ steps }: { readonly steps: Dashboard['next'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('dashboard.next')}>
      {steps.length === 0 ? (
        <Text size="sm">{t('dashboard.nothingNext')}</Text>
      ) : (
        <ol className="steps">
          {steps.map((step) => (
            <li key={step.kind}>
              <HrefLink href={step.link}>
                <Group gap={6} component="span" wrap="nowrap">
                  {t(`dashboard.step.${step.kind}`, { count: step.count })}
                  <IconArrowRight size={16} aria-hidden />
                </Group>
              </HrefLink>
              <Text size="sm" c="dimmed">
                {t(`dashboard.why.${step.kind}`)}
              </Text>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Figures({ data }: { readonly data: Dashboard }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const figures = [
    { key: 'cameras', value: data.cameras.total, rows: rowsOfFigure('cameras', WHOLE) ?? {} },
    { key: 'open', value: data.findings.open },
    { key: 'accepted', value: data.findings.accepted },
    { key: 'fixed', value: data.findings.fixed },
    { key: 'unidentified', value: data.cameras.unidentified, rows: rowsOfFigure('unidentified', WHOLE) ?? {} },
  ] as const;
  return (
    <dl className="figures">
      {figures.map((figure) => (
        <div key={figure.key} className="figure">
          <dt>{t(`dashboard.figure.${figure.key}`)}</dt>
          <dd>
            {'rows' in figure && figure.value > 0 ? (
              <TextLink to="/cameras" search={figure.rows} inherit>
                {formatNumber(figure.value, language)}
              </TextLink>
            ) : (
              formatNumber(figure.value, language)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function TopChecks({ top }: { readonly top: Dashboard['findings']['top'] }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Section title={t('dashboard.top')}>
      {top.length === 0 ? (
        <Text size="sm">{t('dashboard.noFindings')}</Text>
      ) : (
        <ul className="plain-list">
          {top.map((each) => (
            <li key={each.check} className="top-check">
              <SeverityTag severity={each.severity} />
              <TextLink to="/cameras" search={{ check: each.check, status: 'in-use' }} className="grow">
                {text(each.title)}
              </TextLink>
              <Text size="sm" c="dimmed" component="span" className="no-wrap">
                {t('dashboard.onCameras', { count: each.cameras })}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function LastScan({ scan }: { readonly scan: Scan | null }): ReactNode {
  const { t } = useTranslation();
  if (scan === null) return null;
  return (
    <Section title={t('dashboard.lastScan')}>
      <Stack gap={6}>
        <Group gap="xs">
          <StatusTag status={scan.status} />
          <TextLink to="/scans/$id" params={{ id: scan.id }}>
            {formatDateTime(scan.startedAt)}
          </TextLink>
        </Group>
        <Text size="sm">{t('scan.summaryLine', { alive: scan.stats.alive, cameras: scan.stats.cameras })}</Text>
        <SeverityCounts counts={scan.findings} checked={scan.stats.cameras > 0} />
      </Stack>
    </Section>
  );
}

function Board({ data }: { readonly data: Dashboard }): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const start = can('scan.run') ? <ButtonLink to="/scans/new">{t('scan.start')}</ButtonLink> : undefined;
  if (data.cameras.total === 0) {
    return (
      <Stack gap="lg">
        <NextSteps steps={data.next} />
        <LastScan scan={data.lastScan} />
        <Section>
          <Empty title={t('dashboard.emptyTitle')} text={t('dashboard.emptyText')} action={start} />
        </Section>
      </Stack>
    );
  }
  return (
    <Stack gap="lg">
      <Figures data={data} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Stack gap="lg">
          <NextSteps steps={data.next} />
          <TopChecks top={data.findings.top} />
        </Stack>
        <Stack gap="lg">
          <Section title={t('dashboard.bySeverity')}>
            <Suspense fallback={<Skeleton height={250} />}>
              <SeverityChart counts={data.cameras.bySeverity} />
            </Suspense>
          </Section>
          {data.trend.length > 1 ? (
            <Section title={t('dashboard.trend')}>
              <Suspense fallback={<Skeleton height={190} />}>
                <TrendChart trend={data.trend} />
              </Suspense>
            </Section>
          ) : null}
          <LastScan scan={data.lastScan} />
        </Stack>
      </SimpleGrid>
    </Stack>
  );
}

/** How things stand and what to do first. */
export function DashboardPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const dashboard = useRead(api.dashboard, {}, { every: (data) => (data?.lastScan?.status === 'running' ? LIVE_MS : false) });
  const start = can('scan.run') ? (
    <ButtonLink to="/scans/new" leftSection={<IconRadar2 size={16} aria-hidden />}>
      {t('scan.start')}
    </ButtonLink>
  ) : undefined;
  return (
    <Page title={t('nav.dashboard')} actions={start}>
      <Stack gap="lg">
        {can('system.read') ? <MyWork /> : null}
        <Async query={dashboard} rows={8}>
          {(data) => <Board data={data} />}
        </Async>
      </Stack>
    </Page>
  );
}
