import { TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { formatPlainDate, parsePlainDate } from '../lib/format.ts';

interface DateFieldProps {
  readonly label: string;
  readonly description?: string;
  /** `yyyy-mm-dd`, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly error?: string | undefined;
}

/** A day typed as dd/mm/yyyy whatever the browser's own habit is. What is no day gives an empty value and a message. */
export function DateField({ label, description, value, onChange, required = false, error }: DateFieldProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value === '' ? '' : formatPlainDate(value));
  const [left, setLeft] = useState(false);
  const wrong = left && typed !== '' && parsePlainDate(typed) === undefined;
  function change(text: string): void {
    const digits = text.replaceAll(/\D/g, '');
    const shaped = /^\d{8}$/.test(text) ? `${digits.slice(0, 2)}/${digits.slice(2, 4)}/${digits.slice(4)}` : text;
    setTyped(shaped);
    onChange(parsePlainDate(shaped) ?? '');
  }
  return (
    <TextInput
      label={label}
      description={description}
      placeholder={t('common.datePattern')}
      inputMode="numeric"
      autoComplete="off"
      leftSection={<IconCalendar size={16} aria-hidden />}
      value={typed}
      required={required}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      error={wrong ? t('common.dateWrong') : error}
    />
  );
}
