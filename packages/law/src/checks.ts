import type { Text } from '@ancam/core';
import type { CheckCycle, Confidence, Level, RegimeId } from '@ancam/knowledge';
import { inForce } from './authority.ts';
import { citeAll } from './citation.ts';
import { addMonths, holdsOn } from './days.ts';
import type { Law } from './law.ts';

/** What is asked: when something has to be done again. */
export interface CheckQuery {
  readonly level: Level;
  readonly regime: RegimeId;
  readonly asOf: string;
  /** Day of the last one; where there is none the cycle runs from `since`. */
  readonly lastOn?: string | undefined;
  /** Day from which the system runs, or the level holds. */
  readonly since: string;
  /** Activity of the cycles; `assessment` where absent. */
  readonly activity?: string;
  /** Months that the body has set for itself, where the text leaves it to them. */
  readonly chosenMonths?: number;
}

/** When it is due again, and on what that rests. */
export interface CheckDue {
  readonly cycle: string;
  /** Undefined where neither text nor body sets a cycle. */
  readonly due: string | undefined;
  readonly months: number | undefined;
  /** The text by level, the check of the whole organisation, the body's own choice, or the minimum of the standard in its place. */
  readonly basis: 'level' | 'organisation' | 'chosen' | 'minimum' | 'none';
  readonly confidence: Confidence;
  readonly clause: Text;
  readonly note?: Text;
  readonly assessor?: Text;
}

/** The next check of a system. Undefined where the regime knows no such activity. */
export function nextCheckDue(law: Law, query: CheckQuery): CheckDue | undefined {
  const { level, regime, asOf, lastOn, since, activity = 'assessment', chosenMonths } = query;
  const cycle = cycleOf(law, regime, activity, asOf);
  if (cycle === undefined) return undefined;
  const { months, basis } = monthsOf(law, cycle, level, asOf, chosenMonths);
  const { id, confidence, sources, note, assessor } = cycle;
  return {
    cycle: id,
    due: months === undefined ? undefined : addMonths(lastOn ?? since, months),
    months,
    basis,
    confidence: basis === 'minimum' || basis === 'organisation' ? 'inferred' : confidence,
    clause: citeAll(law, sources),
    ...(note === undefined ? {} : { note }),
    ...(assessor === undefined ? {} : { assessor }),
  };
}

/** Only the day of `nextCheckDue`, for whoever asks it of very many systems. */
export function nextCheckDay(law: Law, query: CheckQuery): string | undefined {
  const { level, regime, asOf, lastOn, since, activity = 'assessment', chosenMonths } = query;
  const cycle = cycleOf(law, regime, activity, asOf);
  const months = cycle === undefined ? undefined : monthsOf(law, cycle, level, asOf, chosenMonths).months;
  return months === undefined ? undefined : addMonths(lastOn ?? since, months);
}

function cycleOf(law: Law, regime: RegimeId, activity: string, asOf: string): CheckCycle | undefined {
  const day = inForce(law, regime, asOf);
  return law.data.cycles.find((each) => each.regime === regime && each.activity === activity && holdsOn(each, day));
}

function monthsOf(
  law: Law,
  cycle: CheckCycle,
  level: Level,
  asOf: string,
  chosen: number | undefined,
): { months: number | undefined; basis: CheckDue['basis'] } {
  const own = cycle.months[level];
  if (typeof own === 'number') return { months: own, basis: 'level' };
  if (own === 'self' && chosen !== undefined) return { months: chosen, basis: 'chosen' };
  if (own === 'self' && cycle.minimumOf !== undefined) {
    const months = cycleOf(law, cycle.regime, cycle.minimumOf, asOf)?.months[level];
    if (typeof months === 'number') return { months, basis: 'minimum' };
  }
  if (own === null && cycle.wholeOrganisation !== undefined) return { months: cycle.wholeOrganisation, basis: 'organisation' };
  return { months: undefined, basis: 'none' };
}
