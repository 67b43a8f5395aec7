import { describe, expect, it } from 'vitest';
import { REGISTERS, fieldOf, registerOf } from '@ancam/contract';
import type { Field } from '@ancam/contract';
import { EVIDENCE_REGISTERS, loadLaw } from '@ancam/knowledge';

const law = loadLaw();
const ofDefinitions = law.facts.filter(({ register }) => registerOf(register) !== undefined);

type FieldTest = NonNullable<(typeof law.facts)[number]['where']>[number];

/** Whether a field exists and can have the values that a test names. */
function fits(field: Field | undefined, { equals, oneOf = [] }: FieldTest): boolean {
  if (field === undefined) return false;
  if (typeof equals === 'boolean') return field.kind === 'flag';
  const named = [...oneOf, ...(equals === undefined ? [] : [equals])];
  return named.every((value) => field.choices?.some(({ id }) => id === value) === true);
}

describe('the statute book and the register speak of the same things', () => {
  it('every register that is a definition is one where evidence is kept', () => {
    expect(EVIDENCE_REGISTERS).toEqual(expect.arrayContaining(REGISTERS.map(({ id }) => id)));
  });

  it.each(ofDefinitions)('$id looks at states and fields that $register has', ({ register, states = [], where = [], day, period }) => {
    const definition = registerOf(register);
    if (definition === undefined) throw new Error(`there is no register ${register}`);
    expect(definition.states.map(({ id }) => id)).toEqual(expect.arrayContaining(states));
    for (const test of where) expect(fits(fieldOf(definition, test.field), test), test.field).toBe(true);
    if (day !== undefined) expect(fieldOf(definition, day)?.kind).toBe('date');
    if (period !== undefined) expect(fieldOf(definition, period)?.kind).toBe('number');
  });

  it.each(REGISTERS.map(({ id, duties }) => ({ id, duties })))('the duties that $id names take evidence from it', ({ id, duties }) => {
    for (const duty of duties) {
      const facts = law.duties.find((each) => each.id === duty)?.evidence.milestones.flatMap(({ any }) => any) ?? [];
      const registers = facts.map((fact) => law.facts.find((each) => each.id === fact)?.register);
      expect(registers, duty).toContain(id);
    }
  });

  it('every duty has a register in which its evidence can be recorded', () => {
    for (const { id, evidence } of law.duties) {
      const facts = evidence.milestones.at(-1)?.any ?? [];
      expect(
        facts.every((fact) => law.facts.some((each) => each.id === fact)),
        id,
      ).toBe(true);
    }
  });
});
