import { api } from '@ancam/contract';
import type { Notice, SystemBody } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { addSystem, determineLevel } from '../../../test/levels.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import type { UnitKey } from '../units/register-unit.ts';

const told = async (browser: Browser): Promise<Notice[]> =>
  (await browser.call(api.listNotices, { query: {} })).items.filter(({ title }) => title.vi.includes('xác định lại cấp độ'));
const openTitles = async (browser: Browser): Promise<string[]> =>
  (await told(browser))
    .filter(({ state }) => state !== 'done')
    .map(({ title }) => title.en)
    .toSorted((a, b) => a.localeCompare(b));
const USERS = 'Waits for you: determine the level anew: it has more users';

describeOnEachStore('what is told of a level to be determined anew', (open) => {
  let app: TestApp;
  let officer: Browser;
  let colleague: Browser;
  let approver: Browser;
  let beside: Browser;
  let system: string;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    const province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province', placePath: '/51/', openedOn: '2010-01-01' });
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    const communeOf = (name: string): Promise<UnitKey> =>
      unitOf(app, { name, kind: 'commune', placePath: '/51/1/', openedOn: '2010-01-01', parent });
    const commune = await communeOf('UBND xã Trong');
    officer = await accountOf(app, commune.id, 'officer');
    colleague = await accountOf(app, commune.id, 'officer');
    approver = await accountOf(app, commune.id, 'approver');
    beside = await accountOf(app, (await communeOf('UBND xã Bên')).id, 'officer');
    system = await addSystem(officer, { name: 'Mạng nội bộ' });
    await determineLevel(officer, approver, system);
  });
  afterAll(() => app.close());

  const write = async (change: Partial<SystemBody>): Promise<unknown> => {
    const detail = await officer.call(api.getSystem, { params: { id: system } });
    return officer.call(api.updateSystem, { params: { id: system }, body: { ...(detail as SystemBody), ...change } });
  };

  test('whoever keeps the system is told which change it was, once; nobody beside is', async () => {
    await write({ usersEstimate: 5000 });
    expect(await told(colleague)).toMatchObject([
      {
        title: { vi: 'Chờ bạn: xác định lại cấp độ: số người sử dụng tăng', en: USERS },
        text: { vi: expect.stringContaining('Mạng nội bộ · UBND xã Trong') },
        link: `/systems/${system}/level`,
      },
    ]);
    await write({ note: 'Ghi chú' });
    expect(await told(colleague)).toHaveLength(1);
    expect(await told(beside)).toEqual([]);
  });

  test('another change is told beside it; one that is dismissed is settled alone', async () => {
    const { changes } = await officer.call(api.noteLevelChange, {
      params: { id: system },
      body: { kind: 'incident', on: '2026-11-22', words: 'Lộ hình ảnh' },
    });
    expect(await openTitles(colleague)).toEqual([USERS, 'Waits for you: determine the level anew: there was an incident']);
    const users = changes.find(({ kind, state }) => kind === 'users' && state === 'open');
    await approver.call(api.dismissLevelChange, { params: { id: users?.id ?? '' }, body: { reason: 'Người dùng nội bộ' } });
    expect(await openTitles(colleague)).toEqual(['Waits for you: determine the level anew: there was an incident']);
  });

  test('a new determination settles all that was told', async () => {
    await determineLevel(officer, approver, system);
    expect(await openTitles(colleague)).toEqual([]);
    expect(await told(colleague)).toHaveLength(2);
  });
});
