import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { DUTY_ITEM_KINDS, api, urlOf } from '@ancam/contract';
import type { DutyItem } from '@ancam/contract';
import { useChange, usePages } from '../lib/api.ts';
import { useDutyWords } from '../lib/duties.ts';
import { readDutyItemSearch } from '../lib/duty-search.ts';
import { formatDay } from '../lib/format.ts';
import { BehalfTag } from '../ui/behalf-tag.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DutyNav } from '../ui/duties/duty-nav.tsx';
import { itemBody, kindOf, useItemFields } from '../ui/duties/item-form.ts';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FormButton } from '../ui/form-button.tsx';
import { TextLink } from '../ui/link.tsx';
import { PagedList } from '../ui/paged-list.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

function AddItem(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useDutyWords();
  const fields = useItemFields(words, undefined);
  const add = useChange(api.addDutyItem, ({ id }) => navigate({ to: '/duties/objects/$id', params: { id } }));
  return (
    <FormButton
      label={t('duties.addItem')}
      fields={fields}
      initial={{ kind: DUTY_ITEM_KINDS[0] }}
      onSubmit={(values) => add.mutateAsync({ body: itemBody(words, kindOf(values), values) })}
      error={add.error}
      pending={add.isPending}
    />
  );
}

function Rows({ rows }: { readonly rows: readonly DutyItem[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<DutyItem>
      label={t('duties.view.objects')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          header: t('duties.itemTitle'),
          cell: (row) => (
            <TextLink to="/duties/objects/$id" params={{ id: row.id }} fw={600} className="breakable">
              {row.title}
            </TextLink>
          ),
        },
        { key: 'kind', header: t('duties.itemKind'), cell: ({ kind }) => t(`duties.kind.${kind}`) },
        {
          key: 'unit',
          header: t('duties.unit'),
          cell: (row) => (
            <span className="breakable">
              {row.unit.name || t('units.notSeen')} <BehalfTag of={row} />
            </span>
          ),
        },
        {
          key: 'on',
          header: t('duties.itemOn'),
          cell: ({ on }) => <span className="no-wrap">{formatDay(on) || t('duties.planned')}</span>,
        },
        {
          key: 'state',
          header: t('duties.state'),
          cell: ({ withdrawnAt }) => t(withdrawnAt === null ? 'duties.counted' : 'duties.withdrawn'),
        },
      ]}
    />
  );
}

/** Incidents, acquisitions and other things that duties are counted by. */
export function DutyObjectsPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/duties/objects' });
  const navigate = useNavigate();
  const list = usePages(api.listDutyItems, { query: search });
  const pages = list.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const may = pages?.[0]?.actions.may.includes('add') === true;
  const set = (change: object): void =>
    void navigate({ to: '/duties/objects', search: readDutyItemSearch({ ...search, ...change }), replace: true });
  return (
    <Page
      title={t('duties.view.objects')}
      lead={t('duties.objectsLead')}
      actions={
        <>
          <ExportMenu href={(format, language) => urlOf(api.exportDutyItems, { query: { ...search, format, language } })} />
          {may ? <AddItem /> : null}
        </>
      }
    >
      <DutyNav at="objects" />
      <Section flush>
        <div className="filters" role="search" aria-label={t('duties.choose')}>
          <NativeSelect
            label={t('duties.itemKind')}
            value={search.kind ?? ''}
            onChange={(event) => set({ kind: event.currentTarget.value })}
            data={[{ value: '', label: t('common.any') }, ...DUTY_ITEM_KINDS.map((value) => ({ value, label: t(`duties.kind.${value}`) }))]}
          />
          <NativeSelect
            label={t('duties.state')}
            value={search.withdrawn ?? ''}
            onChange={(event) => set({ withdrawn: event.currentTarget.value })}
            data={[
              { value: '', label: t('common.any') },
              { value: 'no', label: t('duties.counted') },
              { value: 'yes', label: t('duties.withdrawn') },
            ]}
          />
        </div>
        <PagedList
          query={list}
          isEmpty={rows.length === 0}
          empty={<Empty title={t('duties.emptyItemsTitle')} text={t('duties.emptyItems')} />}
        >
          <Rows rows={rows} />
        </PagedList>
      </Section>
    </Page>
  );
}
