import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { SearchSelect } from './search-select.tsx';
import type { Choice } from './search-select.tsx';

const PAUSE_MS = 250;
const SHOWN = 50;

/** Records that a camera can be put under. */
export type NamedKind = 'system' | 'site' | 'group' | 'recorder';

interface Found {
  readonly items: readonly { readonly id: string; readonly name: string; readonly closed?: boolean }[];
}

function useFound(kind: NamedKind, typed: string, kept: readonly Choice[]): { found: Choice[]; loading: boolean } {
  const [q] = useDebouncedValue(typed, PAUSE_MS);
  const known = kept.some(({ label }) => label === q);
  const input = { query: { limit: SHOWN, ...(q === '' || known ? {} : { q }) } };
  const systems = useRead(api.listSystems, input, { enabled: kind === 'system' });
  const sites = useRead(api.listSites, input, { enabled: kind === 'site' });
  const groups = useRead(api.listGroups, input, { enabled: kind === 'group' });
  const recorders = useRead(
    api.listCameras,
    { query: { ...input.query, kind: 'recorder', sort: 'name' } },
    { enabled: kind === 'recorder' },
  );
  const of = { system: systems, site: sites, group: groups, recorder: recorders }[kind];
  const data: Found | undefined = of.data;
  const found = (data?.items ?? []).filter(({ closed }) => closed !== true).map(({ id, name }) => ({ value: id, label: name }));
  return { found, loading: of.isFetching };
}

interface NamedPickerProps {
  readonly kind: NamedKind;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** What is chosen already, by name. */
  readonly chosen?: Choice | undefined;
  /** Offered before the records, e.g. to take out. */
  readonly first?: Choice | undefined;
}

/** Chooses a system, site, group or recorder by a part of its name; accents do not count. */
export function NamedPicker({ kind, label, description, placeholder, value, onChange, chosen, first }: NamedPickerProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [kept, setKept] = useState<readonly Choice[]>(chosen === undefined ? [] : [chosen]);
  const fixed = first === undefined ? [] : [first];
  const { found, loading } = useFound(kind, typed, [...kept, ...fixed]);
  return (
    <SearchSelect
      label={label}
      description={description}
      placeholder={placeholder}
      choices={[...fixed, ...kept, ...found]}
      value={value}
      loading={loading}
      onTyped={setTyped}
      onChoose={(id, choice) => {
        setKept(choice === undefined || choice === first ? [] : [choice]);
        onChange(id);
      }}
    />
  );
}
