import type { Schedule } from '@ancam/contract';
import { expect, test } from 'vitest';
import { BLANK_SCHEDULE, fieldsOf, scheduleBodyOf } from './schedule-form.ts';

const FILLED = { ...BLANK_SCHEDULE, name: ' Quét đêm ', authorisationId: '5f0f2d0e-8f5c-4f0e-9a58-7d3f5b1c2a10' };

test('a form says what it says, and nothing of the choices that were not taken', () => {
  expect(scheduleBodyOf(FILLED)).toMatchObject({
    name: 'Quét đêm',
    recurrence: { every: 'weekly', weekdays: [6], at: '22:00' },
    window: { from: '22:00', until: '05:00', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    profile: 'normal',
    limits: {},
    tellsChanges: true,
  });
  const once = scheduleBodyOf({ ...FILLED, every: 'once', on: '2026-11-30', keepsHours: false });
  expect([once?.recurrence, once?.window]).toEqual([{ every: 'once', on: '2026-11-30', at: '22:00' }, null]);
});

test('what cannot be meant is not sent', () => {
  const wrong = [
    { name: ' ' },
    { authorisationId: '' },
    { at: '24:00' },
    { weekdays: [] },
    { windowDays: [] },
    { until: '5h' },
    { every: 'once' as const, on: '' },
    { every: 'monthly' as const, day: '32' },
    { targets: '300.1.1.1' },
    { hostRate: 'nhanh' },
  ];
  for (const each of wrong) expect(scheduleBodyOf({ ...FILLED, ...each })).toBeUndefined();
});

test('a schedule that is there fills the form with what it holds', () => {
  const schedule: Schedule = {
    id: 'a',
    name: 'Hằng tháng',
    authorisation: { id: FILLED.authorisationId, document: '01', validUntil: '2026-12-31' },
    targets: ['10.0.0.1'],
    excluded: [],
    ports: '80',
    interfaces: [],
    profile: 'gentle',
    limits: { hostRatePerSecond: 1.5 },
    site: null,
    probes: [],
    recurrence: { every: 'monthly', day: 15, at: '01:30' },
    window: null,
    tellsChanges: false,
    next: [],
    responsible: 'An',
    stopReason: null,
    running: null,
    createdBy: 'An',
    createdAt: '2026-11-27T00:00:00.000Z',
    actions: { state: 'active', may: [], blockers: [] },
  };
  const { name, targets, ports, profile, limits, recurrence, window, tellsChanges } = schedule;
  expect(scheduleBodyOf(fieldsOf(schedule))).toMatchObject({ name, targets, ports, profile, limits, recurrence, window, tellsChanges });
});
