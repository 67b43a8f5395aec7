import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, PlaceTier, urlOf } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { readPlaceSearch } from '../lib/place-search.ts';
import type { PlaceSearch } from '../lib/place-search.ts';
import { Async } from '../ui/async.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Page } from '../ui/page.tsx';
import { PlaceDetail } from '../ui/place-detail.tsx';
import { PlaceList, usePlaceName } from '../ui/place-list.tsx';
import { ProvinceMap } from '../ui/province-map.tsx';
import { Section } from '../ui/section.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';

const PAUSE_MS = 250;
const BEFORE_MERGER = '2025-06-30';
const ALL_PROVINCES = 200;

type Change = (change: { readonly [K in keyof PlaceSearch]?: PlaceSearch[K] | undefined }) => void;

/** Provinces first: thousands of rows say nothing to somebody who has not asked for any. */
function kindShown({ kind, q, parent }: PlaceSearch): PlaceTier | undefined {
  return kind ?? (q === undefined && parent === undefined ? 'province' : undefined);
}

/** Counts how often a value of the address was changed by other means than the field itself, so that the field can be drawn anew then only. */
function useOutsideChanges(value: string): readonly [count: number, typed: (value: string) => void] {
  const [own, setOwn] = useState(value);
  const [seen, setSeen] = useState(value);
  const [count, setCount] = useState(0);
  if (seen !== value) {
    setSeen(value);
    if (value !== own) setCount(count + 1);
  }
  return [count, setOwn];
}

function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (q: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const later = useDebouncedCallback(onChange, PAUSE_MS);
  return (
    <TextInput
      type="search"
      data-search
      label={t('places.search')}
      placeholder={t('places.searchHint')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}

function Filters({ search, set }: { readonly search: PlaceSearch; readonly set: Change }): ReactNode {
  const { t } = useTranslation();
  const [searchVersion, typedSearch] = useOutsideChanges(search.q ?? '');
  const [dayVersion, typedDay] = useOutsideChanges(search.on ?? '');
  return (
    <Stack gap="xs" p="md" role="search" aria-label={t('places.filters')}>
      <SearchField
        key={searchVersion}
        value={search.q ?? ''}
        onChange={(q) => {
          typedSearch(q.trim());
          set({ q });
        }}
      />
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <DateField
          key={`day ${dayVersion}`}
          label={t('places.onDay')}
          value={search.on ?? ''}
          onChange={(on) => {
            if (on === '') return;
            typedDay(on);
            set({ on });
          }}
        />
        <NativeSelect
          label={t('places.kind')}
          value={kindShown(search) ?? ''}
          onChange={(event) => set({ kind: PlaceTier.options.find((each) => each === event.currentTarget.value) })}
          data={[
            { value: '', label: t('common.any') },
            ...PlaceTier.options.map((value) => ({ value, label: t(`places.kinds.${value}`) })),
          ]}
        />
      </Group>
      <Group gap="xs" role="group" aria-label={t('places.days')}>
        <Button size="compact-sm" variant={search.on === undefined ? 'light' : 'default'} onClick={() => set({ on: undefined })}>
          {t('places.today')}
        </Button>
        <Button size="compact-sm" variant={search.on === BEFORE_MERGER ? 'light' : 'default'} onClick={() => set({ on: BEFORE_MERGER })}>
          {t('places.beforeMerger')}
        </Button>
        {search.parent === undefined ? null : <Within parent={search.parent} on={search.on} drop={() => set({ parent: undefined })} />}
      </Group>
    </Stack>
  );
}

function Within({ parent, on, drop }: { readonly parent: string; readonly on: string | undefined; readonly drop: () => void }): ReactNode {
  const { t } = useTranslation();
  const name = usePlaceName();
  const { data } = useRead(api.getPlace, { params: { code: parent }, query: on === undefined ? {} : { onDay: on } });
  const shown = data === undefined ? parent : name(data);
  return (
    <Button
      size="compact-sm"
      variant="light"
      rightSection={<IconX size={14} aria-hidden />}
      aria-label={t('places.dropWithin', { name: shown })}
      onClick={drop}
    >
      {t('places.within', { name: shown })}
    </Button>
  );
}

function Map({ selected, onSelect }: { readonly selected: string | undefined; readonly onSelect: (code: string) => void }): ReactNode {
  const { t } = useTranslation();
  const name = usePlaceName();
  const provinces = useRead(api.listPlaces, { query: { kind: 'province', limit: ALL_PROVINCES } });
  return (
    <Section title={t('places.map')}>
      <Async query={provinces} rows={12}>
        {({ items }) => (
          <ProvinceMap
            title={t('places.map')}
            valueLabel={t('places.communes')}
            names={new globalThis.Map(items.map((place) => [place.code, name(place)]))}
            values={new globalThis.Map(items.map((place) => [place.code, place.below]))}
            selected={selected}
            onSelect={onSelect}
          />
        )}
      </Async>
      <Text size="xs" c="dimmed" mt="xs">
        {t('places.mapNote')}
      </Text>
    </Section>
  );
}

/** Administrative units through time: map, list as of a day, and what became of whom. */
export function PlacesPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/places' });
  const navigate = useNavigate({ from: '/places' });
  const set: Change = (change) => void navigate({ search: (before) => readPlaceSearch({ ...before, ...change }), replace: true });
  const { q, on, parent, code } = search;
  const kind = kindShown(search);
  const filter = {
    ...(q === undefined ? {} : { q }),
    ...(on === undefined ? {} : { onDay: on }),
    ...(parent === undefined ? {} : { parent }),
    ...(kind === undefined ? {} : { kind }),
  };
  return (
    <Page
      title={t('nav.places')}
      lead={t('places.lead')}
      actions={<ExportMenu href={(format, language) => urlOf(api.exportPlaces, { query: { ...filter, format, language } })} />}
    >
      <div className="place-grid">
        <Map
          selected={code?.slice(0, 2).length === code?.length ? code : parent}
          onSelect={(picked) => set({ code: picked, parent: picked, q: undefined, kind: undefined })}
        />
        <Stack gap="lg">
          {code === undefined ? null : <PlaceDetail code={code} onDay={on} onClose={() => set({ code: undefined })} />}
          <Section flush>
            <Filters search={search} set={set} />
            <PlaceList filter={filter} search={search} />
          </Section>
        </Stack>
      </div>
    </Page>
  );
}
