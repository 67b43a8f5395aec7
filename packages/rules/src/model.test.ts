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
  ['DS-2CD2xx6G2 including(D)、(E)', 'DS-2CD2126G2', true],
  ['DS-2CD2xx6G2 including(D)、(E)', 'DS-2CD2126G2(D)', true],
  ['DS-2CD2xx6G2（including (D),(E)）', 'DS-2CD2126G2(E)', true],
  ['DS-2CD2xx6G2 including(D)、(E)', 'DS-2CD2126G2(C)', false],
  ['VTO75X95X, VTO65XXX', 'VTO6521H', true],
  ['VTO75X95X/VTO65XXX', 'VTO75F95C', true],
  ['VTO75X95X/VTO65XXX', 'VTO75F95C/VTO6521H', false],
  ['DS-7604NI-K1 / 4P(B)', 'DS-7604NI-K1', false],
  ['DS-7604NI-M1/4P', 'DS-7604NI-M1/4P', true],
  ['DS-7604NI-M1/4P', 'DS-7604NI-M1', false],
  ['NVR4416-4KS2/I', 'NVR4416-4KS2/I', true],
  ['DS-2CD63xx Series', 'DS-2CD6332FWD-IV', true],
  ['DS-2CD63xx Series', 'DS-2CD2332', false],
  ['A-Series, Q-Series, PNM-series', 'PNM-9084RQZ', true],
  ['A-Series, Q-Series, PNM-series', 'XNV-8083R', false],
  ['IPC-WX', 'IPC-W1', true],
  ['GV-VS216XX', 'GV-VS21600', true],
];

it.each(CASES)('%s against %s: %s', (pattern, model, matches) => {
  expect(modelMatches(pattern, model)).toBe(matches);
});
