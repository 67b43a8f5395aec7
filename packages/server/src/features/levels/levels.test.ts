import { DETERMINATION_STATES, DETERMINATION_STEPS, api } from '@ancam/contract';
import type { LevelBody, LevelSheet, SystemBody } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { join } from '../../../test/people.ts';
import { addSystem, determineLevel, saveLevel } from '../../../test/levels.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import { actorAt } from '../../../test/actors.ts';
import { levelOf } from './levels.service.ts';

type Action = (typeof DETERMINATION_STEPS)[number]['action'];
type State = (typeof DETERMINATION_STATES)[number];

const TRAFFIC: Partial<SystemBody> = {
  dedicated: true,
  serviceType: 'infrastructure',
  reach: 'province',
  informationKinds: ['private', 'personal'],
  usersEstimate: 20,
  purpose: 'Giám sát giao thông',
};

describeOnOneStore('the level of a system', (open) => {
  let app: TestApp;
  let admin: Browser;
  let approver: Browser;
  let other: Browser;
  let count = 0;
  beforeAll(async () => {
    app = await openApp(open, '2023-03-20T08:00:00.000Z');
    admin = await setUpAdministrator(app);
    ({ browser: approver } = await join(app, admin, { login: 'duyet', role: 'approver' }));
    other = await signInElsewhere(app, 'administrator');
  });
  afterAll(() => app.close());

  const add = (change: Partial<SystemBody> = {}): Promise<string> => {
    count += 1;
    return addSystem(admin, { name: `Hệ thống ${count}`, ...change });
  };
  const sheetOf = (id: string, browser = admin): Promise<LevelSheet> => browser.call(api.getSystemLevel, { params: { id } });
  const save = (id: string, change: Partial<LevelBody> = {}): Promise<LevelSheet> =>
    saveLevel(admin, id, { ...change, answers: { cameraCount: 40, ...change.answers } });
  const act = (browser: Browser, id: string, action: Action): Promise<LevelSheet> =>
    action === 'confirm' || action === 'return'
      ? browser.call(api.decideLevel, { params: { id }, body: { action, reason: 'Đã xem' } })
      : browser.call(api.stepLevel, { params: { id }, body: { action } });
  const determine = (id: string): Promise<LevelSheet> => determineLevel(admin, approver, id, { answers: { cameraCount: 40 } });
  const asOwnerDo = (statement: ReturnType<typeof sql>) => asOwner(app.context, (tx) => statement.execute(tx));
  const inForce = async (systemId: string) => {
    const unit = await app.context.db.selectFrom('unit').selectAll().orderBy('created_at').limit(1).executeTakeFirstOrThrow();
    return withActor(app.context, actorAt(unit.scope_path, { homeId: unit.home_id, unitId: unit.id }), (work) => levelOf(work, systemId));
  };

  test('the register fills the worksheet in, and what was taken from it is marked', async () => {
    const id = await add(TRAFFIC);
    const { fresh, current } = await sheetOf(id);
    expect(current).toBeNull();
    expect(fresh).toMatchObject({
      asOf: '2023-03-20',
      answers: {
        informationKinds: ['private', 'personal'],
        serviceTypes: ['infrastructure'],
        infrastructureReach: 'province',
        camerasMain: true,
        dedicatedSurveillance: true,
        cameraPurpose: 'Giám sát giao thông',
      },
    });
    const { open: draft } = await save(id, { counted: { cameraCount: 'Đếm tại hiện trường 15/03/2023' } });
    expect(draft?.prefilled).toContain('infrastructureReach');
    expect(draft?.prefilled).not.toContain('cameraCount');
    expect(draft?.counted).toEqual({ cameraCount: 'Đếm tại hiện trường 15/03/2023' });
  });

  test('cameras of a province are a system of level 3: all matching criteria, the grounds with their clause, what could still raise it', async () => {
    const id = await add(TRAFFIC);
    const { open: draft } = await save(id);
    expect(draft).toMatchObject({ regime: 'A', level: 3, treatment: 'system' });
    expect(draft?.findings.matches.map(({ criterion }) => criterion)).toContain('A3.3');
    expect(draft?.findings.grounds?.vi).toContain('khoản 3 Điều 9');
    expect(draft?.findings.cameras?.confidence).toBe('inferred');
    expect(draft?.findings.doubts.length).toBeGreaterThan(0);
    const body = { ...(await sheetOf(id)).fresh, answers: { ...draft?.answers, servesSecurity: true, securityHarm: 'especially-serious' } };
    const preview = await admin.call(api.previewSystemLevel, { params: { id }, body });
    expect(preview.level).toBe(5);
    expect(preview.questions.find(({ id: question }) => question === 'onlinePublicService')?.state).toBe('spared');
    expect(preview.questions.find(({ id: question }) => question === 'servesSecurity')?.state).toBe('answered');
  });

  test('the day decides the regime', async () => {
    const id = await add(TRAFFIC);
    const body = (await sheetOf(id)).fresh;
    const b = await admin.call(api.previewSystemLevel, { params: { id }, body: { ...body, asOf: '2026-11-22' } });
    expect(b).toMatchObject({ regime: 'B', level: 3 });
    expect(b.findings.matches.every(({ criterion }) => criterion.startsWith('B'))).toBe(true);
    expect(await codeOf(admin.call(api.saveSystemLevel, { params: { id }, body: { ...body, asOf: '2026-11-22' } }))).toBe('input.invalid');
    expect(await codeOf(admin.call(api.previewSystemLevel, { params: { id }, body: { ...body, asOf: '1990-01-01' } }))).toBe(
      'input.invalid',
    );
  });

  test('answers that no question takes are refused by their place', async () => {
    const id = await add();
    const hostile: [string, unknown][] = [
      ['constructor', 'x'],
      ['level', 5],
      ['khongco', true],
      ['informationKinds', ['public', 'secret']],
      ['informationKinds', 'public'],
      ['servesSecurity', 'yes'],
      ['usersWithData', -1],
      ['usersWithData', 1.5],
      ['usersWithData', 1e300],
      ['infrastructureReach', 'galaxy'],
      ['approvedOn', '2023-02-31'],
      ['cameraPurpose', '   '],
    ];
    for (const [name, value] of hostile) {
      const body = `{"asOf":"2023-03-20","answers":{${JSON.stringify(name)}:${JSON.stringify(value)}}}`;
      const response = await admin.fetch(`/api/systems/${id}/level`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const problem = (await response.json()) as { code: string; details: { place: string } }; // a problem by its status
      expect(response.status, body).toBe(400);
      expect(problem.code, body).toBe('input.invalid');
      expect(problem.details.place, body).toContain(name);
    }
    expect((await sheetOf(id)).open).toBeNull();
  });

  const PATHS: Record<State, Action[]> = {
    draft: [],
    proposed: ['propose'],
    returned: ['propose', 'return'],
    confirmed: ['propose', 'confirm'],
    superseded: ['propose', 'confirm'],
    discarded: ['discard'],
  };
  const rightful = (action: Action): Browser => (action === 'confirm' || action === 'return' ? approver : admin);
  /** A determination in a state. */
  const inState = async (state: State): Promise<string> => {
    const system = await add();
    const id = (await save(system)).open?.id ?? '';
    for (const each of PATHS[state]) await act(rightful(each), id, each);
    if (state === 'superseded') await determine(system);
    return id;
  };
  const stateOf = async (id: string): Promise<string | undefined> =>
    (await app.context.db.selectFrom('level_determination').select('state').where('id', '=', id).executeTakeFirst())?.state;
  const leads = (state: State, to: State): boolean =>
    (state === 'confirmed' && to === 'superseded') ||
    DETERMINATION_STEPS.some((each) => (each.from as readonly State[]).includes(state) && each.to === to); // widened

  test.each(DETERMINATION_STATES)('every step from %s: done by whom the table names, all else refused', async (state) => {
    for (const { action, from, to } of DETERMINATION_STEPS) {
      const id = await inState(state);
      const allowed = (from as readonly State[]).includes(state); // widened
      const wrong = rightful(action) === admin ? approver : admin;
      expect(await codeOf(act(wrong, id, action)), `${action} by the other`).toMatch(
        allowed ? 'auth.forbidden' : /auth.forbidden|conflict/,
      );
      if (!allowed) expect(await codeOf(act(rightful(action), id, action)), action).toBe('conflict');
      else await act(rightful(action), id, action);
      expect(await stateOf(id)).toBe(allowed ? to : state);
    }
  });

  test.each(DETERMINATION_STATES)('the database lets no jump from %s through', async (state) => {
    for (const to of DETERMINATION_STATES.filter((each) => each !== state && !leads(state, each))) {
      const id = await inState(state);
      const jump = sql`update level_determination set state = ${to} where id = ${id}`;
      await expect(
        asOwner(app.context, (tx) => jump.execute(tx)),
        to,
      ).rejects.toThrow(/does not go from/);
    }
  });

  test('the database holds that another person confirms, and that what is confirmed stays as it was', async () => {
    const system = await add(TRAFFIC);
    const id = (await save(system)).open?.id ?? '';
    await act(admin, id, 'propose');
    await expect(
      asOwnerDo(
        sql`update level_determination set state = 'confirmed', confirmed_on = '2023-03-20', decided_account = proposed_account where id = ${id}`,
      ),
    ).rejects.toThrow(/another_confirms/);
    await expect(asOwnerDo(sql`update level_determination set level = 1 where id = ${id}`)).rejects.toThrow(/does not change/);
    await act(approver, id, 'confirm');
    for (const change of [sql`level = 1`, sql`result = '{}'`, sql`decided_account = proposed_account`, sql`confirmed_on = '2020-01-01'`]) {
      await expect(asOwnerDo(sql`update level_determination set ${change} where id = ${id}`)).rejects.toThrow(
        /does not change|another_confirms/,
      );
    }
    expect(await inForce(system)).toEqual({
      level: 3,
      treatment: 'system',
      regime: 'A',
      confirmedOn: '2023-03-20',
      determinationId: id,
      hostSystemId: null,
    });
  });

  test('a newer one supersedes; until then the one in force holds', async () => {
    const system = await add(TRAFFIC);
    const first = await determine(system);
    const second = await save(system, { answers: { infrastructureReach: 'agency' }, reason: 'Thu hẹp phạm vi' });
    expect(await inForce(system)).toMatchObject({ determinationId: first.current?.id, level: 3 });
    const id = second.open?.id ?? '';
    await act(admin, id, 'propose');
    const after = await act(approver, id, 'confirm');
    expect(after).toMatchObject({ open: null, current: { id, level: 2 }, earlier: [{ id: first.current?.id, level: 3 }] });
    expect(await inForce(system)).toMatchObject({ determinationId: id, level: 2 });
  });

  test('terminals need a host and a reason; they have no level of their own', async () => {
    const host = await add({ name: 'Mạng nội bộ' });
    const id = await add({ dedicated: false, hostSystemId: host, serviceType: 'other', purpose: 'Cổng trụ sở' });
    const { open: draft } = await save(id);
    expect(draft).toMatchObject({ treatment: 'terminals', level: null, host: { id: host, name: 'Mạng nội bộ' } });
    expect(draft?.actions.blockers).toContainEqual({ action: 'propose', reason: 'not-complete' });
    expect(await codeOf(act(admin, draft?.id ?? '', 'propose'))).toBe('conflict');
    await save(id, { answers: { cameraCount: 12, hostDecision: '15/QĐ-UBND ngày 10/03/2023' } });
    await act(admin, draft?.id ?? '', 'propose');
    await act(approver, draft?.id ?? '', 'confirm');
    expect(await inForce(id)).toMatchObject({ level: null, treatment: 'terminals', hostSystemId: host });
    expect(await codeOf(save(id, { hostSystemId: id }))).toBe('not-found');
  });

  test('a group of cameras is treated as terminals with its reason, or is to be registered as a system', async () => {
    const host = await add({ name: 'Mạng nội bộ phường' });
    const { id } = await admin.call(api.addGroup, { body: { name: 'Camera cổng', systemId: host } });
    const params = { id };
    const { fresh } = await admin.call(api.getGroupLevel, { params });
    expect(fresh).toMatchObject({ hostSystemId: host, answers: { camerasMain: false, hostSystem: 'Mạng nội bộ phường' } });
    const own = { ...fresh, answers: { ...fresh.answers, camerasMain: true, dedicatedSurveillance: true } };
    expect((await admin.call(api.previewGroupLevel, { params, body: own })).missing).toContain('register-as-system');
    const answers = { ...fresh.answers, cameraCount: 4, cameraPurpose: 'Giám sát cổng', hostDecision: '15/QĐ-UBND' };
    const { open: draft } = await admin.call(api.saveGroupLevel, { params, body: { ...fresh, answers } });
    await act(admin, draft?.id ?? '', 'propose');
    expect(await act(approver, draft?.id ?? '', 'confirm')).toMatchObject({
      subject: { kind: 'group', name: 'Camera cổng' },
      current: { treatment: 'terminals', level: null, host: { name: 'Mạng nội bộ phường' } },
    });
  });

  test('changes of the register raise it anew, taken back they no longer do, a new determination settles them', async () => {
    const system = await add(TRAFFIC);
    await determine(system);
    const detail = await admin.call(api.getSystem, { params: { id: system } });
    const write = (change: Partial<SystemBody>) =>
      admin.call(api.updateSystem, { params: { id: system }, body: { ...(detail as SystemBody), ...change } });
    const openKinds = async (): Promise<string[]> =>
      (await sheetOf(system)).changes
        .filter(({ state }) => state === 'open')
        .map(({ kind }) => kind)
        .sort();
    await write({ note: 'Sửa ghi chú', usersEstimate: 10 });
    expect(await openKinds()).toEqual([]);
    await write({ usersEstimate: 500, informationKinds: ['private'], reach: 'nation', purpose: 'An ninh trật tự' });
    expect(await openKinds()).toEqual(['function', 'information', 'scope', 'users']);
    await write({ usersEstimate: 500, informationKinds: ['personal', 'private'], reach: 'nation' });
    expect(await openKinds()).toEqual(['scope', 'users']);
    const noted = await admin.call(api.noteLevelChange, {
      params: { id: system },
      body: { kind: 'incident', on: '2023-03-20', words: 'Lộ hình ảnh' },
    });
    expect(noted.changes.find(({ kind }) => kind === 'incident')).toMatchObject({ after: { words: 'Lộ hình ảnh' }, state: 'open' });
    const list = await admin.call(api.listLevels, { query: { status: 'anew' } });
    expect(list.items.find(({ id }) => id === system)?.changes).toEqual(['incident', 'scope', 'users']);
    const users = (await sheetOf(system)).changes.find(({ kind, state }) => kind === 'users' && state === 'open');
    expect(users).toMatchObject({ before: { usersEstimate: 20 }, after: { usersEstimate: 500 } });
    const dismiss = (browser: Browser) =>
      browser.call(api.dismissLevelChange, { params: { id: users?.id ?? '' }, body: { reason: 'Người dùng nội bộ' } });
    expect(await codeOf(dismiss(other))).toBe('not-found');
    await dismiss(approver);
    expect(await openKinds()).toEqual(['incident', 'scope']);
    await determine(system);
    expect(await openKinds()).toEqual([]);
    const settled = (await sheetOf(system)).changes.filter(({ state }) => state === 'settled').map(({ kind }) => kind);
    expect(settled.sort()).toEqual(['incident', 'scope']);
    expect((await admin.call(api.listLevels, { query: { status: 'determined' } })).items.map(({ id }) => id)).toContain(system);
  });

  test('another body sees and does nothing of it', async () => {
    const system = await add(TRAFFIC);
    const id = (await save(system)).open?.id ?? '';
    expect(await codeOf(sheetOf(system, other))).toBe('not-found');
    expect(await codeOf(act(other, id, 'propose'))).toBe('not-found');
    await act(admin, id, 'propose');
    expect(await codeOf(act(other, id, 'confirm'))).toBe('not-found');
    expect((await other.call(api.listLevels)).items).toEqual([]);
  });

  test('the list tells what is to be determined, under way and to be confirmed, and its export the same', async () => {
    const [a, b, c] = [await add({ name: 'Lọc một' }), await add({ name: 'Lọc hai' }), await add({ name: 'Lọc ba' })];
    await save(b);
    await act(admin, (await save(c)).open?.id ?? '', 'propose');
    for (const [status, id] of [
      ['to-determine', a],
      ['under-way', b],
      ['to-confirm', c],
    ] as const) {
      const { items } = await admin.call(api.listLevels, { query: { status, q: 'lọc' } });
      expect(items.map((row) => row.id)).toEqual([id]);
    }
    const response = await admin.fetch('/api/levels/export?format=csv&status=to-confirm&q=lọc');
    expect(await response.text()).toContain('chờ xác nhận');
  });
});
