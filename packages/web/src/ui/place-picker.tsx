import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { SearchSelect } from './search-select.tsx';
import type { Choice } from './search-select.tsx';

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
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<readonly Choice[]>([]);
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
  return (
    <SearchSelect
      label={label}
      choices={[...kept, ...found]}
      value={value}
      loading={places.isFetching}
      onTyped={setTyped}
      onChoose={(path, choice) => {
        setPicked(choice === undefined ? [] : [choice]);
        onChange(path);
      }}
    />
  );
}
