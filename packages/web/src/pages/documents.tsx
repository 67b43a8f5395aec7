import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import { DOCUMENT_TABS } from '../lib/document-search.ts';
import { readOne } from '../lib/list-search.ts';
import { useSession } from '../lib/session.ts';
import { DocumentList } from '../ui/documents/document-list.tsx';
import { ReceivedList } from '../ui/documents/received-list.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';

/** Official documents as trees, and those that were sent to one's own units. */
export function DocumentsPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const { tab = 'tree', q, late, state } = useSearch({ from: '/app/documents' });
  const navigate = useNavigate({ from: '/documents' });
  const actions = (
    <>
      <ExportMenu
        href={(format, language) =>
          tab === 'tree'
            ? urlOf(api.exportDocuments, { query: { q, late, format, language } })
            : urlOf(api.exportDeliveries, { query: { q, state, format, language } })
        }
      />
      {can('record.write') ? (
        <ButtonLink to="/registers/$register/new" params={{ register: 'documents' }}>
          {t('documents.enter')}
        </ButtonLink>
      ) : null}
    </>
  );
  return (
    <Page title={t('nav.documents')} lead={t('documents.lead')} actions={actions}>
      <Section flush>
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(value) => {
            const next = readOne(DOCUMENT_TABS, value);
            void navigate({ search: next === undefined || next === 'tree' ? {} : { tab: next }, replace: true });
          }}
        >
          <Tabs.List aria-label={t('documents.tabs')}>
            {DOCUMENT_TABS.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`documents.tab.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="tree">
            <DocumentList />
          </Tabs.Panel>
          <Tabs.Panel value="received">
            <ReceivedList />
          </Tabs.Panel>
        </Tabs>
      </Section>
    </Page>
  );
}
