import type { Confidence, DutyState } from '@ancam/knowledge';
import { addDays, daysBetween, holdsOn, laterOf } from '../days.ts';
import { found } from '../found.ts';
import type { Law } from '../law.ts';
import { weakest } from '../regime.ts';
import { applicability, inScope } from './applicability.ts';
import type { NotApplicable } from './applicability.ts';
import type { IndexedDuty } from './index-duties.ts';
import { countObjects, targetsOf } from './targets.ts';
import type { Counted, Target, Term } from './targets.ts';
import { viewFacts } from './unit-facts.ts';
import type { DutyEvent, FactView, UnitFacts } from './unit-facts.ts';

/** How a duty stands in the eyes of whoever set a deadline: the issuer counts its own day. */
export interface DutyReading {
  /** Id of the document, or the paper of the body that set the day. */
  readonly setBy: string;
  readonly state: DutyState;
  readonly milestone: string;
  /** The last day in time: the next that is open, or the last where none is. */
  readonly due?: string;
  readonly metOn?: string;
  /** Days late, or overdue so far. */
  readonly lateDays?: number;
}

/** Something that is still to be done. */
export interface DutyGap {
  readonly object?: string;
  readonly milestone: string;
  /** Any of these facts closes it. */
  readonly facts: readonly string[];
  readonly due?: string;
}

/** The status of one duty of one unit on a day. */
export interface DutyStatus extends Omit<DutyReading, 'setBy' | 'milestone'> {
  readonly duty: string;
  readonly unit: string;
  readonly asOf: string;
  readonly as?: 'lead' | 'through';
  /** Why it is not applicable: also `none` of what it counts, or `none-counted` because all are left out by their answers. */
  readonly because?: NotApplicable | 'none' | 'none-counted';
  /** Who set the day that counts for the unit; absent where none is set. */
  readonly setBy?: string;
  readonly milestone?: string;
  /** The same duty in the reading of everybody who set a day for it: the roll-up of each. */
  readonly readings: readonly DutyReading[];
  readonly targets: { readonly all: number; readonly done: number; readonly overdue: number; readonly leftOut: number };
  readonly evidence: readonly DutyEvent[];
  readonly gaps: readonly DutyGap[];
  /** Duties of other bodies that come first and of which nothing is on record here. */
  readonly waitsFor: readonly string[];
  /** Questions about body or objects without an answer; while they are open nothing is called overdue for the whole. */
  readonly unanswered: readonly string[];
  /** The weakest mark of the duty, of whom it falls on, and of the days that count. */
  readonly confidence: Confidence;
  /** The first day on which it changes though nothing is recorded. */
  readonly changesOn?: string;
}

/** The status of one duty of one unit: a function of the facts of that unit alone. Throws `input.invalid` for an unknown duty. */
export function dutyStatus(law: Law, duty: string, facts: UnitFacts, asOf: string): DutyStatus {
  return statusOf(law, found(law.duties.byId.get(duty), `there is no duty ${duty}`), viewFacts(facts, asOf));
}

/** All duties of a unit, in the order of the register. */
export function dutyBoard(law: Law, facts: UnitFacts, asOf: string): DutyStatus[] {
  const view = viewFacts(facts, asOf);
  return law.duties.all.map((indexed) => statusOf(law, indexed, view));
}

function statusOf(law: Law, indexed: IndexedDuty, view: FactView): DutyStatus {
  const { duty } = indexed;
  const base = { duty: duty.id, unit: view.unit.id, asOf: view.asOf, confidence: duty.confidence };
  const applies = applicability(indexed, view.unit, view.asOf);
  if (!applies.applies) {
    const changesOn = applies.because === 'not-in-force' && duty.validFrom > view.asOf ? { changesOn: duty.validFrom } : {};
    return { ...base, ...NOTHING, state: 'not-applicable', because: applies.because, ...changesOn };
  }
  const counted = countObjects(indexed, view);
  const empty = counted.objects.length === 0;
  const { whenNone } = duty.evidence;
  if (empty && (whenNone === 'not-applicable' || counted.leftOut > 0 || view.first(whenNone, {}) !== undefined)) {
    const because = counted.leftOut > 0 ? 'none-counted' : 'none';
    return {
      ...base,
      ...NOTHING,
      as: applies.as,
      state: 'not-applicable',
      because,
      targets: { ...NOTHING.targets, leftOut: counted.leftOut },
    };
  }
  const toCount = empty ? { ...counted, objects: [undefined] } : counted;
  const instead = empty && typeof whenNone !== 'string' ? whenNone : [];
  const { addressee, unanswered } = applies;
  const measured = measure(law, indexed, toCount, view, unanswered, instead);
  return { ...base, as: applies.as, ...measured, confidence: weakest([duty.confidence, addressee.confidence, measured.confidence]) };
}

type Measured = Pick<DutyStatus, 'state' | 'readings' | 'targets' | 'evidence' | 'gaps' | 'waitsFor' | 'unanswered' | 'confidence'> &
  Partial<DutyReading> & { readonly changesOn?: string };

/** The status where the duty falls on the unit: all terms are measured, the unit's own make the status, those of each issuer a reading. */
function measure(
  law: Law,
  indexed: IndexedDuty,
  counted: Counted,
  view: FactView,
  doubts: readonly string[],
  instead: readonly string[],
): Measured {
  const terms = termsOf(indexed, view);
  const measured = terms.flatMap((term): MeasuredTerm[] => {
    const targets = targetsOf(law, indexed, term.term, counted, view);
    return targets === undefined ? [] : [{ term, targets }];
  });
  const own = measured.filter(({ term }) => term.own);
  const open = withoutDay(indexed);
  const counting = own.length > 0 ? own : [{ term: open, targets: targetsOf(law, indexed, open.term, counted, view) ?? [] }];
  const targets = counting.flatMap((each) => each.targets);
  const { setBy, milestone, state, ...rest } = readingOf(counting, view.asOf);
  return {
    ...rest,
    // Of whom it is not known whether the duty falls on them nobody says that they are late.
    state: state === 'overdue' && doubts.length > 0 ? 'in-progress' : state,
    ...(own.length === 0 ? {} : { setBy, milestone }),
    readings: [...Map.groupBy(measured, ({ term }) => term.term.setBy).values()].map((group) => readingOf(group, view.asOf)),
    targets: {
      all: targets.length,
      done: targets.filter(({ done }) => done !== undefined).length,
      overdue: targets.filter((target) => isOverdue(target, view.asOf)).length,
      leftOut: counted.leftOut,
    },
    evidence: [...new Set(targets.flatMap(({ done }) => done ?? []))],
    gaps: targets.filter(({ done }) => done === undefined).map((target) => gapOf(indexed, target, instead)),
    waitsFor: (indexed.duty.after ?? []).filter(({ fact }) => view.first([fact], {}) === undefined).map((each) => each.duty),
    unanswered: [...new Set([...doubts, ...targets.flatMap((target) => target.unanswered ?? [])])],
    confidence: weakest(own.map(({ term }) => ('confidence' in term.term.rule ? term.term.rule.confidence : 'found'))),
    ...changeOf(indexed, terms, targets, view.asOf),
  };
}

const NOTHING = {
  readings: [],
  targets: { all: 0, done: 0, overdue: 0, leftOut: 0 },
  evidence: [],
  gaps: [],
  waitsFor: [],
  unanswered: [],
} as const;

interface OwnTerm {
  readonly term: Term;
  /** Counts for the unit itself: no narrower issuer has put its own day in the place of it. */
  readonly own: boolean;
}

interface MeasuredTerm {
  readonly term: OwnTerm;
  readonly targets: readonly Target[];
}

/** The days that are set for a unit, by texts in whose scope it lies and by bodies above it. */
function termsOf(indexed: IndexedDuty, view: FactView): OwnTerm[] {
  const { duty, deadlines } = indexed;
  const texts = deadlines.filter(
    ({ deadline, scope }) =>
      inScope(view.unit, scope) &&
      (deadline.kinds === undefined || deadline.kinds.includes(view.unit.kind)) &&
      (deadline.roles === undefined || deadline.roles.some((role) => view.unit.roles.includes(role))) &&
      // the validity of a yearly deadline is that of its day
      (deadline.kind === 'yearly' || holdsOn(deadline, view.asOf)),
  );
  const overridden = new Set(texts.map(({ deadline }) => deadline.overrides));
  const set = view.deadlines.filter((each) => each.duty === duty.id && view.unit.path.startsWith(each.scope));
  const narrowest = set.reduce((longest, { scope }) => Math.max(longest, scope.length), 0);
  return [
    ...texts.map(({ deadline }) => ({
      term: { id: deadline.id, setBy: deadline.document, milestone: deadline.milestone, rule: deadline },
      own: set.length === 0 && !overridden.has(deadline.id),
    })),
    ...set.map(({ id, document, milestone, on, strictly, scope }) => ({
      term: {
        id,
        setBy: document,
        milestone: milestone ?? indexed.lastMilestone,
        rule: { kind: 'set', on, ...(strictly === undefined ? {} : { strictly }) } as const,
      },
      own: scope.length === narrowest,
    })),
  ];
}

/** Where no day is set: the last milestone without one. */
function withoutDay({ lastMilestone }: IndexedDuty): OwnTerm {
  return { term: { id: 'open', setBy: 'none', milestone: lastMilestone, rule: { kind: 'open' } }, own: true };
}

function isOverdue({ due, done }: Target, asOf: string): boolean {
  return done === undefined && due !== undefined && asOf > due;
}

/** The state of all targets together: one that is overdue makes the whole overdue. */
function readingOf(measured: readonly MeasuredTerm[], asOf: string): DutyReading {
  const all = measured.flatMap(({ term, targets }) => targets.map((target) => ({ term: term.term, target })));
  const open = all.filter(({ target }) => target.done === undefined);
  const overdue = open.filter(({ target }) => isOverdue(target, asOf));
  const lateBy = all.map(({ target }) => lateDays(target, asOf)).filter((days) => days > 0);
  // What is due first among what is open, or what was due last where nothing is.
  const sorted = (open.length > 0 ? open : all).toSorted((a, b) => compareDues(a.target.due, b.target.due));
  const named = open.length > 0 ? sorted[0] : sorted.at(-1);
  const metOn = open.length > 0 ? '' : all.reduce((last, { target }) => laterOf(last, target.done?.on ?? ''), '');
  const due = named?.target.due;
  return {
    setBy: named?.term.setBy ?? 'none',
    milestone: named?.term.milestone ?? '',
    state: stateOf(
      all.map(({ target }) => target),
      open.length,
      overdue.length,
      lateBy.length,
    ),
    ...(due === undefined ? {} : { due }),
    ...(metOn === '' ? {} : { metOn }),
    ...(lateBy.length === 0 ? {} : { lateDays: Math.max(...lateBy) }),
  };
}

/** Days without a day come last. */
function compareDues(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  return (a ?? '9999') < (b ?? '9999') ? -1 : 1;
}

/** Days after its last day on which it was done, or that have passed without. */
function lateDays({ due, heldAgainst, done }: Target, asOf: string): number {
  const last = heldAgainst ?? due;
  const end = done?.on ?? asOf;
  return last === undefined || end <= last ? 0 : daysBetween(last, end);
}

function stateOf(targets: readonly Target[], open: number, overdue: number, late: number): DutyState {
  if (overdue > 0) return 'overdue';
  if (open === 0) return late > 0 ? 'met-late' : 'met';
  return targets.some(({ begun }) => begun) ? 'in-progress' : 'not-due';
}

function gapOf({ satisfiedBy }: IndexedDuty, { object, milestone, due }: Target, instead: readonly string[]): DutyGap {
  return {
    ...(object === undefined ? {} : { object }),
    milestone,
    facts: [...(satisfiedBy.get(milestone) ?? []), ...instead],
    ...(due === undefined ? {} : { due }),
  };
}

/** The next day on which time alone changes the status. */
function changeOf({ duty }: IndexedDuty, terms: readonly OwnTerm[], targets: readonly Target[], asOf: string): { changesOn?: string } {
  const lastDays: (string | undefined)[] = [...targets.map(({ due }) => due), duty.validTo];
  const firstDays: (string | undefined)[] = [];
  for (const { term } of terms) {
    const { rule } = term;
    if (rule.kind === 'set' || rule.kind === 'open') continue;
    firstDays.push(rule.validFrom);
    lastDays.push(rule.validTo);
    if (rule.kind === 'yearly') lastDays.push(`${asOf.slice(0, 4)}-12-31`);
  }
  const last = earliest(lastDays, (day) => day >= asOf);
  const next = earliest([...firstDays, ...(last === undefined ? [] : [addDays(last, 1)])], (day) => day > asOf);
  return next === undefined ? {} : { changesOn: next };
}

function earliest(days: readonly (string | undefined)[], counts: (day: string) => boolean): string | undefined {
  let best: string | undefined;
  for (const day of days) if (day !== undefined && counts(day) && (best === undefined || day < best)) best = day;
  return best;
}
