import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { BulkChange } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { usePages } from '../lib/api.ts';
import { BulkSays, UndoBulk } from '../ui/bulk/bulk-result.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';

function Outcome({ change }: { readonly change: BulkChange }): ReactNode {
  const { t } = useTranslation();
  if (change.state === 'applying' || change.state === 'undoing') return t(`bulk.state.${change.state}`);
  return <BulkSays change={change} />;
}

/** Changes of many cameras, latest first, each with the way back while that is open. */
export function BulkChangesPage(): ReactNode {
  const { t } = useTranslation();
  const pages = usePages(api.listBulkChanges, { query: {} });
  const rows = pages.data?.pages.flatMap((page) => page.items);
  const body =
    rows === undefined ? (
      pages.isError ? (
        <Fault error={pages.error} retry={() => void pages.refetch()} />
      ) : (
        <Loading />
      )
    ) : rows.length === 0 ? (
      <Empty title={t('bulk.emptyTitle')} text={t('bulk.emptyText')} action={<ButtonLink to="/cameras">{t('nav.cameras')}</ButtonLink>} />
    ) : (
      <DataTable<BulkChange>
        label={t('bulk.title')}
        rows={rows}
        rowKey={(change) => change.id}
        columns={[
          {
            key: 'kind',
            header: t('bulk.what'),
            cell: (change) => (
              <TextLink to="/bulk-changes/$id" params={{ id: change.id }} fw={600}>
                {t(`bulk.kind.${change.change.kind}`)}
              </TextLink>
            ),
          },
          { key: 'by', header: t('bulk.by'), cell: (change) => <span className="breakable">{change.by}</span> },
          { key: 'at', header: t('bulk.at'), cell: (change) => <span className="no-wrap">{formatDateTime(change.createdAt)}</span> },
          { key: 'outcome', header: t('bulk.outcome'), cell: (change) => <Outcome change={change} /> },
          {
            key: 'undo',
            header: t('common.undo'),
            cell: (change) => (change.actions.may.includes('undo') ? <UndoBulk change={change} /> : '–'),
          },
        ]}
      />
    );
  return (
    <Page
      title={t('bulk.title')}
      lead={t('bulk.lead')}
      actions={<ExportMenu href={(format, language) => urlOf(api.exportBulkChanges, { query: { format, language } })} />}
    >
      <Section flush>
        {body}
        <MoreButton query={pages} />
      </Section>
    </Page>
  );
}
