import { api } from '@ancam/contract';
import type { Route } from '@ancam/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { shapeOf } from './answer-shape.ts';

const Row = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  open: z.record(z.enum(['high', 'low']), z.number()),
  tags: z.array(z.string()).optional(),
});
const List = z.object({
  items: z.array(Row),
  next: z.string().nullable(),
  more: Row.nullable(),
  by: z.record(z.string(), z.object({ count: z.number() })),
});

const row = { id: '4b3c2f76-0f3c-4f0e-9b57-0c1f4c1c2d3e', name: null, open: { high: 1, low: 0 } };
const list = { items: [row], next: null, more: row, by: { a: { count: 1 } } };

test('what the schema names stays, in the order of the schema', () => {
  expect(shapeOf(List)(list)).toEqual(List.parse(list));
  expect(JSON.stringify(shapeOf(List)({ ...list, next: 'x', more: null }))).toBe(
    JSON.stringify(List.parse({ ...list, next: 'x', more: null })),
  );
});

test('what it does not name is left out at every depth', () => {
  const secret = { passwordHash: 'secret' };
  const leaking = {
    ...secret,
    ...list,
    items: [{ ...row, ...secret, open: { ...row.open, ...secret } }],
    more: { ...row, ...secret },
    by: { a: { count: 1, ...secret } },
  };
  expect(JSON.stringify(leaking)).toContain('secret');
  expect(shapeOf(List)(leaking)).toEqual(list);
});

test('a choice between objects, a made value and an open object are parsed', () => {
  const Choice = z.object({
    what: z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), x: z.number() }), z.object({ kind: z.literal('b') })]),
  });
  expect(shapeOf(Choice)({ what: { kind: 'b', x: 1 } })).toEqual({ what: { kind: 'b' } });
  expect(() => shapeOf(Choice)({ what: { kind: 'c' } })).toThrow(z.ZodError);
  expect(shapeOf(z.object({ n: z.number().transform((n) => n + 1) }))({ n: 1 })).toEqual({ n: 2 });
  expect(shapeOf(z.looseObject({ n: z.number() }))({ n: 1, m: 2 })).toEqual({ n: 1, m: 2 });
});

test('every answer of the contract has a shape', () => {
  const outputs = (Object.values(api) as unknown as Route[]).flatMap(({ output }) => (output === undefined ? [] : [output]));
  expect(outputs.length).toBeGreaterThan(100);
  for (const output of outputs) expect(shapeOf(output)).toBeTypeOf('function');
});
