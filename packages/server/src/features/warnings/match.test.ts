import { expect, test } from 'vitest';
import { answerFor } from './match.ts';
import type { Device, Meant } from './match.ts';

const device: Device = {
  makerId: 'hik',
  modelId: null,
  model: 'DS-2CD2143G2-I',
  spellings: [],
  revision: '',
  firmware: 'V5.5.0 build 180101',
  grammar: 'hikvision',
};
const meant: Meant = {
  makerId: 'hik',
  modelIds: [],
  modelPatterns: [],
  modelKeys: [],
  revision: '',
  firmwareFrom: '',
  firmwareTo: '',
  firmwareToIncluded: true,
};

test.each([
  ['all models of the maker', {}, {}, 'certain'],
  ['another maker', { makerId: 'axis' }, {}, 'no'],
  ['a maker nobody knows', { makerId: null }, {}, 'no'],
  ['its registered model', { modelId: 'm1' }, { modelIds: ['m1'] }, 'certain'],
  ['another registered model', { modelId: 'm2' }, { modelIds: ['m1'], modelKeys: ['ds2cd2143g2i'] }, 'no'],
  ['a name cut short', { model: 'DS-2CD2143G2' }, { modelIds: ['m1'], modelKeys: ['ds2cd2143g2i'] }, 'possible'],
  ['a name with more behind it', { model: 'DS-2CD2143G2-I-W' }, { modelIds: ['m1'], modelKeys: ['ds2cd2143g2i'] }, 'possible'],
  ['a beginning that tells nothing', { model: 'DS' }, { modelIds: ['m1'], modelKeys: ['ds2cd2143g2i'] }, 'no'],
  ['no model known', { model: null }, { modelIds: ['m1'] }, 'possible'],
  ['a pattern', {}, { modelPatterns: ['DS-2CD2x43G2-*'] }, 'certain'],
  [
    'a pattern that a spelling fits',
    { model: 'Cam 4MP', modelId: 'm1', spellings: ['DS-2CD2143G2-I'] },
    { modelPatterns: ['DS-2CD2x43G2-*'] },
    'certain',
  ],
  ['a pattern that does not fit', {}, { modelPatterns: ['DS-7*'] }, 'no'],
  ['its revision', { revision: 'rev. B' }, { revision: 'REV B' }, 'certain'],
  ['another revision', { revision: 'C' }, { revision: 'B' }, 'no'],
  ['no revision known', {}, { revision: 'B' }, 'possible'],
  ['firmware before the mended one', {}, { firmwareTo: 'V5.5.1 build 180300', firmwareToIncluded: false }, 'certain'],
  [
    'the mended firmware itself',
    { firmware: 'V5.5.1 build 180300' },
    { firmwareTo: 'V5.5.1 build 180300', firmwareToIncluded: false },
    'no',
  ],
  ['the last firmware concerned', { firmware: 'V5.5.1 build 180300' }, { firmwareTo: 'V5.5.1 build 180300' }, 'certain'],
  ['firmware before the first one', {}, { firmwareFrom: 'V5.6.0 build 190101' }, 'no'],
  ['no firmware known', { firmware: null }, { firmwareTo: 'V9.0' }, 'possible'],
  ['firmware that cannot be compared', { firmware: 'special-2' }, { firmwareTo: 'V5.5.1 build 180300' }, 'possible'],
  ['firmware without a grammar', { grammar: null }, { firmwareTo: 'V5.5.1' }, 'possible'],
  ['the same text without a grammar', { grammar: null, firmware: 'A-1' }, { firmwareTo: 'a1' }, 'certain'],
  ['possible in one, no in another', { model: null, revision: 'C' }, { modelIds: ['m1'], revision: 'B' }, 'no'],
] satisfies [string, Partial<Device>, Partial<Meant>, string][])('a warning of %s', (_, has, means, answer) => {
  expect(answerFor({ ...device, ...has }, { ...meant, ...means })).toBe(answer);
});
