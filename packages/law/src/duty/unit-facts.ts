import type { Answers, BodyKind, BodyRole, ObjectKind } from '@ancam/knowledge';

/** What a unit is on the day asked about. */
export interface DutyUnit {
  readonly id: string;
  readonly kind: BodyKind;
  readonly roles: readonly BodyRole[];
  /** Kind of the top body of its tree; its own where it is the top. */
  readonly topKind: BodyKind;
  /** Its path in the tree of units, with a slash at both ends. */
  readonly path: string;
  /** Path of codes of its territory, e.g. `/86/29557/`; null where it has none. */
  readonly placePath: string | null;
  /**
   * Where it lay before, where that has changed: a text of a province binds the bodies that lay there when it was issued, not those that a merger
   * brought in later. Without it `placePath` is taken for every day.
   */
  readonly placeHistory?: readonly { readonly path: string; readonly from: string; readonly to?: string }[];
  readonly openedOn?: string;
  /** Last day. */
  readonly closedOn?: string;
  /** `usesCameras` and the like. */
  readonly answers?: Answers;
}

/** Something that duties are counted by. */
export interface DutyObject {
  readonly kind: ObjectKind;
  readonly id: string;
  /** The day from which it counts: going live, use, discovery, issue. Absent while it is planned: then nothing is due for it. */
  readonly on?: string;
  /** Last day. */
  readonly until?: string;
  /** `level`, `treatment`, `seriousIncident` ... */
  readonly answers?: Answers;
}

/** A fact of the statute book on record for a unit. */
export interface DutyEvent {
  /** Id of the fact. */
  readonly fact: string;
  readonly on: string;
  /** Id of the object that it is about. */
  readonly object?: string;
  /** Year that it counts for, where it is not the year of its day. */
  readonly period?: string;
  /** From this day on it no longer counts. */
  readonly withdrawnOn?: string;
  /** Where it is kept: register and id of the record, or whatever leads there. */
  readonly ref?: string;
}

/** A day that a body has set for the units below it, beside or instead of the text. */
export interface SetDeadline {
  readonly id: string;
  readonly duty: string;
  /** Path of the issuer: it holds for units below it only. */
  readonly scope: string;
  /** The document by which it was set. */
  readonly document: string;
  /** The event that it means; the last of the duty where absent. */
  readonly milestone?: string;
  readonly on: string;
  readonly strictly?: boolean;
}

/** All that the status of a unit's duties is a function of. */
export interface UnitFacts {
  readonly unit: DutyUnit;
  readonly objects: readonly DutyObject[];
  readonly events: readonly DutyEvent[];
  readonly deadlines?: readonly SetDeadline[];
}

/** The facts of a unit as they stood on a day, for quick look-up. */
export interface FactView {
  readonly unit: DutyUnit;
  readonly asOf: string;
  readonly deadlines: readonly SetDeadline[];
  objects(kind: ObjectKind): readonly DutyObject[];
  /** The earliest event of one of the facts that counts on the day. */
  first(
    facts: readonly string[],
    about: { readonly object?: string | undefined; readonly period?: string | undefined },
  ): DutyEvent | undefined;
  /** The latest one. */
  last(facts: readonly string[], object: string | undefined): DutyEvent | undefined;
}

/** Indexes the facts of a unit for a day: later events have not happened, withdrawn ones no longer count, closed objects are gone. */
export function viewFacts({ unit, objects, events, deadlines = [] }: UnitFacts, asOf: string): FactView {
  const live = events.filter(({ on, withdrawnOn }) => on <= asOf && (withdrawnOn === undefined || withdrawnOn > asOf));
  const byFact = Map.groupBy(live, ({ fact }) => fact);
  const byKind = Map.groupBy(
    objects.filter(({ until }) => until === undefined || until >= asOf),
    ({ kind }) => kind,
  );
  const matching = (facts: readonly string[], object: string | undefined): DutyEvent[] =>
    facts.flatMap((fact) => (byFact.get(fact) ?? []).filter((event) => event.object === object));
  return {
    unit,
    asOf,
    deadlines,
    objects: (kind) => byKind.get(kind) ?? [],
    first: (facts, { object, period }) =>
      matching(facts, object)
        .filter((event) => period === undefined || (event.period ?? event.on.slice(0, 4)) === period)
        .reduce<DutyEvent | undefined>((best, event) => (best === undefined || event.on < best.on ? event : best), undefined),
    last: (facts, object) =>
      matching(facts, object).reduce<DutyEvent | undefined>(
        (best, event) => (best === undefined || event.on > best.on ? event : best),
        undefined,
      ),
  };
}
