import { REGISTERS, fieldOf } from '@ancam/contract';
import type { Field, FieldKind, RecordBody, RegisterDefinition, Transition } from '@ancam/contract';
import type { Id } from '@ancam/core';

/** Ids that sample records name. */
export interface Named {
  readonly unit: Id;
  readonly record: (register: string) => Id;
}

type Sample = (field: Field, n: number, named: Named) => string | number | boolean;
const line: Sample = ({ id, max = 200 }, n) => `${n}/${id}`.slice(0, max);

const SAMPLES: Readonly<Record<FieldKind, Sample>> = {
  text: line,
  person: line,
  longtext: (_, n) => `Dòng một ${n}\nDòng hai`,
  number: (_, n) => 2000 + n,
  money: (_, n) => 2000 + n,
  date: (_, n) => `2026-03-${String(10 + n).padStart(2, '0')}`,
  choice: ({ choices = [] }, n) => choices[n % (choices.length || 1)]?.id ?? '',
  unit: (_, __, named) => named.unit,
  record: ({ register = '' }, _, named) => named.record(register),
  flag: () => true,
  file: () => true,
};

/** Data with a value in every field, different for each `n` below 19. */
export function fullData(register: RegisterDefinition, n: number, named: Named): RecordBody['data'] {
  const fields = register.fields.filter(({ kind, max = 1e9 }) => kind !== 'file' && !(kind === 'number' && max < 2000));
  return Object.fromEntries(fields.map((field) => [field.id, SAMPLES[field.kind](field, n, named)]));
}

/** Data that names no other record. */
export function plainData(register: RegisterDefinition, n: number): RecordBody['data'] {
  const data = fullData(register, n, { unit: '', record: () => '' });
  return Object.fromEntries(Object.entries(data).filter(([id]) => !['unit', 'record'].includes(fieldOf(register, id)?.kind ?? '')));
}

/** Steps from the first state that end with a given one, the shortest way. */
export function wayTo(register: RegisterDefinition, last: Transition, from: string): Transition[] {
  const ways: [string, Transition[]][] = [[register.states[0].id, []]];
  for (const [state, way] of ways) {
    if (state === from) return [...way, last];
    for (const step of register.transitions) {
      if (step.from.includes(state) && !ways.some(([seen]) => seen === step.to)) ways.push([step.to, [...way, step]]);
    }
  }
  throw new TypeError(`${register.id}: ${from} is never reached`);
}

export const REGISTER_CASES = REGISTERS.map((register): [string, RegisterDefinition] => [register.id, register]);
