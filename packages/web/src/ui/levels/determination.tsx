import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { LevelDetermination, LevelQuestionTitle } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { formatDay, formatPlainDate } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import type { Answer } from '../../lib/levels.ts';
import { Facts } from '../facts.tsx';
import { FormButton } from '../form-button.tsx';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';
import { Fault } from '../states.tsx';
import { Findings } from './findings.tsx';
import { useLevelText } from './level-tag.tsx';

/** An answer in words. */
function useAnswerText(): (question: LevelQuestionTitle, value: Answer) => string {
  const { t } = useTranslation();
  const text = useText();
  return (question, value) => {
    if (value === null) return t('levels.knownNone');
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    const titleOf = (id: string): string => {
      const choice = question.choices.find((each) => each.id === id);
      return choice === undefined ? id : text(choice.title);
    };
    if (Array.isArray(value)) return value.map(titleOf).join('; ');
    if (question.kind === 'day' && typeof value === 'string') return formatPlainDate(value);
    return titleOf(String(value));
  };
}

interface AnswersProps {
  readonly determination: LevelDetermination;
  readonly questions: readonly LevelQuestionTitle[];
}

/** What was answered, where from, and how it was counted. */
function Answers({ determination, questions }: AnswersProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const answerText = useAnswerText();
  const { answers, counted, prefilled } = determination;
  const given = questions.filter(({ id }) => answers[id] !== undefined);
  return (
    <details className="why">
      <summary>{t('levels.answers', { count: given.length })}</summary>
      <Facts
        rows={given.map((question) => [
          text(question.title),
          <>
            {answerText(question, answers[question.id] ?? null)}{' '}
            <span className="quiet small">
              {[prefilled.includes(question.id) ? t('levels.fromRegister') : '', counted[question.id] ?? ''].filter(Boolean).join(' · ')}
            </span>
          </>,
        ])}
      />
    </details>
  );
}

/** Who proposed and who confirmed it, on which day's law and for what reason. */
function Hands({ determination: each }: { readonly determination: LevelDetermination }): ReactNode {
  const { t } = useTranslation();
  return (
    <Facts
      rows={[
        [t('levels.confirmedOn'), formatDay(each.confirmedOn)],
        [t('levels.asOf'), formatPlainDate(each.asOf)],
        [
          t('levels.host'),
          each.host === null ? null : (
            <TextLink key="host" to="/systems/$id" params={{ id: each.host.id }}>
              {each.host.name}
            </TextLink>
          ),
        ],
        [t('levels.proposedBy'), each.proposedBy],
        [t(each.actions.state === 'returned' ? 'levels.returnedBy' : 'levels.confirmedBy'), each.decidedBy],
        [t('levels.decidedReason'), each.decidedReason],
        [t('levels.reason'), each.reason],
        [t('levels.riskDocument'), [each.riskDocument, formatDay(each.riskOn)].filter(Boolean).join(' · ')],
      ]}
    />
  );
}

/** What the reader may do with it now; who proposed it reads why another person has to confirm. */
function Steps({ determination }: { readonly determination: LevelDetermination }): ReactNode {
  const { t } = useTranslation();
  const step = useChange(api.stepLevel);
  const decide = useChange(api.decideLevel);
  const { may, blockers } = determination.actions;
  const params = { id: determination.id };
  const own = blockers.some(({ action, reason }) => action === 'confirm' && reason === 'own-proposal');
  return (
    <Stack gap="xs">
      {own ? <p className="small">{t('levels.ownProposal')}</p> : null}
      <Group gap="xs">
        {(['propose', 'recall', 'discard'] as const)
          .filter((action) => may.includes(action))
          .map((action) => (
            <Button
              key={action}
              variant={action === 'propose' ? 'filled' : 'default'}
              loading={step.isPending}
              onClick={() => step.mutate({ params, body: { action } })}
            >
              {t(`levels.actions.${action}`)}
            </Button>
          ))}
        {may.includes('confirm') ? (
          <Button loading={decide.isPending} onClick={() => decide.mutate({ params, body: { action: 'confirm' } })}>
            {t('levels.actions.confirm')}
          </Button>
        ) : null}
        {may.includes('return') ? (
          <FormButton
            label={t('levels.actions.return')}
            variant="default"
            fields={[{ key: 'reason', kind: 'area', label: t('levels.decidedReason'), required: true, maxLength: 4000 }]}
            onSubmit={({ reason = '' }) => decide.mutateAsync({ params, body: { action: 'return', reason } })}
            error={decide.error}
            pending={decide.isPending}
          />
        ) : null}
      </Group>
      {step.error === null ? null : <Fault error={step.error} />}
      {decide.error === null || may.includes('return') ? null : <Fault error={decide.error} />}
    </Stack>
  );
}

interface DeterminationProps {
  readonly title: string;
  readonly questions: readonly LevelQuestionTitle[];
  readonly determination: LevelDetermination;
}

/** A determination as it stands: the level, the grounds with their clauses, the answers, and by whom. */
export function Determination({ title, questions, determination }: DeterminationProps): ReactNode {
  const levelText = useLevelText();
  return (
    <Section title={title}>
      <p className="level-result">{levelText(determination)}</p>
      <Hands determination={determination} />
      <Findings outcome={determination} questions={questions} />
      <Answers determination={determination} questions={questions} />
      <Steps determination={determination} />
    </Section>
  );
}
