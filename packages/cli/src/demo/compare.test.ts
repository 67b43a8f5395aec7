import { PLANTED_FLAWS } from '@ancam/camera-farm';
import type { CameraTruth } from '@ancam/camera-farm';
import { newId } from '@ancam/core';
import type { HostResult, Outcome } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { expect, test } from 'vitest';
import { compareCamera, countComparisons } from './compare.ts';
import { FLAW_CHECKS } from './flaw-checks.ts';

const TRUTH: CameraTruth = {
  address: '127.41.9.1',
  maker: 'axis',
  makerName: 'Axis',
  model: 'P3265-LVE',
  firmware: '12.9.57',
  serial: 'ACCC8E000001',
  mac: 'ac:cc:8e:00:00:01',
  flaws: ['telnet'],
  ports: { http: 80 },
};

function host(identity: { maker?: string; model?: string }, outcomes: Readonly<Record<string, Outcome>>): HostResult {
  const at = '2026-11-22T00:00:00.000Z';
  return {
    id: newId(),
    address: TRUTH.address,
    life: 'open',
    startedAt: at,
    finishedAt: at,
    cutShort: false,
    observations: [],
    facts: [],
    probes: [],
    identity: { kind: 'camera', firmware: TRUTH.firmware, confidence: 1, strength: 'firm', evidence: [], ...identity },
    checks: Object.entries(outcomes).map(([check, outcome]) => ({ check, outcome, severity: 'high', evidence: [] })),
    requirements: [],
  };
}

const RIGHT = { maker: 'axis', model: 'P3265-LVE' };

test('agrees where identity and flaws are those that were planted', () => {
  expect(compareCamera(TRUTH, host(RIGHT, { 'service/telnet': 'fail', 'service/ftp': 'pass' })).result).toBe('agrees');
});

test('a wrong model, a missed flaw and an unexpected finding are each named', () => {
  const seen = compareCamera(TRUTH, host({ maker: 'axis', model: 'M3085-V' }, { 'service/telnet': 'inconclusive', 'service/ftp': 'fail' }));
  expect(seen).toMatchObject({ missed: ['model', 'telnet'], unexpected: ['service/ftp'], result: 'differs' });
});

test('a camera that the scan did not see misses everything', () => {
  expect(compareCamera(TRUTH, undefined)).toMatchObject({ missed: ['maker', 'model', 'firmware', 'telnet'], result: 'differs' });
});

test('the totals count what was planted and what of it was found', () => {
  const good = { ...TRUTH, flaws: [] };
  const totals = countComparisons([
    compareCamera(TRUTH, host(RIGHT, { 'service/telnet': 'fail' })),
    compareCamera(TRUTH, undefined),
    compareCamera(good, host(RIGHT, {})),
    compareCamera(good, host(RIGHT, { 'service/ftp': 'fail' })),
  ]);
  expect(totals).toMatchObject({
    cameras: 4,
    agree: 2,
    makersRight: 3,
    flawsPlanted: 2,
    flawsFound: 1,
    goodCameras: 2,
    goodWithoutFinding: 1,
  });
});

test('every planted flaw has a check, and every check named exists', () => {
  const known = new Set(loadKnowledge().checks.map(({ id }) => id));
  for (const flaw of PLANTED_FLAWS) {
    expect(FLAW_CHECKS[flaw].length, flaw).toBeGreaterThan(0);
    expect(FLAW_CHECKS[flaw].filter((check) => !known.has(check))).toEqual([]);
  }
});
