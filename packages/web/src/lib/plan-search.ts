import { ITEM_ANSWERS, PLAN_GROUPS, PLAN_STATES } from '@ancam/contract';
import type { PlanFilter, PlanItemsQuery } from '@ancam/contract';
import { compact, readOne, readText } from './list-search.ts';

/** Filters of the plans as they stand in the address bar. */
export type PlanSearch = Pick<PlanFilter, 'q' | 'state' | 'level' | 'overdue'>;
/** Filters of the requirements of a plan as they stand in the address bar. */
export type PlanItemSearch = Partial<PlanItemsQuery>;

export const PLAN_LEVELS = [1, 2, 3, 4, 5] as const;
export const PLAN_TOUCHES = ['direct', 'indirect', 'none'] as const;

/** A level out of the address; undefined where it is none. */
export function readLevel(value: unknown): number | undefined {
  return PLAN_LEVELS.find((level) => String(level) === String(value));
}

/** Reads the filters of the list from the address; what is not understood is dropped. */
export function readPlanSearch(search: Record<string, unknown>): PlanSearch {
  return compact({
    q: readText(search.q),
    state: readOne(PLAN_STATES, search.state),
    level: readLevel(search.level),
    overdue: String(search.overdue) === 'true' ? ('true' as const) : undefined,
  });
}

/** Reads the filters of the requirements from the address; what is not understood is dropped. */
export function readPlanItemSearch(search: Record<string, unknown>): PlanItemSearch {
  return compact({
    area: readText(search.area)?.slice(0, 60),
    group: readOne(PLAN_GROUPS, search.group),
    answer: readOne(ITEM_ANSWERS, search.answer),
    cameras: readOne(PLAN_TOUCHES, search.cameras),
    overdue: String(search.overdue) === 'true' ? ('true' as const) : undefined,
    changed: String(search.changed) === 'true' ? ('true' as const) : undefined,
    sort: readOne(['next'] as const, search.sort),
  });
}
