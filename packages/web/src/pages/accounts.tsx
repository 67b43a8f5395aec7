import { Box, NativeSelect, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleMinus, IconClock, IconFileSpreadsheet, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { AccountRole, AccountState, api, urlOf } from '@ancam/contract';
import type { AccountRow } from '@ancam/contract';
import { formatDate, formatDateTime } from '@ancam/core';
import { usePages } from '../lib/api.ts';
import { readAccountSearch } from '../lib/search.ts';
import { useSession } from '../lib/session.ts';
import { AccountActions } from '../ui/account-actions.tsx';
import { Tag } from '../ui/badges.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { SavedViews } from '../ui/views/saved-views.tsx';

const STATE = {
  active: { tone: 'good', icon: IconCircleCheck },
  invited: { tone: 'busy', icon: IconClock },
  expired: { tone: 'medium', icon: IconCircleDashed },
  disabled: { tone: 'info', icon: IconCircleMinus },
} as const;

function StateTag({ account }: { readonly account: AccountRow }): ReactNode {
  const { t } = useTranslation();
  const { tone, icon } = STATE[account.state];
  return (
    <div>
      <Tag tone={tone} icon={icon}>
        {t(`accountState.${account.state}`)}
      </Tag>
      {account.invitedUntil === null ? null : (
        <Text size="xs" c="dimmed">
          {t('accounts.invitedUntil', { at: formatDate(account.invitedUntil) })}
        </Text>
      )}
    </div>
  );
}

function Filters(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/accounts' });
  const navigate = useNavigate({ from: '/accounts' });
  function set(change: Record<string, string>): void {
    void navigate({ search: (before) => readAccountSearch({ ...before, ...change }), replace: true });
  }
  const any = { value: '', label: t('common.any') };
  return (
    <div className="filters" role="search" aria-label={t('accounts.filters')}>
      <SearchField label={t('accounts.search')} placeholder="" value={search.q ?? ''} onChange={(q) => set({ q })} />
      <NativeSelect
        label={t('accounts.role')}
        value={search.role ?? ''}
        onChange={(event) => set({ role: event.currentTarget.value })}
        data={[any, ...AccountRole.options.map((value) => ({ value, label: t(`role.${value}`) }))]}
      />
      <NativeSelect
        label={t('accounts.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: event.currentTarget.value })}
        data={[any, ...AccountState.options.map((value) => ({ value, label: t(`accountState.${value}`) }))]}
      />
    </div>
  );
}

function List(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/accounts' });
  const accounts = usePages(api.listAccounts, { query: search });
  const pages = accounts.data?.pages;
  if (pages === undefined) {
    return <Box p="md">{accounts.isError ? <Fault error={accounts.error} retry={() => void accounts.refetch()} /> : <Loading />}</Box>;
  }
  const rows = pages.flatMap((page) => page.items);
  const roles = pages[0]?.roles ?? [];
  if (rows.length === 0) return <Empty title={t('accounts.noMatch')} text={t('accounts.noMatchText')} />;
  return (
    <>
      <DataTable<AccountRow>
        label={t('nav.accounts')}
        rows={rows}
        rowKey={(each) => each.id}
        columns={[
          {
            key: 'name',
            header: t('accounts.name'),
            cell: (each) => (
              <div className="breakable">
                <strong>{each.displayName}</strong>
                <Text size="xs" c="dimmed">
                  {[each.login, each.email].filter(Boolean).join(' · ')}
                </Text>
              </div>
            ),
          },
          { key: 'unit', header: t('accounts.unit'), cell: (each) => each.unit.name },
          { key: 'role', header: t('accounts.role'), cell: (each) => t(`role.${each.role}`) },
          { key: 'state', header: t('accounts.state'), cell: (each) => <StateTag account={each} /> },
          { key: 'factor', header: t('accounts.factor'), cell: (each) => t(each.secondFactor ? 'common.yes' : 'common.no') },
          {
            key: 'seen',
            header: t('accounts.lastSignIn'),
            cell: (each) => <span className="no-wrap">{each.lastSignInAt === null ? '–' : formatDateTime(each.lastSignInAt)}</span>,
          },
          { key: 'actions', header: t('sessions.action'), cell: (each) => <AccountActions account={each} roles={roles} /> },
        ]}
      />
      <MoreButton query={accounts} />
    </>
  );
}

/** Accounts of the units that one administers. */
export function AccountsPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/accounts' });
  const navigate = useNavigate();
  const { can } = useSession();
  const actions = (
    <>
      <ExportMenu href={(format, language) => urlOf(api.exportAccounts, { query: { ...search, format, language } })} />
      {can('account.write') ? (
        <>
          <ButtonLink to="/accounts/sheet" variant="default" leftSection={<IconFileSpreadsheet size={16} aria-hidden />}>
            {t('accounts.fromSheet')}
          </ButtonLink>
          <ButtonLink to="/accounts/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('accounts.new')}
          </ButtonLink>
        </>
      ) : null}
    </>
  );
  return (
    <Page title={t('nav.accounts')} lead={t('accounts.lead')} actions={actions}>
      <Section flush>
        <div className="list-head">
          <SavedViews list="accounts" search={search} open={(raw) => void navigate({ to: '/accounts', search: readAccountSearch(raw) })} />
        </div>
        <Filters />
        <List />
      </Section>
    </Page>
  );
}
