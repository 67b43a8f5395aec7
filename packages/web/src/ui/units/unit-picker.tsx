import { Loader, MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../../lib/api.ts';

const PAUSE_MS = 250;
const SHOWN = 50;

interface Choice {
  readonly value: string;
  readonly label: string;
}

function useChoices(typed: string, kept: readonly Choice[]) {
  const [q] = useDebouncedValue(typed, PAUSE_MS);
  const known = kept.find(({ label }) => label === q);
  const units = useRead(api.listUnits, { query: { limit: SHOWN, ...(q === '' || known !== undefined ? {} : { q }) } });
  const found = (units.data?.items ?? []).map(({ id, name, parentName }) => ({
    value: id,
    label: parentName === null ? name : `${name}, ${parentName}`,
  }));
  const all = new Map([...kept, ...found].map((each) => [each.value, each]));
  return { data: [...all.values()], loading: units.isFetching };
}

interface UnitPickerProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string | null;
  readonly onChange: (unit: string | null, name: string) => void;
  readonly required?: boolean;
  /** What is chosen already, by name. */
  readonly chosen?: Choice | undefined;
}

/** Chooses one unit by a part of its name; accents do not count. */
export function UnitPicker({ label, description, value, onChange, required = false, chosen }: UnitPickerProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [kept, setKept] = useState<readonly Choice[]>(chosen === undefined ? [] : [chosen]);
  const { data, loading } = useChoices(typed, kept);
  return (
    <Select
      label={label}
      description={description}
      placeholder={t('units.pick')}
      nothingFoundMessage={t('units.noMatch')}
      searchable
      clearable={!required}
      required={required}
      data={data}
      filter={({ options }) => options}
      value={value}
      rightSection={loading ? <Loader size={14} /> : undefined}
      onSearchChange={setTyped}
      onChange={(id) => {
        const choice = data.find((each) => each.value === id);
        setKept(choice === undefined ? [] : [choice]);
        onChange(id, choice?.label ?? '');
      }}
    />
  );
}

interface UnitsPickerProps {
  readonly label: string;
  readonly description?: string;
  readonly value: readonly Choice[];
  readonly onChange: (units: readonly Choice[]) => void;
}

/** Chooses several units. */
export function UnitsPicker({ label, description, value, onChange }: UnitsPickerProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const { data } = useChoices(typed, value);
  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={value.length === 0 ? t('units.pick') : ''}
      nothingFoundMessage={t('units.noMatch')}
      searchable
      required
      data={data}
      filter={({ options }) => options}
      value={value.map((each) => each.value)}
      onSearchChange={setTyped}
      onChange={(ids) => onChange(ids.flatMap((id) => data.find((each) => each.value === id) ?? []))}
    />
  );
}
