import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { OwnSecurity, OwnSession } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange } from '../lib/api.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { DataTable } from './data-table.tsx';
import { Section } from './section.tsx';

function EndOne({ session }: { readonly session: OwnSession }): ReactNode {
  const { t } = useTranslation();
  const end = useChange(api.endSession);
  if (session.current) return <Text size="sm">{t('sessions.current')}</Text>;
  return (
    <ConfirmButton
      variant="default"
      size="xs"
      label={t('sessions.end')}
      question={t('sessions.endAsk')}
      consequence={t('sessions.endThen')}
      action={() => end.mutateAsync({ params: { id: session.id } })}
      error={end.error}
      pending={end.isPending}
    />
  );
}

/** Where one is signed in. */
export function SessionsTab({ security }: { readonly security: OwnSecurity }): ReactNode {
  const { t } = useTranslation();
  const others = useChange(api.endOtherSessions);
  const actions =
    security.sessions.length > 1 ? (
      <ConfirmButton
        variant="default"
        size="xs"
        label={t('sessions.endOthers')}
        question={t('sessions.endOthersAsk')}
        consequence={t('sessions.endThen')}
        action={() => others.mutateAsync({})}
        error={others.error}
        pending={others.isPending}
      />
    ) : undefined;
  return (
    <Section title={t('sessions.title')} actions={actions} flush>
      <DataTable<OwnSession>
        label={t('sessions.title')}
        rows={security.sessions}
        rowKey={(each) => each.id}
        columns={[
          { key: 'device', header: t('sessions.device'), cell: (each) => each.device || t('sessions.unknown') },
          { key: 'address', header: t('sessions.address'), cell: (each) => <span className="mono breakable">{each.address}</span> },
          { key: 'method', header: t('sessions.method'), cell: (each) => t(`sessions.methods.${each.method}`) },
          { key: 'since', header: t('sessions.since'), cell: (each) => <span className="no-wrap">{formatDateTime(each.since)}</span> },
          {
            key: 'seen',
            header: t('sessions.lastSeen'),
            cell: (each) => <span className="no-wrap">{formatDateTime(each.lastSeenAt)}</span>,
          },
          { key: 'end', header: t('sessions.action'), cell: (each) => <EndOne session={each} /> },
        ]}
      />
    </Section>
  );
}
