import { AppError } from '@ancam/core';
import type { Text } from '@ancam/core';
import type { Answers, Confidence, Regime, RegimeId, Transition } from '@ancam/knowledge';
import { judge } from './conditions.ts';
import { holdsOn } from './days.ts';
import type { Law } from './law.ts';

/** Something a transition rule asks for by a day, which is included. */
export interface TransitionDue {
  readonly rule: string;
  readonly on: string;
  readonly what: Text;
  readonly state: 'open' | 'met' | 'met-late' | 'overdue';
  readonly metOn?: string;
}

/** Which regime a dossier follows on a day, and why. */
export interface RegimeReading {
  readonly regime: RegimeId;
  readonly asOf: string;
  /** The weakest mark of what was used. */
  readonly confidence: Confidence;
  /** Ids of the transition rules that apply. */
  readonly rules: readonly string[];
  readonly notes: readonly Text[];
  readonly dues: readonly TransitionDue[];
  /** Questions about the dossier whose answers could change the reading. */
  readonly open: readonly string[];
}

const RANK: Readonly<Record<Confidence, number>> = { found: 0, inferred: 1, recalled: 2 };

/** The weakest of several marks. */
export function weakest(marks: readonly Confidence[]): Confidence {
  return marks.reduce<Confidence>((worst, mark) => (RANK[mark] > RANK[worst] ? mark : worst), 'found');
}

/**
 * The regime of a day for a dossier: by validity, unless a transition rule keeps it on the other one. `dossier` holds the answers about it
 * (`investmentStartedOn`, `approvedOn`, `running` ...); none are needed. Throws `input.invalid` before the first regime.
 */
export function regimeOn(law: Law, day: string, dossier: Answers = {}): RegimeReading {
  const base = regimeOfDay(law, day);
  const judged = law.data.transitions
    .filter((rule) => holdsOn(rule, day))
    .map((rule) => ({ rule, ...(rule.when === undefined ? ALWAYS : judge(rule.when, dossier)) }));
  const applied = judged.filter(({ verdict }) => verdict === 'yes').map(({ rule }) => rule);
  const follows = applied.find((rule) => rule.follows !== undefined);
  return {
    regime: follows?.follows ?? base.id,
    asOf: day,
    confidence: weakest([follows ?? base, ...applied].map((each) => each.confidence)),
    rules: applied.map(({ id }) => id),
    notes: [base, ...applied].flatMap(({ note }) => note ?? []),
    dues: applied.flatMap((rule) => dueOf(rule, day, dossier)),
    open: [...new Set(judged.flatMap(({ verdict, open }) => (verdict === 'unknown' ? open : [])))],
  };
}

/** The regime of a day by validity alone. Throws `input.invalid` before the first. */
export function regimeOfDay(law: Law, day: string): Regime {
  const regime = law.data.regimes.find((each) => holdsOn(each, day));
  if (regime !== undefined) return regime;
  const first = law.data.regimes[0]?.validFrom;
  throw new AppError('input.invalid', `no regime of levels is in force on ${day}`, { place: day, fix: `choose a day from ${first} on` });
}

const ALWAYS = { verdict: 'yes', open: [] as readonly string[] } as const;

function dueOf({ id, due }: Transition, day: string, dossier: Answers): TransitionDue[] {
  if (due === undefined) return [];
  const done = due.unless === undefined ? undefined : dossier[due.unless];
  const met = typeof done === 'string' && done <= day ? done : undefined;
  if (met !== undefined) return [{ rule: id, on: due.on, what: due.what, state: met <= due.on ? 'met' : 'met-late', metOn: met }];
  return [{ rule: id, on: due.on, what: due.what, state: day <= due.on ? 'open' : 'overdue' }];
}
