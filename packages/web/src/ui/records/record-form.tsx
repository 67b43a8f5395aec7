import { Alert, Button, Checkbox, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import type { FieldValue, RecordRow, RegisterDefinition } from '@ancam/contract';
import { askedFields, dataOf, faultyFields, typedOf } from '../../lib/record-form.ts';
import { Fault } from '../states.tsx';
import { FieldInput } from './field-input.tsx';

/** What a form sends. */
export interface RecordEntry {
  readonly data: Record<string, FieldValue | null>;
  readonly restricted: boolean;
}

interface RecordFormProps {
  readonly register: RegisterDefinition;
  /** The record that is edited; absent for a new one. */
  readonly record?: RecordRow;
  /** Names of the units and records that it names. */
  readonly names?: Readonly<Record<string, string>>;
  readonly may: readonly string[];
  readonly error: unknown;
  readonly pending: boolean;
  readonly onSave: (entry: RecordEntry) => void;
  readonly cancel: ReactNode;
}

interface PaperReferenceProps {
  readonly value: string;
  readonly isFaulty: boolean;
  readonly onChange: (value: string) => void;
}

/** What a state secret is known by. */
function PaperReference({ value, isFaulty, onChange }: PaperReferenceProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Alert color="yellow">{t('registers.secretRule')}</Alert>
      <TextInput
        label={t('registers.paperReference')}
        description={t('registers.paperReferenceHint')}
        required
        maxLength={60}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={isFaulty ? t('registers.faulty') : undefined}
      />
    </>
  );
}

const NO_NAMES: Readonly<Record<string, string>> = {};

/** The form of a record, made from the definition of its register. */
export function RecordForm({ register, record, names = NO_NAMES, may, error, pending, onSave, cancel }: RecordFormProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => typedOf(register, record?.data));
  const [restricted, setRestricted] = useState(record?.restricted ?? register.classification > 0);
  const hidden = record?.hidden ?? [];
  const isSecret = typed.secret === true;
  const faulty = faultyFields(error);
  function set(id: string, value: string | boolean): void {
    setTyped((before) => ({ ...before, [id]: value }));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSave({ data: dataOf(register, typed, hidden), restricted });
  }
  const fields = askedFields(register, isSecret, hidden);
  const wide = fields.filter(({ kind }) => kind === 'longtext');
  return (
    <form onSubmit={submit} aria-label={t('registers.form')}>
      <Stack>
        {register.secrets === true && may.includes('restrict') && record === undefined ? (
          <Checkbox
            label={t('registers.isSecret')}
            description={t('registers.isSecretHint')}
            checked={isSecret}
            onChange={(event) => set('secret', event.currentTarget.checked)}
          />
        ) : null}
        {isSecret ? (
          <PaperReference
            value={String(typed.paperReference)}
            isFaulty={faulty.has('paperReference')}
            onChange={(value) => set('paperReference', value)}
          />
        ) : null}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {fields
            .filter((field) => !wide.includes(field))
            .map((field) => (
              <FieldInput
                key={field.id}
                field={field}
                value={typed[field.id] ?? ''}
                name={names[String(typed[field.id] ?? '')]}
                isFaulty={faulty.has(field.id)}
                onChange={(value) => set(field.id, value)}
              />
            ))}
        </SimpleGrid>
        {wide.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={typed[field.id] ?? ''}
            isFaulty={faulty.has(field.id)}
            onChange={(value) => set(field.id, value)}
          />
        ))}
        {may.includes('restrict') && register.classification === 0 && !isSecret ? (
          <Checkbox
            label={t('registers.isRestricted')}
            description={t('registers.isRestrictedHint')}
            checked={restricted}
            onChange={(event) => setRestricted(event.currentTarget.checked)}
          />
        ) : null}
        {error === null || error === undefined ? null : <Fault error={error} />}
        <Group justify="flex-end">
          {cancel}
          <Button type="submit" loading={pending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
