import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../../lib/api.ts';
import { nameOf } from '../../lib/registers.ts';

const PAUSE_MS = 250;
const SHOWN = 20;

interface RecordPickerProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly register: string;
  readonly value: string;
  /** How the chosen record is called, where that is known. */
  readonly name?: string | undefined;
  readonly error?: string | undefined;
  readonly onChange: (id: string) => void;
}

/** Chooses another record by what is typed of it. */
export function RecordPicker({ label, description, register, value, name, error, onChange }: RecordPickerProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, PAUSE_MS);
  const found = useRead(api.listRecords, { params: { register }, query: { q: q === name ? '' : q, limit: SHOWN } });
  const options = (found.data?.items ?? []).map((record) => ({ value: record.id, label: nameOf(record, t('registers.secretTitle')) }));
  const known = value === '' || options.some((option) => option.value === value);
  return (
    <Select
      label={label}
      description={description}
      placeholder={t('registers.pick')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('registers.unpick') }}
      value={value === '' ? null : value}
      data={known ? options : [{ value, label: name ?? value.slice(0, 8) }, ...options]}
      filter={({ options: all }) => all}
      onSearchChange={setTyped}
      nothingFoundMessage={t('registers.noMatch')}
      onChange={(id) => onChange(id ?? '')}
      error={error}
    />
  );
}
