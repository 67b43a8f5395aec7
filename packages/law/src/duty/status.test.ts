import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import { addDays } from '../days.ts';
import { createLaw } from '../law.ts';
import { dutyBoard, dutyStatus } from './status.ts';
import type { DutyStatus } from './status.ts';
import type { DutyEvent, DutyObject, DutyUnit, UnitFacts } from './unit-facts.ts';

const law = createLaw(loadLaw());
const SYSTEM: DutyObject = { kind: 'system', id: 's1', on: '2021-05-01', answers: { level: 2, treatment: 'system' } };

function department(placePath: string, more: Partial<DutyUnit> = {}): DutyUnit {
  return {
    id: 'u1',
    kind: 'department',
    roles: ['owner'],
    topKind: 'province',
    path: '/p/u1/',
    placePath,
    answers: { usesCameras: true },
    ...more,
  };
}

function unitOf(placePath: string, events: readonly DutyEvent[] = [], objects: readonly DutyObject[] = [SYSTEM]): UnitFacts {
  return { unit: department(placePath), objects, events };
}

function readings({ readings: all }: DutyStatus): Record<string, string> {
  return Object.fromEntries(all.map(({ setBy, state }) => [setBy, state]));
}

/** Duty D2 of a department of Vĩnh Long. */
function on(day: string, events: readonly DutyEvent[] = []): DutyStatus {
  return dutyStatus(law, 'D2', unitOf('/86/', events), day);
}

/** Duty D3 of a department of a province. */
function plan(place: string, day: string): DutyStatus {
  return dutyStatus(law, 'D3', unitOf(place), day);
}

/** When a system without a check is due. */
function unchecked(object: DutyObject): string | undefined {
  return dutyStatus(law, 'L2', unitOf('/51/', [], [object]), '2026-11-21').due;
}

function approved(object: string, day: string): DutyEvent {
  return { fact: 'level.approved', on: day, object, ref: `decision-${object}` };
}

function toEvent({ fact, on, about }: { fact: string; on: string; about: string }): DutyEvent {
  return { fact, on, ...(about === 'none' ? {} : { object: about }) };
}

/** A department that lay elsewhere before the mergers of 01/07/2025. */
function moved(path: string): UnitFacts {
  const placeHistory = [
    { path, from: '2020-01-01', to: '2025-06-30' },
    { path: '/86/', from: '2025-07-01' },
  ];
  return { unit: department('/86/', { placeHistory }), objects: [SYSTEM], events: [] };
}

describe('two clocks: Vĩnh Long counts submission by 25/4, the Directive approval by 31/3', () => {
  it('on 10/4/2023 a unit is in time for its province and past the day of the Directive', () => {
    const status = on('2023-04-10');
    expect(status).toMatchObject({ state: 'not-due', setBy: 'vinh-long-2023', due: '2023-04-25', milestone: 'submitted' });
    expect(readings(status)).toEqual({ 'vinh-long-2023': 'not-due', 'ct-23-2022': 'overdue' });
    expect(status.readings.find(({ setBy }) => setBy === 'ct-23-2022')).toMatchObject({
      due: '2023-03-31',
      milestone: 'approved',
      lateDays: 10,
    });
  });

  it('the whole of 25/4 is in time, on 26/4 it is late for both', () => {
    expect(on('2023-04-25').state).toBe('not-due');
    const status = on('2023-04-26');
    expect(status).toMatchObject({ state: 'overdue', lateDays: 1 });
    expect(readings(status)).toEqual({ 'vinh-long-2023': 'overdue', 'ct-23-2022': 'overdue' });
  });

  it('submission in time satisfies the province and not the Directive; approval later is late for the Directive alone', () => {
    const submitted: DutyEvent = { fact: 'level.submitted', on: '2023-04-24', object: 's1' };
    expect(readings(on('2023-05-01', [submitted]))).toEqual({ 'vinh-long-2023': 'met', 'ct-23-2022': 'overdue' });
    const status = on('2023-06-01', [submitted, approved('s1', '2023-05-20')]);
    expect(status).toMatchObject({ state: 'met', metOn: '2023-04-24' });
    expect(readings(status)).toEqual({ 'vinh-long-2023': 'met', 'ct-23-2022': 'met-late' });
    expect(status.readings.find(({ setBy }) => setBy === 'ct-23-2022')).toMatchObject({ metOn: '2023-05-20', lateDays: 50 });
  });

  it('elsewhere 31/3 alone holds', () => {
    const elsewhere = dutyStatus(law, 'D2', unitOf('/51/'), '2023-04-10');
    expect(elsewhere).toMatchObject({ state: 'overdue', setBy: 'ct-23-2022', due: '2023-03-31', lateDays: 10 });
    expect(readings(elsewhere)).toEqual({ 'ct-23-2022': 'overdue' });
    expect(dutyStatus(law, 'D2', unitOf('/51/'), '2023-03-31').state).toBe('not-due');
    // the Directive names the province, its departments are reached through it
    expect(elsewhere).toMatchObject({ as: 'through', confidence: 'inferred' });
    expect(on('2023-04-10')).toMatchObject({ as: 'lead', confidence: 'found' });
  });

  it('Vĩnh Long is stricter for the plan: 20/9 before 30/9', () => {
    expect(readings(plan('/86/', '2023-09-25'))).toEqual({ 'vinh-long-2023': 'overdue', 'ct-23-2022': 'not-due' });
    expect(plan('/51/', '2023-09-25').state).toBe('not-due');
    expect(readings(plan('/66/', '2023-10-01'))).toEqual({ 'dak-lak-2023': 'overdue', 'ct-23-2022': 'overdue' });
  });

  it('the guidance of the department comes before 10/4, and the units wait for it', () => {
    const sở: UnitFacts = { unit: department('/86/', { roles: ['state-manager'] }), objects: [], events: [] };
    expect(dutyStatus(law, 'D18', sở, '2023-04-09')).toMatchObject({ state: 'not-due', due: '2023-04-09' });
    expect(dutyStatus(law, 'D18', sở, '2023-04-10').state).toBe('overdue');
    expect(on('2023-04-10').waitsFor).toEqual(['D18']);
    expect(on('2023-04-10', [{ fact: 'guidance.received', on: '2023-04-08' }]).waitsFor).toEqual([]);
  });
});

describe('what the status says', () => {
  it('a dossier under way is in progress, all systems approved is met, one missing keeps it open', () => {
    const second: DutyObject = { ...SYSTEM, id: 's2' };
    const of = (events: readonly DutyEvent[], day: string) => dutyStatus(law, 'D2', unitOf('/51/', events, [SYSTEM, second]), day);
    expect(of([{ fact: 'level.submitted', on: '2023-03-01', object: 's1' }], '2023-03-10').state).toBe('in-progress');
    expect(of([approved('s1', '2023-03-20')], '2023-04-05')).toMatchObject({
      state: 'overdue',
      targets: { all: 2, done: 1, overdue: 1 },
      gaps: [{ object: 's2' }],
    });
    expect(of([approved('s1', '2023-03-20'), approved('s2', '2023-03-31')], '2023-04-05')).toMatchObject({
      state: 'met',
      metOn: '2023-03-31',
    });
    expect(of([approved('s1', '2023-03-20'), approved('s2', '2023-04-04')], '2023-04-05')).toMatchObject({
      state: 'met-late',
      lateDays: 4,
    });
  });

  it('terminals need no approval of their own; nothing registered is not nothing to do', () => {
    const terminal: DutyObject = { ...SYSTEM, answers: { treatment: 'terminal' } };
    expect(dutyStatus(law, 'D2', unitOf('/51/', [], [terminal]), '2023-04-05')).toMatchObject({
      state: 'not-applicable',
      because: 'none-counted',
      targets: { leftOut: 1 },
    });
    expect(dutyStatus(law, 'D1', unitOf('/51/', [], []), '2023-04-05')).toMatchObject({ state: 'overdue' });
    const none: DutyEvent = { fact: 'inventory.none', on: '2023-03-01' };
    expect(dutyStatus(law, 'D1', unitOf('/51/', [none], []), '2023-04-05')).toMatchObject({ state: 'not-applicable', because: 'none' });
    expect(dutyStatus(law, 'D9', unitOf('/51/', [], []), '2023-04-05')).toMatchObject({ state: 'not-applicable', because: 'none' });
  });

  it('a system that went live after the deadline is due on its own day, a planned one not at all', () => {
    const later: DutyObject = { ...SYSTEM, on: '2026-10-01' };
    expect(dutyStatus(law, 'D1', unitOf('/51/', [], [later]), '2026-10-01')).toMatchObject({ state: 'not-due', due: '2026-10-01' });
    expect(dutyStatus(law, 'D1', unitOf('/51/', [], [later]), '2026-10-02').state).toBe('overdue');
    expect(dutyStatus(law, 'D1', unitOf('/51/', [], [{ kind: 'system', id: 's1' }]), '2026-10-02').state).toBe('not-due');
  });

  it('of a body of which it is not known whether it uses cameras nobody says that it is late', () => {
    const { answers: _, ...unit } = department('/51/');
    const status = dutyStatus(law, 'D7', { unit, objects: [], events: [] }, '2026-11-21');
    expect(status).toMatchObject({ state: 'in-progress', unanswered: ['usesCameras'] });
    const without = { unit: { ...unit, answers: { usesCameras: false } }, objects: [], events: [] };
    expect(dutyStatus(law, 'D7', without, '2026-11-21')).toMatchObject({ state: 'not-applicable', because: 'ruled-out' });
  });

  it('a prohibition holds always: a state that came true later is held, not late', () => {
    const held: DutyEvent = { fact: 'cameras.none-forbidden', on: '2024-05-01' };
    expect(dutyStatus(law, 'D7', unitOf('/51/', [held]), '2024-04-30').state).toBe('overdue');
    expect(dutyStatus(law, 'D7', unitOf('/51/', [held]), '2024-05-01').state).toBe('met');
    expect(dutyStatus(law, 'D7', unitOf('/51/', [{ ...held, withdrawnOn: '2024-06-01' }]), '2024-06-01').state).toBe('overdue');
  });

  it('the yearly report: owners before 25/12, units before 20/12, last year where it was missed', () => {
    const operator = { unit: department('/51/', { roles: ['operator'] }), objects: [], events: [] };
    const owner = unitOf('/51/', [], []);
    expect(dutyStatus(law, 'L1', operator, '2026-12-19')).toMatchObject({ setBy: 'tt-12-2022', due: '2025-12-19', state: 'overdue' });
    const before: DutyEvent = { fact: 'report.yearly', on: '2025-12-18' };
    const status = (facts: UnitFacts, day: string, events: readonly DutyEvent[]) => dutyStatus(law, 'L1', { ...facts, events }, day);
    expect(status(operator, '2026-12-19', [before])).toMatchObject({ state: 'not-due', due: '2026-12-19', setBy: 'nd-331-2026' });
    expect(status(operator, '2026-12-20', [before])).toMatchObject({ state: 'overdue', due: '2026-12-19' });
    expect(status(owner, '2026-12-24', [before])).toMatchObject({ state: 'not-due', due: '2026-12-24' });
    const late: DutyEvent = { fact: 'report.yearly', on: '2027-01-05', period: '2026' };
    const met: DutyEvent = { fact: 'report.yearly', on: '2024-12-20' };
    expect(status(owner, '2025-12-01', [met])).toMatchObject({ state: 'met', metOn: '2024-12-20', due: '2025-12-24' });
    expect(status(owner, '2027-01-06', [before, late])).toMatchObject({ state: 'met-late', lateDays: 12, due: '2027-12-24' });
  });

  it('a check counts until the next one is due', () => {
    const level3: DutyObject = { ...SYSTEM, answers: { level: 3 } };
    const check: DutyEvent = { fact: 'check.periodic', on: '2023-03-10', object: 's1' };
    const of = (day: string, object = level3) => dutyStatus(law, 'L2', unitOf('/51/', [check], [object]), day);
    expect(of('2024-03-10')).toMatchObject({ state: 'met', due: '2024-03-10', changesOn: '2024-03-11' });
    expect(of('2024-03-11')).toMatchObject({ state: 'overdue', lateDays: 1 });
    expect(of('2024-03-11', SYSTEM)).toMatchObject({ state: 'met', due: '2025-03-10' });
    const later: DutyObject = { ...SYSTEM, on: '2026-09-01', answers: { level: 3 } };
    expect(unchecked(later)).toBe('2027-03-01');
    expect(unchecked({ ...later, answers: { level: 3, checkMonths: 12 } })).toBe('2027-09-01');
    expect(of('2024-03-11', { ...SYSTEM, answers: {} })).toMatchObject({ state: 'in-progress', unanswered: ['level'] });
  });

  it('a superior sets a day for those below it only, and the narrowest counts', () => {
    const set = { id: 'd1', duty: 'D22', scope: '/p/', document: '15/KH-UBND', on: '2026-06-30' };
    const unit = department('/51/', { roles: ['police'], topKind: 'ministry', kind: 'ministry' });
    const of = (deadlines: readonly (typeof set)[], path = '/p/u1/') =>
      dutyStatus(law, 'D22', { unit: { ...unit, path }, objects: [], events: [], deadlines }, '2026-07-01');
    expect(of([])).toMatchObject({ state: 'not-due' });
    expect(of([])).not.toHaveProperty('due');
    expect(of([set])).toMatchObject({ state: 'overdue', setBy: '15/KH-UBND', due: '2026-06-30' });
    expect(of([set], '/q/u1/')).toMatchObject({ state: 'not-due' });
    expect(of([set, { ...set, id: 'd2', scope: '/p/u1/', document: '3/CV', on: '2026-12-31' }])).toMatchObject({
      state: 'not-due',
      setBy: '3/CV',
    });
  });

  it('a text of a province binds who lay there when it was issued, not whom a merger brought in', () => {
    expect(readings(dutyStatus(law, 'D2', moved('/86/'), '2026-01-01'))).toHaveProperty('vinh-long-2023');
    expect(readings(dutyStatus(law, 'D2', moved('/83/'), '2026-01-01'))).toEqual({ 'ct-23-2022': 'overdue' });
  });

  it('what holds always is held from the first day of the unit on: nobody is late for the time before', () => {
    const opened = { ...unitOf('/51/'), unit: department('/51/', { openedOn: '2026-11-20' }) };
    expect(dutyStatus(law, 'D6', opened, '2026-11-20')).toMatchObject({ state: 'not-due', due: '2026-11-20' });
    expect(dutyStatus(law, 'D6', opened, '2026-11-21')).toMatchObject({ state: 'overdue', due: '2026-11-20', lateDays: 1 });
    expect(dutyStatus(law, 'D6', unitOf('/51/'), '2026-11-21')).toMatchObject({ state: 'overdue', due: '2022-12-26' });
  });

  it('is nothing before its law, to a closed unit, and to whoever only cooperates', () => {
    expect(dutyStatus(law, 'L6', unitOf('/51/'), '2026-08-18')).toMatchObject({ because: 'not-in-force', changesOn: '2026-08-19' });
    const closed = { ...unitOf('/51/'), unit: department('/51/', { closedOn: '2025-06-30' }) };
    expect(dutyStatus(law, 'D1', closed, '2025-07-01')).toMatchObject({ state: 'not-applicable', because: 'not-standing' });
    const police = { unit: department('/51/', { kind: 'agency', roles: ['police'] }), objects: [], events: [] };
    expect(dutyStatus(law, 'D35', police, '2026-11-21')).toMatchObject({ state: 'not-applicable', because: 'cooperating' });
  });
});

describe('laws of the status', () => {
  const facts = law.data.facts;
  const event = fc.record({
    fact: fc.constantFrom(...facts.map(({ id }) => id)),
    on: fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2022-12-01', n)),
    about: fc.constantFrom('s1', 'i1', 'none'),
  });
  const day = fc.integer({ min: 0, max: 1600 }).map((n) => addDays('2022-12-26', n));
  const place = fc.constantFrom('/86/', '/51/', '/66/', '/04/047/');
  const objects: readonly DutyObject[] = [SYSTEM, { kind: 'incident', id: 'i1', on: '2026-09-01', answers: { seriousIncident: true } }];

  it('one changed fact changes only the duties that look at it', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), event, day, place, (events, added, on, at) => {
        const before = dutyBoard(law, unitOf(at, events.map(toEvent), objects), on);
        const after = dutyBoard(law, unitOf(at, [...events, added].map(toEvent), objects), on);
        const touched = new Set(law.duties.ofFact.get(added.fact));
        for (const [n, status] of after.entries()) if (!touched.has(status.duty)) expect(status).toEqual(before[n]);
      }),
    );
  });

  it('nothing changes by time alone before the day it names', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), day, place, fc.integer({ min: 1, max: 400 }), (events, on, at, later) => {
        const known = events.filter((each) => each.on <= on).map(toEvent);
        for (const status of dutyBoard(law, unitOf(at, known, objects), on)) {
          const then = addDays(on, later);
          if (status.changesOn !== undefined && then >= status.changesOn) continue;
          expect(dutyStatus(law, status.duty, unitOf(at, known, objects), then).state).toBe(status.state);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('one more fact never makes a duty overdue that was not', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), event, day, place, (events, added, on, at) => {
        const before = dutyBoard(law, unitOf(at, events.map(toEvent), objects), on);
        const after = dutyBoard(law, unitOf(at, [...events, added].map(toEvent), objects), on);
        for (const [n, status] of after.entries()) if (status.state === 'overdue') expect(before[n]?.state).toBe('overdue');
      }),
    );
  });
});
