import { Alert, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { ACCOUNT_TABS } from '../app/tabs.ts';
import { useRead } from '../lib/api.ts';
import { useSession } from '../lib/session.ts';
import { readChoice } from '../lib/search.ts';
import { Async } from '../ui/async.tsx';
import { DelegationsTab } from '../ui/own-delegations.tsx';
import { NoticesTab } from '../ui/own-notices.tsx';
import { SecurityTab } from '../ui/own-security.tsx';
import { SessionsTab } from '../ui/own-sessions.tsx';
import { TokensTab } from '../ui/own-tokens.tsx';
import { Page } from '../ui/page.tsx';

/** One's own account: how one proves who one is, where one is signed in, what one has handed on. */
export function AccountPage(): ReactNode {
  const { t } = useTranslation();
  const { session } = useSession();
  const { tab = 'security' } = useSearch({ from: '/app/account' });
  const navigate = useNavigate({ from: '/account' });
  const security = useRead(api.ownSecurity);
  const enrolling = session?.step === 'enrol';
  return (
    <Async query={security}>
      {(data) => (
        <Page title={t('ownAccount.title')} lead={`${data.displayName} · ${data.login} · ${t(`role.${data.role}`)} · ${data.unit.name}`}>
          {enrolling ? (
            <>
              <Alert color="orange" title={t('ownAccount.mustEnrol')} role="status">
                {t('ownAccount.mustEnrolText')}
              </Alert>
              <SecurityTab security={data} enrolling />
            </>
          ) : (
            <Tabs
              value={tab}
              onChange={(value) => void navigate({ search: { tab: readChoice(ACCOUNT_TABS, value) }, replace: true })}
              keepMounted={false}
            >
              <Tabs.List className="tab-list" mb="md">
                {ACCOUNT_TABS.map((each) => (
                  <Tabs.Tab key={each} value={each}>
                    {t(`ownAccount.tabs.${each}`)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="security">
                <SecurityTab security={data} enrolling={false} />
              </Tabs.Panel>
              <Tabs.Panel value="notices">
                <NoticesTab />
              </Tabs.Panel>
              <Tabs.Panel value="sessions">
                <SessionsTab security={data} />
              </Tabs.Panel>
              <Tabs.Panel value="tokens">
                <TokensTab />
              </Tabs.Panel>
              <Tabs.Panel value="delegations">
                <DelegationsTab />
              </Tabs.Panel>
            </Tabs>
          )}
        </Page>
      )}
    </Async>
  );
}
