import { api } from '@ancam/contract';
import type { DelegationBody, Notice } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorAt } from '../../../test/actors.ts';
import { PASSWORD, openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import { DELEGATION_HEADER } from '../acting/acting.service.ts';
import { recipientsAbove, recipientsOfUnits } from './recipients.service.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { notify } from './notify.service.ts';

const TODAY = '2026-11-26';

function below({ id, homeId, scopePath }: UnitKey) {
  return { parent: { id, homeId, scopePath } };
}

async function idOf(browser: Browser): Promise<Id> {
  return (await browser.call(api.session)).account?.id ?? '';
}

async function inboxOf(browser: Browser): Promise<Notice[]> {
  return (await browser.call(api.listNotices)).items;
}

async function sees(browser: Browser, name: string): Promise<boolean> {
  return (await inboxOf(browser)).some(({ text }) => text.vi.startsWith(`${name} ·`));
}

describeOnEachStore('notices of delegates', (open) => {
  let app: TestApp;
  let department: UnitKey;
  let section: UnitKey;
  let head: Browser;
  let deputy: Browser;
  let clerk: Browser;
  let deputyLogin: string;
  let headLogin: string;
  let told = 0;

  beforeAll(async () => {
    app = await openApp(open, `${TODAY}T03:00:00.000Z`);
    const province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province' });
    department = await unitOf(app, { name: 'Sở Khoa học', kind: 'department', ...below(province) });
    section = await unitOf(app, { name: 'Trung tâm', kind: 'office', ...below(department) });
    const beside = await unitOf(app, { name: 'Sở Y tế', kind: 'department', ...below(province) });
    head = await accountOf(app, department.id, 'approver', 'Lê Giám đốc');
    deputy = await accountOf(app, beside.id, 'officer', 'Trần Được Ủy Quyền');
    clerk = await accountOf(app, department.id, 'officer', 'Người nhập');
    headLogin = (await head.call(api.session)).account?.login ?? '';
    deputyLogin = (await deputy.call(api.session)).account?.login ?? '';
  });
  afterAll(() => app.close());

  const delegate = (change: Partial<DelegationBody> = {}) =>
    head.call(api.createDelegation, {
      body: {
        to: deputyLogin,
        permissions: ['record.read', 'record.approve'],
        document: '12/GUQ',
        documentDate: TODAY,
        validFrom: TODAY,
        validUntil: '2026-11-28',
        ...change,
      },
    });
  const say = async (unit: UnitKey, classification = 0, except: readonly Id[] = []): Promise<string> => {
    told += 1;
    const name = `Hồ sơ ${told}`;
    const place = { home_id: unit.homeId, unit_id: unit.id, scope_path: unit.scopePath, place_path: '', classification };
    const to = { permission: 'record.approve', at: unit.scopePath, except } as const;
    await withActor(app.context, actorAt(unit.scopePath, { homeId: unit.homeId, unitId: unit.id }), (work) =>
      notify(app.context, work, to, {
        about: `record/${told}`,
        rung: 'proposed',
        link: '/registers/bylaws',
        place,
        facts: { kind: 'step', step: { vi: 'duyệt', en: 'approve' }, name },
      }),
    );
    return name;
  };

  test('whoever holds a delegation in force is told beside the one who gave it, and told by whose delegation', async () => {
    const before = await say(department);
    await delegate();
    const name = await say(department);
    expect(await sees(head, name)).toBe(true);
    const notice = (await inboxOf(deputy)).find(({ text }) => text.vi.startsWith(name)) ?? expect.fail();
    expect(notice.text.vi).toContain('Theo ủy quyền của Lê Giám đốc');
    expect(await deputy.call(api.countNotices)).toMatchObject({ unread: 1 });
    expect(await sees(deputy, before)).toBe(false);
    expect(await deputy.call(api.markNotices, { body: { as: 'read', ids: [notice.id] } })).toEqual({ marked: 1 });
    // What the notice leads to opens in the name of the giver.
    const [usable] = (await deputy.call(api.listDelegations)).received;
    const opened = await deputy.fetch('/api/registers/bylaws/records', { headers: { [DELEGATION_HEADER]: usable?.id ?? '' } });
    expect(opened.status).toBe(200);
  });

  test('nothing is told of what the delegation does not cover: another permission, a restricted thing, the own hand', async () => {
    expect(await sees(deputy, await say(department, 1))).toBe(false);
    expect(await sees(deputy, await say(department, 0, [await idOf(deputy)]))).toBe(false);
    const place = {
      home_id: department.homeId,
      unit_id: department.id,
      scope_path: department.scopePath,
      place_path: '',
      classification: 0,
    };
    const duty = await asOwner(app.context, (tx) => recipientsOfUnits(tx, [place], ['officer', 'approver'], `${TODAY}T03:00:00.000Z`));
    expect((duty.get(place) ?? []).map(({ display_name: name }) => name).toSorted()).toEqual([
      'Lê Giám đốc',
      'Người nhập',
      'Trần Được Ủy Quyền',
    ]);
    const above = await asOwner(app.context, (tx) =>
      recipientsAbove(tx, { ...place, unit_id: section.id, scope_path: section.scopePath }, ['approver'], `${TODAY}T03:00:00.000Z`),
    );
    expect(above.map(({ display_name: name }) => name)).toContain('Trần Được Ủy Quyền');
    expect(await sees(clerk, 'Hồ sơ')).toBe(false);
  });

  test('once the term is over, or the delegation is ended, what was told by it is no longer shown, and nothing new is', async () => {
    const name = await say(department);
    expect(await sees(deputy, name)).toBe(true);
    app.at('2026-11-28T16:59:00.000Z');
    deputy = await signIn(deputyLogin);
    expect(await sees(deputy, name)).toBe(true);
    app.at('2026-11-28T17:01:00.000Z');
    expect(await sees(deputy, name)).toBe(false);
    expect(await sees(deputy, await say(department))).toBe(false);
    app.at(`${TODAY}T04:00:00.000Z`);
    deputy = await signIn(deputyLogin);
    head = await signIn(headLogin);
    expect(await sees(deputy, name)).toBe(true);
    for (const { id } of (await head.call(api.listDelegations)).given) await head.call(api.revokeDelegation, { params: { id } });
    expect(await sees(deputy, name)).toBe(false);
    expect(await deputy.call(api.countNotices)).toEqual({ unread: 0, urgent: 0 });
    const raw = await withActor(app.context, { ...actorAt('/none/'), accountId: await idOf(deputy) }, ({ tx }) =>
      sql`update notice set read_at = now() where true`.execute(tx),
    );
    expect(raw.numAffectedRows).toBe(0n);
  });

  test('a delegation for a part of the unit tells of that part alone', async () => {
    await delegate({ unitId: section.id });
    expect(await sees(deputy, await say(section))).toBe(true);
    expect(await sees(deputy, await say(department))).toBe(false);
  });

  const signIn = async (login: string): Promise<Browser> => {
    const browser = app.browser();
    await browser.call(api.login, { body: { login, password: PASSWORD } });
    return browser;
  };
});
