import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { ITEM_ANSWERS } from '@ancam/contract';
import type { PlanItem, PlanItemSet } from '@ancam/contract';
import { readOne } from '../../lib/list-search.ts';
import { DateField } from '../date-field.tsx';
import { RecordPicker } from '../records/record-picker.tsx';
import { Fault } from '../states.tsx';

interface ItemFormProps {
  /** The requirement that is answered; absent where many are set at once, then what is left empty stays. */
  readonly item?: PlanItem;
  readonly submit: (set: PlanItemSet) => Promise<unknown>;
  readonly cancel: () => void;
  readonly error: unknown;
  readonly pending: boolean;
}

interface Typed {
  readonly answer: string;
  readonly reason: string;
  readonly way: string;
  readonly owner: string;
  readonly dueOn: string;
  readonly budget: string;
  readonly remark: string;
}

function typedOf(item: PlanItem | undefined): Typed {
  if (item === undefined) return { answer: '', reason: '', way: '', owner: '', dueOn: '', budget: '', remark: '' };
  const { answer, reason, way, owner, dueOn, budget, remark } = item;
  return { answer, reason, way, owner, dueOn: dueOn ?? '', budget: budget?.id ?? '', remark };
}

/** What is sent: of one requirement everything, of many only what was filled in. */
function setOf({ answer, dueOn, budget, ...texts }: Typed, one: boolean): PlanItemSet {
  const given = readOne(ITEM_ANSWERS, answer);
  const filled = Object.fromEntries(Object.entries(texts).filter(([, value]) => one || value !== ''));
  return {
    ...filled,
    ...(given === undefined ? {} : { answer: given }),
    ...(one || dueOn !== '' ? { dueOn: dueOn === '' ? null : dueOn } : {}),
    ...(one || budget !== '' ? { budget: budget === '' ? null : budget } : {}),
  };
}

/** Answer, way, person in charge, day, money and remark of one or many requirements. */
export function ItemForm({ item, submit, cancel, error, pending }: ItemFormProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => typedOf(item));
  const isOne = item !== undefined;
  const set = (change: Partial<Typed>): void => setTyped((before) => ({ ...before, ...change }));
  function send(event: FormEvent): void {
    event.preventDefault();
    void submit(setOf(typed, isOne)).catch(() => undefined);
  }
  const answers = ITEM_ANSWERS.map((value) => ({ value, label: t(`plans.answers.${value}`) }));
  return (
    <form onSubmit={send}>
      <Stack>
        <NativeSelect
          label={t('plans.answer')}
          value={typed.answer}
          onChange={(event) => set({ answer: event.currentTarget.value })}
          data={isOne ? answers : [{ value: '', label: t('plans.keep') }, ...answers]}
        />
        {typed.answer === 'not-applicable' ? (
          <Textarea
            label={t('plans.why')}
            required
            maxLength={4000}
            autosize
            minRows={2}
            value={typed.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
        ) : null}
        <Textarea
          label={t('plans.way')}
          maxLength={4000}
          autosize
          minRows={2}
          value={typed.way}
          onChange={(event) => set({ way: event.currentTarget.value })}
        />
        <TextInput
          label={t('plans.owner')}
          maxLength={300}
          value={typed.owner}
          onChange={(event) => set({ owner: event.currentTarget.value })}
        />
        <DateField label={t('plans.dueOn')} value={typed.dueOn} onChange={(dueOn) => set({ dueOn })} />
        <RecordPicker
          label={t('plans.budget')}
          register="budget"
          value={typed.budget}
          name={item?.budget?.title}
          onChange={(budget) => set({ budget })}
        />
        <Textarea
          label={t('plans.remark')}
          maxLength={4000}
          autosize
          value={typed.remark}
          onChange={(event) => set({ remark: event.currentTarget.value })}
        />
        {error === null || error === undefined ? null : <Fault error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={pending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
