import { useTranslation } from 'react-i18next';
import { DUTY_ITEM_KINDS, DutyItemKind } from '@ancam/contract';
import type { DutyItem, DutyItemBody, DutyQuestion } from '@ancam/contract';
import type { DutyWords } from '../../lib/duties.ts';
import { useText } from '../../lib/language.ts';
import type { Field, FieldValues } from '../form-button.tsx';

const ANSWER = 'answer.';

/** Questions that some duty asks about a kind. */
export function questionsOf({ book }: DutyWords, kind: string): readonly DutyQuestion[] {
  return book?.objects.find((each) => each.kind === kind)?.questions ?? [];
}

/** The fields of an object of duties; those of its answers where the kind is known. */
export function useItemFields(words: DutyWords, kind: DutyItemKind | undefined): readonly Field[] {
  const { t } = useTranslation();
  const text = useText();
  const kinds = DUTY_ITEM_KINDS.map((value) => ({ value, label: t(`duties.kind.${value}`) }));
  const answers = (kind === undefined ? [] : questionsOf(words, kind)).map((question): Field => ({
    key: `${ANSWER}${question.id}`,
    label: text(question.question),
    ...(question.hint === null ? {} : { description: text(question.hint) }),
    kind: question.kind === 'number' ? 'number' : 'select',
    options: [
      { value: '', label: t('duties.notAnswered') },
      ...(question.kind === 'flag'
        ? [
            { value: 'yes', label: t('common.yes') },
            { value: 'no', label: t('common.no') },
          ]
        : question.choices.map(({ id, title }) => ({ value: id, label: text(title) }))),
    ],
  }));
  return [
    ...(kind === undefined ? [{ key: 'kind', label: t('duties.itemKind'), kind: 'select' as const, required: true, options: kinds }] : []),
    { key: 'title', label: t('duties.itemTitle'), required: true },
    { key: 'on', label: t('duties.itemOn'), kind: 'date', description: t('duties.itemOnHint') },
    { key: 'until', label: t('duties.itemUntil'), kind: 'date' },
    ...answers,
    { key: 'note', label: t('duties.note'), kind: 'area', maxLength: 4000 },
  ];
}

/** What is sent of a filled form. */
export function itemBody(words: DutyWords, kind: DutyItemKind, values: FieldValues): DutyItemBody {
  const answers = questionsOf(words, kind).flatMap(({ id, kind: type }): [string, string | number | boolean][] => {
    const value = values[`${ANSWER}${id}`] ?? '';
    if (value === '') return [];
    return [[id, type === 'flag' ? value === 'yes' : type === 'number' ? Number(value) : value]];
  });
  return {
    kind,
    title: values['title'] ?? '',
    on: values['on'] || null,
    until: values['until'] || null,
    answers: Object.fromEntries(answers),
    note: values['note'] ?? '',
  };
}

/** The form of an object as it stands. */
export function itemValues({ title, on, until, note, answers }: DutyItem): FieldValues {
  const given = Object.entries(answers).map(([id, value]) => [
    `${ANSWER}${id}`,
    typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
  ]);
  return { title, on: on ?? '', until: until ?? '', note, ...Object.fromEntries(given) };
}

/** Reads a kind out of a form. */
export function kindOf(values: FieldValues): DutyItemKind {
  return DutyItemKind.parse(values['kind']);
}
