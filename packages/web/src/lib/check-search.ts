import { CHECK_KINDS, CHECK_STATES, SHORTCOMING_STATES, SYSTEM_CHECK_STATES } from '@ancam/contract';
import type { CheckFilter, ShortcomingFilter, SystemCheckFilter } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import { compact, readOne, readText } from './list-search.ts';
import { readLevel } from './plan-search.ts';

/** The next checks and the calendar as they stand in the address bar. `month`: 1 to 12, the one whose days are listed. */
export interface CheckListSearch extends CheckFilter {
  readonly year?: number;
  readonly month?: number;
}
/** Filters of all checks as they stand in the address bar. */
export type SystemCheckSearch = Pick<SystemCheckFilter, 'q' | 'kind' | 'state'>;
/** Filters of the shortcomings as they stand in the address bar. */
export type ShortcomingSearch = Pick<ShortcomingFilter, 'q' | 'state' | 'severity' | 'overdue'>;

/** Years that the calendar shows: the first in which the duty was. */
export const FIRST_YEAR = 2016;
export const LAST_YEAR = 2100;

function readWhole(value: unknown, from: number, to: number): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number >= from && number <= to ? number : undefined;
}

/** Reads the filters of the next checks from the address; what is not understood is dropped. */
export function readCheckListSearch(search: Record<string, unknown>): CheckListSearch {
  return compact({
    q: readText(search.q),
    state: readOne(CHECK_STATES, search.state),
    level: readLevel(search.level),
    year: readWhole(search.year, FIRST_YEAR, LAST_YEAR),
    month: readWhole(search.month, 1, 12),
  });
}

/** Reads the filters of all checks from the address; what is not understood is dropped. */
export function readSystemCheckSearch(search: Record<string, unknown>): SystemCheckSearch {
  return compact({
    q: readText(search.q),
    kind: readOne(CHECK_KINDS, search.kind),
    state: readOne(SYSTEM_CHECK_STATES, search.state),
  });
}

/** States to filter shortcomings by: those of their life, and what is not settled. */
export const SHORTCOMING_FILTER_STATES = ['open', ...SHORTCOMING_STATES] as const;

/** Reads the filters of the shortcomings from the address; what is not understood is dropped. */
export function readShortcomingSearch(search: Record<string, unknown>): ShortcomingSearch {
  return compact({
    q: readText(search.q),
    state: readOne(SHORTCOMING_FILTER_STATES, search.state),
    severity: readOne(SEVERITIES, search.severity),
    overdue: String(search.overdue) === 'true' ? ('true' as const) : undefined,
  });
}
