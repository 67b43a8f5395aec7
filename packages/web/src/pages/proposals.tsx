import { Button, Kbd, NativeSelect, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { ProposalKind, ProposalState, api, urlOf } from '@ancam/contract';
import type { ProposalList as Listed } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { useLanguage } from '../lib/language.ts';
import { compact, readOne } from '../lib/list-search.ts';
import type { ProposalSearch } from '../lib/proposal-search.ts';
import { ExportMenu } from '../ui/export-menu.tsx';
import { Page } from '../ui/page.tsx';
import { AcceptAll } from '../ui/proposals/accept-all.tsx';
import { ProposalList } from '../ui/proposals/proposal-list.tsx';
import { ProposalRulesPanel } from '../ui/proposals/proposal-rules.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { PagedList } from '../ui/paged-list.tsx';

const STATES = [...ProposalState.options, 'all'] as const;
const NARROWED = ['scan', 'camera', 'under'] as const;

type Set = (change: { [K in keyof ProposalSearch]?: ProposalSearch[K] | undefined }) => void;

function Filters({ search, set }: { readonly search: ProposalSearch; readonly set: Set }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="filters" role="search" aria-label={t('proposals.filter')}>
      <NativeSelect
        label={t('proposals.stateLabel')}
        value={search.state ?? 'open'}
        onChange={(event) => {
          const state = readOne(STATES, event.currentTarget.value);
          set({ state: state === 'open' ? undefined : state });
        }}
        data={STATES.map((value) => ({ value, label: t(`proposals.state.${value}`) }))}
      />
      <NativeSelect
        label={t('proposals.kindLabel')}
        value={search.kind ?? ''}
        onChange={(event) => set({ kind: readOne(ProposalKind.options, event.currentTarget.value) })}
        data={[
          { value: '', label: t('common.any') },
          ...ProposalKind.options.map((value) => ({ value, label: t(`proposals.kind.${value}`) })),
        ]}
      />
      {NARROWED.filter((name) => search[name] !== undefined).map((name) => (
        <Button
          key={name}
          variant="light"
          size="xs"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={t('search.drop', { name: t(`proposals.narrowed.${name}`) })}
          onClick={() => set({ [name]: undefined })}
        >
          {t(`proposals.narrowed.${name}`)}
        </Button>
      ))}
    </div>
  );
}

function Total({ first }: { readonly first: Listed | undefined }): ReactNode {
  const { t } = useTranslation();
  const total = first?.total;
  if (total === undefined || total === null) return null;
  return (
    <Text size="sm" c="dimmed" px="md" pb="xs" role="status" data-testid="proposal-total">
      {t(total.exact ? 'proposals.total' : 'proposals.totalMore', { count: total.count })}
      <span className="key-hint">
        {' · '}
        <Kbd size="xs">J</Kbd> <Kbd size="xs">K</Kbd> {t('proposals.keyMove')} <Kbd size="xs">A</Kbd> <Kbd size="xs">R</Kbd>{' '}
        {t('proposals.keyDecide')}
      </span>
    </Text>
  );
}

/** What scans propose about the register: accept, or refuse with a reason. */
export function ProposalsPage(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/app/proposals' });
  const navigate = useNavigate({ from: '/proposals' });
  const proposals = usePages(api.listProposals, { query: search });
  const pages = proposals.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const { state: _state, ...filter } = search;
  const set: Set = (change) => void navigate({ search: (before) => compact({ ...before, ...change }), replace: true });
  const acceptAll = rows.length > 0 && pages?.[0]?.actions.may.includes('accept-all') === true;
  const actions = (
    <>
      <ExportMenu href={(format) => urlOf(api.exportProposals, { query: { ...search, format, language } })} />
      {acceptAll ? <AcceptAll filter={filter} /> : null}
    </>
  );
  return (
    <Page title={t('nav.proposals')} lead={t('proposals.lead')} actions={actions}>
      <Section flush>
        <Filters search={search} set={set} />
        <PagedList
          query={proposals}
          isEmpty={rows.length === 0}
          empty={
            <Empty
              title={t('proposals.emptyTitle')}
              text={t(Object.keys(search).length === 0 ? 'proposals.emptyText' : 'proposals.emptyFilter')}
            />
          }
        >
          <Total first={pages?.[0]} />
          <ProposalList label={t('nav.proposals')} proposals={rows} />
        </PagedList>
      </Section>
      <ProposalRulesPanel />
    </Page>
  );
}
