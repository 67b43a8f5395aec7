import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { WorstFinding } from '@ancam/contract';
import { useCheckTitle } from '../lib/knowledge.ts';
import { filterCount, withFilter } from '../lib/search.ts';

const PAUSE_MS = 250;
const SORTS = ['worst', 'address', 'name', 'lastSeen'] as const;
const STATUSES = ['in-use', 'retired'] as const;

function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  const [sent, setSent] = useState(value);
  const later = useDebouncedCallback((text: string) => {
    setSent(text.trim());
    onChange(text);
  }, PAUSE_MS);
  // Follows the address when it changes by other means, and leaves alone what is being typed.
  if (shown !== value) {
    setShown(value);
    if (value !== sent) setTyped(value);
  }
  return (
    <TextInput
      type="search"
      data-search
      className="filter-search"
      label={t('cameras.search')}
      placeholder={t('cameras.searchHint')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}

interface ChipProps {
  readonly label: string;
  /** What a press does, in words. */
  readonly drop: string;
  readonly onDrop: () => void;
}

/** A filter that another page set; a press drops it. */
function Chip({ label, drop, onDrop }: ChipProps): ReactNode {
  return (
    <Button
      variant="light"
      size="compact-sm"
      rightSection={<IconX size={14} aria-hidden />}
      onClick={onDrop}
      aria-label={drop}
      className="filter-chip"
    >
      {label}
    </Button>
  );
}

/** Search, filters and order of the camera list; all of it stands in the address. */
export function CameraFilters({ makers }: { readonly makers: readonly string[] }): ReactNode {
  const { t } = useTranslation();
  const title = useCheckTitle();
  const search = useSearch({ from: '/app/cameras' });
  const navigate = useNavigate({ from: '/cameras' });
  function set(change: Readonly<Record<string, string | null>>): void {
    void navigate({ search: (before) => withFilter(before, change), replace: true });
  }
  const any = { value: '', label: t('common.any') };
  const known = search.maker === undefined || makers.includes(search.maker) ? makers : [search.maker, ...makers];
  return (
    <div className="filters" role="search" aria-label={t('cameras.filters')}>
      <SearchField value={search.q ?? ''} onChange={(q) => set({ q })} />
      <NativeSelect
        label={t('cameras.worst')}
        value={search.severity ?? ''}
        onChange={(event) => set({ severity: event.currentTarget.value })}
        data={[any, ...WorstFinding.options.map((value) => ({ value, label: t(`severity.${value}`) }))]}
      />
      <NativeSelect
        label={t('camera.maker')}
        value={search.maker ?? ''}
        onChange={(event) => set({ maker: event.currentTarget.value })}
        data={[any, ...known.map((value) => ({ value, label: value }))]}
      />
      <NativeSelect
        label={t('camera.status')}
        value={search.status ?? ''}
        onChange={(event) => set({ status: event.currentTarget.value })}
        data={[any, ...STATUSES.map((value) => ({ value, label: t(`cameraStatus.${value}`) }))]}
      />
      <NativeSelect
        label={t('cameras.sort')}
        value={search.sort ?? 'worst'}
        onChange={(event) => set({ sort: event.currentTarget.value })}
        data={SORTS.map((value) => ({ value, label: t(`cameras.sorts.${value}`) }))}
      />
      {search.check === undefined ? null : (
        <Chip
          label={t('cameras.check', { check: title(search.check) })}
          drop={t('cameras.dropCheck', { check: title(search.check) })}
          onDrop={() => set({ check: null })}
        />
      )}
      {search.identity === undefined ? null : (
        <Chip label={t('cameras.unknownMaker')} drop={t('cameras.dropUnknownMaker')} onDrop={() => set({ identity: null })} />
      )}
      {search.acceptance === undefined ? null : (
        <Chip label={t('cameras.ending')} drop={t('cameras.dropEnding')} onDrop={() => set({ acceptance: null })} />
      )}
      {filterCount(search) === 0 ? null : (
        <Button
          variant="subtle"
          size="compact-sm"
          className="filter-chip"
          onClick={() => void navigate({ search: search.sort === undefined ? {} : { sort: search.sort }, replace: true })}
        >
          {t('cameras.clear')}
        </Button>
      )}
    </div>
  );
}
