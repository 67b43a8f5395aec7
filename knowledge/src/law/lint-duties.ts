import type { LawData } from './data.ts';
import type { Duty } from './duty.ts';
import type { LawFault } from './lint-place.ts';

/** How many duties the register of the Directive and of the law behind it has. */
const DIRECTIVE_DUTIES = 43;
const LAW_DUTIES = 8;

/** Addressee, deadline or an explicit word that there is none, evidence that some register holds. */
export function lintDuties(data: LawData): LawFault[] {
  const facts = new Map(data.facts.map((each) => [each.id, each]));
  const duties = new Set(data.duties.map(({ id }) => id));
  const scopes = new Map(data.documents.map(({ id, scope }) => [id, scope]));
  const wanted = [...sequence('D', DIRECTIVE_DUTIES), ...sequence('L', LAW_DUTIES)];
  const used = new Set(
    data.duties.flatMap(({ evidence, after = [] }) => [
      ...evidence.milestones.flatMap(({ any }) => any),
      ...(typeof evidence.whenNone === 'string' ? [] : evidence.whenNone),
      ...after.map(({ fact }) => fact),
    ]),
  );
  return [
    ...wanted.filter((id) => !duties.has(id)).map((id) => ({ id, message: `there is no duty ${id}`, fix: `add law/duties/${id}.yaml` })),
    ...data.facts.filter(({ id }) => !used.has(id)).map(({ id }) => ({ id, message: `no duty looks at ${id}`, fix: 'use or remove it' })),
    ...data.duties.flatMap((duty) =>
      [
        ...deadlineFaults(duty, scopes),
        ...evidenceFaults(duty, facts),
        ...(duty.after ?? []).filter(({ duty: other }) => !duties.has(other)).map(({ duty: other }) => `it waits for no duty ${other}`),
        ...(duty.after ?? []).filter(({ fact }) => !facts.has(fact)).map(({ fact }) => `there is no fact ${fact}`),
      ].map((message) => ({ id: duty.id, message: `${duty.id}: ${message}`, fix: 'see docs/law-guide.md, a duty' })),
    ),
  ];
}

function sequence(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
}

function deadlineFaults(duty: Duty, scopes: ReadonlyMap<string, string>): string[] {
  const { deadlines, evidence, noDeadline } = duty;
  const ids = new Set(deadlines.map(({ id }) => id));
  const milestones = new Set(evidence.milestones.map(({ id }) => id));
  const faults: string[] = [];
  if (deadlines.length === 0 && noDeadline === undefined) faults.push('neither a deadline nor noDeadline');
  if (ids.size !== deadlines.length) faults.push('two deadlines have one id');
  for (const { id, milestone, overrides, kind, document } of deadlines) {
    if (!milestones.has(milestone)) faults.push(`deadline ${id} means no milestone ${milestone}`);
    if (overrides !== undefined && !ids.has(overrides)) faults.push(`deadline ${id} overrides no ${overrides}`);
    if (overrides !== undefined && scopes.get(document) === 'nation') faults.push(`deadline ${id} overrides for the whole nation`);
    if ((kind === 'each' || kind === 'cycle') && evidence.each === undefined)
      faults.push(`deadline ${id} is per object, the evidence is not`);
    if ((kind === 'yearly' || kind === 'standing') && evidence.each !== undefined)
      faults.push(`deadline ${id} is of the body, the evidence per object`);
  }
  return faults;
}

function evidenceFaults({ evidence, deadlines }: Duty, facts: ReadonlyMap<string, LawData['facts'][number]>): string[] {
  const faults: string[] = [];
  const standing = deadlines.some(({ kind }) => kind === 'standing');
  for (const id of evidence.milestones.flatMap(({ any }) => any)) {
    const fact = facts.get(id);
    if (fact === undefined) faults.push(`there is no fact ${id}`);
    else if (fact.object !== evidence.each)
      faults.push(`${id} is about ${fact.object ?? 'the body'}, the evidence about ${evidence.each ?? 'the body'}`);
    else if (standing && fact.how !== 'state') faults.push(`${id} is an event, a standing duty needs a state`);
  }
  for (const id of typeof evidence.whenNone === 'string' ? [] : evidence.whenNone)
    if (!facts.has(id)) faults.push(`there is no fact ${id}`);
  return faults;
}
