import { api } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { addSystem, determineLevel, saveLevel } from '../../../test/levels.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { asOwner } from '../../db/actor.ts';
import { bringDutiesUpToDate } from '../duties/keep-duties.service.ts';
import { statusesOf } from '../duties/statuses.store.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { raiseLevels } from './keep-levels.service.ts';

describeOnEachStore('levels as facts of duties', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let commune: UnitKey;
  let officer: Browser;
  let approver: Browser;
  let count = 0;
  beforeAll(async () => {
    app = await openApp(open, '2023-04-10T16:30:00.000Z');
    province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province', placePath: '/51/', openedOn: '2010-01-01' });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.at('2023-04-10T16:30:00.000Z');
    count += 1;
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    commune = await unitOf(app, { name: `UBND xã ${count}`, kind: 'commune', placePath: '/51/21172/', openedOn: '2010-01-01', parent });
    officer = await accountOf(app, commune.id, 'officer');
    approver = await accountOf(app, commune.id, 'approver');
    await bringDutiesUpToDate(app.context);
  });

  const statusOf = async (duty: string): Promise<string> =>
    (await asOwner(app.context, (tx) => statusesOf(tx, [commune.id]))).find((row) => row.duty === duty)?.state ?? 'not-applicable';
  const running = async (change: Parameters<typeof addSystem>[1], on = '2023-04-10'): Promise<Id> => {
    const id = await addSystem(officer, change);
    for (const action of ['evaluate', 'operate'] as const) {
      await officer.call(api.moveSystem, { params: { id }, body: { action, on, document: '1/QĐ', reason: '' } });
    }
    return id;
  };
  const changesOf = async (id: Id): Promise<string[]> =>
    (await officer.call(api.getSystemLevel, { params: { id } })).changes.map(({ kind, state }) => `${kind} ${state}`);

  test('a confirmed level is what the duty to determine it asks for; a draft or proposal is not', async () => {
    expect(await statusOf('D1')).toBe('overdue');
    const id = await running({ name: 'Mạng nội bộ' });
    await saveLevel(officer, id);
    // It went live after the deadline and is due on its own day.
    expect(await statusOf('D1')).toBe('not-due');
    app.at('2023-04-10T17:30:00.000Z');
    await bringDutiesUpToDate(app.context);
    expect(await statusOf('D1')).toBe('overdue');
    await determineLevel(officer, approver, id);
    expect(await statusOf('D1')).toMatch(/^met/);
    const again = await running({ name: 'Mạng thứ hai' }, '2023-04-11');
    expect(await statusOf('D1')).not.toMatch(/^met/);
    await determineLevel(officer, approver, again);
    expect(await statusOf('D1')).toMatch(/^met/);
  });

  test('a change opens the duty to determine it anew, a new determination fulfils it, a dismissal takes it away', async () => {
    const id = await running({ name: 'Mạng nội bộ' });
    await determineLevel(officer, approver, id);
    expect(await statusOf('L3')).toBe('not-applicable');
    const note = () =>
      officer.call(api.noteLevelChange, { params: { id }, body: { kind: 'technology', on: '2023-04-10', words: 'Thay máy chủ' } });
    const noted = await note();
    const open = await statusOf('L3');
    expect(open).not.toMatch(/^met|not-applicable/);
    const change = noted.changes[0]?.id ?? '';
    await approver.call(api.dismissLevelChange, { params: { id: change }, body: { reason: 'Cùng chức năng' } });
    expect(await statusOf('L3')).toBe('not-applicable');
    await note();
    expect(await statusOf('L3')).toBe(open);
    await determineLevel(officer, approver, id);
    expect(await statusOf('L3')).toMatch(/^met/);
  });

  test('cameras that hang on a system are terminals to be justified, each group', async () => {
    const host = await running({ name: 'Mạng nội bộ' });
    expect(await statusOf('D41')).toBe('not-applicable');
    const group = await officer.call(api.addGroup, { body: { name: 'Camera cổng', systemId: host } });
    const before = await statusOf('D41');
    expect(before).not.toMatch(/^met|not-applicable/);
    const params = { id: group.id };
    const { fresh } = await officer.call(api.getGroupLevel, { params });
    const answers = { ...fresh.answers, cameraCount: 4, cameraPurpose: 'Giám sát cổng', hostDecision: '15/QĐ-UBND' };
    const { open: draft } = await officer.call(api.saveGroupLevel, { params, body: { ...fresh, answers } });
    await officer.call(api.stepLevel, { params: { id: draft?.id ?? '' }, body: { action: 'propose' } });
    expect(await statusOf('D41')).toBe(before);
    await approver.call(api.decideLevel, { params: { id: draft?.id ?? '' }, body: { action: 'confirm' } });
    expect(await statusOf('D41')).toMatch(/^met/);
  });

  test('the paper of a risk assessment is on record from its day', async () => {
    const id = await running({ name: 'Mạng nội bộ' });
    app.at('2026-11-22T03:00:00.000Z');
    officer = await accountOf(app, commune.id, 'officer');
    approver = await accountOf(app, commune.id, 'approver');
    await bringDutiesUpToDate(app.context);
    expect(await statusOf('L8')).not.toMatch(/^met|not-applicable/);
    await determineLevel(officer, approver, id, { riskDocument: '7/BC', riskOn: '2026-11-01', answers: { riskLevel: 1 } });
    expect(await statusOf('L8')).toMatch(/^met/);
  });

  test('a level of the old law is raised by the new one once, unless it had been approved before', async () => {
    const [plain, approved] = [await running({ name: 'Chưa phê duyệt' }), await running({ name: 'Đã phê duyệt' })];
    await determineLevel(officer, approver, plain);
    await determineLevel(officer, approver, approved, { answers: { approvedOn: '2023-04-10' } });
    await raiseLevels(app.context);
    app.at('2026-11-22T03:00:00.000Z');
    officer = await accountOf(app, commune.id, 'officer');
    await raiseLevels(app.context);
    expect(await raiseLevels(app.context)).toBe(0);
    expect(await changesOf(plain)).toEqual(['regime open']);
    expect(await changesOf(approved)).toEqual([]);
    await bringDutiesUpToDate(app.context);
    expect(await statusOf('L3')).not.toMatch(/^met|not-applicable/);
  });

  test('another owner after a merger raises it once; the new owner sees it', async () => {
    const id = await running({ name: 'Mạng nội bộ' });
    await determineLevel(officer, approver, id);
    const place = { parent: { id: province.id, homeId: province.homeId, scopePath: province.scopePath } };
    const heir = await unitOf(app, {
      name: `UBND xã mới ${count}`,
      kind: 'commune',
      placePath: '/51/21172/',
      openedOn: '2010-01-01',
      ...place,
    });
    await asOwner(app.context, async (tx) => {
      await sql`update information_system set steward_id = ${heir.id}, scope_path = ${heir.scopePath} where id = ${id}`.execute(tx);
      await sql`update level_determination set scope_path = ${heir.scopePath} where system_id = ${id}`.execute(tx);
    });
    expect(await raiseLevels(app.context)).toBe(1);
    expect(await raiseLevels(app.context)).toBe(0);
    officer = await accountOf(app, heir.id, 'officer');
    expect(await changesOf(id)).toEqual(['owner open']);
  });
});
