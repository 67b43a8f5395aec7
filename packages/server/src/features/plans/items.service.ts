import type {
  PlanFindings,
  PlanItem,
  PlanItems,
  PlanItemsBody,
  PlanItemsDone,
  PlanItemsQuery,
  PlanItemSet,
  PlanLinkBody,
} from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { assertMayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { namedFiles } from '../evidence/named.service.ts';
import { findingsOfSystem, namedFindings } from '../findings/named.service.ts';
import { namedRecords } from '../records/named.service.ts';
import * as store from './items.store.ts';
import type { ItemChange, ItemKept, Remembered } from './items.store.ts';
import { checkTitle } from './links.service.ts';
import { firstOf } from './plan-law.ts';
import * as plans from './plans.store.ts';
import type { PlanKept } from './plans.store.ts';
import { showItem } from './plans.view.ts';
import type { ReadItem } from './plans.view.ts';
import { getPlan, readItems } from './read.service.ts';
import { suggestedFor } from './suggestions.ts';

/** Most findings that one page offers. */
const MOST_FINDINGS = 200;

function matches(item: ReadItem, { area, group, answer, overdue, changed, cameras }: PlanItemsQuery): boolean {
  return (
    (area === undefined || item.area === area) &&
    (group === undefined || item.group === group) &&
    (answer === undefined || item.answer === answer) &&
    (cameras === undefined || item.cameras === cameras) &&
    (overdue === undefined || item.overdue) &&
    (changed === undefined || item.change !== null)
  );
}

/** The requirements of a plan that match; in the order of the annex, or what presses first. */
export function list(context: Context, actor: Actor, planId: Id, query: PlanItemsQuery): Promise<PlanItems> {
  return withActor(context, actor, async (work) => {
    const read = await readItems(context, work, await getPlan(work, planId));
    const matching = read.filter((item) => matches(item, query));
    const sorted = query.sort === 'next' ? firstOf(matching, dayOf(work.now)) : matching;
    return { items: sorted.map(showItem) };
  });
}

/** A plan whose requirements the actor may change now. Throws `not-found`, `auth.forbidden`, `conflict`. */
export async function getEditable(work: Work, id: Id): Promise<PlanKept> {
  const plan = await getPlan(work, id);
  assertMayChange(work.actor, plan);
  if (plan.state !== 'draft' && plan.state !== 'deploying') {
    throw new AppError('conflict', `the requirements of a plan that is ${plan.state} do not change`, {
      place: id,
      reason: 'state',
      fix: 'reopen or revise it',
    });
  }
  return plan;
}

/** The columns that a body sets. What is answered anew is no longer marked as opened. */
export function changeOf(item: ItemKept, set: PlanItemSet): ItemChange {
  const wanted: Record<string, unknown> = {
    reason: set.reason,
    way: set.way,
    owner: set.owner,
    remark: set.remark,
    due_on: set.dueOn,
    budget_id: set.budget,
    answer: set.answer,
    ...(set.answer === undefined || set.answer === 'open' ? {} : { change: null, answered_before: null }),
  };
  const own = new Map<string, unknown>(Object.entries(item));
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => value !== undefined && own.get(name) !== value));
}

/** A budget line has to be one that the actor sees. */
async function assertBudget(work: Work, budget: Id | null | undefined): Promise<void> {
  if (budget === undefined || budget === null) return;
  if ((await namedRecords(work, [budget])).get(budget)?.register !== 'budget') {
    throw new AppError('not-found', 'no such budget line', { place: 'body.set.budget' });
  }
}

/** Sets one or many requirements at once; gives the change by which it can be taken back. */
export function set(context: Context, actor: Actor, planId: Id, body: PlanItemsBody): Promise<PlanItemsDone> {
  return withActor(context, actor, async (work) => {
    const plan = await getEditable(work, planId);
    await assertBudget(work, body.set.budget);
    const wanted = new Set(body.ids);
    const chosen = (await store.listItems(work.tx, plan.id)).filter(({ id }) => wanted.has(id));
    if (chosen.length !== wanted.size) throw new AppError('not-found', 'no such requirement of the plan', { place: 'body.ids' });
    const changes = chosen
      .map((item) => ({ item, change: changeOf(item, body.set) }))
      .filter(({ change }) => Object.keys(change).length > 0);
    for (const { item, change } of changes) assertReason({ ...item, ...change });
    return write(work, plan, changes, { event: 'items' }, body.ids.length);
  });
}

export function assertReason(item: Pick<ItemKept, 'answer' | 'reason'>): void {
  if (item.answer !== 'not-applicable' || item.reason !== '') return;
  throw new AppError('input.invalid', 'what is not applicable needs its reason', { place: 'body.set.reason', fix: 'say why' });
}

export async function write(
  work: Work,
  plan: PlanKept,
  changes: readonly { readonly item: ItemKept; readonly change: ItemChange }[],
  event: Pick<plans.NewPlanEvent, 'event' | 'undoes'>,
  asked: number,
): Promise<PlanItemsDone> {
  const done: { before: Remembered; after: Remembered }[] = [];
  for (const { item, change } of changes) {
    if (!(await store.updateItem(work, item, change))) continue;
    const names = Object.keys(change);
    const version = item.version + 1;
    done.push({ before: { id: item.id, version, values: store.remembered(item, names) }, after: { id: item.id, version, values: change } });
  }
  if (done.length === 0 && event.event === 'items') return { change: null, changed: 0, left: asked };
  const change = await plans.insertEvent(work, plan, {
    ...event,
    before: done.map(({ before }) => before),
    after: done.map(({ after }) => after),
  });
  const what = Object.keys(done[0]?.after.values ?? {}).join(', ');
  work.audit({
    action: `plan.${event.event}`,
    object: `plan/${plan.id}`,
    summary: `${plan.system}: ${done.length} × ${what}`.slice(0, 500),
  });
  return { change, changed: done.length, left: asked - done.length };
}

/** Takes a change back: requirements that were changed since stay as they are. Throws `conflict` where it was taken back already. */
export function undo(context: Context, actor: Actor, planId: Id, changeId: Id): Promise<PlanItemsDone> {
  return withActor(context, actor, async (work) => {
    const plan = await getEditable(work, planId);
    const event = await plans.findEvent(work.tx, plan.id, changeId);
    if (event === undefined || event.event !== 'items') throw new AppError('not-found', 'no such change', { place: 'body.change' });
    const before = event.before as readonly Remembered[]; // written by `write` alone
    const now = new Map((await store.listItems(work.tx, plan.id)).map((item) => [item.id, item]));
    const changes = before.flatMap(({ id, version, values }) => {
      const item = now.get(id);
      return item === undefined || item.version !== version ? [] : [{ item, change: values }];
    });
    return write(work, plan, changes, { event: 'undo', undoes: event.id }, before.length);
  });
}

async function getItem(work: Work, id: Id): Promise<{ item: ItemKept; plan: PlanKept }> {
  const item = await store.findItem(work.tx, id);
  if (item === undefined || item.dropped) throw new AppError('not-found', 'no such requirement', { place: id });
  const plan = await getEditable(work, item.plan_id);
  return { item, plan };
}

async function viewOne(context: Context, work: Work, plan: PlanKept, id: Id): Promise<PlanItem> {
  const read = (await readItems(context, work, plan)).find((each) => each.id === id);
  if (read === undefined) throw new AppError('not-found', 'no such requirement', { place: id });
  return showItem(read);
}

/** What a requirement can be linked to is there, seen by the actor, and of the same system where it belongs to one. */
async function assertTarget(work: Work, plan: PlanKept, { kind, target }: PlanLinkBody): Promise<void> {
  const seen = async (): Promise<boolean> => {
    if (kind === 'record') return (await namedRecords(work, [target])).has(target);
    if (kind === 'finding') return (await namedFindings(work, [target])).get(target)?.systemId === plan.system_id;
    return (await namedFiles(work, [target])).has(target);
  };
  if (!(await seen())) throw new AppError('not-found', 'there is nothing such to link', { place: 'body.target' });
}

/** Links evidence or a finding to a requirement. */
export function link(context: Context, actor: Actor, itemId: Id, body: PlanLinkBody): Promise<PlanItem> {
  return withActor(context, actor, async (work) => {
    const { item, plan } = await getItem(work, itemId);
    await assertTarget(work, plan, body);
    await store.insertLink(work, item, body);
    await plans.insertEvent(work, plan, { event: 'linked', after: [{ item: item.id, ...body }] });
    work.audit({ action: 'plan.linked', object: `plan/${plan.id}`, summary: `${item.requirement}: ${body.kind}/${body.target}` });
    return viewOne(context, work, plan, itemId);
  });
}

/** Takes a link off a requirement. */
export function unlink(context: Context, actor: Actor, itemId: Id, linkId: Id): Promise<PlanItem> {
  return withActor(context, actor, async (work) => {
    const { item, plan } = await getItem(work, itemId);
    const gone = await store.deleteLink(work.tx, itemId, linkId);
    if (gone === undefined) throw new AppError('not-found', 'no such link', { place: 'body.link' });
    await plans.insertEvent(work, plan, {
      event: 'unlinked',
      before: [{ item: item.id, kind: gone.kind, target: gone.target_id, note: gone.note }],
    });
    work.audit({ action: 'plan.unlinked', object: `plan/${plan.id}`, summary: `${item.requirement}: ${gone.kind}/${gone.target_id}` });
    return viewOne(context, work, plan, itemId);
  });
}

/** Findings of the system's cameras, with the requirements that they are linked to and those that knowledge maps their check to. */
export function findings(context: Context, actor: Actor, planId: Id): Promise<PlanFindings> {
  return withActor(context, actor, async (work) => {
    const plan = await getPlan(work, planId);
    const found = await findingsOfSystem(work, plan.system_id, MOST_FINDINGS);
    const items = await store.listItems(work.tx, plan.id);
    const links = (await store.listLinks(work.tx, plan.id)).filter(({ kind }) => kind === 'finding');
    return {
      items: found.slice(0, MOST_FINDINGS).map(({ id, camera, check, severity, status }) => {
        const linked = links.filter(({ target_id: target }) => target === id).map(({ item_id: item }) => item);
        const keys = suggestedFor(context, check);
        const suggested = items.filter((item) => keys.has(item.key) && !linked.includes(item.id)).map((item) => item.id);
        return { id, camera, check, title: checkTitle(context, check), severity, status, linked, suggested };
      }),
      more: found.length > MOST_FINDINGS,
    };
  });
}
