import { Checkbox, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { ShortcomingList } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import { usePages } from '../lib/api.ts';
import { SHORTCOMING_FILTER_STATES } from '../lib/check-search.ts';
import type { ShortcomingSearch } from '../lib/check-search.ts';
import { useText } from '../lib/language.ts';
import { compact, readOne } from '../lib/list-search.ts';
import { ShortcomingTable } from '../ui/checks/shortcoming-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

interface FilterProps {
  readonly search: ShortcomingSearch;
  readonly states: ShortcomingList['states'];
  readonly set: (change: { [K in keyof ShortcomingSearch]?: ShortcomingSearch[K] | undefined }) => void;
}

function Filters({ search, states, set }: FilterProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const any = { value: '', label: t('common.any') };
  return (
    <div className="filters" role="search" aria-label={t('checks.search')}>
      <SearchField
        label={t('checks.search')}
        placeholder={t('checks.searchShortcomings')}
        value={search.q ?? ''}
        onChange={(q) => set({ q })}
      />
      <NativeSelect
        label={t('checks.state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: readOne(SHORTCOMING_FILTER_STATES, event.currentTarget.value) })}
        data={[any, { value: 'open', label: t('checks.unsettled') }, ...states.map(({ id, title }) => ({ value: id, label: text(title) }))]}
      />
      <NativeSelect
        label={t('checks.severity')}
        value={search.severity ?? ''}
        onChange={(event) => set({ severity: readOne(SEVERITIES, event.currentTarget.value) })}
        data={[any, ...SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))]}
      />
      <Checkbox
        label={t('checks.onlyOverdue')}
        checked={search.overdue === 'true'}
        onChange={(event) => set({ overdue: event.currentTarget.checked ? 'true' : undefined })}
      />
    </div>
  );
}

/** Shortcomings of all checks: to be fixed, to be retested, accepted until a day. */
export function ShortcomingsPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/checks/shortcomings' });
  const navigate = useNavigate({ from: '/checks/shortcomings' });
  const shortcomings = usePages(api.listShortcomings, { query: search });
  const pages = shortcomings.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.keys(search).length > 0;
  const actions = <ExportMenu href={(format, language) => urlOf(api.exportShortcomings, { query: { ...search, format, language } })} />;
  return (
    <Page title={t('checks.shortcomings')} lead={<TextLink to="/checks">{t('checks.back')}</TextLink>} actions={actions}>
      <Section flush>
        <Filters
          search={search}
          states={pages?.[0]?.states ?? []}
          set={(change) => void navigate({ search: (before) => compact({ ...before, ...change }), replace: true })}
        />
        <PagedList
          query={shortcomings}
          isEmpty={rows.length === 0}
          empty={
            <Empty title={t('checks.shortcomingsNone')} text={t(isFiltered ? 'checks.emptyShortcomings' : 'checks.shortcomingsText')} />
          }
        >
          <ShortcomingTable rows={rows} label={t('checks.shortcomings')} withSystem />
        </PagedList>
      </Section>
    </Page>
  );
}
