import { Alert, Button, Group, SegmentedControl, Stack, Tabs, Text } from '@mantine/core';
import { IconDownload, IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { Scan } from '@ancam/contract';
import { formatDateTime, limitsText, messageText } from '@ancam/core';
import { SCAN_TABS } from '../app/tabs.ts';
import { useChange, usePages, useRead } from '../lib/api.ts';
import { useLanguage } from '../lib/language.ts';
import { useLiveScan } from '../lib/live.ts';
import { useScanOrigin } from '../lib/scan-origin.ts';
import { useSession } from '../lib/session.ts';
import { AssessmentMenu } from '../ui/assessment-menu.tsx';
import { Async } from '../ui/async.tsx';
import { SeverityCounts, StatusTag } from '../ui/badges.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { HostTable, isCamera } from '../ui/host-table.tsx';
import { TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { OutsideCameras } from '../ui/outside-cameras.tsx';
import { Page } from '../ui/page.tsx';
import { ScanPiecesSection } from '../ui/probes/scan-pieces.tsx';
import { ProposalCountsLine } from '../ui/proposals/proposal-counts.tsx';
import { ScanCoverageLines } from '../ui/scan-coverage.tsx';
import { ScanChangesPanel } from '../ui/scan-changes.tsx';
import { ScanProgressPanel } from '../ui/scan-progress.tsx';
import { useScheduleTexts } from '../ui/schedules/schedule-texts.ts';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';

const ASK_MS = 5000;
/** Hosts that had finished before the page was opened. */
const EARLIER = 200;
/** More rows than anybody watches go by; all of them stand in the result. */
const LIVE_SHOWN = 100;

function Actions({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const cancel = useChange(api.cancelScan);
  const resume = useChange(api.resumeScan);
  const input = { params: { id: scan.id } };
  const ended = scan.status !== 'running';
  return (
    <>
      {scan.actions.may.includes('cancel') ? (
        <ConfirmButton
          variant="default"
          label={t('scan.cancel')}
          question={t('scan.cancelAsk')}
          consequence={t('scan.cancelThen')}
          action={() => cancel.mutateAsync(input)}
          error={cancel.error}
          pending={cancel.isPending}
        />
      ) : null}
      {scan.actions.may.includes('resume') ? (
        <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={resume.isPending} onClick={() => resume.mutate(input)}>
          {t('scan.resume')}
        </Button>
      ) : null}
      {ended ? (
        <Button
          component="a"
          variant="default"
          href={urlOf(api.scanResult, input)}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('scan.download')}
        </Button>
      ) : null}
      {ended && can('assessment.export') ? <AssessmentMenu query={{ scan: scan.id }} /> : null}
      {resume.isError ? <Fault error={resume.error} /> : null}
    </>
  );
}

function Summary({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { stats, source } = scan;
  const figures = [
    ['addresses', stats.addresses],
    ['excluded', stats.excluded],
    ['alive', stats.alive],
    ['cameras', stats.cameras],
    ['exchanges', stats.exchanges],
  ] as const;
  // what another tool asked, and how, its file does not tell
  const told = source === null ? figures : figures.filter(([key]) => key === 'alive' || key === 'cameras');
  return (
    <Section title={t('scan.summary')}>
      <Stack gap="sm">
        <dl className="figures">
          {told.map(([key, value]) => (
            <div key={key} className="figure">
              <dt>{t(`scan.figure.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <ScanCoverageLines id={scan.id} fromFile={source !== null} />
        <SeverityCounts counts={scan.findings} checked={scan.stats.cameras > 0} />
        <ProposalCountsLine counts={scan.proposals} scanId={scan.id} />
        {source === null ? (
          <Text size="sm">
            {t('profile.ran')} {limitsText(scan.bounds, language)}
          </Text>
        ) : null}
        {scan.authorisation === null ? null : (
          <Text size="sm">
            {t('scan.under')}{' '}
            {scan.authorisation.id === null ? (
              scan.authorisation.document
            ) : (
              <TextLink to="/authorisations/$id" params={{ id: scan.authorisation.id }} underline="always">
                {scan.authorisation.document}
              </TextLink>
            )}
            {` · ${scan.authorisation.grantedBy}`}
          </Text>
        )}
        {scan.notes.length === 0 ? null : (
          <Alert color="orange" title={t('scan.notes')}>
            <ul className="notes">
              {scan.notes.map((note) => (
                <li key={note} className="breakable">
                  {messageText(note, language)}
                </li>
              ))}
            </ul>
          </Alert>
        )}
      </Stack>
    </Section>
  );
}

function Hosts({ id, complete }: { readonly id: string; readonly complete: boolean }): ReactNode {
  const { t } = useTranslation();
  const { kind = 'cameras' } = useSearch({ from: '/app/scans/$id' });
  const navigate = useNavigate({ from: '/scans/$id' });
  const hosts = usePages(api.scanHosts, { params: { id }, query: { kind } });
  const rows = hosts.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={t('scan.show')}
          value={kind}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, kind: value }), replace: true })}
          data={[
            { value: 'cameras', label: t('scan.onlyCameras') },
            { value: 'all', label: t('scan.allHosts') },
          ]}
        />
        <ExportMenu href={(format, language) => urlOf(api.exportScanHosts, { params: { id }, query: { kind, format, language } })} />
      </Group>
      {rows === undefined ? (
        hosts.isError ? (
          <Fault error={hosts.error} retry={() => void hosts.refetch()} />
        ) : (
          <Loading />
        )
      ) : rows.length === 0 ? (
        <Empty title={t('scan.noHosts')} text={t(complete ? 'scan.noHostsText' : 'scan.noHostsYet')} />
      ) : (
        <HostTable label={t('scan.hosts')} hosts={rows} />
      )}
      <MoreButton query={hosts} />
    </Stack>
  );
}

function Ended({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const { tab = 'hosts' } = useSearch({ from: '/app/scans/$id' });
  const navigate = useNavigate({ from: '/scans/$id' });
  function choose(value: string | null): void {
    const next = SCAN_TABS.find((each) => each === value) ?? 'hosts';
    void navigate({ search: (before) => ({ ...before, tab: next }), replace: true });
  }
  return (
    <>
      <Summary scan={scan} />
      <OutsideCameras cameras={scan.outside} />
      <Section>
        <Tabs value={tab} onChange={choose} keepMounted={false}>
          <Tabs.List>
            {SCAN_TABS.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`scan.tab.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="hosts" pt="md">
            <Hosts id={scan.id} complete={scan.status === 'completed'} />
          </Tabs.Panel>
          <Tabs.Panel value="changes" pt="md">
            <ScanChangesPanel id={scan.id} />
          </Tabs.Panel>
        </Tabs>
      </Section>
    </>
  );
}

function Running({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const live = useLiveScan(scan.id);
  const before = useRead(api.scanHosts, { params: { id: scan.id }, query: { limit: EARLIER } });
  const told = new Set(live.hosts.map((each) => each.id));
  const all = [...live.hosts, ...(before.data?.items ?? []).filter((each) => !told.has(each.id))];
  const hosts = [...all.filter((each) => isCamera(each)), ...all.filter((each) => !isCamera(each))].slice(0, LIVE_SHOWN);
  return (
    <>
      <ScanProgressPanel progress={live.progress ?? scan.progress} queued={scan.actions.state === 'queued'} connected={live.connected} />
      <Section title={t('scan.found')} flush>
        {hosts.length === 0 ? (
          <Empty title={t('scan.waiting')} text={t('scan.waitingText')} />
        ) : (
          <>
            <HostTable label={t('scan.found')} hosts={hosts} />
            {all.length > hosts.length ? (
              <Text size="sm" c="dimmed" p="md">
                {t('common.andMore', { count: all.length - hosts.length })}
              </Text>
            ) : null}
          </>
        )}
      </Section>
    </>
  );
}

/** By which schedule it was begun, the hours it keeps to, and whether it waits for them. */
function Hours({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const { hours } = useScheduleTexts();
  if (scan.scheduleId === null) return null;
  const link = (
    <TextLink to="/schedules/$id" params={{ id: scan.scheduleId }} underline="always">
      {t('schedules.ofScan')}
    </TextLink>
  );
  if (scan.status !== 'paused') {
    return (
      <Text size="sm">
        {link} · {hours(scan.window)}
      </Text>
    );
  }
  return (
    <Alert color="blue" title={t('schedules.scanPaused')}>
      {t('schedules.scanPausedText', { hours: hours(scan.window) })} {link}
    </Alert>
  );
}

function ScanView({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const originOf = useScanOrigin();
  const finished = scan.finishedAt === null ? '' : ` – ${formatDateTime(scan.finishedAt)}`;
  const lead = (
    <Group gap="xs">
      <StatusTag status={scan.status} />
      <span>{t('scan.byline', { by: scan.startedBy, origin: originOf(scan) })}</span>
      <span>{finished === '' ? '' : t('scan.until', { from: formatDateTime(scan.startedAt), to: finished.slice(3) })}</span>
      <span className="mono breakable">{scan.targets.join(', ')}</span>
    </Group>
  );
  return (
    <Page title={t('scan.title', { at: formatDateTime(scan.startedAt) })} lead={lead} actions={<Actions scan={scan} />}>
      {scan.status === 'interrupted' ? (
        <Alert color="orange" title={t('scan.interrupted')}>
          {t('scan.interruptedText')}
        </Alert>
      ) : null}
      <Hours scan={scan} />
      {scan.origin === 'probe' ? <ScanPiecesSection id={scan.id} running={scan.status === 'running' || scan.status === 'paused'} /> : null}
      {scan.status === 'running' ? <Running key={scan.id} scan={scan} /> : <Ended scan={scan} />}
    </Page>
  );
}

/** One scan: live while it runs, afterwards what it found and what changed. */
export function ScanPage(): ReactNode {
  const { id } = useParams({ from: '/app/scans/$id' });
  const scan = useRead(
    api.getScan,
    { params: { id } },
    { every: (data) => (data?.status === 'running' || data?.status === 'paused' ? ASK_MS : false) },
  );
  return <Async query={scan}>{(data) => <ScanView scan={data} />}</Async>;
}
