import { OUTCOMES } from '@ancam/core';
import { expect, test } from 'vitest';
import { isDecided, isWorse, stepOf } from './life.ts';
import type { Answers, Standing } from './life.ts';

const STANDINGS: readonly Standing[] = ['absent', 'open', 'accepted', 'fixed-by-person', 'fixed-by-scan'];

test.each([
  ['absent', 'opened', 'none'],
  ['open', 'seen', 'fixed'],
  ['accepted', 'seen', 'fixed'],
  ['fixed-by-person', 'reopened', 'confirmed'],
  ['fixed-by-scan', 'reopened', 'none'],
] as const)('%s: a failure makes it %s, a pass %s', (standing, failed, passed) => {
  expect(stepOf(standing, 'fail', true)).toBe(failed);
  expect(stepOf(standing, 'pass', true)).toBe(passed);
  expect(stepOf(standing, 'not-applicable', true)).toBe(passed);
});

test('a finding gets worse by a graver severity or where a guess is confirmed, not by a surer guess or a milder judgement', () => {
  const before = { severity: 'high', certainty: 'likely' };
  expect(isWorse(before, { severity: 'critical', certainty: 'likely' })).toBe(true);
  expect(isWorse(before, { severity: 'high', certainty: 'confirmed' })).toBe(true);
  expect(isWorse({ ...before, certainty: 'possible' }, { severity: 'high', certainty: 'likely' })).toBe(false);
  expect(isWorse(before, { severity: 'medium', certainty: 'likely' })).toBe(false);
  expect(isWorse({ severity: 'high', certainty: null }, { severity: 'high', certainty: 'confirmed' })).toBe(false);
});

test('what was not answered changes nothing', () => {
  const silent = OUTCOMES.filter((outcome) => !['fail', 'pass', 'not-applicable'].includes(outcome));
  expect(silent.length).toBeGreaterThan(2);
  for (const standing of STANDINGS) {
    for (const outcome of silent) expect(stepOf(standing, outcome, true)).toBe('none');
    expect(stepOf(standing, 'not-applicable', false)).toBe('none');
    expect(stepOf(standing, 'pass', false)).toBe('none');
  }
});

const ANSWERS: Answers = {
  probes: [
    { probe: 'http', state: 'done' },
    { probe: 'tls', state: 'partial' },
  ],
  identified: true,
  fleetDecided: true,
};

test('that a check does not apply is decided where every needed probe has answered in full', () => {
  expect(isDecided('not-applicable', ['http'], ANSWERS)).toBe(true);
  expect(isDecided('not-applicable', ['http', 'tls'], ANSWERS)).toBe(false);
  expect(isDecided('not-applicable', ['rtsp'], ANSWERS)).toBe(false);
  expect(isDecided('not-applicable', ['identity'], ANSWERS)).toBe(true);
  expect(isDecided('not-applicable', ['identity'], { ...ANSWERS, identified: false })).toBe(false);
});

test('a key that others in the register hold is not fixed by a scan that did not see them', () => {
  expect(isDecided('pass', ['tls', 'fleet'], ANSWERS)).toBe(true);
  expect(isDecided('pass', ['tls', 'fleet'], { ...ANSWERS, fleetDecided: false })).toBe(false);
  expect(isDecided('pass', ['tls'], { ...ANSWERS, fleetDecided: false })).toBe(true);
});
