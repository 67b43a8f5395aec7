import { expect, it } from 'vitest';
import type { CheckResult, Outcome } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { rollUp } from './roll-up.ts';

const knowledge = loadKnowledge();

function verdict(requirement: string, outcomes: Readonly<Record<string, Outcome>>) {
  const checks = Object.entries(outcomes).map(([check, outcome]): CheckResult => ({ check, outcome, severity: 'high', evidence: [] }));
  return rollUp(checks, knowledge).find((each) => each.regulation === 'qcvn-11-2026' && each.requirement === requirement);
}

it('speaks about every requirement of both camera regulations, and of no other standard', () => {
  const results = rollUp([], knowledge);
  expect(results.filter((each) => each.regulation === 'qcvn-11-2026')).toHaveLength(36);
  expect(results.filter((each) => each.regulation === 'qcvn-135-2024')).toHaveLength(36);
  expect(results).toHaveLength(72);
});

it('takes one deciding failure for an indication, whatever else passed', () => {
  expect(verdict('2.1.3', { 'access/rtsp-basic': 'fail', 'access/http-basic-clear-text': 'pass' })?.verdict).toBe('indication');
});

it('never makes an indication of a check that only supports', () => {
  expect(verdict('2.1.1', { 'access/not-activated': 'fail' })).toMatchObject({ verdict: 'not-checked', checks: ['access/not-activated'] });
});

it('says no indication only where every deciding check passed', () => {
  expect(verdict('2.1.3', { 'access/rtsp-basic': 'pass', 'access/http-basic-clear-text': 'not-applicable' })?.verdict).toBe(
    'no-indication',
  );
  expect(verdict('2.1.3', { 'access/rtsp-basic': 'pass', 'access/http-basic-clear-text': 'inconclusive' })?.verdict).toBe('not-checked');
  expect(verdict('2.1.3', { 'access/rtsp-basic': 'pass', 'access/http-basic-clear-text': 'not-checked' })?.verdict).toBe('not-checked');
  expect(verdict('2.1.3', { 'access/rtsp-basic': 'not-applicable' })?.verdict).toBe('not-checked');
});

it('keeps what a network cannot show apart', () => {
  expect(verdict('2.4.2', {})?.verdict).toBe('not-visible');
  expect(verdict('2.6.3', { 'service/debug-port': 'fail' })?.verdict).toBe('not-visible');
});
