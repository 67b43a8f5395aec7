import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../lib/api.ts';

const PAUSE_MS = 250;
const SHOWN = 50;

interface PlacePickerProps {
  readonly label: string;
  /** Path of a territory, e.g. `/51/21172/`. */
  readonly value: string | null;
  readonly onChange: (path: string | null) => void;
  /** Beginnings of the paths that may be chosen. */
  readonly within: readonly string[];
  /** What is chosen already, by name. */
  readonly chosen?: string | undefined;
}

/** Chooses a territory of today by a part of its name; accents do not count. */
export function PlacePicker({ label, value, onChange, within, chosen }: PlacePickerProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<readonly { value: string; label: string }[]>([]);
  const kept = [...(value === null || chosen === undefined || chosen === '' ? [] : [{ value, label: chosen }]), ...picked];
  const [q] = useDebouncedValue(typed, PAUSE_MS);
  const known = kept.some((each) => each.label === q);
  const places = useRead(api.listPlaces, { query: { limit: SHOWN, ...(q === '' || known ? { kind: 'province' } : { q }) } });
  const found = (places.data?.items ?? [])
    .map(({ code, name, above }) => ({
      value: `/${[...above.map((each) => each.code), code].join('/')}/`,
      label: [name, ...above.map((each) => each.name)].join(', '),
    }))
    .filter(({ value: path }) => within.some((each) => path.startsWith(each)));
  const data = [...new Map([...kept, ...found].map((each) => [each.value, each])).values()];
  return (
    <Select
      label={label}
      placeholder={t('picker.hint')}
      nothingFoundMessage={t('picker.nothing')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('picker.clear', { label }) }}
      data={data}
      filter={({ options }) => options}
      value={value}
      rightSection={places.isFetching ? <Loader size={14} /> : undefined}
      onSearchChange={setTyped}
      onChange={(path) => {
        const choice = data.find((each) => each.value === path);
        setPicked(choice === undefined ? [] : [choice]);
        onChange(path);
      }}
    />
  );
}
