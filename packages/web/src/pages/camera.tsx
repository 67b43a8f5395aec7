import { Alert, Group, Stack, Tabs, Text } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CameraDetail } from '@ancam/contract';
import { factText, formatDateTime, messageText } from '@ancam/core';
import type { Outcome } from '@ancam/core';
import { CAMERA_TABS } from '../app/tabs.ts';
import { useRead } from '../lib/api.ts';
import { useLanguage, useText } from '../lib/language.ts';
import { useSession } from '../lib/session.ts';
import { AssessmentMenu } from '../ui/assessment-menu.tsx';
import { Async } from '../ui/async.tsx';
import { OutcomeTag, SeverityTag } from '../ui/badges.tsx';
import { BehalfTag } from '../ui/behalf-tag.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { CameraFlags } from '../ui/camera-flags.tsx';
import { CameraLinks, RecorderChannels } from '../ui/camera-links.tsx';
import { CameraPapers } from '../ui/camera-papers.tsx';
import { CameraWarnings } from '../ui/camera-warnings.tsx';
import { EditCamera } from '../ui/edit-camera.tsx';
import { EvidencePanel } from '../ui/files/evidence-panel.tsx';
import { FindingList } from '../ui/finding-list.tsx';
import { IdentityPanel } from '../ui/identity-panel.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { CameraHistory, WaitingProposals } from '../ui/proposals/camera-proposals.tsx';
import { RequirementList } from '../ui/requirement-list.tsx';
import { RetireCamera } from '../ui/retire-camera.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { Transcript } from '../ui/transcript.tsx';

type OtherCheck = CameraDetail['otherChecks'][number];
/** What is still open comes before what is settled. */
const OUTCOME_ORDER: readonly Outcome[] = ['fail', 'error', 'inconclusive', 'not-checked', 'pass', 'not-applicable'];
type SeenIn = CameraDetail['scans'][number];

function OtherChecks({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  if (camera.otherChecks.length === 0) return <Empty title={t('camera.noChecks')} text={t('camera.noChecksText')} />;
  return (
    <DataTable<OtherCheck>
      label={t('camera.tab.checks')}
      rows={[...camera.otherChecks].sort((a, b) => OUTCOME_ORDER.indexOf(a.outcome) - OUTCOME_ORDER.indexOf(b.outcome))}
      rowKey={(check) => check.check}
      columns={[
        {
          key: 'check',
          header: t('camera.check'),
          cell: (check) => (
            <TextLink to="/knowledge" search={{ tab: 'checks' }} hash={check.check}>
              {text(check.title)}
            </TextLink>
          ),
        },
        { key: 'outcome', header: t('camera.outcome'), cell: (check) => <OutcomeTag outcome={check.outcome} /> },
        {
          key: 'why',
          header: t('camera.reason'),
          cell: (check) => (
            <span className="breakable small">
              {check.reason === undefined
                ? check.evidence.map((each) => factText(each, language)).join('; ') || '–'
                : messageText(check.reason, language)}
            </span>
          ),
        },
      ]}
    />
  );
}

function SeenInScans({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  if (camera.scans.length === 0) return <Empty title={t('camera.noScans')} text={t('camera.noScansText')} />;
  return (
    <DataTable<SeenIn>
      label={t('camera.tab.scans')}
      rows={camera.scans}
      rowKey={(scan) => scan.id}
      columns={[
        {
          key: 'at',
          header: t('scans.started'),
          cell: (scan) => (
            <TextLink to="/scans/$id" params={{ id: scan.id }}>
              {formatDateTime(scan.at)}
            </TextLink>
          ),
        },
        { key: 'address', header: t('camera.address'), cell: (scan) => <span className="mono">{scan.address}</span> },
      ]}
    />
  );
}

const PANELS = {
  findings: FindingList,
  requirements: RequirementList,
  checks: OtherChecks,
  transcript: Transcript,
  scans: SeenInScans,
  history: CameraHistory,
} as const;

function CameraTabs({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const { tab = 'findings' } = useSearch({ from: '/app/cameras/$id' });
  const navigate = useNavigate({ from: '/cameras/$id' });
  function choose(value: string | null): void {
    const next = CAMERA_TABS.find((each) => each === value) ?? 'findings';
    void navigate({ search: { tab: next }, replace: true });
  }
  const counts = {
    findings: camera.findings.filter((each) => each.status === 'open').length,
    requirements: undefined,
    checks: camera.otherChecks.length,
    transcript: camera.observations.length,
    scans: camera.scans.length,
    history: undefined,
  };
  return (
    <Section>
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List className="tab-list">
          {CAMERA_TABS.map((each) => (
            <Tabs.Tab
              key={each}
              value={each}
              rightSection={
                counts[each] === undefined ? undefined : (
                  <Text size="xs" c="dimmed" component="span">
                    {counts[each]}
                  </Text>
                )
              }
            >
              {t(`camera.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {CAMERA_TABS.map((each) => {
          const Panel = PANELS[each];
          return (
            <Tabs.Panel key={each} value={each} pt="md">
              <Panel camera={camera} />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Section>
  );
}

function CameraView({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const actions = (
    <>
      {camera.actions.may.includes('edit') ? <EditCamera camera={camera} /> : null}
      {can('assessment.export') ? <AssessmentMenu query={{ camera: camera.id }} /> : null}
      <RetireCamera camera={camera} />
    </>
  );
  const lead = (
    <Group gap="xs">
      <SeverityTag severity={camera.worst} checked={camera.lastSeenAt !== null} />
      <CameraFlags camera={camera} />
      <BehalfTag of={camera} />
      <span>{[camera.makerName, camera.model].filter(Boolean).join(' ') || t('camera.unknown')}</span>
      {camera.address === null ? null : <span className="mono">{camera.address}</span>}
      <span>{camera.lastSeenAt === null ? t('camera.neverSeen') : t('camera.seenAt', { at: formatDateTime(camera.lastSeenAt) })}</span>
    </Group>
  );
  return (
    <Page title={camera.name} lead={lead} actions={actions}>
      {camera.status === 'retired' ? <Alert color="gray">{t('camera.isRetired')}</Alert> : null}
      {camera.status === 'not-ours' ? <Alert color="gray">{t('camera.isNotOurs')}</Alert> : null}
      <WaitingProposals camera={camera} />
      <CameraWarnings camera={camera} />
      <div className="camera-grid">
        <Stack>
          <RecorderChannels camera={camera} />
          <CameraTabs camera={camera} />
        </Stack>
        <Stack>
          <IdentityPanel camera={camera} />
          <CameraLinks camera={camera} />
          <CameraPapers camera={camera} />
          <EvidencePanel holder="cameras" id={camera.id} />
        </Stack>
      </div>
    </Page>
  );
}

/** One camera: what it is, where it falls short, what to do. */
export function CameraPage(): ReactNode {
  const { id } = useParams({ from: '/app/cameras/$id' });
  const camera = useRead(api.getCamera, { params: { id } });
  return <Async query={camera}>{(data) => <CameraView key={data.id} camera={data} />}</Async>;
}
