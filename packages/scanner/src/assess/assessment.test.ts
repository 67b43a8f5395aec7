import { expect, it } from 'vitest';
import { PROBES } from '@ancam/core';
import type { Fact, ProbeState } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { buildAssessment } from './assessment.ts';
import { hostResult } from '../../test/stored-scan.ts';

const knowledge = loadKnowledge();
const done: ProbeState[] = PROBES.map((probe) => ({ probe, state: 'done' }));
const facts: Fact[] = [
  { name: 'rtsp.answered', value: true, port: 554 },
  { name: 'rtsp.clearText', value: true, port: 554 },
  { name: 'rtsp.openStream', value: true, port: 554 },
  { name: 'rtsp.openPath', value: '/live', port: 554 },
  { name: 'rtsp.realm', value: 'BC Streaming Media', port: 554 },
];
const camera = hostResult({ facts, probes: done });
const computer = hostResult({ facts: [{ name: 'wsd.types', value: ['Computer'] }], probes: done }, '192.0.2.20');
const asOf = '2026-11-22T03:00:00.000Z';
const options = { software: 'AnCam 0.1.0' };

it('holds cameras only, failures first, with evidence and clause', () => {
  const report = buildAssessment({ hosts: [computer, camera], knowledge, asOf, options });
  expect(report.cameras.map((each) => each.address)).toEqual(['192.0.2.10']);
  expect(report.regulation.id).toBe('qcvn-11-2026');
  const [first, second] = report.cameras[0]?.findings ?? [];
  expect(first).toMatchObject({ check: 'stream/open-stream', outcome: 'fail', severity: 'critical' });
  expect(first?.clauses).toContain('QCVN 11:2026/BCA 2.7.1');
  expect(first?.evidence).toContainEqual({ name: 'rtsp.openStream', value: true, port: 554 });
  expect(first?.evidence).toContainEqual({ name: 'rtsp.openPath', value: '/live', port: 554 });
  expect(second?.check).toBe('stream/clear-text');
  expect(report.cameras[0]?.requirements).toHaveLength(36);
  expect(report.cameras[0]?.requirements.find((each) => each.requirement === '2.7.1')).toMatchObject({
    verdict: 'indication',
    confidence: 'inferred',
  });
});

it('chooses the regulation in force on the day, and refuses an unknown one', () => {
  expect(buildAssessment({ hosts: [], knowledge, asOf: '2026-03-01', options }).regulation.id).toBe('qcvn-135-2024');
  expect(buildAssessment({ hosts: [], knowledge, asOf: '2026-07-01', options }).regulation.id).toBe('qcvn-11-2026');
  expect(buildAssessment({ hosts: [], knowledge, asOf, regulation: 'qcvn-135-2024', options }).regulation.id).toBe('qcvn-135-2024');
  expect(() => buildAssessment({ hosts: [], knowledge, asOf, regulation: 'qcvn-1', options })).toThrowError(/qcvn-1/u);
});

function basis(purchasedAt?: string, regulation = 'qcvn-11-2026') {
  const hostNotes = { [camera.id]: purchasedAt === undefined ? {} : { purchasedAt } };
  return buildAssessment({ hosts: [camera], knowledge, asOf, regulation, options: { ...options, hostNotes } }).cameras[0]?.basis;
}

it('binds a camera bought while the regulation applied, and is a benchmark for any other', () => {
  expect(basis('2026-08-01')).toBe('binding');
  expect(basis('2026-06-30')).toBe('benchmark');
  expect(basis()).toBe('benchmark');
});

it('counts the time in which a regulation was usable but not yet mandatory as benchmark', () => {
  expect(basis('2025-06-01', 'qcvn-135-2024')).toBe('benchmark');
  expect(basis('2026-02-01', 'qcvn-135-2024')).toBe('binding');
  expect(basis('2026-07-01', 'qcvn-135-2024')).toBe('benchmark');
});

it('carries the state of a finding and what the register knows', () => {
  const state = { status: 'accepted', reason: 'camera at a public square' } as const;
  const hostNotes = { [camera.id]: { name: 'Cổng chính', place: 'UBND xã', states: { 'stream/clear-text': state } } };
  const [row] = buildAssessment({ hosts: [camera], knowledge, asOf, options: { ...options, hostNotes } }).cameras;
  expect(row).toMatchObject({ name: 'Cổng chính', place: 'UBND xã' });
  expect(row?.findings.find((each) => each.check === 'stream/clear-text')?.state).toEqual(state);
});

it('has a hash that stands for the data', () => {
  const one = buildAssessment({ hosts: [camera], knowledge, asOf, options });
  expect(buildAssessment({ hosts: [camera], knowledge, asOf, options }).dataHash).toBe(one.dataHash);
  expect(buildAssessment({ hosts: [camera], knowledge, asOf, options: { ...options, unit: 'UBND xã A' } }).dataHash).not.toBe(one.dataHash);
  expect(one.dataHash).toMatch(/^[0-9a-f]{64}$/u);
});
