import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { LevelBody, LevelPreview, LevelQuestion, LevelSheet } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { beginWith, usePreview } from '../../lib/levels.ts';
import { useText } from '../../lib/language.ts';
import { DateField } from '../date-field.tsx';
import { NamedPicker } from '../named-picker.tsx';
import { Section } from '../section.tsx';
import { Fault, Loading } from '../states.tsx';
import { Findings } from './findings.tsx';
import { useLevelText } from './level-tag.tsx';
import { QuestionField } from './question-field.tsx';

interface FormProps {
  readonly sheet: LevelSheet;
  readonly body: LevelBody;
  readonly change: (change: Partial<LevelBody>) => void;
}

function Question({ sheet, body, change, question }: FormProps & { readonly question: LevelQuestion }): ReactNode {
  const { id } = question;
  const value = body.answers[id];
  return (
    <QuestionField
      question={question}
      value={value}
      fromRegister={value !== undefined && JSON.stringify(sheet.fresh.answers[id]) === JSON.stringify(value)}
      counted={body.counted[id] ?? ''}
      onChange={(next) => {
        const { [id]: _before, ...rest } = body.answers;
        const { [id]: note, ...counted } = body.counted;
        change({
          answers: next === undefined ? rest : { ...rest, [id]: next },
          counted: typeof next === 'number' && note !== undefined ? { ...counted, [id]: note } : counted,
        });
      }}
      onCounted={(text) => {
        const { [id]: _before, ...counted } = body.counted;
        change({ counted: text === '' ? counted : { ...counted, [id]: text } });
      }}
    />
  );
}

interface QuestionsProps extends FormProps {
  readonly questions: readonly LevelQuestion[];
}

/** One question after the other; what the answers rule out is passed over. */
function Guided({ questions, ...form }: QuestionsProps): ReactNode {
  const { t } = useTranslation();
  const asked = questions.filter(({ state }) => state !== 'spared');
  const [id, setId] = useState<string | undefined>(asked.find(({ state }) => state === 'asked')?.id);
  const found = asked.findIndex((each) => each.id === id);
  const index = found === -1 ? 0 : found;
  const question = asked[index];
  if (question === undefined) return null;
  const go = (to: number): void => setId(asked[to]?.id);
  return (
    <Stack>
      <Text size="sm" c="dimmed" aria-live="polite">
        {t('levels.position', { index: index + 1, count: asked.length })}
      </Text>
      <Question key={question.id} {...form} question={question} />
      <Group>
        <Button variant="default" disabled={index === 0} onClick={() => go(index - 1)}>
          {t('levels.previous')}
        </Button>
        <Button variant="default" disabled={index === asked.length - 1} onClick={() => go(index + 1)}>
          {t('levels.next')}
        </Button>
      </Group>
    </Stack>
  );
}

const PARTS = ['cameras', 'system', 'dossier'] as const;

function All({ questions, ...form }: QuestionsProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const spared = questions.filter(({ state }) => state === 'spared');
  return (
    <Stack gap="lg">
      {PARTS.map((part) => {
        const rows = questions.filter(({ about, state }) => about === part && state !== 'spared');
        return rows.length === 0 ? null : (
          <Stack key={part} gap="md">
            <h3 className="part-title">{t(`levels.parts.${part}`)}</h3>
            {rows.map((question) => (
              <Question key={question.id} {...form} question={question} />
            ))}
          </Stack>
        );
      })}
      {spared.length === 0 ? null : (
        <p className="quiet small">{t('levels.spared', { questions: spared.map(({ title }) => text(title)).join('; ') })}</p>
      )}
    </Stack>
  );
}

function Papers({ sheet, body, change }: FormProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <h3 className="part-title">{t('levels.parts.papers')}</h3>
      <Group grow align="flex-start" className="level-papers">
        <DateField
          label={t('levels.asOf')}
          description={t('levels.asOfHint')}
          value={body.asOf}
          onChange={(asOf) => asOf !== '' && change({ asOf })}
        />
        <TextInput
          label={t('levels.riskDocument')}
          description={t('levels.riskHint')}
          maxLength={300}
          value={body.riskDocument}
          onChange={(event) => change({ riskDocument: event.currentTarget.value })}
        />
        <DateField label={t('levels.riskOn')} value={body.riskOn ?? ''} onChange={(day) => change({ riskOn: day === '' ? null : day })} />
      </Group>
      {sheet.current === null ? null : (
        <Textarea
          label={t('levels.reason')}
          autosize
          minRows={2}
          maxLength={4000}
          value={body.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}

function Live({ preview }: { readonly preview: LevelPreview }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const levelText = useLevelText();
  const words = preview.missing.map((id) => {
    const question = preview.questions.find((each) => each.id === id);
    if (question !== undefined) return text(question.title);
    return id === 'host' || id === 'register-as-system' ? t(`levels.missing.${id}`) : t('levels.missing.level');
  });
  return (
    <Section title={t('levels.result')}>
      <p className="level-result" aria-live="polite">
        {levelText(preview)}
      </p>
      {words.length === 0 ? null : <p className="small">{t('levels.lacks', { what: words.join('; ') })}</p>}
      <Findings outcome={preview} questions={preview.questions} />
    </Section>
  );
}

/** The guided worksheet: questions one after the other or all at once, and beside them what the law makes of the answers so far. */
export function Worksheet({ sheet }: { readonly sheet: LevelSheet }): ReactNode {
  const { t } = useTranslation();
  const [body, setBody] = useState(() => beginWith(sheet));
  const [mode, setMode] = useState<'guided' | 'all'>('all');
  const [settled] = useDebouncedValue(body, 250);
  const preview = usePreview(sheet.subject, settled);
  const save = useChange(sheet.subject.kind === 'system' ? api.saveSystemLevel : api.saveGroupLevel);
  const change = (part: Partial<LevelBody>): void => setBody((before) => ({ ...before, ...part }));
  const questions = preview.data?.questions ?? [];
  const terminals = preview.data?.treatment === 'terminals' || sheet.subject.kind === 'group';
  const form = { sheet, body, change, questions };
  return (
    <div className="level-columns">
      <Section title={t('levels.worksheet')}>
        <Stack>
          <SegmentedControl
            aria-label={t('levels.mode')}
            value={mode}
            onChange={(value) => setMode(value === 'guided' ? 'guided' : 'all')}
            data={[
              { value: 'all', label: t('levels.all') },
              { value: 'guided', label: t('levels.guided') },
            ]}
          />
          {preview.data === undefined ? (
            preview.isError ? (
              <Fault error={preview.error} retry={() => void preview.refetch()} />
            ) : (
              <Loading />
            )
          ) : null}
          {mode === 'guided' ? <Guided {...form} /> : <All {...form} />}
          {terminals ? (
            <NamedPicker
              kind="system"
              label={t('levels.host')}
              description={t('levels.hostHint')}
              value={body.hostSystemId}
              chosen={sheet.host === null ? undefined : { value: sheet.host.id, label: sheet.host.name }}
              onChange={(hostSystemId) => change({ hostSystemId })}
            />
          ) : null}
          <Papers sheet={sheet} body={body} change={change} />
          {save.error === null ? null : <Fault error={save.error} />}
          <Group>
            <Button loading={save.isPending} onClick={() => save.mutate({ params: { id: sheet.subject.id }, body })}>
              {t('levels.save')}
            </Button>
          </Group>
        </Stack>
      </Section>
      {preview.data === undefined ? null : <Live preview={preview.data} />}
    </div>
  );
}
