import { api } from '@ancam/contract';
import type { Notice } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { addDays } from '@ancam/law';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { SOUND, concludeCheck, planCheck } from '../../../test/checks.ts';
import { addSystem, determineLevel } from '../../../test/levels.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { asOwner } from '../../db/actor.ts';
import { list } from '../notices/inbox.service.ts';
import { actorOf, findAccount } from '../sessions/sessions.service.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { remind } from './reminders.service.ts';

async function idOf(browser: Browser): Promise<Id> {
  return (await browser.call(api.session)).account?.id ?? '';
}

describeOnEachStore('reminders of checks', (open) => {
  let app: TestApp;
  let commune: UnitKey;
  let officer: Id;
  let neighbour: Id;
  let system: Id;
  let due: string;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    const province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province', placePath: '/51/', openedOn: '2010-01-01' });
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    commune = await unitOf(app, { name: 'UBND xã Trong', kind: 'commune', placePath: '/51/1/', openedOn: '2010-01-01', parent });
    const beside = await unitOf(app, { name: 'UBND xã Bên', kind: 'commune', placePath: '/51/2/', openedOn: '2010-01-01', parent });
    const browser = await accountOf(app, commune.id, 'officer');
    officer = await idOf(browser);
    neighbour = await idOf(await accountOf(app, beside.id, 'officer'));
    system = await addSystem(browser, { name: 'Hệ thống camera chợ' });
    await determineLevel(browser, await accountOf(app, commune.id, 'approver'), system);
    due = (await browser.call(api.listChecks)).items[0]?.due ?? '';
  });
  afterAll(() => app.close());

  /** Days go by faster than sessions last: the inbox is read by its service, as the account. */
  async function inboxOf(account: Id): Promise<Notice[]> {
    const row = await asOwner(app.context, (tx) => findAccount(tx, account, app.context.clock().toISOString()));
    if (row === undefined) throw new TypeError('the account is there');
    const { items } = await list(app.context, actorOf(row), { limit: 200 });
    return items.filter(({ kind }) => kind === 'check-due' || kind === 'check-late');
  }
  const openTitles = async (): Promise<string[]> =>
    (await inboxOf(officer)).filter(({ state }) => state !== 'done').map(({ title }) => title.en);
  /** So many days from the day of the check. */
  const at = (days: number): void => app.at(`${addDays(due, days)}T03:00:00.000Z`);

  test('the unit of a system is told as the day of its check comes near, each rung once; nobody beside is', async () => {
    at(-31);
    await remind(app.context);
    expect(await inboxOf(officer)).toEqual([]);
    at(-30);
    await remind(app.context);
    const [first] = await inboxOf(officer);
    expect(first).toMatchObject({
      kind: 'check-due',
      severity: 'info',
      link: `/systems/${system}`,
      unit: { name: 'UBND xã Trong' },
      title: { vi: 'Còn 30 ngày: kiểm tra, đánh giá định kỳ hệ thống', en: '30 days left: the periodic check of a system' },
    });
    expect(first?.text.vi).toMatch(/^Hệ thống camera chợ · UBND xã Trong\. Hạn: \d\d\/\d\d\/\d{4}\. Căn cứ: ./u);
    at(-29);
    await remind(app.context);
    expect(await inboxOf(officer)).toHaveLength(1);
    expect(await inboxOf(neighbour)).toEqual([]);
  });

  test('the next rung takes the place of the one before and leads to the check that is planned; after an outage only the newest is told', async () => {
    at(-14);
    const { id } = await planCheck(await accountOf(app, commune.id, 'officer'), system, { kind: 'periodic' });
    await remind(app.context);
    expect(await openTitles()).toEqual(['14 days left: the periodic check of a system']);
    expect((await inboxOf(officer))[0]?.link).toBe(`/checks/${id}`);
    at(3);
    await remind(app.context);
    expect(await openTitles()).toEqual(['3 days late: the periodic check of a system']);
    expect((await inboxOf(officer))[0]).toMatchObject({ kind: 'check-late', severity: 'urgent' });
    expect(await inboxOf(officer)).toHaveLength(3);
  });

  test('a check that is concluded settles what was said; the next cycle begins anew', async () => {
    const pair = { officer: await accountOf(app, commune.id, 'officer'), approver: await accountOf(app, commune.id, 'approver') };
    const endedOn = addDays(due, 3);
    // Out of its turn, and counts all the same.
    const licence = { ...SOUND.licence, until: addDays(endedOn, 1) };
    await concludeCheck(pair, system, { kind: 'extraordinary' }, { ...SOUND, licence, endedOn });
    expect(await openTitles()).toEqual([]);
    await remind(app.context);
    expect(await inboxOf(officer)).toHaveLength(3);
    const [row] = (await pair.officer.call(api.listChecks)).items;
    app.at(`${row?.due ?? ''}T03:00:00.000Z`);
    await remind(app.context);
    expect(await openTitles()).toEqual(['Due today: the periodic check of a system']);
  });

  test('a system that is retired is no longer told of', async () => {
    const browser = await accountOf(app, commune.id, 'officer');
    const on = addDays(due, 3);
    for (const action of ['evaluate', 'operate', 'retire'] as const) {
      await browser.call(api.moveSystem, { params: { id: system }, body: { action, on, document: '1/QĐ', reason: 'Thay thế' } });
    }
    await remind(app.context);
    expect(await openTitles()).toEqual([]);
  });
});
