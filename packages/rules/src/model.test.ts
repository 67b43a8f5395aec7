import { expect, it } from 'vitest';
import { modelMatches } from './model.ts';

const CASES: readonly (readonly [string, string, boolean])[] = [
  ['DS-2CD2xx2F-I', 'DS-2CD2032F-I', true],
  ['DS-2CD2xx2F-I', 'ds-2cd2632f-i', true],
  ['DS-2CD2xx2F-I', 'DS-2CD2032F-IW', false],
  ['DS-2CD2xx2F-I', 'DS-2CD2032F-I(4mm)', true],
  ['DS-2CD2xx2F-I', 'DS-2CD2032F-I 2.8-12mm', true],
  ['DS-76xxNI-Qx(/xP)', 'DS-7608NI-Q1', true],
  ['DS-76xxNI-Qx(/xP)', 'DS-7608NI-Q1/8P', true],
  ['DS-76xxNI-Qx(/xP)', 'DS-7608NI-Q1/16P', false],
  ['DS-76xxNXI-Ix', 'DS-7616NXI-I2', true],
  ['DS-2CD2166G2-I(SU)', 'DS-2CD2166G2-I', true],
  ['DS-2CD2166G2-I(SU)', 'DS-2CD2166G2-IU', true],
  ['DS-2CD2166G2-I(SU)', 'DS-2CD2166G2-I(SU)', true],
  ['DS-2CD2166G2-I(SU)', 'DS-2CD2166G2-IUS', false],
  ['DS-2CD2066G2-I(U)', 'DS-2CD2066G2-I', true],
  ['DS-2CD2066G2-I(U)', 'DS-2CD2066G2-IU', true],
  ['DS-7608NI-K2(C)', 'DS-7608NI-K2', false],
  ['DS-7608NI-K2(C)', 'DS-7608NI-K2(C)', true],
  ['IPC-H*3xxx*', 'IPC-HDBW3441R-ZS', true],
  ['IPC-H*3xxx*', 'IPC-HFW2431S', false],
  ['VIGI C340', 'VIGI C340', true],
  ['VIGI C340', 'VIGI C3400', false],
  ['a.c', 'abc', false],
  ['(', '(', true],
];

it.each(CASES)('%s against %s: %s', (pattern, model, matches) => {
  expect(modelMatches(pattern, model)).toBe(matches);
});
