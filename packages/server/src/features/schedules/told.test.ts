import type { Farm } from '@ancam/camera-farm';
import { api } from '@ancam/contract';
import type { Notice, ScheduleBody } from '@ancam/contract';
import { message } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorise, openApp, PASSWORD, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { startCameras } from '../../../test/farm.ts';
import { NIGHTLY, setClock, settled, vn } from '../../../test/schedules.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { lookAtSchedules } from './due.service.ts';

let nets = 0;

async function toldOf(browser: Browser, kind: Notice['kind']): Promise<Notice[]> {
  return (await browser.call(api.listNotices, { query: { kind } })).items;
}

async function changesTold(browser: Browser): Promise<string[][]> {
  return (await toldOf(browser, 'scan-changed')).map(({ title, text, link }) => [title.vi, text.vi, link]);
}

describeOnOneStore('what is told of scheduled scans', (open) => {
  // The two stores may be tested side by side.
  const net = `127.36.${60 + (nets += 1)}`;
  let app: TestApp;
  let admin: Browser;
  let staying: Farm;
  let ports: string;
  let targets: string[];
  let authorisationId: string;

  beforeAll(async () => {
    ({ farm: staying, ports, targets } = await startCameras(`${net}.1`, 1));
    app = await openApp(open, vn('2026-12-05 12:00:00'));
    admin = await setUpAdministrator(app);
    authorisationId = (await authorise(admin, { targets: ['127.36.0.0/16'] })).id;
  });
  afterAll(async () => {
    await app.close();
    await staying.close();
  });

  const bodyOf = (more: Partial<ScheduleBody> = {}): ScheduleBody => ({
    ...NIGHTLY,
    authorisationId,
    targets,
    ports,
    recurrence: { every: 'daily', at: '23:30' },
    window: null,
    ...more,
  });
  const add = async (more: Partial<ScheduleBody> = {}): Promise<string> => (await admin.call(api.addSchedule, { body: bodyOf(more) })).id;
  const look = (): Promise<void> => lookAtSchedules(app.context);

  const at = (text: string): Promise<void> => setClock(app, admin, text);
  const latest = async (id: string) => (await admin.call(api.scheduleRuns, { params: { id } })).items[0];
  /** Lets a schedule begin, and its scan end. */
  async function night(id: string, day: string): Promise<string> {
    await at(`2026-12-${day} 23:30:00`);
    await look();
    const scan = (await latest(id))?.scan?.id ?? '';
    await settled(admin, scan);
    return scan;
  }

  test('those who answer for the cameras are told once what a run found otherwise than the one before; nobody where nothing changed', async () => {
    const { account } = await admin.call(api.session);
    const top = await app.context.db
      .selectFrom('unit')
      .selectAll()
      .where('id', '=', account?.unit.id ?? '')
      .executeTakeFirstOrThrow();
    const parent = { id: top.id, homeId: top.home_id, scopePath: top.scope_path };
    const [below, beside] = [
      await unitOf(app, { name: 'Xã A', kind: 'commune', parent }),
      await unitOf(app, { name: 'Xã B', kind: 'commune', parent }),
    ];
    const [keeper, stranger] = [await accountOf(app, below.id, 'officer'), await accountOf(app, beside.id, 'officer')];
    const logins = await Promise.all([keeper, stranger].map(async (each) => (await each.call(api.session)).account?.login ?? ''));
    const signInAgain = () =>
      Promise.all([keeper, stranger].map((each, n) => each.call(api.login, { body: { login: logins[n] ?? '', password: PASSWORD } })));
    const theirs = await startCameras(`${net}.80`, 1);
    const { id: paper } = await authorise(keeper, { targets: ['127.36.0.0/16'] });
    const first = await keeper.call(api.startScan, {
      body: { ...bodyOf({ authorisationId: paper, targets: theirs.targets }), factoryPasswordTest: false, lockoutTest: false },
    });
    await settled(admin, first.id);
    const [camera] = (await keeper.call(api.listCameras)).items;
    // the same fleet, ten addresses on
    const next = theirs.targets.map((address) => address.replace('.8', '.9'));
    const id = await add({
      name: 'Quét tháng',
      targets: [...targets.slice(0, 1), ...theirs.targets, ...next],
      recurrence: { every: 'daily', at: '23:30' },
      window: null,
    });
    const told = async (day: string): Promise<string> => {
      const scan = await night(id, day);
      await look();
      await look();
      return scan;
    };
    await told('05');
    const before = await changesTold(admin);
    await theirs.farm.close();
    const ours = await startCameras(`${net}.90`, 1);
    const scan = await told('06');
    await signInAgain();
    const [mine, ...rest] = await changesTold(admin);
    expect(rest).toEqual(before);
    expect(mine?.slice(1)).toEqual([`Quét tháng · ${top.name}. So với lần quét 05/12/2026 23:30.`, `/scans/${scan}?tab=changes`]);
    expect(mine?.[0]).toMatch(/^Quét theo lịch thấy thay đổi: 1 camera mới, 1 camera không còn thấy, \d+ điểm yếu mới/);
    expect(await changesTold(keeper)).toEqual([
      ['Quét theo lịch thấy thay đổi: 1 camera không còn thấy', 'Lần quét của đơn vị cấp trên · Xã A.', `/cameras/${camera?.id}`],
    ]);
    expect(await changesTold(stranger)).toEqual([]);
    await told('07');
    expect(await changesTold(admin)).toHaveLength(before.length + 1);
    // seen again at an address that was scanned without it
    const again = await startCameras(`${net}.80`, 1);
    await told('08');
    expect((await changesTold(admin))[0]?.[0]).toBe('Quét theo lịch thấy thay đổi: 1 camera thay đổi');
    await again.farm.close();
    await admin.call(api.changeSchedule, {
      params: { id },
      body: {
        ...bodyOf({ targets: [...theirs.targets, ...next], recurrence: { every: 'daily', at: '23:30' }, window: null }),
        tellsChanges: false,
      },
    });
    await told('09');
    expect(await changesTold(admin)).toHaveLength(before.length + 2);
    expect((await latest(id))?.changes?.gone).toBe(1);
    await ours.farm.close();
    await admin.call(api.deleteSchedule, { params: { id } });
  });

  test('that a run was stopped, since the network did not bear it, is told with why; taken up again by hand, its end is told once more', async () => {
    const id = await add({ name: 'Mạng yếu' });
    const scan = await night(id, '10');
    const notes = [message('network-unstable', { silent: 12 })];
    await app.context.db.updateTable('scan').set({ status: 'limit', notes }).where('id', '=', scan).execute();
    await look();
    await look();
    const told = async () => (await toldOf(admin, 'scan-unrun')).filter(({ text }) => text.vi.startsWith('Mạng yếu'));
    expect((await told()).map(({ title, link, state }) => [title.vi, link, state])).toEqual([
      ['Quét theo lịch không xong: dừng vì mạng không ổn định', `/scans/${scan}?tab=changes`, 'unread'],
    ]);
    await admin.call(api.resumeScan, { params: { id: scan } });
    expect(await settled(admin, scan)).toBe('completed');
    await look();
    expect((await told()).map(({ state }) => state)).toEqual(['done']);
    await admin.call(api.deleteSchedule, { params: { id } });
  });
});
