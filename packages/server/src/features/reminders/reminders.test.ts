import { api } from '@ancam/contract';
import type { Notice } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { newId } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorAt } from '../../../test/actors.ts';
import { codeOf, openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import { tellFacts } from '../duties/facts.service.ts';
import { bringDutiesUpToDate } from '../duties/keep-duties.service.ts';
import { list } from '../notices/inbox.service.ts';
import { actorOf, findAccount } from '../sessions/sessions.service.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { remind, remindOnce } from './reminders.service.ts';

async function idOf(browser: Browser): Promise<Id> {
  return (await browser.call(api.session)).account?.id ?? '';
}

describeOnEachStore('reminders of duties', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let commune: UnitKey;
  let other: UnitKey;
  let above: Id;
  let officer: Id;
  let neighbour: Id;
  let stranger: Id;
  let administrator: Id;

  beforeAll(async () => {
    app = await openApp(open, '2023-03-01T03:00:00.000Z');
    province = await unitOf(app, { name: 'UBND tỉnh Vĩnh Long', kind: 'province', placePath: '/86/', openedOn: '2010-01-01' });
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    commune = await unitOf(app, { name: 'UBND xã Trong', kind: 'commune', placePath: '/86/29557/', openedOn: '2010-01-01', parent });
    other = await unitOf(app, { name: 'UBND xã Bên', kind: 'commune', placePath: '/86/29560/', openedOn: '2010-01-01', parent });
    const elsewhere = await unitOf(app, { name: 'UBND tỉnh khác', kind: 'province', openedOn: '2010-01-01' });
    above = await idOf(await accountOf(app, province.id, 'approver'));
    administrator = await idOf(await accountOf(app, commune.id, 'administrator'));
    officer = await idOf(await accountOf(app, commune.id, 'officer'));
    neighbour = await idOf(await accountOf(app, other.id, 'officer'));
    stranger = await idOf(await accountOf(app, elsewhere.id, 'officer'));
    await bringDutiesUpToDate(app.context);
  });
  afterAll(() => app.close());

  /** Days go by faster than sessions last: the inbox is read by its service, as the account. */
  async function inboxOf(account: Id, duty = 'D2'): Promise<Notice[]> {
    const row = await asOwner(app.context, (tx) => findAccount(tx, account, app.context.clock().toISOString()));
    if (row === undefined) throw new TypeError('the account is there');
    const { items } = await list(app.context, actorOf(row), { limit: 200 });
    return items.filter(({ text }) => text.vi.includes(` ${duty},`));
  }
  async function statusOf(unit: UnitKey): Promise<string | undefined> {
    const row = await app.context.db
      .selectFrom('duty_status')
      .select('state')
      .where('unit_id', '=', unit.id)
      .where('duty', '=', 'D2')
      .executeTakeFirst();
    return row?.state;
  }
  async function openTitles(account: Id): Promise<string[]> {
    return (await inboxOf(account)).filter(({ state }) => state !== 'done').map(({ title }) => title.en.split(':')[0] ?? '');
  }
  async function on(day: string): Promise<number> {
    app.at(`${day}T03:00:00.000Z`);
    await bringDutiesUpToDate(app.context);
    return remind(app.context);
  }
  const tell = (unit: UnitKey, source: Id, fact: string | undefined, day: string): Promise<void> =>
    withActor(app.context, actorAt(unit.scopePath, { homeId: unit.homeId, unitId: unit.id }), (work) =>
      tellFacts(
        app.context,
        work,
        { register: 'dossiers', id: source },
        { home_id: unit.homeId, unit_id: unit.id, steward_id: unit.id, scope_path: unit.scopePath, place_path: '', classification: 0 },
        fact === undefined ? [] : [{ fact, on: day }],
      ),
    );

  test('a unit is told as its last day comes near, each rung once; nobody beside or elsewhere is told of it', async () => {
    await on('2023-03-26');
    const [first] = await inboxOf(officer);
    expect(first).toMatchObject({
      kind: 'duty-due',
      severity: 'info',
      link: `/duties?unit=${commune.id}`,
      unit: { name: 'UBND xã Trong' },
    });
    expect(first?.title.vi).toMatch(/^Còn 30 ngày: /);
    expect(first?.text.vi).toContain('hạn 25/04/2023');
    expect(await remind(app.context)).toBe(0);
    expect((await inboxOf(neighbour)).map(({ unit }) => unit.name)).toEqual(['UBND xã Bên']);
    // Administrators are told where a unit has nobody else.
    expect(await inboxOf(administrator)).toEqual([]);
    expect((await inboxOf(stranger)).map(({ unit }) => unit.name)).toEqual(['UBND tỉnh khác']);
  });

  test('between two rungs nothing is said of a duty; the next rung takes the place of the one before', async () => {
    await on('2023-04-11');
    expect(await openTitles(officer)).toEqual(['14 days left']);
    await on('2023-04-12');
    expect(await inboxOf(officer)).toHaveLength(2);
    await on('2023-04-18');
    expect(await openTitles(officer)).toEqual(['7 days left']);
  });

  test('after an outage only the newest of the missed rungs is told', async () => {
    await on('2023-05-03');
    expect(await openTitles(officer)).toEqual(['8 days late']);
    expect(await inboxOf(officer)).toHaveLength(4);
    expect((await inboxOf(officer))[0]).toMatchObject({ kind: 'duty-late', severity: 'urgent' });
  });

  test('the unit above is told how many units below are late, in one notice each rung', async () => {
    const late = async (): Promise<string[]> =>
      (await inboxOf(above)).filter(({ kind, state }) => kind === 'units-late' && state !== 'done').map(({ title }) => title.en);
    expect(await late()).toEqual([expect.stringMatching(/^2 units below are late: /)]);
    await on('2023-05-09');
    expect(await late()).toEqual([expect.stringMatching(/^2 units below are late: /)]);
    expect(await openTitles(officer)).toEqual(['14 days late']);
    expect(await on('2023-05-10')).toBe(await remind(app.context));
    expect((await inboxOf(above)).filter(({ kind }) => kind === 'units-late')).toHaveLength(2);
  });

  test('once the duty is met nobody is reminded any more, and what was said is done; withdrawn, no rung is told twice', async () => {
    const source = newId();
    await tell(commune, source, 'inventory.none', '2023-05-10');
    expect(await statusOf(commune)).toBeUndefined();
    expect(await openTitles(officer)).toEqual([]);
    await on('2023-05-11');
    expect(await openTitles(officer)).toEqual([]);
    await tell(commune, source, undefined, '2023-05-11');
    await on('2023-05-12');
    // The same rung of the same last day has been told: nobody is told twice.
    expect(await openTitles(officer)).toEqual([]);
  });

  test('a superior urges late units below, once a day; the trail keeps it; others may not', async () => {
    app.at('2023-05-12T05:00:00.000Z');
    const [superior, below, beside, viewer] = await Promise.all([
      accountOf(app, province.id, 'approver'),
      accountOf(app, commune.id, 'officer'),
      accountOf(app, other.id, 'officer'),
      accountOf(app, province.id, 'viewer'),
    ]);
    const query = { duty: 'D2', unit: commune.id };
    expect(await superior.call(api.urgeActions, { query })).toMatchObject({ may: ['urge'] });
    const body = { duty: 'D2', unitIds: [commune.id, province.id, newId()], note: 'Báo cáo trước 15/5' };
    expect(await superior.call(api.urgeUnits, { body })).toEqual({
      urged: 1,
      skipped: [
        { unitId: province.id, reason: 'not-late' },
        { unitId: body.unitIds[2], reason: 'not-late' },
      ],
    });
    expect(await inboxOf(await idOf(below))).toMatchObject([
      { kind: 'urged', severity: 'urgent', title: { vi: expect.stringMatching(/^UBND tỉnh Vĩnh Long đôn đốc: /) } },
    ]);
    expect((await inboxOf(await idOf(below)))[0]?.text.vi).toContain('Báo cáo trước 15/5');
    expect(await superior.call(api.urgeUnits, { body: { ...body, unitIds: [commune.id] } })).toMatchObject({
      urged: 0,
      skipped: [{ reason: 'urged-today' }],
    });
    expect(await superior.call(api.urgeActions, { query })).toMatchObject({ blockers: [{ reason: 'urged-today' }] });
    expect(await beside.call(api.urgeUnits, { body: { ...body, unitIds: [commune.id] } })).toMatchObject({
      urged: 0,
      skipped: [{ reason: 'not-late' }],
    });
    expect(await codeOf(viewer.call(api.urgeUnits, { body }))).toBe('auth.forbidden');
    const trail = await app.context.db.selectFrom('audit_event').selectAll().where('action', '=', 'duty.urged').execute();
    expect(trail.map(({ object, summary }) => [object, summary])).toEqual([[`unit/${commune.id}`, 'D2: UBND xã Trong']]);
  });

  test('a day is told once, when the duties are up to date with it', async () => {
    app.at('2024-01-02T03:00:00.000Z');
    expect(await remindOnce(app.context)).toBe(false);
    await bringDutiesUpToDate(app.context);
    expect(await remindOnce(app.context)).toBe(true);
    expect(await remindOnce(app.context)).toBe(false);
  });
});
