import type { Text } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Law } from '@ancam/law';
import type { Work } from '../../db/actor.ts';
import * as store from './reported.store.ts';
import type { ItemsChanged, PlanOnDay, ReportedItem } from './reported.store.ts';

/** A requirement that a plan does not meet. */
export interface UnmetRequirement {
  readonly id: string;
  readonly title: Text;
  readonly due: string | null;
}

/** How far a system's plan had come at the end of a day, and what it did not meet. */
export interface ReportedPlan {
  readonly deployment: 'none' | 'some' | 'full';
  /** Null where the plan has taken in another catalogue since, and what it said before was not kept. */
  readonly unmet: readonly UnmetRequirement[] | null;
}

const UNMET: ReadonlySet<string> = new Set(['open', 'none', 'partial']);

function deploymentOf({ state, started }: PlanOnDay): ReportedPlan['deployment'] {
  if (state === 'deployed') return 'full';
  return started ? 'some' : 'none';
}

/** Requirements as they were before the changes; undefined where one of them did not keep it. */
export function itemsBefore(items: readonly ReportedItem[], changes: readonly ItemsChanged[]): readonly ReportedItem[] | undefined {
  if (changes.some(({ event, before, touched }) => event === 'adopted' && before.length === 0 && touched > 0)) return undefined;
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const { id, values } of changes.flatMap(({ before }) => before)) {
    const item = byId.get(id);
    if (item !== undefined) byId.set(id, { ...item, ...values });
  }
  return [...byId.values()];
}

function unmetOf(items: readonly ReportedItem[], titles: ReadonlyMap<string, Text>): UnmetRequirement[] {
  return items
    .filter(({ dropped, answer }) => !dropped && UNMET.has(answer))
    .map(({ key, requirement: id, due_on: due }) => ({ id, due, title: titles.get(key) ?? { vi: id, en: id } }));
}

/** The plans of some systems as they stood at the end of a day, by system; those without one are left out. */
export async function plansOn(
  { tx }: Pick<Work, 'tx'>,
  law: Law,
  systemIds: readonly Id[],
  day: string,
): Promise<ReadonlyMap<Id, ReportedPlan>> {
  const plans = await store.plansStanding(tx, systemIds, day);
  const ids = plans.map(({ id }) => id);
  const items = Map.groupBy(await store.itemsOfPlans(tx, ids), ({ plan_id }) => plan_id);
  const changes = Map.groupBy(await store.changedSince(tx, ids, day), ({ plan_id }) => plan_id);
  const titles = new Map(law.data.requirements.map(({ key, title }) => [key, title]));
  return new Map(
    plans.map((plan) => {
      // A deployed plan meets everything: the database lets it be deployed on no other terms.
      const then = plan.state === 'deployed' ? [] : itemsBefore(items.get(plan.id) ?? [], changes.get(plan.id) ?? []);
      return [plan.system_id, { deployment: deploymentOf(plan), unmet: then === undefined ? null : unmetOf(then, titles) }];
    }),
  );
}
