import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { formatDateTime } from '@ancam/core';
import { api } from '@ancam/contract';
import type { ReorganisationDetail } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { Async } from '../ui/async.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Preview } from '../ui/reorganisations/preview.tsx';
import { StateTag } from '../ui/reorganisations/state-tag.tsx';
import { Unresolved } from '../ui/reorganisations/unresolved.tsx';
import { Section } from '../ui/section.tsx';

const WHILE_BUSY_MS = 1500;
const STEPS = {
  approve: api.approveReorganisation,
  apply: api.applyReorganisation,
  withdraw: api.withdrawReorganisation,
  reverse: api.reverseReorganisation,
} as const;
const REASONS = ['own-proposal', 'conflicts', 'not-yet', 'successor-acted', 'later-event'] as const;

function StepButton({ id, step }: { readonly id: string; readonly step: keyof typeof STEPS }): ReactNode {
  const { t } = useTranslation();
  const change = useChange(STEPS[step]);
  return (
    <ConfirmButton
      variant={step === 'approve' || step === 'apply' ? 'filled' : 'default'}
      label={t(`reorganisation.do.${step}`)}
      question={t(`reorganisation.ask.${step}`)}
      consequence={t(`reorganisation.consequence.${step}`)}
      action={() => change.mutateAsync({ params: { id } })}
      error={change.error}
      pending={change.isPending}
    />
  );
}

function Steps({ event }: { readonly event: ReorganisationDetail }): ReactNode {
  const { t } = useTranslation();
  const { may } = event.actions;
  const steps = (['approve', 'apply', 'withdraw', 'reverse'] as const).filter((step) => may.includes(step));
  return (
    <Group gap="xs">
      {steps.map((step) => (
        <StepButton key={step} id={event.id} step={step} />
      ))}
      {may.includes('compensate') ? (
        <ButtonLink to="/reorganisations/new" search={{ compensates: event.id }} variant="default">
          {t('reorganisation.do.compensate')}
        </ButtonLink>
      ) : null}
    </Group>
  );
}

/** Why something cannot be done that somebody may look for. */
function Reasons({ event }: { readonly event: ReorganisationDetail }): ReactNode {
  const { t } = useTranslation();
  const told = event.actions.blockers.flatMap(({ reason }) => REASONS.find((each) => each === reason) ?? []);
  if (told.length === 0) return null;
  return (
    <Alert variant="light">
      {[...new Set(told)].map((reason) => (
        <Text key={reason} size="sm">
          {t(`reorganisation.reason.${reason}`)}
        </Text>
      ))}
    </Alert>
  );
}

function Standing({ event }: { readonly event: ReorganisationDetail }): ReactNode {
  const { t } = useTranslation();
  const { progress } = event;
  const share = progress.total === 0 ? 0 : Math.min(100, Math.round((100 * progress.done) / progress.total));
  const facts = [
    [t('reorganisation.kind'), t(`reorganisation.kindOf.${event.kind}`)],
    [t('reorganisation.decree'), `${event.decree}, ${formatPlainDate(event.decreeDate)}`],
    [t('reorganisation.effectiveOn'), formatPlainDate(event.effectiveOn)],
    [t('reorganisation.proposedBy'), `${event.proposedBy}, ${formatDateTime(event.proposedAt)}`],
    ...(event.approvedBy === null || event.approvedAt === null
      ? []
      : [[t('reorganisation.approvedBy'), `${event.approvedBy}, ${formatDateTime(event.approvedAt)}`]]),
    ...(event.appliedAt === null ? [] : [[t('reorganisation.appliedAt'), formatDateTime(event.appliedAt)]]),
    ...(event.reversedAt === null ? [] : [[t('reorganisation.reversedAt'), formatDateTime(event.reversedAt)]]),
    ...(event.note === '' ? [] : [[t('common.note'), event.note]]),
  ];
  return (
    <Stack>
      <div>
        <StateTag state={event.actions.state} />
      </div>
      {progress.phase === null ? null : (
        <div>
          <Progress value={share} aria-label={t('reorganisation.progress')} />
          <Text size="sm" role="status" mt={4}>
            {t('reorganisation.progressText', { done: progress.done, total: progress.total })}
          </Text>
        </div>
      )}
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {event.compensates === null ? null : (
          <div>
            <dt>{t('reorganisation.compensates')}</dt>
            <dd>
              <TextLink to="/reorganisations/$id" params={{ id: event.compensates }}>
                {t('units.event')}
              </TextLink>
            </dd>
          </div>
        )}
      </dl>
    </Stack>
  );
}

/** One reorganisation: what it touches, how far it has come, what can be done. */
export function ReorganisationPage(): ReactNode {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/app/reorganisations/$id' });
  const event = useRead(
    api.getReorganisation,
    { params: { id } },
    { every: (data) => (data?.progress.phase === null ? false : WHILE_BUSY_MS) },
  );
  return (
    <Async query={event}>
      {(data) => (
        <Page title={data.title} actions={<Steps event={data} />}>
          <Reasons event={data} />
          <Section title={t('reorganisation.state')}>
            <Standing event={data} />
          </Section>
          {data.unresolved > 0 ? <Unresolved event={data} /> : null}
          <Section title={t('reorganisation.previewTitle')}>
            <Preview preview={data.preview} />
          </Section>
        </Page>
      )}
    </Async>
  );
}
