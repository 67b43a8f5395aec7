import { NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { WarningState, api, urlOf } from '@ancam/contract';
import type { Warning } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { compact, readOne, readText } from '../lib/list-search.ts';
import { useSession } from '../lib/session.ts';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { SavedViews } from '../ui/views/saved-views.tsx';
import { WarningStateTag } from '../ui/warning-state.tsx';

function useColumns(): Column<Warning>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'title',
      header: t('warnings.title'),
      cell: (each) => (
        <TextLink to="/warnings/$id" params={{ id: each.id }} fw={600} className="breakable">
          {each.title}
        </TextLink>
      ),
    },
    { key: 'document', header: t('warnings.document'), cell: (each) => `${each.document} · ${formatPlainDate(each.documentDate)}` },
    { key: 'issuer', header: t('warnings.issuer'), cell: (each) => each.issuer },
    { key: 'maker', header: t('camera.maker'), cell: (each) => each.makerName },
    { key: 'state', header: t('warnings.state'), cell: (each) => <WarningStateTag state={each.actions.state} /> },
  ];
}

/** Warnings of authorities, newest first. */
export function WarningsPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const search = useSearch({ from: '/app/warnings' });
  const navigate = useNavigate({ from: '/warnings' });
  const warnings = usePages(api.listWarnings, { query: search });
  const columns = useColumns();
  const pages = warnings.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const set = (change: { q?: string | undefined; state?: WarningState | undefined }): void =>
    void navigate({ search: (before) => compact({ ...before, ...change }), replace: true });
  const actions = (
    <>
      {can('assessment.export') ? (
        <ExportMenu href={(format, language) => urlOf(api.exportWarnings, { query: { ...search, format, language } })} />
      ) : null}
      {pages?.[0]?.actions.may.includes('propose') === true ? (
        <ButtonLink to="/warnings/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {t('warnings.new')}
        </ButtonLink>
      ) : null}
    </>
  );
  return (
    <Page title={t('nav.warnings')} lead={t('warnings.lead')} actions={actions}>
      <Section flush>
        <div className="list-head">
          <SavedViews
            list="warnings"
            search={search}
            open={(raw) => void navigate({ search: compact({ state: readOne(WarningState.options, raw.state), q: readText(raw.q) }) })}
          />
        </div>
        <div className="filters" role="search" aria-label={t('warnings.search')}>
          <SearchField
            label={t('warnings.search')}
            placeholder={t('warnings.searchHint')}
            value={search.q ?? ''}
            onChange={(q) => set({ q })}
          />
          <NativeSelect
            label={t('warnings.state')}
            value={search.state ?? ''}
            onChange={(event) => set({ state: readOne(WarningState.options, event.currentTarget.value) })}
            data={[
              { value: '', label: t('common.any') },
              ...WarningState.options.map((value) => ({ value, label: t(`warnings.states.${value}`) })),
            ]}
          />
        </div>
        <PagedList
          query={warnings}
          isEmpty={rows.length === 0}
          empty={<Empty title={t('warnings.emptyTitle')} text={t('warnings.emptyText')} />}
        >
          <DataTable label={t('nav.warnings')} columns={columns} rows={rows} rowKey={(each) => each.id} />
        </PagedList>
      </Section>
    </Page>
  );
}
