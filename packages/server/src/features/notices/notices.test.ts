import { api } from '@ancam/contract';
import type { Notice, WarningBody } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import type { Placement } from '../../db/actor.ts';
import { actorAt } from '../../../test/actors.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { notify, settle } from './notify.service.ts';
import type { Told } from './notify.service.ts';

function placeOf(unit: UnitKey, classification = 0): Placement {
  return { home_id: unit.homeId, unit_id: unit.id, scope_path: unit.scopePath, place_path: '', classification };
}

async function inboxOf(browser: Browser): Promise<Notice[]> {
  return (await browser.call(api.listNotices)).items;
}

async function idOf(browser: Browser): Promise<Id> {
  return (await browser.call(api.session)).account?.id ?? '';
}

describeOnEachStore('notices', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let commune: UnitKey;
  let provinceApprover: Browser;
  let officer: Browser;
  let approver: Browser;
  let neighbour: Browser;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-26T03:00:00.000Z');
    await setUpAdministrator(app);
    province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province' });
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    commune = await unitOf(app, { name: 'UBND xã Trong', kind: 'commune', parent });
    const beside = await unitOf(app, { name: 'UBND xã Bên', kind: 'commune', parent });
    provinceApprover = await accountOf(app, province.id, 'approver', 'Lê Tỉnh');
    officer = await accountOf(app, commune.id, 'officer', 'Trần Xã');
    approver = await accountOf(app, commune.id, 'approver', 'Phạm Duyệt');
    neighbour = await accountOf(app, beside.id, 'approver', 'Võ Bên');
  });
  afterAll(() => app.close());

  const told = (about: string, given: Partial<Told> = {}): Told => ({
    about,
    rung: 'proposed',
    link: '/registers/bylaws',
    place: placeOf(commune),
    facts: { kind: 'step', step: { vi: 'duyệt quy chế', en: 'approve a bylaw' }, name: about },
    ...given,
  });
  const asSystem = actorAt('/', { homeId: '00000000-0000-7000-8000-000000000000' });
  const say = (to: Parameters<typeof notify>[2], what: Told): Promise<void> =>
    withActor(app.context, { ...asSystem, homeId: commune.homeId, unitId: commune.id, scopePath: commune.scopePath }, (work) =>
      notify(app.context, work, to, what),
    );

  test('a step is told to whoever may take it in the unit, not to who proposed it, nor to a unit beside', async () => {
    await say({ permission: 'record.approve', at: commune.scopePath, except: [await idOf(officer)] }, told('record/1'));
    expect(await inboxOf(approver)).toMatchObject([
      { title: { vi: 'Chờ bạn: duyệt quy chế' }, unit: { name: 'UBND xã Trong' }, state: 'unread', link: '/registers/bylaws' },
    ]);
    for (const browser of [officer, neighbour, provinceApprover]) expect(await inboxOf(browser)).toEqual([]);
    expect(await approver.call(api.countNotices)).toEqual({ unread: 1, urgent: 0 });
  });

  test('the same rung of the same thing is told once; another rung is told again', async () => {
    const to = { permission: 'record.approve', at: commune.scopePath } as const;
    await say(to, told('record/1'));
    expect(await inboxOf(approver)).toHaveLength(1);
    await say(to, told('record/1', { rung: 'proposed-again' }));
    expect(await inboxOf(approver)).toHaveLength(2);
  });

  test('where nobody else in the unit may take the step it is told to whoever sits nearest above', async () => {
    const only = await idOf(approver);
    await say({ permission: 'record.approve', at: commune.scopePath, except: [only] }, told('record/2'));
    expect((await inboxOf(provinceApprover)).map(({ text }) => text.vi)).toEqual(['record/2 · UBND xã Trong.']);
  });

  test('an account that may not see where a thing stands is never told of it, though it is named', async () => {
    const accounts = await Promise.all([neighbour, approver, provinceApprover].map(idOf));
    await say({ accounts }, told('record/3'));
    expect(await inboxOf(neighbour)).toEqual([]);
    expect((await inboxOf(approver)).map(({ text }) => text.en)).toContain('record/3 · UBND xã Trong.');
    // No clearance, no word of what is restricted.
    await say({ accounts }, told('record/secret', { place: placeOf(commune, 1) }));
    for (const browser of [neighbour, approver, provinceApprover])
      expect(JSON.stringify(await inboxOf(browser))).not.toContain('record/secret');
  });

  test('a notice is no longer shown to one who has left the unit it is about', async () => {
    const id = await idOf(provinceApprover);
    expect((await inboxOf(provinceApprover)).length).toBeGreaterThan(0);
    await asOwner(app.context, (tx) => sql`update account set unit_id = ${commune.id} where id = ${id}`.execute(tx));
    await say({ accounts: [id] }, told('record/4', { place: placeOf(commune) }));
    await asOwner(app.context, (tx) =>
      sql`update notice set scope_path = '/elsewhere/' where account_id = ${id} and about = 'record/2'`.execute(tx),
    );
    const shown = (await inboxOf(provinceApprover)).map(({ text }) => text.en);
    expect(shown).toContain('record/4 · UBND xã Trong.');
    expect(shown).not.toContain('record/2 · UBND xã Trong.');
    await asOwner(app.context, (tx) => sql`update account set unit_id = ${province.id} where id = ${id}`.execute(tx));
  });

  test('what is settled is done for everybody who was told', async () => {
    await withActor(app.context, { ...asSystem, scopePath: commune.scopePath }, (work) => settle(work, 'record/1'));
    const states = (await inboxOf(approver)).filter(({ text }) => text.en.startsWith('record/1')).map(({ state }) => state);
    expect(states).toEqual(['done', 'done']);
  });

  test('marking is one own alone: ids of another are passed over', async () => {
    const mine = (await inboxOf(approver)).find(({ state }) => state === 'unread');
    const ids = [mine?.id ?? ''];
    expect(await neighbour.call(api.markNotices, { body: { as: 'read', ids } })).toEqual({ marked: 0 });
    expect(await approver.call(api.markNotices, { body: { as: 'read', ids } })).toEqual({ marked: 1 });
    expect(await approver.call(api.markNotices, { body: { as: 'read', ids } })).toEqual({ marked: 0 });
    expect(await approver.call(api.markNotices, { body: { as: 'unread', ids } })).toEqual({ marked: 1 });
    expect(await codeOf(approver.call(api.markNotices, { body: { as: 'unread' } }))).toBe('input.invalid');
  });

  test('all that a filter shows is marked at once, and the list is filtered alike', async () => {
    await say({ accounts: [await idOf(approver)] }, told('record/5', { severity: 'urgent' }));
    const filter = { severity: 'urgent' } as const;
    expect(await approver.call(api.countNotices)).toMatchObject({ urgent: 1 });
    expect((await approver.call(api.listNotices, { query: filter })).items).toHaveLength(1);
    expect(await approver.call(api.markNotices, { body: { as: 'done', filter } })).toEqual({ marked: 1 });
    expect((await approver.call(api.listNotices, { query: { state: 'unread', ...filter } })).items).toEqual([]);
    const rest = (await approver.call(api.listNotices, { query: { state: 'unread' } })).items;
    expect(rest.length).toBeGreaterThan(0);
  });

  test('the list goes on where a page ended', async () => {
    const all = await inboxOf(approver);
    const first = await approver.call(api.listNotices, { query: { limit: 2 } });
    const second = await approver.call(api.listNotices, { query: { limit: 200, cursor: first.next ?? '' } });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  test('SQL of the role of requests neither writes notices, nor reads those of others, nor sees the outbox', async () => {
    const id = await idOf(neighbour);
    const as = { ...actorAt('/', { homeId: commune.homeId }), accountId: id };
    const run = (statement: ReturnType<typeof sql>) => withActor(app.context, as, ({ tx }) => statement.execute(tx));
    expect((await run(sql`select 1 from notice`)).rows).toEqual([]);
    expect((await run(sql`update notice set read_at = now()`)).numAffectedRows).toBe(0n);
    await expect(run(sql`insert into notice select * from notice`)).rejects.toThrow(/permission denied/);
    await expect(run(sql`update notice set scope_path = '/'`)).rejects.toThrow(/permission denied/);
    await expect(run(sql`delete from notice`)).rejects.toThrow(/permission denied/);
    await expect(run(sql`select 1 from mail_outbox`)).rejects.toThrow(/permission denied/);
  });

  test('a warning that waits for another person is told to that person, and what became of it to who entered it', async () => {
    const host = await app.context.db.selectFrom('unit').select('id').where('name', '=', 'UBND phường Thử').executeTakeFirstOrThrow();
    const keeper = await accountOf(app, host.id, 'officer', 'Người nhập');
    const publisher = await accountOf(app, host.id, 'approver', 'Người công bố');
    const maker = await keeper.call(api.addMaker, { body: { name: 'Hãng A' } });
    const body = {
      issuer: 'Cục ATTT',
      document: '12/CV',
      documentDate: '2026-11-20',
      title: 'Lỗ hổng',
      makerId: maker.id,
      validFrom: '2026-11-20',
    };
    const warning = await keeper.call(api.proposeWarning, { body: body as WarningBody });
    expect(await inboxOf(keeper)).toEqual([]);
    expect(await inboxOf(publisher)).toMatchObject([
      { kind: 'step', link: `/warnings/${warning.id}`, text: { vi: '12/CV: Lỗ hổng · UBND phường Thử. Người trình: Người nhập.' } },
    ]);
    await publisher.call(api.refuseWarning, { params: { id: warning.id }, body: { reason: 'Trùng với 11/CV' } });
    expect(await inboxOf(publisher)).toMatchObject([{ state: 'done' }]);
    expect(await inboxOf(keeper)).toMatchObject([
      { kind: 'decided', text: { en: '12/CV: Lỗ hổng · UBND phường Thử. Decided by Người công bố. Reason: Trùng với 11/CV' } },
    ]);
  });

  test('the inbox is exported exactly as filtered', async () => {
    const response = await approver.fetch('/api/own/notices/export?format=csv&language=vi&state=done');
    const lines = (await response.text()).trim().split('\r\n');
    expect(lines).toHaveLength(1 + (await approver.call(api.listNotices, { query: { state: 'done' } })).items.length);
  });
});
