import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { CameraGroup, Site, SiteBody } from '@ancam/contract';
import { useChange, usePages } from '../lib/api.ts';
import { DataTable } from '../ui/data-table.tsx';
import { FormButton } from '../ui/form-button.tsx';
import type { Field, FieldValues } from '../ui/form-button.tsx';
import { TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';

function useSiteFields(): Field[] {
  const { t } = useTranslation();
  return [
    { key: 'name', label: t('sites.name'), required: true },
    { key: 'address', label: t('sites.address') },
    { key: 'note', kind: 'area', label: t('common.note'), maxLength: 2000 },
    { key: 'closed', kind: 'check', label: t('sites.closed') },
  ];
}

function siteBody({ name = '', address = '', note = '', closed = '' }: FieldValues): SiteBody {
  return { name, address, note, closed: closed !== '' };
}

function AddSite(): ReactNode {
  const { t } = useTranslation();
  const fields = useSiteFields();
  const add = useChange(api.addSite);
  return (
    <FormButton
      label={t('sites.add')}
      fields={fields}
      onSubmit={(values) => add.mutateAsync({ body: siteBody(values) })}
      error={add.error}
      pending={add.isPending}
    />
  );
}

function EditSite({ site }: { readonly site: Site }): ReactNode {
  const { t } = useTranslation();
  const fields = useSiteFields();
  const update = useChange(api.updateSite);
  const { name, address, note } = site;
  return (
    <FormButton
      label={t('common.edit')}
      variant="default"
      size="compact-xs"
      fields={fields}
      initial={{ name, address, note, closed: site.closed ? 'yes' : '' }}
      onSubmit={(values) => update.mutateAsync({ params: { id: site.id }, body: siteBody(values) })}
      error={update.error}
      pending={update.isPending}
    />
  );
}

function Sites(): ReactNode {
  const { t } = useTranslation();
  const sites = usePages(api.listSites, { query: {} });
  const pages = sites.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const may = pages?.[0]?.actions.may.includes('add') === true;
  return (
    <Section
      title={t('nav.sites')}
      flush
      actions={
        <>
          <ExportMenu href={(format, language) => urlOf(api.exportSites, { query: { format, language } })} />
          {may ? <AddSite /> : null}
        </>
      }
    >
      <PagedList query={sites} isEmpty={rows.length === 0} empty={<Empty title={t('sites.emptyTitle')} text={t('sites.emptyText')} />}>
        <DataTable<Site>
          label={t('nav.sites')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', header: t('sites.name'), cell: (row) => `${row.name}${row.closed ? ` (${t('sites.closed')})` : ''}` },
            { key: 'address', header: t('sites.address'), cell: (row) => row.address || '–' },
            { key: 'owner', header: t('systems.owner'), cell: (row) => row.owner ?? '–' },
            {
              key: 'cameras',
              header: t('nav.cameras'),
              numeric: true,
              cell: (row) => (
                <TextLink to="/cameras" search={{ site: row.id, status: 'in-use' }}>
                  {row.cameras}
                </TextLink>
              ),
            },
            { key: 'edit', header: t('common.edit'), cell: (row) => (row.actions.may.includes('edit') ? <EditSite site={row} /> : '–') },
          ]}
        />
      </PagedList>
    </Section>
  );
}

function AddGroup(): ReactNode {
  const { t } = useTranslation();
  const add = useChange(api.addGroup);
  const systems = usePages(api.listSystems, { query: { limit: 200 } });
  const sites = usePages(api.listSites, { query: { limit: 200 } });
  const none = { value: '', label: t('sites.none') };
  const named = (pages: readonly { items: readonly { id: string; name: string }[] }[] | undefined) => [
    none,
    ...(pages ?? []).flatMap((page) => page.items.map(({ id, name }) => ({ value: id, label: name }))),
  ];
  return (
    <FormButton
      label={t('sites.addGroup')}
      fields={[
        { key: 'name', label: t('sites.group'), required: true },
        { key: 'systemId', kind: 'select', label: t('systems.name'), options: named(systems.data?.pages) },
        { key: 'siteId', kind: 'select', label: t('sites.name'), options: named(sites.data?.pages) },
      ]}
      onSubmit={({ name = '', systemId = '', siteId = '' }) =>
        add.mutateAsync({ body: { name, systemId: systemId === '' ? null : systemId, siteId: siteId === '' ? null : siteId, note: '' } })
      }
      error={add.error}
      pending={add.isPending}
    />
  );
}

function Groups(): ReactNode {
  const { t } = useTranslation();
  const groups = usePages(api.listGroups, { query: {} });
  const pages = groups.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const may = pages?.[0]?.actions.may.includes('add') === true;
  return (
    <Section
      title={t('sites.groups')}
      flush
      actions={
        <>
          <ExportMenu href={(format, language) => urlOf(api.exportGroups, { query: { format, language } })} />
          {may ? <AddGroup /> : null}
        </>
      }
    >
      <PagedList query={groups} isEmpty={rows.length === 0} empty={<Empty title={t('sites.noGroups')} text={t('sites.noGroupsText')} />}>
        <DataTable<CameraGroup>
          label={t('sites.groups')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              header: t('sites.group'),
              cell: (row) => (
                <TextLink to="/camera-groups/$id/level" params={{ id: row.id }} className="breakable">
                  {row.name}
                </TextLink>
              ),
            },
            { key: 'system', header: t('systems.name'), cell: (row) => row.system ?? '–' },
            { key: 'site', header: t('sites.name'), cell: (row) => row.site ?? '–' },
            {
              key: 'cameras',
              header: t('nav.cameras'),
              numeric: true,
              cell: (row) => (
                <TextLink to="/cameras" search={{ group: row.id, status: 'in-use' }}>
                  {row.cameras}
                </TextLink>
              ),
            },
          ]}
        />
      </PagedList>
    </Section>
  );
}

/** Sites and groups of cameras. */
export function SitesPage(): ReactNode {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.sites')} lead={t('sites.lead')}>
      <Sites />
      <Groups />
    </Page>
  );
}
