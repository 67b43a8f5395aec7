import { REGISTERS, api } from '@ancam/contract';
import type { MyWork, WorkKind } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { SOUND, planCheck, setCheck, stepCheck } from '../../../test/checks.ts';
import { fullDossier, moveOn, plantProcedure } from '../../../test/dossiers.ts';
import type { Person, Procedure } from '../../../test/dossiers.ts';
import { addSystem, determine, itemsOf, takeStep } from '../../../test/plans.ts';
import { plainData } from '../../../test/records.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf } from '../../../test/tree.ts';
import { bringDutiesUpToDate } from '../duties/keep-duties.service.ts';

const ON = '2026-11-20';
const BYLAWS = REGISTERS.find(({ id }) => id === 'bylaws');

const workOf = (browser: Browser): Promise<MyWork> => browser.call(api.myWork);

describeOnEachStore('what waits for somebody', (open) => {
  let app: TestApp;
  let procedure: Procedure;
  let who: Procedure['browsers'];
  let system: Id;
  let dossier: Id;
  let plan: Id;
  beforeAll(async () => {
    app = await openApp(open, `${ON}T03:00:00.000Z`);
    procedure = await plantProcedure(app);
    who = procedure.browsers;
    system = await addSystem(who.operator, 'Camera giao thông');
    await determine({ officer: who.operator, approver: who.colleague }, system, ON, 2);
    plan = (await who.operator.call(api.addPlan, { params: { id: system } })).id;
  }, 60_000);
  afterAll(() => app.close());

  const of = async (person: Person, kind: WorkKind): Promise<string[]> =>
    (await workOf(who[person])).groups.find((each) => each.kind === kind)?.items.map(({ name, what }) => `${what.en}: ${name.en}`) ?? [];

  test('a dossier waits for whoever takes the next step, and for nobody who only reads it', async () => {
    expect(await of('operator', 'dossiers')).toEqual([]);
    dossier = (await fullDossier(who.operator, system, null)).id;
    expect(await of('operator', 'dossiers')).toEqual(['Submit for appraisal and approval: Camera giao thông']);
    expect(await of('security-unit', 'dossiers')).toEqual([]);
    await moveOn(who.operator, dossier, 'submit-1-2', ON);
    const group = (await workOf(who['security-unit'])).groups.find(({ kind }) => kind === 'dossiers');
    expect(group).toMatchObject({ count: 1, more: false, link: '/dossiers?mine=yes' });
    expect(group?.items.map(({ what }) => what.en)).toEqual(['Accept as valid']);
    expect(group?.items).toMatchObject([{ link: `/dossiers/${dossier}`, due: '2026-11-30', late: false }]);
    for (const person of ['operator', 'owner', 'stranger', 'ministry'] as const) expect(await of(person, 'dossiers'), person).toEqual([]);
    // A person of the unit without the right to decide is not called to decide, a viewer to nothing.
    await moveOn(who['security-unit'], dossier, 'accept', ON);
    await moveOn(who['security-unit'], dossier, 'find-fit', ON);
    const officer = await accountOf(app, procedure.security.id, 'officer');
    const viewer = await accountOf(app, procedure.security.id, 'viewer');
    expect((await workOf(officer)).groups.map(({ kind }) => kind)).not.toContain('dossiers');
    expect((await workOf(viewer)).groups.map(({ kind }) => kind)).not.toContain('dossiers');
    expect(await of('security-unit', 'dossiers')).toHaveLength(1);
  });

  test('levels, plans and records wait for another person than who proposed them, until they are decided', async () => {
    const other = await addSystem(who.operator, 'Mạng nội bộ');
    const answers = { informationKinds: ['public'], serviceTypes: ['internal'] };
    const { open: sheet } = await who.operator.call(api.saveSystemLevel, {
      params: { id: other },
      body: { asOf: ON, answers, reason: '' },
    });
    await who.operator.call(api.stepLevel, { params: { id: sheet?.id ?? '' }, body: { action: 'propose' } });
    const ids = (await itemsOf(who.operator, plan)).map(({ id }) => id);
    const set = { answer: 'none' as const, owner: 'Tổ CNTT', dueOn: '2026-12-31' };
    await who.operator.call(api.setPlanItems, { params: { id: plan }, body: { ids, set } });
    await takeStep({ officer: who.operator, approver: who.colleague }, plan, 'propose');
    if (BYLAWS === undefined) throw new TypeError('no register of bylaws');
    const params = { register: 'bylaws' };
    const body = { data: { ...plainData(BYLAWS, 7), scope: 'system', issuedOn: ON }, restricted: false };
    const { id, version } = await who.operator.call(api.createRecord, { params, body });
    await who.operator.call(api.moveRecord, { params: { ...params, id }, body: { version, transition: 'propose' } });
    expect(await of('colleague', 'levels')).toEqual(['Confirm level 1: Mạng nội bộ']);
    expect(await of('colleague', 'plans')).toEqual(['Approve with the level: Camera giao thông']);
    expect(await of('colleague', 'records')).toHaveLength(1);
    for (const kind of ['levels', 'plans', 'records'] as const) {
      expect(await of('operator', kind), kind).toEqual([]);
      expect(await of('stranger', kind), kind).toEqual([]);
    }
    await who.colleague.call(api.decideLevel, { params: { id: sheet?.id ?? '' }, body: { action: 'confirm' } });
    await takeStep({ officer: who.operator, approver: who.colleague }, plan, 'approve');
    expect([await of('colleague', 'levels'), await of('colleague', 'plans')]).toEqual([[], []]);
  });

  test('a check that was reported waits to be concluded, a shortcoming that was fixed to be retested, by another person', async () => {
    const pair = { officer: who.operator, approver: who.colleague };
    const { id } = await planCheck(who.operator, system, { kind: 'extraordinary' });
    await stepCheck(pair, id, 'start');
    await setCheck(who.operator, id, { ...SOUND, endedOn: ON });
    await stepCheck(pair, id, 'report');
    expect(await of('operator', 'checks')).toEqual([]);
    expect(await of('stranger', 'checks')).toEqual([]);
    expect(await of('colleague', 'checks')).toEqual(['Conclude: Camera giao thông']);
    await stepCheck(pair, id, 'close');
    expect(await of('colleague', 'checks')).toEqual([]);
  });

  test('a report waits to be frozen by another person than who checked it', async () => {
    const body = { kind: 'directive' as const, periodFrom: '2026-01-01', periodTo: '2026-06-30', asOf: '2026-06-30' };
    const { id } = await who.operator.call(api.createReport, { body });
    await who.operator.call(api.moveReport, { params: { id }, body: { step: 'check' } });
    expect(await of('operator', 'reports')).toEqual([]);
    expect(await of('colleague', 'reports')).toEqual(['Freeze: Sở Giao thông vận tải, period to 30/06/2026']);
  });

  test('duties of the own unit wait with their day, what is overdue first; of another unit none', async () => {
    await bringDutiesUpToDate(app.context);
    const duties = (await workOf(who.operator)).groups.find(({ kind }) => kind === 'duties');
    const { rows } = await sql<{ duty: string }>`select duty from duty_status where unit_id = ${procedure.department.id}
      and (state = 'overdue' or state in ('not-due', 'in-progress') and due between ${ON}::date and '2026-12-20')`.execute(app.context.db);
    expect(duties?.count).toBe(rows.length);
    expect(duties?.count).toBeGreaterThan(0);
    const days = duties?.items.map(({ late, due }) => `${late ? 0 : 1} ${due ?? '9999-12-31'}`) ?? [];
    expect(days).toEqual(days.toSorted());
  });

  test('where nothing waits nothing is shown, and whoever is not signed in is told nothing', async () => {
    const viewer = await workOf(await accountOf(app, procedure.ministry.id, 'viewer'));
    // Whoever decides nothing sees what is due in the unit alone.
    expect([viewer.on, viewer.groups.map(({ kind }) => kind)]).toEqual([ON, ['duties']]);
    const out = await accountOf(app, procedure.aside.id, 'administrator');
    await out.call(api.logout);
    expect(await codeOf(workOf(out))).toBe('auth.required');
  });
});
