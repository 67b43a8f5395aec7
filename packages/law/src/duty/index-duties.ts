import type { Deadline, Duty, LawData, LawDocument, ObjectKind } from '@ancam/knowledge';
import { questionsOf } from '../conditions.ts';

/** A deadline of a text with the scope of that text. */
export interface ScopedDeadline {
  readonly deadline: Deadline;
  /** Path of codes; the whole nation where it is `/`. */
  readonly scope: string;
}

/** A duty ready to be evaluated. */
export interface IndexedDuty {
  readonly duty: Duty;
  readonly deadlines: readonly ScopedDeadline[];
  readonly addresseeScopes: readonly string[];
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

/** The whole nation, in the form of a scope. */
export const NATION = '/';

export function indexDuties(data: LawData, documents: ReadonlyMap<string, LawDocument>): DutyIndex {
  const scopeOf = (document: string): string => {
    const scope = documents.get(document)?.scope ?? 'nation';
    return scope === 'nation' ? NATION : scope;
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
