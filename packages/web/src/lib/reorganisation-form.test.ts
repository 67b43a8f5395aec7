import { ReorganisationBody } from '@ancam/contract';
import { expect, test } from 'vitest';
import { blankTaker, reorganisationBody } from './reorganisation-form.ts';
import type { ReorganisationFields } from './reorganisation-form.ts';

const A = '6f9e4b52-7c1e-4d2a-9a53-0f5f3a1b7c11';
const B = '6f9e4b52-7c1e-4d2a-9a53-0f5f3a1b7c12';
const fields: ReorganisationFields = {
  kind: 'split',
  title: 'Chia huyện',
  decree: '1/NQ',
  decreeDate: '2025-06-01',
  effectiveOn: '2025-07-01',
  note: '',
  units: [{ value: A, label: 'Huyện A' }],
  takers: [
    { ...blankTaker('t1', true), name: 'Xã Một', placeCode: '01477', parentId: B, places: '/04/01477/\n/04/01478/' },
    { ...blankTaker('t2', false), unit: B },
  ],
  rest: 'nobody',
  newName: 'không dùng',
  newCode: '',
  newParent: null,
};

test('a split gives out by territory; the rest stays unresolved unless somebody takes it', () => {
  const body = reorganisationBody(fields);
  expect(ReorganisationBody.parse(body)).toEqual(body);
  expect(body.targets[0]).toMatchObject({
    predecessor: A,
    rest: null,
    places: [
      { path: '/04/01477/', to: 't1' },
      { path: '/04/01478/', to: 't1' },
    ],
  });
  expect(body.successors[1]).toEqual({ key: 't2', unit: B });
  expect(body.changes).toEqual({});
  expect(reorganisationBody({ ...fields, rest: 't2' }).targets[0]).toMatchObject({ rest: 't2', childrenRest: 't2' });
});

test('an abolition that leaves everything to the superior names no target; a move names its new superior only', () => {
  expect(reorganisationBody({ ...fields, kind: 'abolish', takers: [], rest: 'superior' })).toMatchObject({ targets: [], successors: [] });
  expect(reorganisationBody({ ...fields, kind: 'move', newParent: B })).toMatchObject({
    changes: { parentId: B },
    successors: [],
    targets: [],
  });
  expect(reorganisationBody({ ...fields, kind: 'create' })).toMatchObject({ units: [], targets: [] });
});
