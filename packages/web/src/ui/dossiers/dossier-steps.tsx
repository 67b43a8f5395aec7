import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DossierDetail, DossierStep } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { partyOf } from '../../lib/dossier-search.ts';
import { todayPlus } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { FormButton } from '../form-button.tsx';
import type { Field } from '../form-button.tsx';
import { Section } from '../section.tsx';

interface StepProps {
  readonly dossier: DossierDetail;
  readonly step: DossierStep;
}

/** Steps that come with a paper beside the decision: what the appraiser or the security unit wrote. */
const WITH_PAPER: ReadonlySet<string> = new Set([
  'give-opinion',
  'find-fit',
  'find-unfit',
  'propose',
  'submit-3',
  'submit-4-5',
  'submit-1-2',
]);

function StepButton({ dossier, step }: StepProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const move = useChange(api.moveDossier);
  const paper = step.needsDecision || WITH_PAPER.has(step.step);
  const fields: Field[] = [
    { key: 'on', kind: 'date', label: t('dossiers.on'), required: true },
    ...(paper
      ? [
          {
            key: 'number',
            label: t(step.needsDecision ? 'dossiers.decisionNumber' : 'dossiers.paperNumber'),
            required: step.needsDecision,
          },
          { key: 'date', kind: 'date' as const, label: t('dossiers.paperDate'), required: step.needsDecision },
          { key: 'issuer', label: t('dossiers.paperIssuer'), required: step.needsDecision },
        ]
      : []),
    { key: 'reason', kind: 'area', label: t('dossiers.reason'), required: step.needsReason, maxLength: 8000 },
  ];
  return (
    <FormButton
      label={text(step.title)}
      variant={step.to === 'withdrawn' || step.to === 'superseded' ? 'default' : 'filled'}
      fields={fields}
      initial={{ on: todayPlus(0), issuer: step.issuer ?? '' }}
      onSubmit={({ on = '', reason = '', number = '', date = '', issuer = '' }) =>
        move.mutateAsync({
          params: { id: dossier.id },
          body: { step: step.step, on, reason, document: { number, date: date === '' ? null : date, issuer } },
        })
      }
      error={move.error}
      pending={move.isPending}
    />
  );
}

function useBlockerText(): (blocker: DossierStep['blockers'][number], step: DossierStep) => string {
  const { t } = useTranslation();
  const text = useText();
  return ({ because, text: said, clause }, step) => {
    const parties = step.parties.map((party) => t(`dossiers.party.${partyOf(party)}`)).join(', ');
    if (because !== 'condition') return t(`dossiers.because.${because}`, { parties });
    return [said === null ? t('dossiers.because.condition') : text(said), clause === null ? '' : `(${text(clause)})`].join(' ').trim();
  };
}

function Blocked({ step }: { readonly step: DossierStep }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const blockerText = useBlockerText();
  const told = [...new Set(step.blockers.map((blocker) => blockerText(blocker, step)))];
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('dossiers.blocked', { step: text(step.title) })}
      </Text>
      <ul className="notes">
        {told.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** The steps out of the present state: those that the reader may take, and what stands against the others. */
export function DossierSteps({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useTranslation();
  const { steps } = dossier;
  const open = steps.filter(({ blockers }) => blockers.length === 0);
  const closed = steps.filter(({ blockers }) => blockers.length > 0);
  if (steps.length === 0) return null;
  return (
    <Section title={t('dossiers.steps')}>
      <Stack gap="sm">
        {open.length === 0 ? null : (
          <Group gap="xs">
            {open.map((step) => (
              <StepButton key={step.step} dossier={dossier} step={step} />
            ))}
          </Group>
        )}
        {closed.map((step) => (
          <Blocked key={step.step} step={step} />
        ))}
      </Stack>
    </Section>
  );
}
