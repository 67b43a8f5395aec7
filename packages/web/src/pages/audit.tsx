import { IconAlertOctagon, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { AuditEvent } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { usePages } from '../lib/api.ts';
import { auditSummary } from '../lib/audit-text.ts';
import { useCheckTitle } from '../lib/knowledge.ts';
import { Tag } from '../ui/badges.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Fault, Loading } from '../ui/states.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';

const HASH_SHOWN = 10;

function ChainTag({ intact }: { readonly intact: boolean }): ReactNode {
  const { t } = useTranslation();
  return intact ? (
    <Tag tone="good" icon={IconLink}>
      {t('audit.intact')}
    </Tag>
  ) : (
    <Tag tone="critical" icon={IconAlertOctagon}>
      {t('audit.broken')}
    </Tag>
  );
}

/** Who did what, newest first. */
export function AuditPage(): ReactNode {
  const { t, i18n } = useTranslation();
  const title = useCheckTitle();
  const audit = usePages(api.audit, {});
  const rows = audit.data?.pages.flatMap((page) => page.items);
  const intact = audit.data?.pages[0]?.chainIntact;
  function actionText(action: string): string {
    const key = action.replaceAll('.', '-');
    return i18n.exists(`audit.actions.${key}`) ? t(`audit.actions.${key}` as 'audit.actions.session-opened') : action; // tested just before
  }
  return (
    <Page
      title={t('nav.audit')}
      lead={t('audit.lead')}
      actions={
        <>
          {typeof intact !== 'boolean' ? null : <ChainTag intact={intact} />}
          <ExportMenu href={(format, language) => urlOf(api.exportAudit, { query: { format, language } })} />
        </>
      }
    >
      {rows === undefined ? (
        audit.isError ? (
          <Fault error={audit.error} retry={() => void audit.refetch()} />
        ) : (
          <Loading />
        )
      ) : (
        <Section flush>
          <DataTable<AuditEvent>
            label={t('nav.audit')}
            rows={rows}
            rowKey={(event) => event.id}
            columns={[
              { key: 'at', header: t('audit.at'), cell: (event) => <span className="no-wrap">{formatDateTime(event.at)}</span> },
              { key: 'by', header: t('audit.by'), cell: (event) => event.by },
              { key: 'action', header: t('audit.action'), cell: (event) => actionText(event.action) },
              {
                key: 'summary',
                header: t('audit.summary'),
                cell: (event) => auditSummary(t, title, event.action, event.summary) || null,
              },
              {
                key: 'hash',
                header: t('audit.hash'),
                cell: (event) => (
                  <code className="quiet" title={event.hash}>
                    {event.hash.slice(0, HASH_SHOWN)}
                  </code>
                ),
              },
            ]}
          />
          <MoreButton query={audit} />
        </Section>
      )}
    </Page>
  );
}
