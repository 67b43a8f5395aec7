import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import type { Level, RegimeId } from '@ancam/knowledge';
import { authority, ownerOf, partsOf } from './authority.ts';
import { nextCheckDue } from './checks.ts';
import { dueFrom, limitOf, runClock } from './clocks.ts';
import { judge } from './conditions.ts';
import { addDays, addMonths } from './days.ts';
import { gateBlockers, separationBlockers } from './gates.ts';
import type { SeparationQuery } from './gates.ts';
import { incidentClocks } from './incidents.ts';
import { createLaw } from './law.ts';
import { regimeOn } from './regime.ts';
import { reportOfYear } from './reports.ts';
import { compareCatalogues, compareLevels, requirementsOf } from './requirements.ts';

const law = createLaw(loadLaw());
const LEVELS: readonly Level[] = [1, 2, 3, 4, 5];
const DAY_OF: Readonly<Record<RegimeId, string>> = { A: '2023-03-20', B: '2026-11-21' };

/** The ministry that appraises level 4. */
function ministryOf(asOf: string, regime: RegimeId, domain: string): string | undefined {
  return authority(law, { level: 4, regime, asOf, body: { domain } }).appraiserName?.vi;
}

/** Parts of the dossier and of the approval file of a running system. */
function partIds(level: Level, regime: RegimeId): string[] {
  const query = { level, regime, asOf: DAY_OF[regime] };
  return (['dossier', 'approval-file'] as const).flatMap((file) => partsOf(law, file, query, { newOrUpgraded: false }).map(({ id }) => id));
}

/** What is said against an appraiser and an operator, perhaps with a way out taken. */
function separated(ids: [string, string], option?: 'council' | 'owner'): ReturnType<typeof separationBlockers> {
  const query: SeparationQuery = { between: ['appraiser', 'operator'], ids, level: 3, regime: 'B', on: '2026-11-21' };
  return separationBlockers(law, option === undefined ? query : { ...query, option });
}

describe('the regime of a day', () => {
  const transitions = law.data.transitions.flatMap(({ id, examples }) => examples.map((example) => ({ id, ...example })));
  it.each(transitions)('$id: $about', ({ id, on, answers, expect: applies }) => {
    expect(regimeOn(law, on, answers).rules.includes(id)).toBe(applies);
  });

  it.each([
    ['2016-07-01', 'A'],
    ['2026-07-15', 'A'],
    ['2026-08-18', 'A'],
    ['2026-08-19', 'B'],
  ] as const)('%s is %s', (on, regime) => {
    expect(regimeOn(law, on).regime).toBe(regime);
  });

  it('keeps a project begun before 01/07/2026 on the old decree to the end of the year, and says what is due', () => {
    const dossier = { investmentStartedOn: '2026-03-01', running: false };
    const reading = regimeOn(law, '2026-11-21', dossier);
    expect(reading).toMatchObject({ regime: 'A', confidence: 'inferred' });
    expect(reading.dues).toMatchObject([
      { rule: 'under-investment', on: '2026-12-31', state: 'open' },
      { rule: 'under-investment-conditions', on: '2027-06-30', state: 'open' },
    ]);
    expect(regimeOn(law, '2027-01-01', dossier)).toMatchObject({ regime: 'B' });
    expect(regimeOn(law, '2027-07-01', { ...dossier, conditionsMetOn: '2027-06-30' }).dues).toMatchObject([
      { state: 'met', metOn: '2027-06-30' },
    ]);
    expect(regimeOn(law, '2027-07-01', dossier).dues).toMatchObject([{ state: 'overdue' }]);
  });

  it('has none before the first decree', () => {
    expect(() => regimeOn(law, '2016-06-30')).toThrowError(/no regime/u);
  });
});

describe('who appraises and approves', () => {
  const owners = law.data.owners.flatMap((rule) => rule.examples.map((example) => ({ id: rule.id, rule, ...example })));
  it.each(owners)('$id: $about', ({ rule, answers, expect: matches }) => {
    expect(judge(rule.when, answers).verdict === 'yes').toBe(matches);
  });

  it('is said for every level, regime and domain on every day', () => {
    for (const domain of ['general', 'defence', 'public-security', 'cipher']) {
      for (const level of LEVELS) {
        for (const [regime, days] of [
          ['A', ['2016-07-01', '2023-03-20', '2025-02-28', '2025-03-01', '2026-12-01']],
          ['B', ['2026-08-19', '2030-01-01']],
        ] as const) {
          for (const asOf of days) {
            const reading = authority(law, { level, regime, asOf, body: { domain } });
            expect(reading.approves).toBe(level <= 2 ? 'security-unit' : 'owner');
            expect(reading.appraises).toBe(level <= 3 ? 'security-unit' : 'ministry');
            expect(reading.opinion).toBe(level >= 4 ? 'security-unit' : undefined);
            expect(reading.approvesList).toBe(level === 5 ? 'prime-minister' : undefined);
          }
        }
      }
    }
  });

  it('names the ministry of the day', () => {
    expect(ministryOf('2023-03-20', 'A', 'general')).toBe('Bộ Thông tin và Truyền thông');
    expect(ministryOf('2025-03-01', 'A', 'general')).toBe('Bộ Công an');
    expect(ministryOf('2026-11-21', 'B', 'defence')).toBe('Bộ Quốc phòng');
    expect(ministryOf('2026-11-21', 'B', 'cipher')).toBe('Ban Cơ yếu Chính phủ');
  });

  it('is settled for departments and districts, and open with its question for sub-units and communes', () => {
    const settled = (bodyKind: string, superiorKind: string) =>
      ownerOf(law, 'A', '2023-04-05', { bodyKind, superiorKind, topKind: 'province' });
    expect(settled('department', 'province').settled).toBe(true);
    expect(settled('district', 'province').settled).toBe(true);
    expect(settled('other', 'province').settled).toBe(true);
    for (const open of [settled('commune', 'district'), settled('agency', 'department'), settled('school', 'district')]) {
      expect(open).toMatchObject({ settled: false, question: 'authority-sub-units' });
    }
    expect(ownerOf(law, 'A', '2023-04-05', { bodyKind: 'commune', topKind: 'province', capableOwnerNamed: true }).settled).toBe(true);
    expect(ownerOf(law, 'A', '2023-04-05', {})).toEqual({ settled: false });
  });

  it('asks levels 4 and 5 for the opinion and level 3 for the appraisal', () => {
    expect(partIds(2, 'A')).toEqual(['a-overview', 'a-design-running', 'a-level', 'a-plan']);
    expect(partIds(3, 'B')).toEqual(['b-overview', 'b-design-running', 'b-level', 'b-plan', 'b-appraisal']);
    expect(partIds(4, 'B')).toContain('b-opinion');
  });
});

describe('time limits', () => {
  const limits = law.data.limits.flatMap((limit) => limit.examples.map((example) => ({ id: limit.id, limit, ...example })));
  it.each(limits)('$id: $about', ({ limit, start, due }) => {
    expect(dueFrom(law, limit, start).day).toBe(due);
    const clock = runClock(law, limit, [{ does: 'start', on: start }], start);
    expect(clock).toMatchObject({ state: 'running', used: 0, left: limit.amount, due: { day: due } });
    expect(runClock(law, limit, [{ does: 'start', on: start }], due).late).toBeUndefined();
    expect(runClock(law, limit, [{ does: 'start', on: start }], addDays(due, 1)).late).toMatchObject({ who: limit.who });
  });

  it('are none for appraising levels 1 and 2, and say so', () => {
    expect(limitOf(law, 'appraisal', 2, 'B', '2026-11-21')).toMatchObject({
      limit: undefined,
      why: { vi: expect.stringContaining('không đặt thời hạn') },
    });
    expect(limitOf(law, 'validity', 3, 'A', '2023-03-20').limit).toBeUndefined();
    expect(limitOf(law, 'validity', 3, 'A', '2022-09-30').limit?.amount).toBe(5);
    expect(limitOf(law, 'appraisal', 4, 'B', '2026-11-21').limit?.amount).toBe(25);
    expect(limitOf(law, 'appraisal', 3, 'A', '2026-12-01').limit?.unit).toBe('calendar-days');
  });

  const b3 = limitOf(law, 'appraisal', 3, 'B', '2026-11-21').limit;
  if (b3 === undefined) throw new Error('the limit of level 3 is missing');

  it('a pause is not counted', () => {
    const events = [
      { does: 'start', on: '2026-09-07' },
      { does: 'pause', on: '2026-09-10' },
      { does: 'resume', on: '2026-09-21' },
    ] as const;
    expect(runClock(law, b3, events, '2026-09-15')).toMatchObject({ state: 'paused', used: 3, left: 12 });
    expect(runClock(law, b3, events, '2026-09-21')).toMatchObject({ state: 'running', used: 3, left: 12, due: { day: '2026-10-07' } });
    const stopped = runClock(law, b3, [...events, { does: 'stop', on: '2026-10-09' }], '2026-12-01');
    expect(stopped).toMatchObject({ state: 'stopped', stoppedOn: '2026-10-09', used: 17, left: -2, late: { by: 2, who: 'security-unit' } });
  });

  it('a submission anew begins again, and what comes after the day has not happened', () => {
    const events = [
      { does: 'start', on: '2026-09-07' },
      { does: 'stop', on: '2026-09-10' },
      { does: 'start', on: '2026-10-05' },
    ] as const;
    expect(runClock(law, b3, events, '2026-10-06')).toMatchObject({ state: 'running', startedOn: '2026-10-05', used: 1 });
    expect(runClock(law, b3, events, '2026-09-06')).toMatchObject({ state: 'not-started' });
    expect(runClock(law, b3, events, '2026-09-20')).toMatchObject({ state: 'stopped', used: 3 });
  });

  it('pausing never makes the last day earlier', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 40 }),
        (offset, before, long) => {
          const start = addDays('2026-08-24', offset);
          const pause = addDays(start, before);
          const resume = addDays(pause, long);
          const whole = dueFrom(law, b3, start).day;
          const clock = runClock(
            law,
            b3,
            [
              { does: 'start', on: start },
              { does: 'pause', on: pause },
              { does: 'resume', on: resume },
            ],
            resume,
          );
          expect((clock.due?.day ?? '') >= whole).toBe(true);
        },
      ),
    );
  });
});

describe('gates and separation', () => {
  it.each(['A', 'B'] as const)('regime %s: no approval without the bylaw, none by a bylaw of a later day', (regime) => {
    const on = DAY_OF[regime];
    const of = (answers: Record<string, string>) => gateBlockers(law, { blocks: 'approve', level: 2, regime, on, answers });
    expect(of({})).toMatchObject([{ because: 'missing', questions: ['bylawIssuedOn'] }]);
    expect(of({ bylawIssuedOn: addDays(on, 1) })).toMatchObject([{ because: 'later' }]);
    expect(of({ bylawIssuedOn: on })).toEqual([]);
  });

  it('a new system does not run without its plan, nor under B without its assessment; a running one is not held', () => {
    const rules = (regime: RegimeId, answers: Record<string, string | boolean>) =>
      gateBlockers(law, { blocks: 'operate', level: 3, regime, on: DAY_OF[regime], answers }).map(({ rule }) => rule);
    expect(rules('A', { newOrUpgraded: true })).toEqual(['a-plan-before-operation']);
    expect(rules('B', { newOrUpgraded: true })).toEqual(['b-plan-before-operation', 'b-assessment-before-operation']);
    expect(rules('B', { newOrUpgraded: true, planDeployedOn: '2026-11-01', preOperationCheckOn: '2026-11-20' })).toEqual([]);
    expect(rules('B', { newOrUpgraded: false })).toEqual([]);
    expect(gateBlockers(law, { blocks: 'operate', level: 3, regime: 'A', on: '2023-03-20', answers: {} })).toMatchObject([
      { because: 'unanswered' },
    ]);
  });

  it('whoever runs the system does not appraise it, unless by a way out of the rule', () => {
    expect(separated(['u1', 'u2'])).toEqual([]);
    expect(separated(['u1', 'u1'])).toMatchObject([{ rule: 'b-appraiser-operator' }]);
    expect(separated(['u1', 'u1'], 'council')).toEqual([]);
    expect(separated(['u1', 'u1'], 'owner')).toHaveLength(1);
  });
});

describe('checks, reports, incidents', () => {
  it.each([
    [1, 'A', '2025-03-31', 'organisation'],
    [3, 'A', '2024-03-31', 'level'],
    [5, 'A', '2023-09-30', 'level'],
  ] as const)('level %i under %s after 31/03/2023: %s (%s)', (level, regime, due, basis) => {
    expect(nextCheckDue(law, { level, regime, asOf: '2023-04-05', lastOn: '2023-03-31', since: '2020-01-01' })).toMatchObject({
      due,
      basis,
    });
  });

  it('under B the body sets the cycle; until then the minimum of the standard is shown as inferred', () => {
    const query = { level: 3, regime: 'B', asOf: '2026-11-21', since: '2026-09-01' } as const;
    expect(nextCheckDue(law, query)).toMatchObject({ due: '2027-03-01', basis: 'minimum', confidence: 'inferred' });
    expect(nextCheckDue(law, { ...query, chosenMonths: 12 })).toMatchObject({ due: '2027-09-01', basis: 'chosen' });
    expect(nextCheckDue(law, { ...query, activity: 'pentest' })).toMatchObject({ due: undefined, basis: 'none' });
    expect(nextCheckDue(law, { ...query, activity: 'juggling' })).toBeUndefined();
  });

  it('adds months to the last day of a shorter one', () => {
    expect(addMonths('2023-08-31', 6)).toBe('2024-02-29');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2023-11-15', 2)).toBe('2024-01-15');
  });

  it.each([
    [2023, 'a-yearly', 'Bộ Thông tin và Truyền thông'],
    [2025, 'a-yearly-2025', 'Bộ Công an'],
    [2026, 'b-yearly', 'Bộ Công an'],
  ])('the report of %i: %s', (year, cycle, receiver) => {
    const report = reportOfYear(law, year);
    expect(report).toMatchObject({ cycle, from: `${year - 1}-12-15`, to: `${year}-12-14` });
    expect(report.dues.map(({ lastDay }) => lastDay)).toEqual([`${year}-12-19`, `${year}-12-19`, `${year}-12-24`]);
    expect(report.dues.at(-1)?.receiver.vi).toBe(receiver);
    expect(report.contents).toHaveLength(year === 2026 ? 12 : 11);
  });

  it('has none before the circular', () => {
    expect(() => reportOfYear(law, 2021)).toThrowError(/no yearly report/u);
  });

  it('an incident runs at once, 24 and 72 hours from its discovery, and only under B', () => {
    const incident = { detectedAt: '2026-11-21T03:00:00.000Z', answers: { seriousIncident: true, securitySigns: true } };
    const clocks = incidentClocks(
      law,
      { ...incident, notices: { 'b-first-notice': '2026-11-22T02:00:00.000Z' } },
      '2026-11-25T00:00:00.000Z',
    );
    expect(clocks.map(({ clock, due, state }) => [clock, due, state])).toEqual([
      ['b-at-once', '2026-11-21T03:00:00.000Z', 'overdue'],
      ['b-first-notice', '2026-11-22T03:00:00.000Z', 'met'],
      ['b-report', '2026-11-24T03:00:00.000Z', 'overdue'],
    ]);
    expect(incidentClocks(law, { ...incident, answers: {} }, incident.detectedAt).every(({ applies }) => applies === 'unknown')).toBe(true);
    expect(incidentClocks(law, { ...incident, detectedAt: '2026-08-18T03:00:00.000Z' }, '2026-08-19T00:00:00.000Z')).toEqual([]);
    expect(incidentClocks(law, { ...incident, answers: { seriousIncident: false, securitySigns: false } }, incident.detectedAt)).toEqual(
      [],
    );
  });

  const clocks = law.data.incidentClocks.flatMap(({ id, when, examples }) => examples.map((example) => ({ id, when, ...example })));
  it.each(clocks)('$id: $about', ({ when, answers, expect: starts }) => {
    expect(judge(when, answers).verdict).toBe(starts ? 'yes' : 'no');
  });
});

describe('the catalogue of requirements', () => {
  it.each([
    [1, [15, 3, 3, 13]],
    [2, [18, 5, 6, 17]],
    [3, [22, 7, 16, 21]],
    [4, [22, 8, 17, 21]],
    [5, [22, 8, 19, 21]],
  ] as const)('level %i has as many rows as its annex', (level, counts) => {
    const rows = requirementsOf(law, level);
    expect(['M', 'Z', 'S', 'C'].map((kind) => rows.filter(({ id }) => id.startsWith(`L${level}.${kind}.`)).length)).toEqual(counts);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('is pinned by a hash and compared by key', () => {
    expect(law.data.catalogueHash).toMatch(/^[0-9a-f]{64}$/u);
    const step = compareLevels(law, 2, 3);
    expect(step.added).toEqual(expect.arrayContaining(['M.OPS.TERM', 'S.SIEM', 'Z.DB']));
    expect(step.removed).toEqual(['S.AVHOST']);
    expect(step.stricter).toContain('S.HA');
  });

  it('a new edition reopens only the rows that ask for something else', () => {
    const rows = requirementsOf(law, 1);
    const [first, second, ...rest] = rows;
    if (first === undefined || second === undefined) throw new Error('the catalogue of level 1 is empty');
    const edition = [
      { ...second, summary: { vi: 'Khác.', en: 'Other.' } },
      ...rest.map((row) => ({ ...row, groups: [] })),
      { ...first, id: 'L1.M.9.9' },
    ];
    expect(compareCatalogues(rows, edition)).toEqual({ added: ['L1.M.9.9'], removed: [first.id], changed: [second.id] });
    expect(compareCatalogues(rows, rows)).toEqual({ added: [], removed: [], changed: [] });
  });
});
