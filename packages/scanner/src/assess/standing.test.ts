import type { Judgement } from '@ancam/core';
import { describe, expect, it } from 'vitest';
import { conformityOf, countsFor, standingOf } from './standing.ts';

const UNITS = { testCases: ['5.1-1-1', '5.1-1-2'] };

function judged(more: Partial<Judgement>): Judgement {
  return {
    unit: '',
    method: 'laboratory',
    verdict: 'pass',
    by: 'Trung tâm đo lường',
    on: '2026-11-01',
    document: '12/BC',
    note: '',
    firmware: '',
    ...more,
  };
}

describe('where a requirement stands', () => {
  it('is met only when every unit passed by document or laboratory', () => {
    expect(standingOf(UNITS, 'no-indication', [])).toBe('open');
    expect(standingOf(UNITS, 'no-indication', [judged({ unit: '5.1-1-1', method: 'document' })])).toBe('open');
    const both = [judged({ unit: '5.1-1-1', method: 'document' }), judged({ unit: '5.1-1-2' })];
    expect(standingOf(UNITS, 'no-indication', both)).toBe('met');
    expect(standingOf(UNITS, 'not-visible', [judged({})])).toBe('met');
  });

  it('never rests on an interview, nor on what is inconclusive', () => {
    expect(standingOf(UNITS, 'not-visible', [judged({ method: 'interview' })])).toBe('open');
    expect(standingOf(UNITS, 'not-visible', [judged({}), judged({ method: 'document', verdict: 'inconclusive' })])).toBe('open');
    expect(standingOf(UNITS, 'not-visible', [judged({ method: 'interview', verdict: 'fail' }), judged({})])).toBe('failed');
  });

  it('stays an indication where the scan sees the opposite of what the paper says', () => {
    expect(standingOf(UNITS, 'indication', [judged({})])).toBe('indication');
  });

  it('takes the latest word of each method', () => {
    const mended = [judged({ verdict: 'fail', on: '2026-10-01' }), judged({ on: '2026-11-02' })];
    expect(standingOf(UNITS, 'not-checked', mended)).toBe('met');
    const worse = [judged({ on: '2026-10-01' }), judged({ verdict: 'fail', on: '2026-11-02' })];
    expect(standingOf(UNITS, 'not-checked', worse)).toBe('failed');
    const unlike = [judged({}), judged({ verdict: 'fail' })];
    expect(standingOf(UNITS, 'not-checked', unlike)).toBe('failed');
  });

  it('does not apply only when no unit does', () => {
    expect(standingOf(UNITS, 'not-visible', [judged({ verdict: 'not-applicable' })])).toBe('not-applicable');
    const half = [judged({ unit: '5.1-1-1', verdict: 'not-applicable' }), judged({ unit: '5.1-1-2' })];
    expect(standingOf(UNITS, 'not-visible', half)).toBe('met');
  });

  it('counts for the firmware that was judged', () => {
    expect(countsFor(judged({ firmware: 'V5.7.1' }), 'V5.7.1')).toBe(true);
    expect(countsFor(judged({ firmware: 'V5.7.1' }), 'V5.7.3')).toBe(false);
    expect(countsFor(judged({ firmware: 'V5.7.1' }), undefined)).toBe(false);
    expect(countsFor(judged({}), undefined)).toBe(true);
  });
});

describe('what may be said of a camera', () => {
  it('conforms only where each requirement is met or does not apply', () => {
    expect(conformityOf(['met', 'not-applicable'])).toBe('conforms');
    expect(conformityOf(['met', 'open'])).toBe('open');
    expect(conformityOf(['met', 'indication'])).toBe('open');
    expect(conformityOf(['met', 'failed', 'open'])).toBe('does-not-conform');
    expect(conformityOf([])).toBe('open');
    expect(conformityOf(['not-applicable'])).toBe('open');
  });
});
