import type { PlanDetail } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { requirementsOf } from '@ancam/law';
import type { RequirementRow } from '@ancam/law';
import type { Context } from '../../context.ts';
import { assertMayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import * as items from './items.store.ts';
import type { ItemChange, ItemKept, Remembered } from './items.store.ts';
import { changedMeanwhile, takeStep } from './plans.service.ts';
import * as store from './plans.store.ts';
import type { PlanKept } from './plans.store.ts';
import { detailOf, differenceNow, getPlan } from './read.service.ts';

type Difference = NonNullable<PlanDetail['difference']>;

/** Brings a plan up to the level and the catalogue in force. Only what changed is opened anew; a deployed plan is reopened for it. */
export function adopt(
  context: Context,
  actor: Actor,
  id: Id,
  body: { readonly version: number; readonly reason: string },
): Promise<PlanDetail> {
  return withActor(context, actor, async (work) => {
    const plan = await getPlan(work, id);
    assertMayChange(actor, plan);
    if (plan.version !== body.version) throw changedMeanwhile(id);
    const difference = await differenceNow(context, work, plan);
    if (difference === null) throw new AppError('conflict', 'nothing has changed', { place: id, reason: 'up-to-date' });
    const open = await openFor(context, work, plan, difference, body.reason);
    await pin(context, work, open, difference);
    return detailOf(context, work, await getPlan(work, id));
  });
}

/** Whether anything is to be met that was not asked for before. */
function reopens({ added, changed, stricter }: Difference): boolean {
  return added.length + changed.length + stricter.length > 0;
}

/** The plan in a state in which its requirements may change; a deployed one by the step `reopen`, with its reason. */
async function openFor(context: Context, work: Work, plan: PlanKept, difference: Difference, reason: string): Promise<PlanKept> {
  if (plan.state === 'draft' || plan.state === 'deploying') return plan;
  if (plan.state !== 'deployed') {
    throw new AppError('conflict', `the plan is ${plan.state}`, {
      place: plan.id,
      reason: 'state',
      fix: 'return, reject or revise it first',
    });
  }
  if (!reopens(difference) && difference.removed.length === 0) return plan;
  await takeStep(context, work, plan, { step: 'reopen', reason });
  return getPlan(work, plan.id);
}

async function pin({ law }: Context, work: Work, plan: PlanKept, difference: Difference): Promise<void> {
  const level = difference.level === null ? plan.level : (difference.level.to as PlanKept['level']); // a level of the statute book
  const regime = difference.regime?.to ?? plan.regime;
  const rows = requirementsOf(law, level);
  await store.keepCatalogue(work.tx, law.data.catalogueHash, level, rows);
  const before = await reopenItems(work, plan, rows, difference);
  if (!(await store.updatePlan(work, plan, { level, regime, catalogue: law.data.catalogueHash }))) throw changedMeanwhile(plan.id);
  const touched = (['added', 'changed', 'stricter', 'removed'] as const).flatMap((how) => difference[how].map(({ key }) => ({ key, how })));
  await store.insertEvent(work, plan, { event: 'adopted', before, after: touched });
  work.audit({
    action: 'plan.adopted',
    object: `plan/${plan.id}`,
    summary: `${plan.system}: ${plan.regime}${plan.level} > ${regime}${level}, ${touched.length}`,
  });
}

/** Opens requirements anew; gives what they were, those that the catalogue adds as dropped: by it a past day is told. */
async function reopenItems(work: Work, plan: PlanKept, rows: readonly RequirementRow[], difference: Difference): Promise<Remembered[]> {
  const kept = new Map((await items.listItems(work.tx, plan.id, true)).map((item) => [item.key, item]));
  const why = new Map((['added', 'changed', 'stricter'] as const).flatMap((how) => difference[how].map(({ key }) => [key, how] as const)));
  const inserted = await items.insertItems(
    work,
    plan,
    rows.filter(({ key }) => !kept.has(key)).map((row) => ({ key: row.key, requirement: row.id, change: 'added' as const })),
  );
  const changes = [
    ...rows.map((row) => ({ item: kept.get(row.key), change: (item: ItemKept) => changeFor(item, row, why.get(row.key)) })),
    ...difference.removed.map(({ key }) => ({ item: kept.get(key), change: (item: ItemKept) => (item.dropped ? {} : { dropped: true }) })),
  ];
  const before: Remembered[] = inserted.map((id) => ({ id, version: 1, values: { dropped: true } }));
  for (const { item, change: changeOf } of changes) {
    const change = item === undefined ? {} : changeOf(item);
    if (item === undefined || Object.keys(change).length === 0) continue;
    await items.updateItem(work, item, change);
    before.push({ id: item.id, version: item.version + 1, values: items.remembered(item, Object.keys(change)) });
  }
  return before;
}

/** What becomes of a requirement that stays: it is renumbered, and opened anew only where it asks for something else. */
function changeFor(item: ItemKept, row: RequirementRow, how: 'added' | 'changed' | 'stricter' | undefined): ItemChange {
  const renumbered = item.requirement === row.id ? {} : { requirement: row.id };
  if (how === undefined) return renumbered;
  const before = item.answer === 'open' ? item.answered_before : item.answer;
  return { ...renumbered, dropped: false, answer: 'open', change: how, answered_before: before };
}
