import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { SYSTEM_STATES, api, urlOf } from '@ancam/contract';
import type { SystemRow } from '@ancam/contract';
import { useChange, usePages } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { compact, readOne, readText } from '../lib/list-search.ts';
import { useSession } from '../lib/session.ts';
import { BehalfTag } from '../ui/behalf-tag.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FormButton } from '../ui/form-button.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { SavedViews } from '../ui/views/saved-views.tsx';
import { NEW_SYSTEM, systemBody, useSystemFields } from '../ui/system-form.tsx';

function AddSystem(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const fields = useSystemFields();
  const add = useChange(api.addSystem, ({ id }) => navigate({ to: '/systems/$id', params: { id } }));
  return (
    <FormButton
      label={t('systems.add')}
      fields={fields}
      initial={NEW_SYSTEM}
      onSubmit={(values) => add.mutateAsync({ body: systemBody(values, t('systems.cameraZone')) })}
      error={add.error}
      pending={add.isPending}
    />
  );
}

function Rows({ rows }: { readonly rows: readonly SystemRow[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<SystemRow>
      label={t('nav.systems')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          header: t('systems.name'),
          cell: (row) => (
            <TextLink to="/systems/$id" params={{ id: row.id }} fw={600} className="breakable">
              {row.name}
            </TextLink>
          ),
        },
        {
          key: 'owner',
          header: t('systems.owner'),
          cell: (row) => (
            <div className="breakable">
              {row.owner ?? '–'} <BehalfTag of={row} />
            </div>
          ),
        },
        { key: 'operator', header: t('systems.operator'), cell: (row) => row.operator || '–' },
        { key: 'reach', header: t('systems.reach'), cell: (row) => t(`systems.reaches.${row.reach}`) },
        { key: 'state', header: t('systems.state'), cell: (row) => t(`systems.states.${row.state}`) },
        { key: 'since', header: t('systems.since'), cell: (row) => <span className="no-wrap">{formatPlainDate(row.stateSince)}</span> },
      ]}
    />
  );
}

/** Information systems that use cameras. */
export function SystemsPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const search = useSearch({ from: '/app/systems' });
  const navigate = useNavigate({ from: '/systems' });
  const systems = usePages(api.listSystems, { query: search });
  const pages = systems.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const may = pages?.[0]?.actions.may.includes('add') === true;
  const set = (change: { q?: string | undefined; state?: SystemRow['state'] | undefined }): void =>
    void navigate({ search: (before) => compact({ ...before, ...change }), replace: true });
  const actions = (
    <>
      <ButtonLink to="/sites" variant="default">
        {t('nav.sites')}
      </ButtonLink>
      {can('assessment.export') ? (
        <ExportMenu href={(format, language) => urlOf(api.exportSystems, { query: { ...search, format, language } })} />
      ) : null}
      {may ? <AddSystem /> : null}
    </>
  );
  return (
    <Page title={t('nav.systems')} lead={t('systems.lead')} actions={actions}>
      <Section flush>
        <div className="list-head">
          <SavedViews
            list="systems"
            search={search}
            open={(raw) => void navigate({ search: compact({ state: readOne(SYSTEM_STATES, raw.state), q: readText(raw.q) }) })}
          />
        </div>
        <div className="filters" role="search" aria-label={t('systems.search')}>
          <SearchField
            label={t('systems.search')}
            placeholder={t('systems.searchHint')}
            value={search.q ?? ''}
            onChange={(q) => set({ q })}
          />
          <NativeSelect
            label={t('systems.state')}
            value={search.state ?? ''}
            onChange={(event) => set({ state: readOne(SYSTEM_STATES, event.currentTarget.value) })}
            data={[
              { value: '', label: t('common.any') },
              ...SYSTEM_STATES.map((value) => ({ value, label: t(`systems.states.${value}`) })),
            ]}
          />
        </div>
        <PagedList
          query={systems}
          isEmpty={rows.length === 0}
          empty={<Empty title={t('systems.emptyTitle')} text={t('systems.emptyText')} />}
        >
          <Rows rows={rows} />
        </PagedList>
      </Section>
    </Page>
  );
}
