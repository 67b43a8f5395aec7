import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { MODEL_KINDS, api, urlOf } from '@ancam/contract';
import type { ModelRow } from '@ancam/contract';
import { MODEL_TABS } from '../app/tabs.ts';
import { useChange, usePages, useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { nameLines } from '../lib/name-lines.ts';
import { compact } from '../lib/list-search.ts';
import { DataTable } from '../ui/data-table.tsx';
import { FormButton } from '../ui/form-button.tsx';
import { TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { MakerList } from '../ui/maker-list.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { UnknownNameList } from '../ui/unknown-name-list.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';

function AddModel(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const makers = useRead(api.listMakers);
  const add = useChange(api.addModel, ({ id }) => navigate({ to: '/models/$id', params: { id } }));
  const options = (makers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  if (makers.data === undefined) return null;
  return (
    <FormButton
      label={t('models.add')}
      fields={[
        { key: 'makerId', kind: 'select', label: t('camera.maker'), required: true, options },
        { key: 'name', label: t('models.name'), required: true, maxLength: 200 },
        {
          key: 'kind',
          kind: 'select',
          label: t('camera.kind'),
          options: MODEL_KINDS.map((value) => ({ value, label: t(`models.kinds.${value}`) })),
        },
        { key: 'aliases', kind: 'lines', label: t('models.aliases'), description: t('models.aliasesHint') },
        { key: 'supportFrom', kind: 'date', label: t('models.supportFrom') },
        { key: 'supportUntil', kind: 'date', label: t('models.supportUntil') },
        { key: 'saleEndsOn', kind: 'date', label: t('models.saleEndsOn') },
      ]}
      initial={{ makerId: options[0]?.value ?? '', kind: 'camera' }}
      onSubmit={(values) => {
        const day = (key: string): string | null => (values[key] === undefined || values[key] === '' ? null : values[key]);
        return add.mutateAsync({
          body: {
            makerId: values.makerId ?? '',
            name: values.name ?? '',
            kind: MODEL_KINDS.find((each) => each === values.kind) ?? 'camera',
            aliases: nameLines(values.aliases ?? ''),
            supportFrom: day('supportFrom'),
            supportUntil: day('supportUntil'),
            saleEndsOn: day('saleEndsOn'),
            note: '',
          },
        });
      }}
      error={add.error}
      pending={add.isPending}
    />
  );
}

function Models(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/models' });
  const navigate = useNavigate({ from: '/models' });
  const models = usePages(api.listModels, { query: compact({ q: search.q }) });
  const pages = models.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="filters">
        <SearchField
          label={t('models.search')}
          placeholder={t('models.searchHint')}
          value={search.q ?? ''}
          onChange={(q) => void navigate({ search: (before) => compact({ ...before, q }), replace: true })}
        />
      </div>
      <PagedList
        query={models}
        isEmpty={rows.length === 0}
        empty={
          <Empty
            title={t('models.emptyTitle')}
            text={t('models.emptyText')}
            action={pages?.[0]?.actions.may.includes('add') === true ? <AddModel /> : undefined}
          />
        }
      >
        <DataTable<ModelRow>
          label={t('nav.models')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              header: t('models.name'),
              cell: (row) => (
                <TextLink to="/models/$id" params={{ id: row.id }} fw={600} className="breakable">
                  {row.name}
                </TextLink>
              ),
            },
            { key: 'maker', header: t('camera.maker'), cell: (row) => row.makerName },
            { key: 'kind', header: t('camera.kind'), cell: (row) => t(`models.kinds.${row.kind}`) },
            { key: 'papers', header: t('models.papers'), numeric: true, cell: (row) => row.certificates },
            { key: 'warnings', header: t('nav.warnings'), numeric: true, cell: (row) => row.warnings },
            {
              key: 'support',
              header: t('models.supportUntil'),
              cell: (row) => (row.supportUntil === null ? '–' : formatPlainDate(row.supportUntil)),
            },
          ]}
        />
      </PagedList>
    </>
  );
}

/** Models, makers with their spellings, and names that nobody has explained yet. */
export function ModelsPage(): ReactNode {
  const { t } = useTranslation();
  const { tab = 'models', q } = useSearch({ from: '/app/models' });
  const navigate = useNavigate({ from: '/models' });
  const makers = useRead(api.listMakers);
  const may = makers.data?.actions.may.includes('add') === true;
  const actions =
    tab === 'models' ? (
      <>
        <ExportMenu href={(format, language) => urlOf(api.exportModels, { query: { ...compact({ q }), format, language } })} />
        {may ? <AddModel /> : null}
      </>
    ) : tab === 'makers' ? (
      <ExportMenu href={(format, language) => urlOf(api.exportMakers, { query: { format, language } })} />
    ) : undefined;
  return (
    <Page title={t('nav.models')} lead={t('models.lead')} actions={actions}>
      <Section flush>
        <Tabs
          value={tab}
          onChange={(value) => void navigate({ search: compact({ tab: MODEL_TABS.find((each) => each === value) }) })}
          keepMounted={false}
        >
          <Tabs.List>
            {MODEL_TABS.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`models.tabs.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="models">
            <Models />
          </Tabs.Panel>
          <Tabs.Panel value="makers">
            <MakerList />
          </Tabs.Panel>
          <Tabs.Panel value="unknown">
            <UnknownNameList />
          </Tabs.Panel>
        </Tabs>
      </Section>
    </Page>
  );
}
