import { expect, test } from 'vitest';
import { readCoverageSearch, readNewReportSearch, readReportSearch, usualPeriod } from './report-search.ts';

test('filters are read from the address, and what is not understood is dropped', () => {
  expect(readReportSearch({ kind: 'yearly', state: 'submitted', year: '2026', subject: 'x', other: 1 })).toEqual({
    kind: 'yearly',
    state: 'submitted',
    year: 2026,
  });
  expect(readReportSearch({ kind: 'all', state: '<script>', year: '20.5' })).toEqual({});
  expect(readCoverageSearch({ kind: 'cameras', from: '2026-02-30', to: '2026-06-30' })).toEqual({ to: '2026-06-30' });
  expect(readNewReportSearch({ kind: 'consolidated-yearly', from: '2025-12-15' })).toEqual({
    kind: 'consolidated-yearly',
    from: '2025-12-15',
  });
});

test('the yearly report is of the period that ended last, from December on of the one that ends', () => {
  expect(usualPeriod('yearly', '2026-11-22')).toEqual({ from: '2024-12-15', to: '2025-12-14' });
  expect(usualPeriod('consolidated-yearly', '2026-12-16')).toEqual({ from: '2025-12-15', to: '2026-12-14' });
  expect(usualPeriod('directive', '2026-11-22')).toEqual({ from: '2026-01-01', to: '2026-11-22' });
});
