import type { LawData } from './data.ts';
import type { Deadline, Duty } from './duty.ts';
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
        ...exampleFaults(duty, facts, scopes),
      ].map((message) => ({ id: duty.id, message: `${duty.id}: ${message}`, fix: 'see docs/law-guide.md, a duty' })),
    ),
  ];
}

/** Facts and documents that an example names. */
function exampleFaults({ examples = [] }: Duty, facts: ReadonlyMap<string, unknown>, documents: ReadonlyMap<string, unknown>): string[] {
  return examples.flatMap(({ about, events, readings = {} }) => [
    ...events.filter(({ fact }) => !facts.has(fact)).map(({ fact }) => `example "${about}": there is no fact ${fact}`),
    ...Object.keys(readings)
      .filter((document) => !documents.has(document))
      .map((document) => `example "${about}": there is no document ${document}`),
  ]);
}

function sequence(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
}

function deadlineFaults(duty: Duty, scopes: ReadonlyMap<string, string>): string[] {
  const { deadlines, noDeadline } = duty;
  const none = deadlines.length === 0 && noDeadline === undefined ? ['neither a deadline nor noDeadline'] : [];
  const twice = new Set(deadlines.map(({ id }) => id)).size === deadlines.length ? [] : ['two deadlines have one id'];
  return [...none, ...twice, ...deadlines.flatMap((deadline) => oneDeadline(duty, deadline, scopes))];
}

function oneDeadline({ deadlines, evidence }: Duty, deadline: Deadline, scopes: ReadonlyMap<string, string>): string[] {
  const { id, milestone, overrides, kind, document } = deadline;
  const each = evidence.each !== undefined;
  const faults: readonly (readonly [holds: boolean, message: string])[] = [
    [!evidence.milestones.some((known) => known.id === milestone), `means no milestone ${milestone}`],
    [overrides !== undefined && !deadlines.some((other) => other.id === overrides), `overrides no ${overrides}`],
    [overrides !== undefined && scopes.get(document) === 'nation', 'overrides for the whole nation'],
    [!each && (kind === 'each' || kind === 'cycle'), 'is per object, the evidence is not'],
    [each && (kind === 'yearly' || kind === 'standing'), 'is of the body, the evidence per object'],
  ];
  return faults.filter(([holds]) => holds).map(([, message]) => `deadline ${id} ${message}`);
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
