import { Box, NativeSelect } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { BULK_OUTCOMES, api, urlOf } from '@ancam/contract';
import type { BulkChange, BulkItems } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { usePages, useRead } from '../lib/api.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { readOne } from '../lib/list-search.ts';
import { Async } from '../ui/async.tsx';
import { BulkProgress, BulkSays, UndoBulk, useBulkChange } from '../ui/bulk/bulk-result.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { Facts } from '../ui/facts.tsx';
import { TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';

type Item = BulkItems['items'][number];

function Items({ change }: { readonly change: BulkChange }): ReactNode {
  const { t } = useTranslation();
  const { outcome } = useSearch({ from: '/app/bulk-changes/$id' });
  const navigate = useNavigate({ from: '/bulk-changes/$id' });
  const pages = usePages(api.listBulkItems, { params: { id: change.id }, query: outcome === undefined ? {} : { outcome } });
  const rows = pages.data?.pages.flatMap((page) => page.items);
  return (
    <Section
      title={t('nav.cameras')}
      flush
      actions={
        <ExportMenu
          href={(format, chosen) =>
            urlOf(api.exportBulkItems, {
              params: { id: change.id },
              query: { format, language: chosen, ...(outcome === undefined ? {} : { outcome }) },
            })
          }
        />
      }
    >
      <div className="filters">
        <NativeSelect
          label={t('bulk.outcome')}
          value={outcome ?? ''}
          onChange={(event) => {
            const next = readOne(BULK_OUTCOMES, event.currentTarget.value);
            void navigate({ search: next === undefined ? {} : { outcome: next }, replace: true });
          }}
          data={[{ value: '', label: t('common.any') }, ...BULK_OUTCOMES.map((value) => ({ value, label: t(`bulk.outcomeOf.${value}`) }))]}
        />
      </div>
      {rows === undefined ? (
        <Box p="md">{pages.isError ? <Fault error={pages.error} retry={() => void pages.refetch()} /> : <Loading />}</Box>
      ) : rows.length === 0 ? (
        <Empty title={t('bulk.noItems')} text={t('bulk.noItemsText')} />
      ) : (
        <DataTable<Item>
          label={t('nav.cameras')}
          rows={rows}
          rowKey={(item) => item.id}
          columns={[
            {
              key: 'name',
              header: t('camera.name'),
              cell: (item) => (
                <TextLink to="/cameras/$id" params={{ id: item.id }} className="breakable">
                  {item.name}
                </TextLink>
              ),
            },
            {
              key: 'outcome',
              header: t('bulk.outcome'),
              cell: (item) => (item.outcome === null ? t('bulk.waits') : t(`bulk.outcomeOf.${item.outcome}`)),
            },
            { key: 'reason', header: t('bulk.why'), cell: (item) => (item.reason === null ? '–' : t(`bulk.reason.${item.reason}`)) },
          ]}
        />
      )}
      <MoreButton query={pages} />
    </Section>
  );
}

function View({ begun }: { readonly begun: BulkChange }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const change = useBulkChange(begun);
  const running = change.state === 'applying' || change.state === 'undoing';
  return (
    <Page
      title={t(`bulk.kind.${change.change.kind}`)}
      lead={change.state === 'applying' || change.state === 'undoing' ? t(`bulk.state.${change.state}`) : <BulkSays change={change} />}
      actions={<UndoBulk change={change} />}
    >
      {running ? <BulkProgress change={change} /> : null}
      <Section>
        <Facts
          rows={[
            [t('bulk.by'), change.by],
            [t('bulk.at'), formatDateTime(change.createdAt)],
            [t('bulk.total'), formatNumber(change.total, language)],
            [t('bulk.until'), formatDateTime(change.undoUntil)],
            [
              t('bulk.undoneBy'),
              change.undoneBy === null
                ? ''
                : [change.undoneBy, change.undoneAt === null ? '' : formatDateTime(change.undoneAt)].join(' · '),
            ],
          ]}
        />
      </Section>
      <Items change={change} />
    </Page>
  );
}

/** One change of many cameras: what became of each. */
export function BulkChangePage(): ReactNode {
  const { id } = useParams({ from: '/app/bulk-changes/$id' });
  const change = useRead(api.getBulkChange, { params: { id } });
  return <Async query={change}>{(data) => <View key={`${data.id} ${data.state}`} begun={data} />}</Async>;
}
