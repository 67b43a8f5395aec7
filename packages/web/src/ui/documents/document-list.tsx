import { Checkbox } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DocumentNode } from '@ancam/contract';
import { usePages } from '../../lib/api.ts';
import { formatDay } from '../../lib/format.ts';
import { compact } from '../../lib/list-search.ts';
import { nameOf } from '../../lib/registers.ts';
import { DataTable } from '../data-table.tsx';
import { TextLink } from '../link.tsx';
import { PagedList } from '../paged-list.tsx';
import { SearchField } from '../search-field.tsx';
import { Empty } from '../states.tsx';
import { DeliveryProgress, DocumentTags } from './document-marks.tsx';

function Rows({ rows }: { readonly rows: readonly DocumentNode[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<DocumentNode>
      label={t('documents.tree')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'document',
          header: t('documents.document'),
          cell: (row) => (
            <div className="breakable">
              <TextLink to="/documents/$id" params={{ id: row.id }} fw={600}>
                {nameOf(row, t('registers.secretTitle'))}
              </TextLink>
              <div>
                <DocumentTags node={row} />
              </div>
            </div>
          ),
        },
        { key: 'issuer', header: t('documents.issuer'), cell: (row) => <span className="breakable">{row.issuer || '–'}</span> },
        {
          key: 'issued',
          header: t('documents.issuedOn'),
          cell: (row) => <span className="no-wrap">{formatDay(row.issuedOn) || '–'}</span>,
        },
        { key: 'children', header: t('documents.carriedOut'), cell: (row) => row.children, numeric: true },
        { key: 'progress', header: t('documents.progress'), cell: (row) => <DeliveryProgress counts={row.recipients} /> },
      ]}
    />
  );
}

/** The tops of the trees, or with a filter whatever matches. */
export function DocumentList(): ReactNode {
  const { t } = useTranslation();
  const { q, late } = useSearch({ from: '/app/documents' });
  const navigate = useNavigate({ from: '/documents' });
  const filter = compact({ q, late });
  const documents = usePages(api.listDocuments, { query: filter });
  const pages = documents.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const set = (change: { q?: string | undefined; late?: 'true' | undefined }): void =>
    void navigate({ search: (before) => compact({ ...before, ...change }), replace: true });
  return (
    <>
      <div className="filters" role="search" aria-label={t('documents.search')}>
        <SearchField
          label={t('documents.search')}
          placeholder={t('documents.searchHint')}
          value={q ?? ''}
          onChange={(typed) => set({ q: typed })}
        />
        <Checkbox
          label={t('documents.onlyLate')}
          checked={late === 'true'}
          onChange={(event) => set({ late: event.currentTarget.checked ? 'true' : undefined })}
        />
      </div>
      <PagedList
        query={documents}
        isEmpty={rows.length === 0}
        empty={
          <Empty
            title={t('documents.emptyTitle')}
            text={t(Object.keys(filter).length === 0 ? 'documents.emptyText' : 'documents.emptyFilter')}
          />
        }
      >
        <Rows rows={rows} />
      </PagedList>
    </>
  );
}
