import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CameraRow, FoundUnit, SearchResults } from '@ancam/contract';
import { formatDate } from '@ancam/core';
import { useRead } from '../lib/api.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { DataTable } from '../ui/data-table.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';

function Field({ q }: { readonly q: string }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [shown, setShown] = useState(q);
  const [typed, setTyped] = useState(q);
  if (shown !== q) {
    setShown(q);
    setTyped(q);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void navigate({ to: '/search', search: typed.trim() === '' ? {} : { q: typed.trim() } });
  }
  return (
    <form role="search" onSubmit={submit}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          type="search"
          data-search
          data-autofocus
          flex={1}
          label={t('search.open')}
          placeholder={t('search.placeholder')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" leftSection={<IconSearch size={16} aria-hidden />}>
          {t('search.submit')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {t('search.hint')}
      </Text>
    </form>
  );
}

function Units({ units, moreUnits }: SearchResults): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Section title={t('search.units')} flush>
      {units.length === 0 ? (
        <Text size="sm" c="dimmed" px="md" pb="md">
          {t('search.noUnits')}
        </Text>
      ) : (
        <DataTable<FoundUnit>
          label={t('search.units')}
          rows={units}
          rowKey={(unit) => unit.id}
          columns={[
            {
              key: 'name',
              header: t('search.unit'),
              cell: (unit) => (
                <div>
                  <TextLink to="/cameras" search={{ under: unit.id }} fw={600} className="breakable">
                    {unit.name}
                  </TextLink>
                  {unit.closedOn === null ? null : (
                    <Text size="xs" c="dimmed">
                      {t('search.closed', { date: formatDate(unit.closedOn) })}
                    </Text>
                  )}
                </div>
              ),
            },
            { key: 'code', header: t('search.code'), cell: (unit) => unit.code ?? '–' },
            { key: 'above', header: t('search.above'), cell: (unit) => unit.above ?? '–' },
          ]}
        />
      )}
      {moreUnits ? <More count={units.length} language={language} /> : null}
    </Section>
  );
}

function More({ count, language }: { readonly count: number; readonly language: 'vi' | 'en' }): ReactNode {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed" p="md">
      {t('search.moreFound', { shown: formatNumber(count, language) })}
    </Text>
  );
}

function Cameras({ cameras, moreCameras, q }: SearchResults & { readonly q: string }): ReactNode {
  const { t } = useTranslation();
  const all = (
    <TextLink to="/cameras" search={{ q }} size="sm">
      {t('search.all')}
    </TextLink>
  );
  return (
    <Section title={t('search.cameras')} flush actions={cameras.length === 0 && !moreCameras ? undefined : all}>
      {cameras.length === 0 ? (
        <Text size="sm" c="dimmed" px="md" pb="md">
          {moreCameras ? t('search.goOnInList') : t('search.noCameras')}
        </Text>
      ) : (
        <DataTable<CameraRow>
          label={t('search.cameras')}
          rows={cameras}
          rowKey={(camera) => camera.id}
          columns={[
            {
              key: 'name',
              header: t('camera.name'),
              cell: (camera) => (
                <div>
                  <TextLink to="/cameras/$id" params={{ id: camera.id }} fw={600} className="breakable">
                    {camera.name}
                  </TextLink>
                  <Text size="xs" c="dimmed">
                    {camera.place}
                  </Text>
                </div>
              ),
            },
            { key: 'address', header: t('camera.address'), cell: (camera) => <span className="mono">{camera.address ?? '–'}</span> },
            {
              key: 'model',
              header: t('camera.makerModel'),
              cell: (camera) => (
                <span className="breakable">{[camera.makerName, camera.model].filter(Boolean).join(' ') || t('camera.unknown')}</span>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Results({ q }: { readonly q: string }): ReactNode {
  const { t } = useTranslation();
  const results = useRead(api.search, { query: { q } });
  if (results.data === undefined)
    return results.isError ? <Fault error={results.error} retry={() => void results.refetch()} /> : <Loading />;
  const { data } = results;
  if (data.units.length === 0 && data.cameras.length === 0 && !data.moreCameras) {
    return <Empty title={t('search.nothing')} text={t('search.nothingText')} />;
  }
  return (
    <>
      <Units {...data} />
      <Cameras {...data} q={q} />
    </>
  );
}

/** What was found over everything that one may see. */
export function SearchPage(): ReactNode {
  const { t } = useTranslation();
  const { q = '' } = useSearch({ from: '/app/search' });
  return (
    <Page title={t('search.title')}>
      <Section>
        <Field q={q} />
      </Section>
      {q === '' ? null : <Results q={q} />}
    </Page>
  );
}
