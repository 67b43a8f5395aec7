import { expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import { assessorFaults, assessorsFor } from './assessors.ts';
import type { Assessor } from './assessors.ts';
import { createLaw } from './law.ts';

const law = createLaw(loadLaw());
const ON = '2026-10-10';
const LICENSED: Assessor = { kind: 'licensed', independent: true, licence: { number: '1/GP', issuer: 'Bộ', from: ON, until: ON } };
const PROFESSIONAL = ['licensed', 'public', 'designated'];

const kinds = (regime: 'A' | 'B', level: 1 | 2 | 3 | 4 | 5, kind: 'periodic' | 'extraordinary' | 'before-operation' = 'periodic') =>
  assessorsFor(law, { level, regime, kind, on: regime === 'A' ? '2024-05-01' : ON })?.kinds;

it('asks for a professional body from level 3 under regime A, at level 5 and out of turn under regime B', () => {
  expect(kinds('A', 2)).toContain('own-unit');
  expect(kinds('A', 3)).toEqual(PROFESSIONAL);
  expect(kinds('A', 1, 'extraordinary')).toContain('own-unit');
  expect(kinds('B', 4)).toContain('own-unit');
  expect(kinds('B', 4, 'before-operation')).toContain('own-unit');
  expect(kinds('B', 5)).toEqual(PROFESSIONAL);
  expect(kinds('B', 1, 'extraordinary')).toEqual(PROFESSIONAL);
});

it('finds nothing against a licence on its first and last day, and against one a day off that it is not in force', () => {
  const faults = (licence: Partial<Assessor['licence']>, more: Partial<Assessor> = {}) =>
    assessorFaults({ ...LICENSED, ...more, licence: { ...LICENSED.licence, ...licence } }, undefined, ON);
  expect(faults({})).toEqual([]);
  expect(faults({ until: '2026-10-09', from: null })).toEqual(['licence-valid']);
  expect(faults({ from: '2026-10-11', until: '2027-01-01' })).toEqual(['licence-valid']);
  expect(faults({ number: '', until: '2026-10-09' })).toEqual(['licence-given', 'licence-valid']);
  expect(faults({ number: '', until: null }, { kind: 'public' })).toEqual([]);
  expect(faults({}, { independent: false })).toEqual(['independent']);
  expect(assessorFaults({ ...LICENSED, kind: 'own-unit' }, ['licensed'], ON)).toEqual(['assessor-fits']);
});
