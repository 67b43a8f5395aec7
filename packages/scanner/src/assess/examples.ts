import { PROBES } from '@ancam/core';
import type { ProbeState } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { runChecks } from './check.ts';
import { identify } from './identify.ts';

/** An example of a record that the knowledge does not judge as the record says. */
export interface ExampleFault {
  /** `vendor`, `brand`, `check`, `sign` or `not-camera`, with the id of the record. */
  readonly kind: string;
  readonly id: string;
  readonly about: string;
  readonly expected: string;
  readonly actual: string;
}

/** Judges the examples of records by the whole knowledge; `of` chooses the records by kind and id. */
export function exampleFaults(knowledge: KnowledgeIndex, of: (kind: string, id: string) => boolean): ExampleFault[] {
  return [...identityFaults(knowledge, of), ...counterFaults(knowledge, of), ...checkFaults(knowledge, of), ...kindFaults(knowledge, of)];
}

/** Probes of an example: `done` where the record names no other state. */
export function probesOf(named: readonly ProbeState[] = []): ProbeState[] {
  return PROBES.map((probe) => named.find((each) => each.probe === probe) ?? { probe, state: 'done' });
}

/** What an example may expect of an identity. */
const PARTS = ['maker', 'brand', 'model', 'hardware', 'firmware', 'firmwareBuilt', 'serial', 'strength'] as const;

type Chosen = (kind: string, id: string) => boolean;

function identityFaults(knowledge: KnowledgeIndex, of: Chosen): ExampleFault[] {
  const owners = [
    ...knowledge.vendors.map((each) => ['vendor', each] as const),
    ...knowledge.brands.map((each) => ['brand', each] as const),
  ];
  return owners
    .filter(([kind, { id }]) => of(kind, id))
    .flatMap(([kind, { id, examples }]) =>
      examples.flatMap(({ about, facts, probes, expect }) => {
        const identity = identify(facts, knowledge, probesOf(probes));
        return PARTS.filter((part) => part in expect && identity[part] !== expect[part]).map((part) => ({
          kind,
          id,
          about,
          expected: `${part} ${expect[part]}`,
          actual: identity[part] ?? '–',
        }));
      }),
    );
}

function counterFaults(knowledge: KnowledgeIndex, of: Chosen): ExampleFault[] {
  return knowledge.vendors
    .filter(({ id }) => of('vendor', id))
    .flatMap(({ id, counterExamples = [] }) =>
      counterExamples.flatMap(({ about, facts, probes }) =>
        identify(facts, knowledge, probesOf(probes)).maker === id ? [{ kind: 'vendor', id, about, expected: `not ${id}`, actual: id }] : [],
      ),
    );
}

function checkFaults(knowledge: KnowledgeIndex, of: Chosen): ExampleFault[] {
  return knowledge.checks
    .filter(({ id, status }) => status === 'active' && of('check', id))
    .flatMap((check) =>
      check.examples.flatMap(({ about, facts, probes, expect }) => {
        const [result] = runChecks(facts, probesOf(probes), { ...knowledge, checks: [check] });
        return result?.outcome === expect ? [] : [{ kind: 'check', id: check.id, about, expected: expect, actual: result?.outcome ?? '–' }];
      }),
    );
}

function kindFaults(knowledge: KnowledgeIndex, of: Chosen): ExampleFault[] {
  const marks = [
    ...knowledge.notCameras.map(({ id, examples }) => ({ kind: 'not-camera', id, examples, wanted: 'not-a-camera' })),
    ...knowledge.signs.map(({ id, examples, kind }) => ({ kind: 'sign', id, examples, wanted: kind })),
  ];
  return marks
    .filter(({ kind, id }) => of(kind, id))
    .flatMap(({ kind, id, examples, wanted }) =>
      examples.flatMap(({ about, facts, probes }) => {
        const actual: string = identify(facts, knowledge, probesOf(probes)).kind;
        return actual === wanted ? [] : [{ kind, id, about, expected: wanted, actual }];
      }),
    );
}
