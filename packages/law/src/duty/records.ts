import type { EvidenceFact, RegisterId } from '@ancam/knowledge';
import type { Law } from '../law.ts';
import type { DutyEvent } from './unit-facts.ts';

/** A record of a simple register as far as evidence goes. */
export interface EvidenceRecord {
  readonly register: RegisterId;
  readonly id: string;
  readonly state: string;
  /** Day on which it came into its state: counts where its own day is not filled in. */
  readonly stateSince: string;
  /** Fields by id. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Facts that a person has named it as evidence for, and the objects that it is about. */
  readonly links?: readonly { readonly fact: string; readonly object?: string }[];
}

/**
 * What a record is evidence for: what its register tells by itself, and what a person has linked and its state and fields still bear out. A derived
 * fact about an object is about the record itself.
 */
export function eventsOfRecord(law: Law, record: EvidenceRecord): DutyEvent[] {
  return matchingFacts(law, record).flatMap((fact): DutyEvent[] => {
    if (fact.how === 'derived') return [eventOf(fact, record, fact.object === undefined ? undefined : record.id)];
    return (record.links ?? []).filter((link) => link.fact === fact.id).map(({ object }) => eventOf(fact, record, object));
  });
}

/** The facts that a person may name a record as evidence for. */
export function linkableFacts(law: Law, record: Omit<EvidenceRecord, 'links'>): EvidenceFact[] {
  return matchingFacts(law, record).filter(({ how }) => how === 'linked');
}

function matchingFacts(law: Law, { register, state, data }: Omit<EvidenceRecord, 'links'>): EvidenceFact[] {
  return law.data.facts.filter(
    (fact) =>
      fact.register === register &&
      fact.how !== 'state' &&
      (fact.states === undefined || fact.states.includes(state)) &&
      (fact.where ?? []).every((test) => holds(test, data[test.field])),
  );
}

function holds({ equals, oneOf, filled }: NonNullable<EvidenceFact['where']>[number], value: unknown): boolean {
  if (filled === true && (value === undefined || value === null || value === '')) return false;
  return (equals === undefined || value === equals) && (oneOf === undefined || (typeof value === 'string' && oneOf.includes(value)));
}

function eventOf(fact: EvidenceFact, { register, id, stateSince, data }: EvidenceRecord, object: string | undefined): DutyEvent {
  const day = fact.day === undefined ? undefined : data[fact.day];
  const period = fact.period === undefined ? undefined : data[fact.period];
  return {
    fact: fact.id,
    on: typeof day === 'string' && day !== '' ? day : stateSince,
    ref: `${register}/${id}`,
    ...(object === undefined ? {} : { object }),
    ...(typeof period === 'number' || typeof period === 'string' ? { period: String(period) } : {}),
  };
}
