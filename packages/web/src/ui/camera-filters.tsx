import { Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { CameraStatus, WorstFinding } from '@ancam/contract';
import { useCheckTitle } from '../lib/knowledge.ts';
import { filterCount, withFilter } from '../lib/search.ts';
import type { CameraSearch } from '../lib/search.ts';
import { NamedPicker } from './named-picker.tsx';
import { SearchField } from './search-field.tsx';

const SORTS = ['worst', 'address', 'name', 'lastSeen'] as const;
const FLAGS = ['warned-any', 'warned-certain', 'warned-possible', 'papers-missing', 'storage-abroad', 'storage-unknown'] as const;
const NO_FLAG = { warned: null, papers: null, storage: null };

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

/** Filters that other pages set: the cameras of one record. */
const OTHERS = ['system', 'site', 'group', 'model', 'warning', 'recorder'] as const;
/** Those that the list itself can be narrowed to. */
const PICKED = ['system', 'group', 'site'] as const;

function flagIn(search: CameraSearch, flag: (typeof FLAGS)[number]): boolean {
  const [name, value] = flag.split('-');
  return (name === 'warned' || name === 'papers' || name === 'storage') && search[name] === value;
}

interface ChipsProps {
  readonly search: CameraSearch;
  /** Name of the unit that the list is narrowed to. */
  readonly unit: string | null;
  readonly names: Readonly<Record<string, string>>;
  readonly set: (change: Readonly<Record<string, string | null>>) => void;
}

/** The filters that have no field of their own. */
function Chips({ search, unit, names, set }: ChipsProps): ReactNode {
  const { t } = useTranslation();
  const title = useCheckTitle();
  const under = t('search.under', { unit: unit ?? '…' });
  const named = (key: string, text: string): string => (names[key] === undefined ? text : `${text}: ${names[key]}`);
  const [home, place] = [named('home', t('search.home')), named('place', t('search.place'))];
  return (
    <>
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
      {search.under === undefined ? null : (
        <Chip label={under} drop={t('search.drop', { name: under })} onDrop={() => set({ under: null })} />
      )}
      {search.home === undefined ? null : <Chip label={home} drop={t('search.drop', { name: home })} onDrop={() => set({ home: null })} />}
      {search.place === undefined ? null : (
        <Chip label={place} drop={t('search.drop', { name: place })} onDrop={() => set({ place: null })} />
      )}
      {OTHERS.map((name) =>
        search[name] === undefined ? null : (
          <Chip
            key={name}
            label={named(name, t(`flags.of.${name}`))}
            drop={t('flags.drop', { filter: named(name, t(`flags.of.${name}`)) })}
            onDrop={() => set({ [name]: null })}
          />
        ),
      )}
    </>
  );
}

interface CameraFiltersProps {
  readonly makers: readonly string[];
  readonly unit: string | null;
  /** What the records of the filter are called. */
  readonly names: Readonly<Record<string, string>>;
}

/** Search, filters and order of the camera list; all of it stands in the address. */
export function CameraFilters({ makers, unit, names }: CameraFiltersProps): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/cameras' });
  const navigate = useNavigate({ from: '/cameras' });
  function set(change: Readonly<Record<string, string | null>>): void {
    void navigate({ search: (before) => withFilter(before, change), replace: true });
  }
  const any = { value: '', label: t('common.any') };
  const known = search.maker === undefined || makers.includes(search.maker) ? makers : [search.maker, ...makers];
  return (
    <div className="filters" role="search" aria-label={t('cameras.filters')}>
      <SearchField label={t('cameras.search')} placeholder={t('cameras.searchHint')} value={search.q ?? ''} onChange={(q) => set({ q })} />
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
        data={[any, ...CameraStatus.options.map((value) => ({ value, label: t(`cameraStatus.${value}`) }))]}
      />
      <NativeSelect
        label={t('flags.filter')}
        value={FLAGS.find((flag) => flagIn(search, flag)) ?? ''}
        onChange={(event) => {
          const [name, value] = event.currentTarget.value.split('-');
          set({ ...NO_FLAG, ...(name === undefined || value === undefined ? {} : { [name]: value }) });
        }}
        data={[any, ...FLAGS.map((value) => ({ value, label: t(`flags.filters.${value}`) }))]}
      />
      <NativeSelect
        label={t('cameras.sort')}
        value={search.sort ?? 'worst'}
        onChange={(event) => set({ sort: event.currentTarget.value })}
        data={SORTS.map((value) => ({ value, label: t(`cameras.sorts.${value}`) }))}
      />
      {filterCount(search) === 0 ? null : (
        <div className="chips">
          {search.kind === undefined ? null : (
            <Chip
              label={t(`kind.${search.kind}`)}
              drop={t('search.drop', { name: t(`kind.${search.kind}`) })}
              onDrop={() => set({ kind: null })}
            />
          )}
          <Chips search={search} unit={unit} names={names} set={set} />
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
      )}
      <details className="more-filters">
        <summary>{t('links.narrow')}</summary>
        <div className="filters">
          {PICKED.map((kind) => (
            <NamedPicker
              key={`${kind} ${search[kind] ?? ''}`}
              kind={kind}
              label={t(`links.${kind}`)}
              value={search[kind] ?? null}
              onChange={(id) => set({ [kind]: id })}
              chosen={search[kind] === undefined ? undefined : { value: search[kind], label: names[kind] ?? '…' }}
            />
          ))}
        </div>
      </details>
    </div>
  );
}
