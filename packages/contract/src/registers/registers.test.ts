import { expect, test } from 'vitest';
import { z } from 'zod';
import { REGISTERS } from './all.ts';
import { columnOf } from './columns.ts';
import type { RegisterDefinition } from './definition.ts';
import { FIELD_KINDS, fieldOf, isFreeText } from './definition.ts';
import { querySchema, recordSchema } from './schemas.ts';

const RESERVED = ['q', 'state', 'sort', 'order', 'cursor', 'limit', 'format', 'language', 'secret', 'paperReference', 'created'];
const each = test.each(REGISTERS.map((register): [string, RegisterDefinition] => [register.id, register]));

/** Every text of a definition. */
function textsOf(register: RegisterDefinition): { vi: string; en: string }[] {
  const fields = register.fields.flatMap(({ title, hint, choices = [] }) => [
    title,
    ...(hint === undefined ? [] : [hint]),
    ...choices.map((choice) => choice.title),
  ]);
  return [
    register.title,
    register.one,
    register.lead,
    ...fields,
    ...[...register.states, ...register.transitions].map(({ title }) => title),
  ];
}

function distinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

test('the registers that the law asks for are there, each with a name of its own', () => {
  const ids = REGISTERS.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining([
      'bylaws',
      'documents',
      'budget',
      'questions',
      'outreach',
      'inspections',
      'training',
      'campaigns',
      'import-declarations',
    ]),
  );
  expect(distinct(ids)).toBe(true);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

each('%s has every text in both languages', (_, register) => {
  for (const text of textsOf(register)) {
    expect(z.string().min(2).safeParse(text.vi).success, JSON.stringify(text)).toBe(true);
    expect(z.string().min(2).safeParse(text.en).success, JSON.stringify(text)).toBe(true);
    expect(text.vi, 'is translated').not.toBe(text.en);
  }
});

each('%s names its fields, choices and duties well', (_, register) => {
  expect(distinct(register.fields.map(({ id }) => id))).toBe(true);
  for (const duty of register.duties) expect(Number(/^D(\d+)$/.exec(duty)?.[1])).toBeLessThanOrEqual(43);
  expect(register.duties.length).toBeGreaterThan(0);
  for (const field of register.fields) {
    expect(field.id).toMatch(/^[a-z][A-Za-z]*$/);
    expect(RESERVED).not.toContain(field.id);
    expect(FIELD_KINDS).toContain(field.kind);
    expect(field.kind === 'choice', field.id).toBe((field.choices ?? []).length > 1);
    if (field.filterable === true) expect(columnOf(field), field.id).toBeDefined();
    if (field.classification !== undefined) expect(field.filterable, `${field.id} would leak through a filter`).toBeUndefined();
    if (field.kind === 'record') {
      expect(REGISTERS.map(({ id }) => id)).toContain(field.register);
      expect(field.filterable, `${field.id}: a reference is looked up from both ends`).toBe(true);
    }
  }
  expect(fieldOf(register, register.titleField)).toMatchObject({ kind: 'text', required: true });
  if (register.tree !== undefined) expect(fieldOf(register, register.tree)).toMatchObject({ kind: 'record', register: register.id });
});

test('one name of a field has one kind, and so one column, wherever it is used', () => {
  const kinds = Map.groupBy(
    REGISTERS.flatMap(({ fields }) => fields),
    ({ id }) => id,
  );
  for (const [id, fields] of kinds)
    expect(new Set(fields.map((field) => (field.kind === 'money' ? 'number' : field.kind))).size, id).toBe(1);
});

each('%s has a life in which every state is reached and every step leads somewhere', (_, register) => {
  const states = register.states.map(({ id }) => id);
  expect(distinct(states)).toBe(true);
  expect(distinct(register.transitions.map(({ id }) => id))).toBe(true);
  for (const { from, to, needs = [], id } of register.transitions) {
    expect(from.length).toBeGreaterThan(0);
    expect(states).toEqual(expect.arrayContaining([...from, to]));
    expect(from, `${id} leads nowhere`).not.toContain(to);
    for (const field of needs) expect(fieldOf(register, field), `${id} needs ${field}`).toBeDefined();
  }
  const reached = new Set([register.states[0].id]);
  for (let grown = true; grown;) {
    const next = register.transitions.filter(({ from, to }) => !reached.has(to) && from.some((state) => reached.has(state)));
    for (const { to } of next) reached.add(to);
    grown = next.length > 0;
  }
  expect([...reached].sort()).toEqual([...states].sort());
  expect(register.states[0].editable, 'a new record can be written').toBe(true);
  expect(register.states.some(({ tone }) => tone === 'good')).toBe(true);
});

each('%s lets nobody approve his own proposal', (_, register) => {
  const written = new Set(register.states.filter(({ editable }) => editable === true).map(({ id }) => id));
  for (const { permission, to, otherPerson, id } of register.transitions.filter((step) => step.permission === 'record.approve')) {
    expect(permission).toBe('record.approve');
    const good = register.states.find((state) => state.id === to)?.tone === 'good';
    if (good) expect(otherPerson, id).toBe(true);
    else expect(written.has(to) || register.states.find((state) => state.id === to)?.tone === 'closed', id).toBe(true);
  }
});

each('%s as a state secret is a flag and the number of the paper, never text', (_, register) => {
  const bare = Object.fromEntries(
    register.fields
      .filter((field) => field.required === true && !isFreeText(field))
      .map((field) => [
        field.id,
        { date: '2026-11-02', number: 1, money: 1, choice: field.choices?.[0]?.id ?? '' }[field.kind as 'date'] ?? true,
      ]), // the kinds that registers demand
  );
  const secret = { ...bare, secret: true, paperReference: '12/BC-UBND' };
  const schema = recordSchema(register);
  if (register.secrets !== true) {
    expect(schema.safeParse(secret).success).toBe(false);
    return;
  }
  expect(schema.safeParse(secret).error?.issues).toBeUndefined();
  for (const field of register.fields.filter((each) => isFreeText(each) && each.kind !== 'file')) {
    expect(schema.safeParse({ ...secret, [field.id]: '1' }).success, field.id).toBe(false);
  }
  expect(schema.safeParse({ ...bare, secret: true }).success).toBe(false);
  for (const told of ['Kế hoạch bố trí camera tại trụ sở', 'x'.repeat(61), 'Camera 7: mật khẩu là gì nhỉ tôi quên mất rồi']) {
    expect(schema.safeParse({ ...secret, paperReference: told }).success, told).toBe(false);
  }
});

test('what a database cannot keep or nobody could read is refused', () => {
  const schema = recordSchema(REGISTERS.find(({ id }) => id === 'questions') ?? REGISTERS[0] ?? expect.fail());
  const good = { subject: 'Cấp độ', question: 'Một\nHai', topic: 'level', askedOn: '2026-02-28' };
  expect(schema.parse({ ...good, subject: '  Cấp \t độ \n', note: '' })).toEqual({ ...good });
  for (const bad of [
    { subject: 'a\0b' },
    { subject: '\ud800' },
    { subject: 'x'.repeat(301) },
    { askedOn: '2026-02-30' },
    { askedOn: '0026-01-01' },
    { topic: 'toString' },
    { answerDocument: 'none' },
    { __proto: 'x' },
    { files: 'x' },
    { subject: undefined },
    { paperReference: '1/A' },
  ]) {
    expect(schema.safeParse({ ...good, ...bad }).success, JSON.stringify(bad)).toBe(false);
  }
});

test('a list understands the filters of its fields and refuses others', () => {
  const schema = querySchema(REGISTERS.find(({ id }) => id === 'documents') ?? expect.fail());
  expect(
    schema.parse({ q: ' Trích  yếu ', direction: 'in', issuedOnFrom: '2026-01-01', issuer: 'UBND', sort: 'issuedOn', order: 'asc' }),
  ).toEqual({
    q: 'Trích yếu',
    state: undefined,
    sort: 'issuedOn',
    order: 'asc',
    filters: { direction: 'in', issuedOnFrom: '2026-01-01', issuer: 'UBND' },
  });
  for (const bad of [
    { nothing: '1' },
    { direction: 'x' },
    { issuedOnFrom: 'yesterday' },
    { sort: 'note' },
    { state: 'gone' },
    { basis: '1' },
  ]) {
    expect(schema.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  }
});
