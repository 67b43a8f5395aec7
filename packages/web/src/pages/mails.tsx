import { Alert, Button, NativeSelect, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleMinus, IconCircleX, IconHourglass, IconSend } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { MailKind, MailState, api, urlOf } from '@ancam/contract';
import type { Mail, MailFilter, MailList } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, usePages } from '../lib/api.ts';
import { compact, readOne } from '../lib/list-search.ts';
import { Tag } from '../ui/badges.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault } from '../ui/states.tsx';
import { PagedList } from '../ui/paged-list.tsx';

const LOOK = {
  waiting: ['medium', IconHourglass],
  sending: ['busy', IconSend],
  sent: ['good', IconCircleCheck],
  failed: ['critical', IconCircleX],
  dropped: ['info', IconCircleMinus],
} as const;
/** Why a mail is not sent, in codes of ours; what a mail server says is told as it said it. */
const REASONS = ['settled', 'merged', 'no-address', 'not-wanted', 'disabled'] as const;

function Reason({ mail }: { readonly mail: Mail }): ReactNode {
  const { t } = useTranslation();
  const ours = mail.state === 'dropped' ? readOne(REASONS, mail.lastError) : undefined;
  if (ours !== undefined) return t(`mails.reasons.${ours}`);
  return (
    <Text size="sm" className="breakable">
      {mail.lastError}
    </Text>
  );
}

function Again({ mail }: { readonly mail: Mail }): ReactNode {
  const { t } = useTranslation();
  const retry = useChange(api.retryMails);
  if (!mail.actions.may.includes('retry')) return null;
  return (
    <>
      <Button size="xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate({ body: { ids: [mail.id] } })}>
        {t('mails.retry')}
      </Button>
      {retry.isError ? <Fault error={retry.error} /> : null}
    </>
  );
}

function useColumns(): Column<Mail>[] {
  const { t } = useTranslation();
  return [
    { key: 'created', header: t('mails.created'), cell: (each) => <span className="no-wrap">{formatDateTime(each.createdAt)}</span> },
    {
      key: 'account',
      header: t('mails.account'),
      cell: (each) => (
        <span className="breakable">
          {each.account.displayName} · {each.email ?? t('mails.noEmail')}
        </span>
      ),
    },
    { key: 'unit', header: t('mails.unit'), cell: (each) => each.unitName },
    { key: 'kind', header: t('mails.kind'), cell: (each) => t(`mails.kinds.${each.kind}`) },
    {
      key: 'state',
      header: t('mails.state'),
      cell: (each) => {
        const [tone, icon] = LOOK[each.state];
        return (
          <Tag tone={tone} icon={icon}>
            {t(`mails.states.${each.state}`)}
          </Tag>
        );
      },
    },
    { key: 'tries', header: t('mails.tries'), cell: (each) => each.tries, numeric: true },
    { key: 'reason', header: t('mails.reason'), cell: (each) => <Reason mail={each} /> },
    { key: 'again', header: t('mails.action'), cell: (each) => <Again mail={each} /> },
  ];
}

/** Sends a test mail to oneself, or says why that cannot be. */
function Test({ actions }: { readonly actions: MailList['actions'] }): ReactNode {
  const { t } = useTranslation();
  const test = useChange(api.testMail);
  const blocker = actions.blockers.find(({ action }) => action === 'test')?.reason;
  if (blocker === 'no-permission') return null;
  const why = readOne(['no-mail-server', 'no-address'], blocker);
  return (
    <>
      {why === undefined ? null : (
        <Alert color="orange" role="status">
          {t(`mails.blocked.${why}`)}
        </Alert>
      )}
      {test.isError ? <Fault error={test.error} /> : null}
      {test.isSuccess ? (
        <Alert color="brand" role="status">
          {t('mails.testQueued')}
        </Alert>
      ) : null}
      {why === undefined ? (
        <Button
          className="self-start"
          leftSection={<IconSend size={16} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate({})}
        >
          {t('mails.test')}
        </Button>
      ) : null}
    </>
  );
}

interface FiltersProps {
  readonly search: MailFilter;
  readonly set: (change: MailFilter) => void;
}

function Filters({ search, set }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  const any = { value: '', label: t('common.any') };
  return (
    <div className="filters" role="search" aria-label={t('mails.filters')}>
      <NativeSelect
        label={t('mails.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: readOne(MailState.options, event.currentTarget.value) })}
        data={[any, ...MailState.options.map((value) => ({ value, label: t(`mails.states.${value}`) }))]}
      />
      <NativeSelect
        label={t('mails.kind')}
        value={search.kind ?? ''}
        onChange={(event) => set({ kind: readOne(MailKind.options, event.currentTarget.value) })}
        data={[any, ...MailKind.options.map((value) => ({ value, label: t(`mails.kinds.${value}`) }))]}
      />
    </div>
  );
}

/** Mails to the accounts one administers: what left, what waits, what failed and why. */
export function MailsPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/mails' });
  const navigate = useNavigate({ from: '/mails' });
  const mails = usePages(api.listMails, { query: search });
  const columns = useColumns();
  const pages = mails.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const set = (change: MailFilter): void => void navigate({ search: (before) => compact({ ...before, ...change }), replace: true });
  return (
    <Page
      title={t('nav.mails')}
      lead={t('mails.lead')}
      actions={<ExportMenu href={(format, language) => urlOf(api.exportMails, { query: { ...search, format, language } })} />}
    >
      {pages?.[0] === undefined ? null : <Test actions={pages[0].actions} />}
      <Section flush>
        <Filters search={search} set={set} />
        <PagedList query={mails} isEmpty={rows.length === 0} empty={<Empty title={t('mails.none')} text={t('mails.noneText')} />}>
          <DataTable label={t('nav.mails')} columns={columns} rows={rows} rowKey={(each) => each.id} />
        </PagedList>
      </Section>
    </Page>
  );
}
