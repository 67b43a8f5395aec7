import { api, urlOf } from '@ancam/contract';
import type { SystemCheckDetail } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { loadLaw } from '@ancam/knowledge';
import { createLaw, getWorkflow } from '@ancam/law';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { SOUND, concludeCheck, planCheck, setCheck, stepCheck } from '../../../test/checks.ts';
import { join } from '../../../test/people.ts';
import { addSystem, determine } from '../../../test/plans.ts';
import type { Pair } from '../../../test/plans.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { withActor } from '../../db/actor.ts';
import { actorAt } from '../../../test/actors.ts';
import { conditionsOf } from './check-law.ts';
import type { Judged } from './check-law.ts';
import { preOperationCheckOf } from './pre-operation.service.ts';

const DAY = '2026-11-22';
const law = createLaw(loadLaw());

const reasons = (check: SystemCheckDetail, step: string): string[] =>
  (check.steps.find((each) => each.step === step)?.blockers ?? []).map(({ reason }) => reason);

describe('what stands against a check', () => {
  const sound: Judged = {
    kind: 'periodic',
    level: 3,
    regime: 'A',
    planned_on: '2026-03-01',
    ended_on: '2026-03-10',
    assessor_kind: 'licensed',
    assessor: 'Công ty X',
    independent: true,
    licence_number: '1/GP',
    licence_issuer: 'Bộ',
    licence_from: '2025-01-01',
    licence_until: '2026-03-10',
    outcome: 'passed',
    summary: 'Đạt',
    n_total: 0,
  };
  const all = getWorkflow(law, 'check').conditions.map(({ id }) => id);
  const lacking = (change: Partial<Judged>): string[] => {
    const held = conditionsOf(law, { ...sound, ...change });
    return all.filter((id) => !held.has(id));
  };

  test('is nothing where the licence is in force on the day of the check, its last day counted', () => {
    expect(lacking({})).toEqual([]);
    expect(lacking({ licence_until: '2026-03-09' })).toEqual(['licence-valid']);
    expect(lacking({ licence_from: '2026-03-11', licence_until: '2027-01-01' })).toEqual(['licence-valid']);
  });

  test('is a licence without number, issuer or end; a designation needs no end, a public unit no paper', () => {
    expect(lacking({ licence_number: '' })).toEqual(['licence-given']);
    expect(lacking({ licence_issuer: '' })).toEqual(['licence-given']);
    expect(lacking({ licence_until: null })).toEqual(['licence-given']);
    expect(lacking({ assessor_kind: 'designated', licence_until: null })).toEqual([]);
    expect(lacking({ assessor_kind: 'public', licence_number: '', licence_issuer: '', licence_until: null })).toEqual([]);
  });

  test('from level 3 under regime A no unit of the body checks; below it may, where it is independent', () => {
    expect(lacking({ assessor_kind: 'own-unit' })).toEqual(['assessor-fits']);
    expect(lacking({ assessor_kind: 'own-unit', level: 2 })).toEqual([]);
    expect(lacking({ assessor_kind: 'own-unit', level: 2, independent: false })).toEqual(['independent']);
  });

  test('under regime B a unit of the body checks up to level 4, but not after an incident', () => {
    const later = { regime: 'B', planned_on: '2026-10-01', ended_on: '2026-10-10', assessor_kind: 'own-unit' } as const;
    expect(lacking({ ...later, level: 4 })).toEqual([]);
    expect(lacking({ ...later, level: 5 })).toEqual(['assessor-fits']);
    expect(lacking({ ...later, level: 2, kind: 'extraordinary' })).toEqual(['assessor-fits']);
  });

  test('is a day, assessor or result that is missing, and a conclusion that does not agree with the list', () => {
    expect(lacking({ ended_on: null })).toEqual(['day-given']);
    expect(lacking({ assessor_kind: null })).toEqual(['assessor-named']);
    expect(lacking({ summary: '' })).toEqual(['result-given']);
    expect(lacking({ outcome: 'shortcomings' })).toEqual(['shortcomings-listed']);
    expect(lacking({ outcome: 'passed', n_total: 1 })).toEqual(['shortcomings-listed']);
    expect(lacking({ outcome: 'failed', n_total: 0 })).toEqual([]);
  });
});

describeOnEachStore('checks of systems', (open) => {
  let app: TestApp;
  let pair: Pair;
  let officer: Browser;
  let other: Browser;
  let system: Id;
  beforeAll(async () => {
    app = await openApp(open, `${DAY}T08:00:00.000Z`);
    officer = await setUpAdministrator(app);
    pair = { officer, approver: (await join(app, officer, { login: 'duyet', role: 'approver' })).browser };
    other = await signInElsewhere(app, 'administrator');
    system = await addSystem(officer, 'Hệ thống camera trụ sở');
  });
  afterAll(() => app.close());

  test('a system without a level of its own is not checked', async () => {
    await expect(planCheck(officer, system, { kind: 'periodic' })).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'no-level' },
    });
    const protect = async () => (await officer.call(api.getSystem, { params: { id: system } })).actions;
    expect((await protect()).blockers).toContainEqual({ action: 'protect', reason: 'no-level' });
    await determine(pair, system, DAY, 2);
    expect((await protect()).may).toContain('protect');
  });

  test('the periodic check is planned by one click on the day on which it is due, once', async () => {
    const before = (await officer.call(api.listChecks)).items.find(({ id }) => id === system);
    expect(before).toMatchObject({ open: null, actions: { may: ['plan'] } });
    const check = await planCheck(officer, system, { kind: 'periodic' });
    expect(check).toMatchObject({ plannedOn: before?.due, state: 'planned', kind: 'periodic', level: 2, regime: 'B' });
    await expect(planCheck(officer, system, { kind: 'periodic' })).rejects.toMatchObject({ details: { reason: 'has-check' } });
    const after = (await officer.call(api.listChecks)).items.find(({ id }) => id === system);
    expect(after).toMatchObject({
      open: { id: check.id, state: 'planned' },
      actions: { blockers: [{ action: 'plan', reason: 'has-check' }] },
    });
  });

  test('it is reported only with day, assessor, valid licence and result, and concluded by another person; then the cycle runs from it', async () => {
    const [row] = (await officer.call(api.listSystemChecks, { query: { system } })).items;
    const id = row?.id ?? '';
    const running = await stepCheck(pair, id, 'start');
    expect(reasons(running, 'report')).toEqual(['day-given', 'assessor-named', 'result-given']);
    const expired = { ...SOUND, endedOn: DAY, licence: { ...SOUND.licence, until: '2026-11-21' } };
    expect(reasons(await setCheck(officer, id, expired), 'report')).toEqual(['licence-valid']);
    await expect(stepCheck(pair, id, 'report')).rejects.toMatchObject({ code: 'conflict', details: { reason: 'licence-valid' } });
    await setCheck(officer, id, { licence: SOUND.licence ?? {} });
    const reported = await stepCheck(pair, id, 'report');
    expect(reasons(reported, 'close')).toContain('own-proposal');
    await expect(setCheck(officer, id, { summary: 'khác' })).rejects.toMatchObject({ details: { reason: 'state' } });
    expect(await stepCheck(pair, id, 'return', 'Thiếu danh sách camera')).toMatchObject({ state: 'running' });
    await stepCheck(pair, id, 'report');
    expect(await stepCheck(pair, id, 'close')).toMatchObject({ state: 'closed', outcome: 'passed' });
    const due = (await officer.call(api.listChecks)).items.find((each) => each.id === system);
    expect(due).toMatchObject({ lastOn: DAY, lastCheck: id, lastRecord: null, due: '2027-11-22', open: null });
  });

  test('the database refuses what the service refuses: an expired licence, a step out of order, the same person twice', async () => {
    const { id } = await planCheck(officer, system, { kind: 'periodic', plannedOn: '2027-01-05' });
    const place = await app.context.db.selectFrom('system_check').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const as = actorAt(place.scope_path, { homeId: place.home_id, unitId: place.unit_id });
    const run = (statement: ReturnType<typeof sql>) => withActor(app.context, as, ({ tx }) => statement.execute(tx));
    await expect(run(sql`update system_check set state = 'closed' where id = ${id}`)).rejects.toThrow(/does not go from planned to closed/);
    const person = newId();
    const event = (step: string, from: string, to: string) =>
      run(sql`insert into check_event (id, home_id, unit_id, scope_path, check_id, at, by_id, by_name, event, step, from_state, to_state)
        values (gen_random_uuid(), ${place.home_id}, ${place.unit_id}, ${place.scope_path}, ${id}, now(), ${person}, 'x', 'step', ${step}, ${from}, ${to})`);
    await expect(event('close', 'planned', 'closed')).rejects.toThrow(/does not take the step close/);
    await stepCheck(pair, id, 'start');
    await setCheck(officer, id, { ...SOUND, endedOn: DAY, licence: { ...SOUND.licence, until: '2026-11-21' } });
    await event('report', 'running', 'reported');
    await expect(run(sql`update system_check set state = 'reported' where id = ${id}`)).rejects.toThrow(/violates check constraint/);
    await setCheck(officer, id, { licence: SOUND.licence ?? {} });
    await run(sql`update system_check set state = 'reported' where id = ${id}`);
    await expect(event('close', 'reported', 'closed')).rejects.toThrow(/whoever takes report does not take close/);
    await stepCheck(pair, id, 'close');
  });

  test('the check before operation speaks for going live when it is concluded and nothing that it found is open', async () => {
    const id = await addSystem(officer, 'Hệ thống mới');
    await determine(pair, id, DAY, 1);
    const { scope_path, home_id, unit_id } = await app.context.db
      .selectFrom('information_system')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const ask = () =>
      withActor(app.context, actorAt(scope_path, { homeId: home_id, unitId: unit_id }), (work) => preOperationCheckOf(work, id));
    expect(await ask()).toBeUndefined();
    const failed = { ...SOUND, endedOn: '2026-11-20', outcome: 'failed' as const };
    await concludeCheck(pair, id, { kind: 'before-operation', plannedOn: '2026-11-20' }, { ...failed, endedOn: DAY });
    expect(await ask()).toMatchObject({ on: DAY, outcome: 'failed', passed: false });
    const { id: check } = await concludeCheck(pair, id, { kind: 'before-operation' }, { ...SOUND, endedOn: DAY });
    expect(await ask()).toEqual({ id: check, on: DAY, outcome: 'passed', assessor: SOUND.assessor, open: 0, passed: true });
    expect(await officer.call(api.getSystemCheck, { params: { id: check } })).toMatchObject({ speaksForOperation: true });
    // It is no check of the cycle.
    expect((await officer.call(api.listChecks)).items.find((row) => row.id === id)).toMatchObject({ lastOn: null });
  });

  test('days that cannot be are refused with their field', async () => {
    const { id } = await planCheck(officer, system, { kind: 'extraordinary' });
    await stepCheck(pair, id, 'start');
    await expect(setCheck(officer, id, { endedOn: '2026-11-23' })).rejects.toMatchObject({ details: { place: 'body.set.endedOn' } });
    await expect(setCheck(officer, id, { endedOn: '2026-11-21' })).rejects.toMatchObject({ details: { place: 'body.set.endedOn' } });
    const licence = { from: '2026-02-01', until: '2026-01-01' };
    await expect(setCheck(officer, id, { licence })).rejects.toMatchObject({ details: { place: 'body.set.licence.until' } });
    await expect(stepCheck(pair, id, 'cancel')).rejects.toMatchObject({ details: { place: 'body.reason' } });
    expect(await stepCheck(pair, id, 'cancel', 'Trùng đợt')).toMatchObject({ state: 'cancelled' });
  });

  test('the calendar tells what was done, planned and due; lists export; nobody sees the checks of others', async () => {
    const { id } = await planCheck(officer, system, { kind: 'periodic', plannedOn: '2027-03-04' });
    const { items } = await officer.call(api.checkCalendar, { query: { year: 2027 } });
    expect(items.find(({ check }) => check === id)).toMatchObject({ on: '2027-03-04', what: 'planned', system: { id: system } });
    expect(items).toContainEqual(expect.objectContaining({ on: '2027-11-22', what: 'due', check: null }));
    const now = await officer.call(api.checkCalendar, { query: { year: 2026 } });
    expect(now.items.filter(({ what }) => what === 'done').length).toBeGreaterThan(1);
    const file = await officer.fetch(urlOf(api.exportSystemChecks, { query: { format: 'csv', language: 'vi', state: 'planned' } }));
    expect(await file.text()).toContain('Hệ thống camera trụ sở');
    expect((await other.call(api.listSystemChecks)).items).toEqual([]);
    expect((await other.call(api.checkCalendar, { query: { year: 2027 } })).items).toEqual([]);
    await expect(other.call(api.getSystemCheck, { params: { id } })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the steps of the database are those of the statute book', async () => {
    const { rows } = await sql<{ of_what: string; step: string; from_state: string; to_state: string; not_by: string | null }>`
      select * from check_step`.execute(app.context.db);
    const key = (row: (typeof rows)[number]): string => JSON.stringify([row.of_what, row.step, row.from_state, row.to_state, row.not_by]);
    const told = (['check', 'shortcoming'] as const).flatMap((of_what) =>
      getWorkflow(law, of_what).steps.flatMap(({ id, from, to, notBy }) =>
        from.map((from_state) => key({ of_what, step: id, from_state, to_state: to, not_by: notBy?.[0] ?? null })),
      ),
    );
    expect(rows.map(key).toSorted()).toEqual(told.toSorted());
  });
});
