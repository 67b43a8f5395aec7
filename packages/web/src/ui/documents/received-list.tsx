import { NativeSelect, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { DELIVERY_STATES, api } from '@ancam/contract';
import type { Delivery, DeliveryState } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { usePages } from '../../lib/api.ts';
import { formatDay } from '../../lib/format.ts';
import { compact, readOne } from '../../lib/list-search.ts';
import { nameOf } from '../../lib/registers.ts';
import { DataTable } from '../data-table.tsx';
import { TextLink } from '../link.tsx';
import { PagedList } from '../paged-list.tsx';
import { SearchField } from '../search-field.tsx';
import { Empty } from '../states.tsx';
import { DeliveryActions } from './delivery-actions.tsx';
import { DeliveryDone } from './delivery-done.tsx';
import { DeliveryTag } from './document-marks.tsx';

function Rows({ rows }: { readonly rows: readonly Delivery[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<Delivery>
      label={t('documents.tab.received')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'document',
          header: t('documents.document'),
          cell: ({ document, purpose, urgedWith }) => (
            <div className="breakable">
              {document === null ? (
                t('documents.withdrawn')
              ) : (
                <TextLink to="/documents/$id" params={{ id: document.id }} fw={600}>
                  {nameOf(document, t('registers.secretTitle'))}
                </TextLink>
              )}
              <div className="plan-bar-rest">{t(`documents.purposes.${purpose}`)}</div>
              {urgedWith === '' ? null : (
                <Text size="sm">
                  {t('documents.urged')}: {urgedWith}
                </Text>
              )}
            </div>
          ),
        },
        { key: 'issuer', header: t('documents.sender'), cell: (row) => <span className="breakable">{row.issuer ?? '–'}</span> },
        { key: 'recipient', header: t('documents.recipient'), cell: (row) => <span className="breakable">{row.recipient}</span> },
        {
          key: 'sent',
          header: t('documents.sentOn'),
          cell: (row) => <span className="no-wrap">{row.sentAt === null ? '–' : formatDateTime(row.sentAt)}</span>,
        },
        { key: 'due', header: t('documents.due'), cell: (row) => <span className="no-wrap">{formatDay(row.dueOn) || '–'}</span> },
        { key: 'state', header: t('documents.state'), cell: (row) => <DeliveryTag state={row.state} /> },
        { key: 'done', header: t('documents.done'), cell: (row) => <DeliveryDone delivery={row} /> },
        { key: 'actions', header: '', cell: (row) => <DeliveryActions delivery={row} /> },
      ]}
    />
  );
}

/** What other units sent to one's own: to acknowledge, and to act upon. */
export function ReceivedList(): ReactNode {
  const { t } = useTranslation();
  const { q, state } = useSearch({ from: '/app/documents' });
  const navigate = useNavigate({ from: '/documents' });
  const deliveries = usePages(api.listDeliveries, { query: compact({ q, state }) });
  const pages = deliveries.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const set = (change: { q?: string | undefined; state?: DeliveryState | undefined }): void =>
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
        <NativeSelect
          label={t('documents.state')}
          value={state ?? ''}
          onChange={(event) => set({ state: readOne(DELIVERY_STATES, event.currentTarget.value) })}
          data={[
            { value: '', label: t('common.any') },
            ...DELIVERY_STATES.filter((each) => each !== 'planned').map((value) => ({ value, label: t(`documents.states.${value}`) })),
          ]}
        />
      </div>
      <PagedList
        query={deliveries}
        isEmpty={rows.length === 0}
        empty={<Empty title={t('documents.receivedEmptyTitle')} text={t('documents.receivedEmptyText')} />}
      >
        <Rows rows={rows} />
      </PagedList>
    </>
  );
}
