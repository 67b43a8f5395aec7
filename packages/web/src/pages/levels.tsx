import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { LEVEL_STATUSES, LevelFilter, api, urlOf } from '@ancam/contract';
import type { LevelRow } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { formatDay } from '../lib/format.ts';
import { readLevelSearch } from '../lib/levels.ts';
import type { LevelSearch } from '../lib/levels.ts';
import { DataTable } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { LevelStatusTag, useLevelText } from '../ui/levels/level-tag.tsx';
import { TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

function Rows({ rows }: { readonly rows: readonly LevelRow[] }): ReactNode {
  const { t } = useTranslation();
  const levelText = useLevelText();
  return (
    <DataTable<LevelRow>
      label={t('nav.levels')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          header: t('levels.name'),
          cell: (row) => (
            <div>
              <TextLink
                to={row.kind === 'system' ? '/systems/$id/level' : '/camera-groups/$id/level'}
                params={{ id: row.id }}
                fw={600}
                className="breakable"
              >
                {row.name}
              </TextLink>
              <div className="quiet small">{t(`levels.kinds.${row.kind}`)}</div>
            </div>
          ),
        },
        { key: 'owner', header: t('systems.owner'), cell: (row) => <div className="breakable">{row.owner ?? '–'}</div> },
        {
          key: 'status',
          header: t('levels.state'),
          cell: (row) => (
            <div>
              <LevelStatusTag status={row.status} />
              {row.changes.length === 0 ? null : (
                <div className="small">{row.changes.map((kind) => t(`levels.changes.${kind}`)).join(', ')}</div>
              )}
            </div>
          ),
        },
        {
          key: 'level',
          header: t('levels.result'),
          cell: (row) => (row.treatment === null ? '–' : row.host === null ? levelText(row) : t('levels.terminalsOf', { host: row.host })),
        },
        { key: 'on', header: t('levels.confirmedOn'), cell: (row) => <span className="no-wrap">{formatDay(row.confirmedOn) || '–'}</span> },
        { key: 'cameras', header: t('nav.cameras'), numeric: true, cell: (row) => row.cameras },
      ]}
    />
  );
}

interface FiltersProps {
  readonly search: LevelSearch;
  readonly set: (change: Readonly<Record<string, string | undefined>>) => void;
}

function Filters({ search, set }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  const any = { value: '', label: t('common.any') };
  const { level, treatment } = LevelFilter.shape;
  const select = (key: 'status' | 'level' | 'treatment', label: string, options: readonly { value: string; label: string }[]) => (
    <NativeSelect
      label={label}
      value={search[key] ?? ''}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
      data={[any, ...options]}
    />
  );
  return (
    <div className="filters" role="search" aria-label={t('levels.search')}>
      <SearchField label={t('levels.search')} placeholder={t('systems.searchHint')} value={search.q ?? ''} onChange={(q) => set({ q })} />
      {select(
        'status',
        t('levels.state'),
        LEVEL_STATUSES.map((value) => ({ value, label: t(`levels.status.${value}`) })),
      )}
      {select(
        'level',
        t('levels.levelName'),
        level.unwrap().options.map((value) => ({ value, label: t('levels.level', { level: value }) })),
      )}
      {select(
        'treatment',
        t('levels.treatment'),
        treatment.unwrap().options.map((value) => ({ value, label: t(`levels.treatments.${value}`) })),
      )}
    </div>
  );
}

/** Systems and groups of cameras by what is known of their level. */
export function LevelsPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/levels' });
  const navigate = useNavigate({ from: '/levels' });
  const levels = usePages(api.listLevels, { query: search });
  const pages = levels.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const set: FiltersProps['set'] = (change) =>
    void navigate({ search: (before) => readLevelSearch({ ...before, ...change }), replace: true });
  return (
    <Page
      title={t('nav.levels')}
      lead={t('levels.lead')}
      actions={<ExportMenu href={(format, language) => urlOf(api.exportLevels, { query: { ...search, format, language } })} />}
    >
      <Section flush>
        <Filters search={search} set={set} />
        <PagedList query={levels} isEmpty={rows.length === 0} empty={<Empty title={t('levels.noneTitle')} text={t('levels.noneText')} />}>
          <Rows rows={rows} />
        </PagedList>
      </Section>
    </Page>
  );
}
