import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../lib/api.ts';

const PAUSE_MS = 250;

interface UnitChoiceProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly value: string | null;
  readonly onChange: (id: string | null, name: string) => void;
}

/** A unit at or below one's own, found while typing. */
export function UnitChoice({ label, description, placeholder, value, onChange }: UnitChoiceProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed, PAUSE_MS);
  const units = useRead(api.findOwnUnits, { query: { q: asked } });
  const data = (units.data?.items ?? []).map((each) => ({
    value: each.id,
    label: each.code === null ? each.name : `${each.name} (${each.code})`,
  }));
  return (
    <Select
      label={label}
      description={description}
      placeholder={placeholder ?? ''}
      searchable
      clearable
      data={data}
      filter={({ options }) => options}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id, option) => onChange(id, option?.label ?? '')}
    />
  );
}
