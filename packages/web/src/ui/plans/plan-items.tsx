import { Box, Button, Modal, NativeSelect, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { ITEM_ANSWERS, PLAN_GROUPS, api, urlOf } from '@ancam/contract';
import type { PlanDetail, PlanItem, PlanItemSet, PlanItemsDone } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { compact, readOne } from '../../lib/list-search.ts';
import { PLAN_TOUCHES } from '../../lib/plan-search.ts';
import type { PlanItemSearch } from '../../lib/plan-search.ts';
import { useSelection } from '../../lib/selection.ts';
import { DataTable } from '../data-table.tsx';
import { ExportMenu } from '../export-menu.tsx';
import { Section } from '../section.tsx';
import { Empty, Fault, Loading } from '../states.tsx';
import { ItemForm } from './item-form.tsx';
import { ItemsDone } from './items-done.tsx';
import { useItemColumns } from './item-columns.tsx';

const SHOWS = ['all', 'overdue', 'changed'] as const;
type Set = (change: { [K in keyof PlanItemSearch]?: PlanItemSearch[K] | undefined }) => void;

function Filters({ plan, search, set }: { readonly plan: PlanDetail; readonly search: PlanItemSearch; readonly set: Set }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const any = { value: '', label: t('common.any') };
  return (
    <div className="filters" role="search" aria-label={t('plans.itemsFilter')}>
      <NativeSelect
        label={t('plans.answer')}
        value={search.answer ?? ''}
        onChange={(event) => set({ answer: readOne(ITEM_ANSWERS, event.currentTarget.value) })}
        data={[any, ...ITEM_ANSWERS.map((value) => ({ value, label: t(`plans.answers.${value}`) }))]}
      />
      <NativeSelect
        label={t('plans.group')}
        value={search.group ?? ''}
        onChange={(event) => set({ group: readOne(PLAN_GROUPS, event.currentTarget.value) })}
        data={[any, ...plan.groups.map(({ id }) => ({ value: id, label: t(`plans.groups.${id}`) }))]}
      />
      <NativeSelect
        label={t('plans.area')}
        value={search.area ?? ''}
        onChange={(event) => set({ area: event.currentTarget.value })}
        data={[any, ...plan.areas.map(({ id, title }) => ({ value: id, label: text(title) }))]}
      />
      <NativeSelect
        label={t('plans.cameras')}
        value={search.cameras ?? ''}
        onChange={(event) => set({ cameras: readOne(PLAN_TOUCHES, event.currentTarget.value) })}
        data={[any, ...PLAN_TOUCHES.map((value) => ({ value, label: t(`plans.camerasOf.${value}`) }))]}
      />
      <NativeSelect
        label={t('plans.show')}
        value={SHOWS.find((each) => each !== 'all' && search[each] === 'true') ?? 'all'}
        onChange={(event) => {
          const show = event.currentTarget.value;
          set({ overdue: show === 'overdue' ? 'true' : undefined, changed: show === 'changed' ? 'true' : undefined });
        }}
        data={SHOWS.map((value) => ({ value, label: t(`plans.shows.${value}`) }))}
      />
      <NativeSelect
        label={t('plans.order')}
        value={search.sort ?? 'annex'}
        onChange={(event) => set({ sort: readOne(['next'] as const, event.currentTarget.value) })}
        data={(['annex', 'next'] as const).map((value) => ({ value, label: t(`plans.orders.${value}`) }))}
      />
    </div>
  );
}

/** The requirements of a plan: filtered, answered one by one or many at once. */
export function PlanItemsPanel({ plan }: { readonly plan: PlanDetail }): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/plans/$id' });
  const navigate = useNavigate({ from: '/plans/$id' });
  const items = useRead(api.listPlanItems, { params: { id: plan.id }, query: search });
  const rows = items.data?.items ?? [];
  const order = rows.map(({ id }) => id);
  const { selection, clear, toggle, toggleShown } = useSelection(JSON.stringify(search), order);
  const [done, setDone] = useState<PlanItemsDone>();
  const [edited, setEdited] = useState<PlanItem>();
  const [many, manyDialogue] = useDisclosure(false);
  const change = useChange(api.setPlanItems, setDone);
  const may = plan.actions.may.includes('edit');
  const columns = useItemColumns(plan, may ? setEdited : undefined);
  const set: Set = (filter) => void navigate({ search: (before) => compact({ ...before, ...filter }), replace: true });
  async function send(ids: readonly string[], values: PlanItemSet): Promise<void> {
    await change.mutateAsync({ params: { id: plan.id }, body: { ids: [...ids], set: values } });
    setEdited(undefined);
    manyDialogue.close();
    clear();
  }
  const chosen = order.filter((id) => selection.keys.has(id));
  const dialogue = { closeButtonProps: { 'aria-label': t('common.close') }, size: 'lg' as const };
  return (
    <Section
      flush
      title={t('plans.items')}
      actions={
        <ExportMenu
          href={(format, language) => urlOf(api.exportPlanItems, { params: { id: plan.id }, query: { ...search, format, language } })}
        />
      }
    >
      <Filters plan={plan} search={search} set={set} />
      {done === undefined ? null : <ItemsDone key={done.change} plan={plan} done={done} onUndone={() => setDone(undefined)} />}
      {chosen.length === 0 ? null : (
        <div className="bulk-bar" role="region" aria-label={t('plans.region')}>
          <Text size="sm" role="status" component="span">
            {t('plans.chosen', { count: chosen.length })}
          </Text>
          <Button size="compact-sm" onClick={manyDialogue.open}>
            {t('plans.setMany')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={clear}>
            {t('plans.clear')}
          </Button>
        </div>
      )}
      {items.data === undefined ? (
        <Box p="md">{items.isError ? <Fault error={items.error} retry={() => void items.refetch()} /> : <Loading />}</Box>
      ) : rows.length === 0 ? (
        <Empty title={t('plans.items')} text={t('plans.emptyItems')} />
      ) : (
        <DataTable<PlanItem>
          label={t('plans.items')}
          rows={rows}
          rowKey={(item) => item.id}
          columns={columns}
          ticks={
            may
              ? {
                  keys: selection.keys,
                  toggle,
                  toggleShown,
                  header: t('plans.chooseAll'),
                  label: (item) => t('plans.choose', { requirement: item.requirement }),
                }
              : undefined
          }
        />
      )}
      <Modal
        {...dialogue}
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={t('plans.edit', { requirement: edited?.requirement ?? '' })}
      >
        {edited === undefined ? null : (
          <ItemForm
            item={edited}
            submit={(values) => send([edited.id], values)}
            cancel={() => setEdited(undefined)}
            error={change.error}
            pending={change.isPending}
          />
        )}
      </Modal>
      <Modal {...dialogue} opened={many} onClose={manyDialogue.close} title={t('plans.setMany')}>
        <ItemForm submit={(values) => send(chosen, values)} cancel={manyDialogue.close} error={change.error} pending={change.isPending} />
      </Modal>
    </Section>
  );
}
