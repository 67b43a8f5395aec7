import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { targetFaults } from '../lib/targets.ts';

interface LinesFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
}

const SHOWN = 3;

/** Addresses, one a line; the message names the faulty line. */
export function LinesField({ label, description, placeholder, value, onChange, required = false }: LinesFieldProps): ReactNode {
  const { t } = useTranslation();
  const faults = targetFaults(value).slice(0, SHOWN);
  const message = faults.map((each) => t('targets.line', { line: each.line, text: each.text, reason: t(`targets.fault.${each.fault}`) }));
  return (
    <Textarea
      label={label}
      description={description}
      placeholder={placeholder}
      autosize
      minRows={3}
      maxRows={12}
      spellCheck={false}
      classNames={{ input: 'mono' }}
      required={required}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={message.length === 0 ? undefined : message.join(' ')}
    />
  );
}
