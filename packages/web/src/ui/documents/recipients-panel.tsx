import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { Delivery } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../../lib/api.ts';
import { formatDay } from '../../lib/format.ts';
import { readOne } from '../../lib/list-search.ts';
import { Async } from '../async.tsx';
import { ConfirmButton } from '../confirm-button.tsx';
import { DataTable } from '../data-table.tsx';
import { ExportMenu } from '../export-menu.tsx';
import { Section } from '../section.tsx';
import { AddRecipient } from './add-recipient.tsx';
import { DeliveryActions, Urge } from './delivery-actions.tsx';
import { DeliveryDone } from './delivery-done.tsx';
import { DeliveryProgress, DeliveryTag } from './document-marks.tsx';

/** Codes that are told beside the buttons; what a role lacks is no news to its holder. */
const REASONS = ['not-confirmed', 'not-issued', 'secret', 'no-recipients'] as const;

function Send({ documentId }: { readonly documentId: string }): ReactNode {
  const { t } = useTranslation();
  const send = useChange(api.sendDocument);
  return (
    <ConfirmButton
      label={t('documents.send')}
      question={t('documents.sendQuestion')}
      consequence={t('documents.sendText')}
      action={() => send.mutateAsync({ params: { id: documentId } })}
      error={send.error}
      pending={send.isPending}
    />
  );
}

function Rows({ documentId, items }: { readonly documentId: string; readonly items: readonly Delivery[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<Delivery>
      label={t('documents.recipients')}
      rows={items}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'recipient',
          header: t('documents.recipient'),
          cell: (row) => (
            <div className="breakable">
              <Text size="sm" fw={600}>
                {row.recipient}
              </Text>
              <span className="plan-bar-rest">{t(`documents.purposes.${row.purpose}`)}</span>
            </div>
          ),
        },
        { key: 'state', header: t('documents.state'), cell: (row) => <DeliveryTag state={row.state} /> },
        { key: 'due', header: t('documents.due'), cell: (row) => <span className="no-wrap">{formatDay(row.dueOn) || '–'}</span> },
        { key: 'done', header: t('documents.done'), cell: (row) => <DeliveryDone delivery={row} /> },
        {
          key: 'urged',
          header: t('documents.urged'),
          cell: (row) =>
            row.urgedAt === null ? (
              '–'
            ) : (
              <span className="breakable">
                {t('documents.urgedLine', { count: row.urges, at: formatDateTime(row.urgedAt), words: row.urgedWith })}
              </span>
            ),
        },
        { key: 'actions', header: '', cell: (row) => <DeliveryActions delivery={row} documentId={documentId} /> },
      ]}
    />
  );
}

/** Whom a document goes to, who has received it, who has acted, and whom to urge. */
export function RecipientsPanel({ documentId }: { readonly documentId: string }): ReactNode {
  const { t } = useTranslation();
  const recipients = useRead(api.listRecipients, { params: { id: documentId } });
  const { may = [], blockers = [] } = recipients.data?.actions ?? {};
  const told = readOne(REASONS, blockers.find(({ action }) => action === 'send')?.reason);
  const actions = (
    <Group gap="xs">
      {may.includes('add') ? <AddRecipient documentId={documentId} /> : null}
      {may.includes('send') ? <Send documentId={documentId} /> : null}
      {may.includes('urge') ? <Urge documentId={documentId} /> : null}
      <ExportMenu href={(format, language) => urlOf(api.exportRecipients, { params: { id: documentId }, query: { format, language } })} />
    </Group>
  );
  return (
    <Section title={t('documents.recipients')} actions={actions} flush>
      <Async query={recipients} rows={3}>
        {({ items, counts }) => (
          <>
            <Text size="sm" px="md" pb="sm" component="div" role="status">
              {items.length === 0 ? t('documents.noRecipients') : <DeliveryProgress counts={counts} />}
              {told === undefined ? null : <div>{t(`documents.reason.${told}`)}</div>}
            </Text>
            {items.length === 0 ? null : <Rows documentId={documentId} items={items} />}
          </>
        )}
      </Async>
    </Section>
  );
}
