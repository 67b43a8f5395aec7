import type { Deadline, Duty, LawData, LawDocument, ObjectKind } from '@ancam/knowledge';
import { questionsOf } from '../conditions.ts';

/** A deadline of a text with the scope of that text. */
export interface ScopedDeadline {
  readonly deadline: Deadline;
  readonly scope: Scope;
}

/** Whom a text can bind: what lay below the path of codes on the day of the text. The whole nation where the path is `/`. */
export interface Scope {
  readonly path: string;
  readonly on: string | undefined;
}

/** A duty ready to be evaluated. */
export interface IndexedDuty {
  readonly duty: Duty;
  readonly deadlines: readonly ScopedDeadline[];
  readonly addresseeScopes: readonly Scope[];
  /** For each milestone: the facts that satisfy it, those of later milestones among them. */
  readonly satisfiedBy: ReadonlyMap<string, readonly string[]>;
  readonly lastMilestone: string;
  /** All facts of all milestones: something has begun. */
  readonly begunBy: readonly string[];
}

/** The duties and what they hang on: one changed fact concerns few of them. */
export interface DutyIndex {
  readonly byId: ReadonlyMap<string, IndexedDuty>;
  readonly all: readonly IndexedDuty[];
  /** Duties whose status a fact can change. */
  readonly ofFact: ReadonlyMap<string, readonly string[]>;
  readonly ofObject: ReadonlyMap<ObjectKind, readonly string[]>;
  /** Duties that look at an answer about the body or an object. */
  readonly ofAnswer: ReadonlyMap<string, readonly string[]>;
}

export function indexDuties(data: LawData, documents: ReadonlyMap<string, LawDocument>): DutyIndex {
  const scopeOf = (id: string): Scope => {
    const document = documents.get(id);
    const path = document === undefined || document.scope === 'nation' ? '/' : document.scope;
    return { path, on: document?.issued ?? document?.validFrom };
  };
  const all = data.duties
    .filter(({ status }) => status === 'active')
    .map((duty): IndexedDuty => {
      const { milestones } = duty.evidence;
      return {
        duty,
        deadlines: duty.deadlines.map((deadline) => ({ deadline, scope: scopeOf(deadline.document) })),
        addresseeScopes: duty.addressees.map(({ document }) => scopeOf(document)),
        satisfiedBy: new Map(milestones.map(({ id }, n) => [id, milestones.slice(n).flatMap(({ any }) => any)])),
        lastMilestone: milestones.at(-1)?.id ?? '',
        begunBy: milestones.flatMap(({ any }) => any),
      };
    });
  return {
    byId: new Map(all.map((each) => [each.duty.id, each])),
    all,
    ofFact: inverse(all, factsOf),
    ofObject: inverse(all, ({ duty }) => (duty.evidence.each === undefined ? [] : [duty.evidence.each])),
    ofAnswer: inverse(all, ({ duty }) => [
      ...[duty.when, duty.evidence.when].flatMap((when) => (when === undefined ? [] : questionsOf(when))),
      ...(duty.deadlines.some(({ kind }) => kind === 'cycle') ? ['level', 'checkMonths'] : []),
    ]),
  };
}

/** Every fact that a duty looks at. */
function factsOf({ duty: { evidence, after = [] } }: IndexedDuty): string[] {
  const { milestones, whenNone } = evidence;
  return [...milestones.flatMap(({ any }) => any), ...(typeof whenNone === 'string' ? [] : whenNone), ...after.map(({ fact }) => fact)];
}

function inverse<K>(duties: readonly IndexedDuty[], keysOf: (duty: IndexedDuty) => readonly K[]): Map<K, string[]> {
  const map = new Map<K, string[]>();
  for (const each of duties) {
    for (const key of new Set(keysOf(each))) map.set(key, [...(map.get(key) ?? []), each.duty.id]);
  }
  return map;
}
