import { Accordion, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { CameraDetail, Finding } from '@ancam/contract';
import { formatDateTime, SEVERITIES } from '@ancam/core';
import { formatPlainDate } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { SeverityTag } from './badges.tsx';
import { ExploitedNote } from './exploited-note.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { EvidenceButton } from './files/evidence-button.tsx';
import { FindingActions } from './finding-actions.tsx';
import { ConfidenceMark } from './confidence-mark.tsx';
import { TextLink } from './link.tsx';
import { Empty } from './states.tsx';

const STATUS_ORDER = ['open', 'accepted', 'fixed'] as const;

function rank(finding: Finding): number {
  return STATUS_ORDER.indexOf(finding.status) * SEVERITIES.length + SEVERITIES.indexOf(finding.severity);
}

/** Open ones first, the worst of them on top. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => rank(a) - rank(b) || a.check.localeCompare(b.check));
}

/** Clauses of one regulation together, by number. */
function inOrder(clauses: readonly string[]): string[] {
  return [...clauses].sort((a, b) => a.localeCompare(b, 'vi', { numeric: true }));
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <Text size="xs" fw={600} c="dimmed" className="part-title">
        {title}
      </Text>
      <div className="part">{children}</div>
    </div>
  );
}

/** A source as a link where it is an address, else as text. */
export function Source({ source }: { readonly source: string }): ReactNode {
  const address = /https?:\/\/\S+/.exec(source)?.[0];
  if (address === undefined) return source;
  return (
    <>
      {source.slice(0, source.indexOf(address))}
      <a href={address} target="_blank" rel="noreferrer" className="breakable">
        {address}
      </a>
      {source.slice(source.indexOf(address) + address.length)}
    </>
  );
}

function History({ finding }: { readonly finding: Finding }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="notes">
      {finding.history.map((each) => (
        <li key={`${each.at}${each.event}`}>
          {t('finding.historyLine', { at: formatDateTime(each.at), event: t(`finding.event.${each.event}`), by: each.by })}
          {each.reason === null || each.reason === '' ? '' : `: ${each.reason}`}
        </li>
      ))}
    </ul>
  );
}

function FindingBody({ finding }: { readonly finding: Finding }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { texts } = finding;
  return (
    <Stack gap="sm">
      <Text size="sm">{text(texts.explanation)}</Text>
      <div className="remedy">
        <Part title={t('finding.remedy')}>{text(texts.remedy)}</Part>
      </div>
      <Part title={t('finding.evidence')}>
        <EvidenceList facts={finding.evidence} cameraId={finding.cameraId} />
      </Part>
      <Part title={t('finding.clauses')}>
        <ul className="notes">
          {inOrder(texts.clauses).map((clause) => (
            <li key={clause}>{clause}</li>
          ))}
        </ul>
      </Part>
      {texts.cve.length === 0 ? null : <Part title={t('finding.cve')}>{texts.cve.join(', ')}</Part>}
      <ExploitedNote exploited={texts.exploited} />
      <Part title={t('finding.sources')}>
        <ul className="notes">
          {texts.sources.map((source) => (
            <li key={source}>
              <Source source={source} />
            </li>
          ))}
        </ul>
        <Group gap="xs" mt={4}>
          <ConfidenceMark confidence={texts.confidence} />
          <TextLink to="/knowledge" search={{ tab: 'checks' }} hash={finding.check}>
            {t('finding.aboutCheck')}
          </TextLink>
        </Group>
      </Part>
      <Part title={t('finding.history')}>
        <History finding={finding} />
      </Part>
      <FindingActions finding={finding} />
      <div>
        <EvidenceButton holder="findings" id={finding.id} name={text(texts.title)} />
      </div>
    </Stack>
  );
}

function StatusNote({ finding }: { readonly finding: Finding }): ReactNode {
  const { t } = useTranslation();
  if (finding.status === 'open') return null;
  const note =
    finding.status === 'accepted'
      ? t('finding.acceptedUntil', { until: finding.acceptedUntil === null ? '–' : formatPlainDate(finding.acceptedUntil) })
      : t(finding.fixedBy === 'person' ? 'finding.fixedByPerson' : 'finding.fixedByScan');
  return (
    <Text size="xs" c="dimmed" component="span">
      {note}
    </Text>
  );
}

/** Findings of a camera, worst first; each opens to all there is to know about it. */
export function FindingList({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const findings = worstFirst(camera.findings);
  if (findings.length === 0) {
    return camera.lastSeenAt === null ? (
      <Empty title={t('severity.unchecked')} text={t('camera.noFindingsHand')} />
    ) : (
      <Empty title={t('camera.noFindings')} text={t('camera.noFindingsText')} />
    );
  }
  return (
    <Accordion multiple defaultValue={findings[0] === undefined ? [] : [findings[0].id]} order={3} className="findings">
      {findings.map((finding) => (
        <Accordion.Item key={finding.id} value={finding.id} data-testid="finding" data-check={finding.check} data-status={finding.status}>
          <Accordion.Control>
            <Group gap="xs">
              <SeverityTag severity={finding.severity} />
              <Text fw={600} size="sm" component="span" td={finding.status === 'fixed' ? 'line-through' : undefined}>
                {text(finding.texts.title)}
              </Text>
              {finding.certainty === null || finding.certainty === 'confirmed' ? null : (
                <Text size="xs" c="dimmed" component="span">
                  {t(`certainty.${finding.certainty}`)}
                </Text>
              )}
              <StatusNote finding={finding} />
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <FindingBody finding={finding} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
