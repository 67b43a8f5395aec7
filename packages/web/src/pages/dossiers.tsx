import { Checkbox, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { DOSSIER_STATES, api, urlOf } from '@ancam/contract';
import type { DossierList, DossierRow } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import type { DossierSearch } from '../lib/dossier-search.ts';
import { DOSSIER_LEVELS, REGIMES, readDossierLevel } from '../lib/dossier-search.ts';
import { formatDay } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { compact, readOne } from '../lib/list-search.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DossierStateTag, DueMark } from '../ui/dossiers/dossier-marks.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

type Set = (change: { [K in keyof DossierSearch]?: DossierSearch[K] | undefined }) => void;

interface FiltersProps {
  readonly search: DossierSearch;
  readonly states: DossierList['states'];
  readonly set: Set;
}

function Filters({ search, states, set }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const any = { value: '', label: t('common.any') };
  return (
    <div className="filters" role="search" aria-label={t('dossiers.search')}>
      <SearchField
        label={t('dossiers.search')}
        placeholder={t('dossiers.searchHint')}
        value={search.q ?? ''}
        onChange={(q) => set({ q })}
      />
      <NativeSelect
        label={t('dossiers.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: readOne(DOSSIER_STATES, event.currentTarget.value) })}
        data={[any, ...states.map(({ id, title }) => ({ value: id, label: text(title) }))]}
      />
      <NativeSelect
        label={t('dossiers.level')}
        value={String(search.level ?? '')}
        onChange={(event) => set({ level: readDossierLevel(event.currentTarget.value) })}
        data={[any, ...DOSSIER_LEVELS.map(String)]}
      />
      <NativeSelect
        label={t('dossiers.regime')}
        value={search.regime ?? ''}
        onChange={(event) => set({ regime: readOne(REGIMES, event.currentTarget.value) })}
        data={[any, ...REGIMES.map((value) => ({ value, label: t(`dossiers.regimes.${value}`) }))]}
      />
      <div className="dossier-ticks">
        <Checkbox
          label={t('dossiers.onlyMine')}
          checked={search.mine === 'yes'}
          onChange={(event) => set({ mine: event.currentTarget.checked ? 'yes' : undefined })}
        />
        <Checkbox
          label={t('dossiers.onlyLate')}
          checked={search.late === 'yes'}
          onChange={(event) => set({ late: event.currentTarget.checked ? 'yes' : undefined })}
        />
      </div>
    </div>
  );
}

function Rows({ rows }: { readonly rows: readonly DossierRow[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<DossierRow>
      label={t('nav.dossiers')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'system',
          header: t('dossiers.system'),
          cell: (row) => (
            <TextLink to="/dossiers/$id" params={{ id: row.id }} fw={600} className="breakable">
              {row.system.name}
            </TextLink>
          ),
        },
        { key: 'unit', header: t('dossiers.unit'), cell: (row) => <span className="breakable">{row.unit ?? '–'}</span> },
        { key: 'level', header: t('dossiers.level'), cell: (row) => `${row.level} (${row.regime})` },
        { key: 'state', header: t('dossiers.state'), cell: (row) => <DossierStateTag dossier={row} /> },
        { key: 'since', header: t('dossiers.since'), cell: (row) => <span className="no-wrap">{formatDay(row.stateSince)}</span> },
        { key: 'due', header: t('dossiers.due'), cell: (row) => <DueMark dossier={row} /> },
        { key: 'mine', header: t('dossiers.turn'), cell: (row) => (row.mine ? t('dossiers.myTurn') : '–') },
        { key: 'decision', header: t('dossiers.decision'), cell: (row) => <span className="breakable">{row.decisionNumber || '–'}</span> },
      ]}
    />
  );
}

/** Level dossiers: where they stand, by when, and which wait for the reader's unit. */
export function DossiersPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/dossiers' });
  const navigate = useNavigate({ from: '/dossiers' });
  const dossiers = usePages(api.listDossiers, { query: search });
  const pages = dossiers.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const set: Set = (change) => void navigate({ search: (before) => compact({ ...before, ...change }), replace: true });
  const isFiltered = Object.keys(search).length > 0;
  const actions = <ExportMenu href={(format, language) => urlOf(api.exportDossiers, { query: { ...search, format, language } })} />;
  return (
    <Page title={t('nav.dossiers')} lead={t('dossiers.lead')} actions={actions}>
      <Section flush>
        <Filters search={search} states={pages?.[0]?.states ?? []} set={set} />
        <PagedList
          query={dossiers}
          isEmpty={rows.length === 0}
          empty={<Empty title={t('dossiers.emptyTitle')} text={t(isFiltered ? 'dossiers.emptyFilter' : 'dossiers.emptyText')} />}
        >
          <Rows rows={rows} />
        </PagedList>
      </Section>
    </Page>
  );
}
