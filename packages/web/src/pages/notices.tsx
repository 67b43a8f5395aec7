import { Box, Button, NativeSelect } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { NoticeKind, NoticeSeverity, NoticeState, api, urlOf } from '@ancam/contract';
import type { NoticeFilter } from '@ancam/contract';
import { useChange, usePages } from '../lib/api.ts';
import { compact, readOne } from '../lib/list-search.ts';
import { ExportMenu } from '../ui/export-menu.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { NoticeItem } from '../ui/notices/notice-item.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault } from '../ui/states.tsx';

interface FiltersProps {
  readonly search: NoticeFilter;
  readonly set: (change: NoticeFilter) => void;
}

function Filters({ search, set }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  const any = { value: '', label: t('common.any') };
  return (
    <div className="filters" role="search" aria-label={t('notices.filters')}>
      <NativeSelect
        label={t('notices.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: readOne(NoticeState.options, event.currentTarget.value) })}
        data={[any, ...NoticeState.options.map((value) => ({ value, label: t(`notices.states.${value}`) }))]}
      />
      <NativeSelect
        label={t('notices.kind')}
        value={search.kind ?? ''}
        onChange={(event) => set({ kind: readOne(NoticeKind.options, event.currentTarget.value) })}
        data={[any, ...NoticeKind.options.map((value) => ({ value, label: t(`notices.kinds.${value}`) }))]}
      />
      <NativeSelect
        label={t('notices.severity')}
        value={search.severity ?? ''}
        onChange={(event) => set({ severity: readOne(NoticeSeverity.options, event.currentTarget.value) })}
        data={[any, ...NoticeSeverity.options.map((value) => ({ value, label: t(`notices.severities.${value}`) }))]}
      />
    </div>
  );
}

/** The inbox: what waits for oneself, newest first. */
export function NoticesPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/notices' });
  const navigate = useNavigate({ from: '/notices' });
  const notices = usePages(api.listNotices, { query: search });
  const mark = useChange(api.markNotices);
  const pages = notices.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const set = (change: NoticeFilter): void => void navigate({ search: (before) => compact({ ...before, ...change }), replace: true });
  const filtered = Object.keys(search).length > 0;
  const actions = (
    <>
      <ButtonLink to="/account" search={{ tab: 'notices' }} variant="default">
        {t('notices.preferences')}
      </ButtonLink>
      <ExportMenu href={(format, language) => urlOf(api.exportNotices, { query: { ...search, format, language } })} />
      <Button
        leftSection={<IconChecks size={16} aria-hidden />}
        loading={mark.isPending}
        disabled={rows.every(({ state }) => state !== 'unread')}
        onClick={() => mark.mutate({ body: { as: 'read', filter: search } })}
      >
        {t(filtered ? 'notices.readShown' : 'notices.readAll')}
      </Button>
    </>
  );
  return (
    <Page title={t('nav.notices')} lead={t('notices.lead')} actions={actions}>
      <Section flush>
        <Filters search={search} set={set} />
        {mark.isError ? (
          <Box p="md">
            <Fault error={mark.error} />
          </Box>
        ) : null}
        <PagedList
          query={notices}
          isEmpty={rows.length === 0}
          empty={<Empty title={t(filtered ? 'notices.noneShown' : 'notices.none')} text={t('notices.noneText')} />}
        >
          <ul className="notices" aria-label={t('nav.notices')}>
            {rows.map((notice) => (
              <NoticeItem key={notice.id} notice={notice} mark={(as) => mark.mutate({ body: { as, ids: [notice.id] } })} />
            ))}
          </ul>
        </PagedList>
      </Section>
    </Page>
  );
}
