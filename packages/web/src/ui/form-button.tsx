import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { DateField } from './date-field.tsx';
import { Fault } from './states.tsx';

/** What one field of a form holds: text, a day `yyyy-mm-dd`, a number as typed, a chosen value, `yes` or empty of a tick. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind?: 'text' | 'area' | 'date' | 'number' | 'select' | 'check' | 'lines';
  readonly description?: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

export type FieldValues = Readonly<Record<string, string>>;

interface InputProps {
  readonly field: Field;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Area({ field, value, onChange }: InputProps): ReactNode {
  const { label, required = false, maxLength = 300 } = field;
  return (
    <Textarea
      label={label}
      {...(field.description === undefined ? {} : { description: field.description })}
      required={required}
      autosize
      minRows={2}
      maxLength={field.kind === 'lines' ? 20_000 : maxLength}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function FieldInput({ field, value, onChange }: InputProps): ReactNode {
  const { label, kind = 'text', required = false, maxLength = 300 } = field;
  const described = field.description === undefined ? {} : { description: field.description };
  switch (kind) {
    case 'date':
      return <DateField label={label} {...described} value={value} onChange={onChange} required={required} />;
    case 'select':
      return (
        <NativeSelect
          label={label}
          {...described}
          required={required}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          data={[...(field.options ?? [])]}
        />
      );
    case 'check':
      return (
        <Checkbox
          label={label}
          {...described}
          checked={value !== ''}
          onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
        />
      );
    case 'area':
    case 'lines':
      return <Area field={field} value={value} onChange={onChange} />;
    case 'text':
    case 'number':
      return (
        <TextInput
          label={label}
          {...described}
          required={required}
          maxLength={maxLength}
          inputMode={kind === 'number' ? 'numeric' : 'text'}
          {...(kind === 'number' ? { pattern: String.raw`\d*` } : {})}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
  return kind satisfies never;
}

const NOTHING: FieldValues = {};

interface FieldsFormProps {
  readonly fields: readonly Field[];
  readonly initial?: FieldValues;
  readonly submit: string;
  readonly onSubmit: (values: FieldValues) => Promise<unknown>;
  readonly onCancel: () => void;
  readonly error: unknown;
  readonly pending: boolean;
}

/** A form of some fields. What the server refuses stays on screen beside what was typed. */
export function FieldsForm({ fields, initial = NOTHING, submit, onSubmit, onCancel, error, pending }: FieldsFormProps): ReactNode {
  const { t } = useTranslation();
  const [values, setValues] = useState<FieldValues>(() => Object.fromEntries(fields.map(({ key }) => [key, initial[key] ?? ''])));
  function send(event: FormEvent): void {
    event.preventDefault();
    void onSubmit(values).catch(() => undefined);
  }
  return (
    <form onSubmit={send}>
      <Stack>
        {fields.map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            value={values[field.key] ?? ''}
            onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
          />
        ))}
        {error === null || error === undefined ? null : <Fault error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={pending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FormButtonProps extends ButtonProps {
  readonly label: string;
  readonly title?: string;
  /** `Save` where absent. */
  readonly submit?: string;
  readonly fields: readonly Field[];
  readonly initial?: FieldValues;
  readonly onSubmit: (values: FieldValues) => Promise<unknown>;
  readonly error: unknown;
  readonly pending: boolean;
}

/** A button that opens a form; it closes when the change is made. */
export function FormButton({ label, title, submit, fields, initial, onSubmit, error, pending, ...button }: FormButtonProps): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button {...button} onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title ?? label} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
        <FieldsForm
          fields={fields}
          {...(initial === undefined ? {} : { initial })}
          submit={submit ?? t('common.save')}
          onSubmit={(values) => onSubmit(values).then(close)}
          onCancel={close}
          error={error}
          pending={pending}
        />
      </Modal>
    </>
  );
}
