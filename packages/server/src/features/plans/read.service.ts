import type { PlanCounts, PlanDetail } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { holds, mayChange } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import { stepsFor } from '../../workflow-steps.ts';
import { levelOf } from '../levels/levels.service.ts';
import { namedRecords } from '../records/named.service.ts';
import * as items from './items.store.ts';
import { readLinks } from './links.service.ts';
import { conditionsOf, countsOf, differenceOf, firstOf } from './plan-law.ts';
import type { Answered } from './plan-law.ts';
import * as store from './plans.store.ts';
import type { PlanKept } from './plans.store.ts';
import { planWorkflow, showItem, viewEvents, viewItem, viewRow } from './plans.view.ts';
import type { ReadItem } from './plans.view.ts';

/** Requirements that are told as the first to be done. */
const FIRST = 8;

/** A plan that the actor sees. Throws `not-found`. */
export async function getPlan(work: Work, id: Id): Promise<PlanKept> {
  const row = await store.findPlan(work.tx, id, dayOf(work.now));
  if (row === undefined) throw new AppError('not-found', 'no such plan', { place: id });
  return row;
}

/** The requirements of a plan in the order of the annex, with what the law asks and what they rest on. */
export async function readItems(context: Context, work: Work, plan: Pick<PlanKept, 'id' | 'catalogue' | 'level'>): Promise<ReadItem[]> {
  const { tx, now } = work;
  const asked = await store.readCatalogue(tx, plan.catalogue, plan.level);
  const kept = new Map((await items.listItems(tx, plan.id)).map((item) => [item.key, item]));
  const links = await readLinks(context, work, await items.listLinks(tx, plan.id));
  const budgets = await namedRecords(
    work,
    [...kept.values()].flatMap(({ budget_id: id }) => (id === null ? [] : [id])),
  );
  return asked.flatMap((row) => {
    const item = kept.get(row.key);
    if (item === undefined) return [];
    const budget = item.budget_id === null ? undefined : budgets.get(item.budget_id);
    const given = { day: dayOf(now), budget: budget === undefined ? null : { id: budget.id, title: budget.title } };
    return [viewItem(item, row, links.get(item.id) ?? [], given)];
  });
}

/** The difference between a plan and what level and law say now. */
export async function differenceNow(context: Context, work: Work, plan: PlanKept): Promise<PlanDetail['difference']> {
  if (plan.state === 'ended') return null;
  const rows = await store.readCatalogue(work.tx, plan.catalogue, plan.level);
  const found = await levelOf(work, plan.system_id);
  const now = found === undefined || found.level === null ? undefined : { level: found.level, regime: found.regime };
  return differenceOf(context.law, plan, rows, now);
}

/** What the steps of a plan look at. */
export async function stepsOf({ law }: Context, work: Work, plan: PlanKept, answered: readonly Answered[]): Promise<PlanDetail['steps']> {
  return stepsFor(planWorkflow(law), work.actor, plan, await store.listSteps(work.tx, plan.id), conditionsOf(answered));
}

/** States in which the requirements can be changed, and those in which a plan can be brought up to a new catalogue. */
const EDITABLE: ReadonlySet<string> = new Set(['draft', 'deploying']);
const ADOPTABLE: ReadonlySet<string> = new Set(['draft', 'deploying', 'deployed']);

function actionsOf(actor: Actor, plan: PlanKept, detail: Pick<PlanDetail, 'steps' | 'difference'>): PlanDetail['actions'] {
  const barred = !mayChange(actor, plan) ? 'out-of-scope' : holds(actor, 'system.write') ? undefined : 'no-permission';
  const edit = barred ?? (EDITABLE.has(plan.state) ? undefined : 'state');
  const adopt = barred ?? (detail.difference === null ? 'up-to-date' : ADOPTABLE.has(plan.state) ? undefined : 'state');
  const all: [string, string | undefined][] = [
    ['edit', edit],
    ['adopt', adopt],
    ...detail.steps.map(({ step, blockers }): [string, string | undefined] => [step, blockers[0]?.reason]),
  ];
  return {
    state: plan.state,
    may: all.flatMap(([action, reason]) => (reason === undefined ? [action] : [])),
    blockers: all.flatMap(([action, reason]) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

/** Progress by a part of the catalogue, in the order of the annex. */
function progressOf<T>(read: readonly ReadItem[], partOf: (item: ReadItem) => T, day: string): { id: T; counts: PlanCounts }[] {
  return [...Map.groupBy(read, partOf)].map(([id, own]) => ({ id, counts: countsOf(own, day) }));
}

/** A plan with all that its page shows. */
export async function detailOf(context: Context, work: Work, plan: PlanKept): Promise<PlanDetail> {
  const { law } = context;
  noteRead(work, 'plan', [plan]);
  const day = dayOf(work.now);
  const read = await readItems(context, work, plan);
  const titles = new Map(law.data.areas.map(({ id, title }) => [id, title]));
  const workflow = planWorkflow(law);
  const difference = await differenceNow(context, work, plan);
  const steps = await stepsOf(context, work, plan, read);
  return {
    ...viewRow(plan, law),
    catalogue: plan.catalogue,
    version: plan.version,
    areas: progressOf(read, ({ area }) => area, day).map((part) => ({
      ...part,
      title: titles.get(part.id) ?? { vi: part.id, en: part.id },
    })),
    groups: progressOf(read, ({ group }) => group, day),
    difference,
    first: plan.state === 'ended' ? [] : firstOf(read, day).slice(0, FIRST).map(showItem),
    events: viewEvents(workflow, await store.listEvents(work.tx, plan.id)),
    steps,
    actions: actionsOf(work.actor, plan, { steps, difference }),
  };
}
