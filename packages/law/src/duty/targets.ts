import type { Deadline, Level } from '@ancam/knowledge';
import { nextCheckDay } from '../checks.ts';
import { judge } from '../conditions.ts';
import { addDays, holdsOn, laterOf } from '../days.ts';
import type { Law } from '../law.ts';
import { regimeOfDay } from '../regime.ts';
import type { IndexedDuty } from './index-duties.ts';
import type { DutyEvent, DutyObject, FactView } from './unit-facts.ts';

/** One thing that has to be done: for an object or the unit, by a last day if one is set. */
export interface Target {
  readonly object?: string;
  readonly milestone: string;
  /** The last day in time; absent where none is set or the object is only planned. */
  readonly due?: string;
  readonly done?: DutyEvent;
  /** The last day that `done` was held against, where `due` is already that of the next time. */
  readonly heldAgainst?: string;
  /** Something of the duty has begun for it. */
  readonly begun: boolean;
  /** Questions without which it cannot be said when it is due. */
  readonly unanswered?: readonly string[];
}

/** A day by which something is meant to have happened: of a text, set by a body, or left open. */
export interface Term {
  readonly id: string;
  /** Document of the text, or the paper of the body that set it. */
  readonly setBy: string;
  readonly milestone: string;
  readonly rule: Deadline | { readonly kind: 'set'; readonly on: string; readonly strictly?: boolean } | { readonly kind: 'open' };
}

/** The last day in time of a day that may itself be too late. */
export function lastDay(on: string, strictly: boolean | undefined): string {
  return strictly === true ? addDays(on, -1) : on;
}

/** The objects that count, and how many are left out by their answers. */
export interface Counted {
  readonly objects: readonly (DutyObject | undefined)[];
  readonly leftOut: number;
}

/** The objects that a duty counts for a unit; the unit as a whole is one `undefined`. */
export function countObjects({ duty }: IndexedDuty, view: FactView): Counted {
  const { each, when } = duty.evidence;
  if (each === undefined) return { objects: [undefined], leftOut: 0 };
  const all = view.objects(each);
  const objects = when === undefined ? all : all.filter(({ answers }) => judge(when, answers ?? {}).verdict !== 'no');
  return { objects, leftOut: all.length - objects.length };
}

/** The targets of a term. Undefined where the term asks for nothing on this day. */
export function targetsOf(law: Law, indexed: IndexedDuty, term: Term, counted: Counted, view: FactView): Target[] | undefined {
  const facts = indexed.satisfiedBy.get(term.milestone) ?? [];
  const target = (object: DutyObject | undefined, due: string | undefined, done: DutyEvent | undefined): Target => ({
    ...(object === undefined ? {} : { object: object.id }),
    milestone: term.milestone,
    ...(due === undefined ? {} : { due }),
    ...(done === undefined ? {} : { done }),
    begun: done !== undefined || view.first(indexed.begunBy, { object: object?.id }) !== undefined,
  });
  const { rule } = term;
  switch (rule.kind) {
    case 'fixed':
    case 'set': {
      const last = lastDay(rule.on, rule.strictly);
      return counted.objects.map((object) => {
        const begins = object === undefined ? view.unit.openedOn : object.on;
        const planned = object !== undefined && object.on === undefined;
        return target(object, planned ? undefined : laterOf(last, begins ?? last), view.first(facts, { object: object?.id }));
      });
    }
    case 'open':
      return counted.objects.map((object) => target(object, undefined, view.first(facts, { object: object?.id })));
    case 'each':
      return counted.objects.map((object) =>
        target(object, object?.on === undefined ? undefined : addDays(object.on, rule.days), view.first(facts, { object: object?.id })),
      );
    case 'standing': {
      // A unit holds it from its first day on: it is not late for the time before it was there.
      const from = laterOf(rule.from, view.unit.openedOn ?? rule.from);
      return [target(undefined, from, inTime(view.first(facts, {}), from))];
    }
    case 'cycle':
      return counted.objects.map((object) => cycleTarget(law, rule.activity, term, facts, object, view));
    case 'yearly':
      return yearly(rule, view, (due, period) => {
        const done = view.first(facts, { period });
        return { ...target(undefined, due, done), begun: view.first(indexed.begunBy, { period }) !== undefined };
      });
    default:
      return rule satisfies never;
  }
}

/** What holds always is not late for having been recorded later: it is held or it is not. */
function inTime(event: DutyEvent | undefined, from: string): DutyEvent | undefined {
  return event === undefined || event.on <= from ? event : { ...event, on: from };
}

/**
 * This year's target. Until it is due last year's stands: done, it counts until the next is due; missed, it is overdue unless this year's is done.
 */
function yearly(
  rule: Extract<Deadline, { kind: 'yearly' }>,
  view: FactView,
  target: (due: string, period: string) => Target,
): Target[] | undefined {
  const year = Number(view.asOf.slice(0, 4));
  const of = (each: number): Target | undefined => {
    const due = lastDay(`${each}-${rule.by}`, rule.strictly);
    const counts = each >= rule.firstYear && holdsOn(rule, due) && due >= (view.unit.openedOn ?? due);
    return counts ? target(due, String(each)) : undefined;
  };
  const now = of(year);
  const before = of(year - 1);
  // The text has been replaced during the year: only what was missed under it is still asked for.
  if (now === undefined) return before === undefined || before.done !== undefined ? undefined : [before];
  if (now.done !== undefined || before === undefined || view.asOf > (now.due ?? '')) return [now];
  if (before.done === undefined) return [before, now];
  return [
    { ...before, ...(now.due === undefined ? {} : { due: now.due }), ...(before.due === undefined ? {} : { heldAgainst: before.due }) },
  ];
}

function cycleTarget(
  law: Law,
  activity: string,
  term: Term,
  facts: readonly string[],
  object: DutyObject | undefined,
  view: FactView,
): Target {
  const last = view.last(facts, object?.id);
  const base = { ...(object === undefined ? {} : { object: object.id }), milestone: term.milestone, begun: last !== undefined };
  if (object?.on === undefined) return base;
  const level = object.answers?.['level'];
  if (!isLevel(level)) return { ...base, unanswered: ['level'] };
  const due = nextDue(law, activity, level, object.on, last?.on, object.answers?.['checkMonths']);
  // A check counts until the next one is due: then it is as if there were none.
  const counts = last !== undefined && (due === undefined || view.asOf <= due);
  return { ...base, ...(due === undefined ? {} : { due }), ...(counts ? { done: last } : {}) };
}

/** By the cycle of the day of the check: a new regime does not reach back. */
function nextDue(law: Law, activity: string, level: Level, since: string, lastOn: string | undefined, chosen: unknown): string | undefined {
  const asOf = laterOf(lastOn ?? since, law.data.regimes[0]?.validFrom ?? since);
  const chosenMonths = typeof chosen === 'number' && chosen >= 1 ? { chosenMonths: chosen } : {};
  return nextCheckDay(law, { level, regime: regimeOfDay(law, asOf).id, asOf, lastOn, since, activity, ...chosenMonths });
}

function isLevel(value: unknown): value is Level {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5;
}
