import { Checkbox, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { LevelQuestion } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import type { Answer } from '../../lib/levels.ts';
import { DateField } from '../date-field.tsx';

export interface QuestionProps {
  readonly question: LevelQuestion;
  /** Undefined: not answered. Null: known to be none. */
  readonly value: Answer | undefined;
  readonly onChange: (value: Answer | undefined) => void;
  readonly fromRegister: boolean;
  readonly counted: string;
  readonly onCounted: (text: string) => void;
}

const UNANSWERED = '';

/** Yes or no, or one of several; leaving it open is a choice too. */
function OneOf({ question, value, onChange, name }: QuestionProps & { readonly name: string }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const flag = question.kind === 'flag';
  const options = flag
    ? [
        ['true', t('common.yes')],
        ['false', t('common.no')],
      ]
    : question.choices.map(({ id, title }) => [id, text(title)]);
  const chosen = value === undefined || value === null ? UNANSWERED : String(value);
  return (
    <Radio.Group
      aria-label={name}
      value={chosen}
      onChange={(next) => onChange(next === UNANSWERED ? undefined : flag ? next === 'true' : next)}
    >
      <Stack gap={6}>
        {[...options, [UNANSWERED, t('levels.unanswered')]].map(([id = '', label = '']) => (
          <Radio key={id} value={id} label={label} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function SeveralOf({ question, value, onChange, name }: QuestionProps & { readonly name: string }): ReactNode {
  const text = useText();
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (id: string): void => {
    const next = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <Stack gap={6} role="group" aria-label={name}>
      {question.choices.map(({ id, title }) => (
        <Checkbox key={id} label={text(title)} checked={chosen.includes(id)} onChange={() => toggle(id)} />
      ))}
    </Stack>
  );
}

function NumberOf({ value, onChange, counted, onCounted, name }: QuestionProps & { readonly name: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap={8}>
      <TextInput
        aria-label={name}
        inputMode="numeric"
        maw={220}
        maxLength={12}
        value={typeof value === 'number' ? String(value) : ''}
        disabled={value === null}
        onChange={(event) => {
          const digits = event.currentTarget.value.replaceAll(/\D/g, '');
          onChange(digits === '' ? undefined : Number(digits));
        }}
      />
      <NoneBox value={value} onChange={onChange} />
      {typeof value === 'number' ? (
        <TextInput label={t('levels.counted')} maxLength={300} value={counted} onChange={(event) => onCounted(event.currentTarget.value)} />
      ) : null}
    </Stack>
  );
}

/** "There is none" is an answer; an empty field is not. */
function NoneBox({ value, onChange }: Pick<QuestionProps, 'value' | 'onChange'>): ReactNode {
  const { t } = useTranslation();
  return (
    <Checkbox
      label={t('levels.knownNone')}
      checked={value === null}
      onChange={(event) => onChange(event.currentTarget.checked ? null : undefined)}
    />
  );
}

function FieldOf(props: QuestionProps & { readonly name: string }): ReactNode {
  const text = useText();
  const { question, value, onChange, name } = props;
  switch (question.kind) {
    case 'flag':
    case 'choice':
      return <OneOf {...props} />;
    case 'choices':
      return <SeveralOf {...props} />;
    case 'number':
      return <NumberOf {...props} />;
    case 'day':
      return (
        <Stack gap={8}>
          <DateField
            key={value === null ? 'none' : 'day'}
            label={text(question.title)}
            value={typeof value === 'string' ? value : ''}
            onChange={(day) => onChange(day === '' ? undefined : day)}
          />
          <NoneBox value={value} onChange={onChange} />
        </Stack>
      );
    case 'text':
      return (
        <Textarea
          aria-label={name}
          autosize
          minRows={1}
          maxLength={1000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => {
            const words = event.currentTarget.value;
            onChange(words.trim() === '' ? undefined : words);
          }}
        />
      );
    default:
      return question.kind satisfies never;
  }
}

/** One question of the worksheet with its field, what it hangs on, and where the answer came from. */
export function QuestionField(props: QuestionProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const { question, fromRegister } = props;
  const name = text(question.question);
  return (
    <div className="level-question" data-state={question.state} aria-labelledby={id} role="group">
      <p id={id} className="level-question-name">
        {name}
      </p>
      <p className="quiet small">
        {[
          question.hint === null ? '' : text(question.hint),
          fromRegister ? t('levels.fromRegister') : '',
          question.raises ? t('levels.raises') : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <FieldOf {...props} name={name} />
    </div>
  );
}
