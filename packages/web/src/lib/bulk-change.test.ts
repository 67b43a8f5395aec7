import { expect, test } from 'vitest';
import { changeOf } from './bulk-change.ts';

const ID = '5f0f2d0e-8f5c-4f0e-9a58-7d3f5b1c2a10';

test('what is left empty stays, what is taken out becomes null', () => {
  expect(changeOf('assign', { system: ID, site: '', group: 'none' })).toEqual({ kind: 'assign', systemId: ID, groupId: null });
  expect(changeOf('papers', { originPaper: ' CO 1 ', supplier: ' ' })).toEqual({ kind: 'papers', originPaper: 'CO 1' });
});

test('a form that sets nothing, or what the API would not take, is no change', () => {
  expect(changeOf('assign', {})).toBeUndefined();
  expect(changeOf('note', { text: '  ' })).toBeUndefined();
  expect(changeOf('status', { status: 'proposed' })).toBeUndefined();
});
