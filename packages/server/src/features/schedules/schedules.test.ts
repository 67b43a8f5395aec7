import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Farm } from '@ancam/camera-farm';
import { api } from '@ancam/contract';
import type { Notice, Schedule, ScheduleBody, ScheduleRun } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorise, codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { startCameras } from '../../../test/farm.ts';
import { enrolledProbe } from '../../../test/probes.ts';
import { NIGHTLY, setClock, settled, vn } from '../../../test/schedules.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { LiveHub } from '../scans/live.ts';
import { interruptDead } from '../scans/leases.service.ts';
import { ScanRunner } from '../scans/runner.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { lookAtSchedules } from './due.service.ts';

let nets = 0;
const NIGHTS = { from: '22:00', until: '05:00', weekdays: [1, 2, 3, 4, 5, 6, 7] };

const unrunOf = async (browser: Browser): Promise<Notice[]> =>
  (await browser.call(api.listNotices, { query: { kind: 'scan-unrun' } })).items;

const scanOf = (run: ScheduleRun | undefined): string => run?.scan?.id ?? '';

describeOnOneStore('schedules of scans', (open) => {
  // The two stores may be tested side by side.
  const net = `127.36.${40 + (nets += 1)}`;
  let app: TestApp;
  let admin: Browser;
  let staying: Farm;
  let leaving: Farm;
  let ports: string;
  let targets: string[];
  let authorisationId: string;

  beforeAll(async () => {
    const [first, second] = [await startCameras(`${net}.1`, 2), await startCameras(`${net}.60`, 1)];
    [staying, leaving, ports, targets] = [first.farm, second.farm, first.ports, [...first.targets, ...second.targets]];
    app = await openApp(open, vn('2026-11-27 12:00:00'));
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
    recurrence: { every: 'daily', at: '22:00' },
    window: NIGHTS,
    ...more,
  });
  const add = (more: Partial<ScheduleBody> = {}): Promise<Schedule> => admin.call(api.addSchedule, { body: bodyOf(more) });
  const read = (id: string): Promise<Schedule> => admin.call(api.getSchedule, { params: { id } });
  const runsOf = async (id: string): Promise<ScheduleRun[]> => (await admin.call(api.scheduleRuns, { params: { id } })).items;
  const remove = (id: string) => admin.call(api.deleteSchedule, { params: { id } });

  const at = (text: string): Promise<void> => setClock(app, admin, text);
  const look = (): Promise<void> => lookAtSchedules(app.context);

  test('a scan recurs in the hours of Viet Nam; each run says what is new and gone against the one before', async () => {
    const schedule = await add();
    expect(schedule.next.map((each) => formatDateTime(each)).slice(0, 2)).toEqual(['27/11/2026 22:00', '28/11/2026 22:00']);
    expect(schedule).toMatchObject({ responsible: 'Nguyễn Văn An', actions: { state: 'active', may: ['change', 'pause', 'delete'] } });
    await at('2026-11-27 21:59:59');
    await look();
    expect(await runsOf(schedule.id)).toEqual([]);
    await at('2026-11-27 22:00:01');
    await look();
    await look();
    const [first, ...none] = await runsOf(schedule.id);
    expect([first?.outcome, none]).toEqual(['started', []]);
    expect(await settled(admin, scanOf(first))).toBe('completed');
    expect(await admin.call(api.getScan, { params: { id: scanOf(first) } })).toMatchObject({
      scheduleId: schedule.id,
      window: NIGHTS,
      startedBy: 'Nguyễn Văn An',
      stats: { cameras: 3 },
    });
    await leaving.close();
    await at('2026-11-28 22:00:00');
    await look();
    await settled(admin, scanOf((await runsOf(schedule.id))[0]));
    expect((await runsOf(schedule.id)).map(({ changes }) => [changes?.new, changes?.gone])).toEqual([
      [0, 1],
      [3, 0],
    ]);
    await remove(schedule.id);
  });

  test('what was missed while no server ran is made up once, and only while the window is open', async () => {
    await at('2026-11-29 12:00:00');
    const { id } = await add();
    await at('2026-12-02 05:30:00');
    await look();
    await look();
    expect(await runsOf(id)).toEqual([]);
    const [missed, ...none2] = await unrunOf(admin);
    expect([missed?.title.vi, missed?.state, none2]).toEqual([
      'Quét theo lịch không xong: khung giờ đã hết mà chưa quét được thiết bị nào',
      'unread',
      [],
    ]);
    expect(formatDateTime((await read(id)).next[0] ?? '')).toBe('02/12/2026 22:00');
    await at('2026-12-02 23:15:00');
    await look();
    const [made, ...none] = await runsOf(id);
    expect([made?.dueAt, made?.outcome, none]).toEqual([vn('2026-11-29 22:00:00'), 'started', []]);
    await settled(admin, scanOf(made));
    await look();
    expect(await runsOf(id)).toHaveLength(1);
    // once a run has come to its end nobody has to look after the missed one
    expect((await unrunOf(admin)).map(({ state }) => state)).toEqual(['done']);
    expect(formatDateTime((await read(id)).next[0] ?? '')).toBe('03/12/2026 22:00');
    await remove(id);
  });

  test('at the end of its window a scan rests: nothing is sent until the next one, in which it goes on by the same plan', async () => {
    let connects = 0;
    // Takes every connection and never says a word: each question waits for its time.
    const mute = await Promise.all(
      [201, 202].map(
        (host) =>
          new Promise<Server>((resolve) => {
            const server = createServer((socket) => {
              connects += 1;
              socket.on('error', () => socket.destroy()).resume();
            });
            server.listen({ host: `${net}.${host}`, port: 20_080 }, () => resolve(server));
          }),
      ),
    );
    await at('2026-12-03 04:00:00');
    const slow = { targets: [`${net}.201`, `${net}.202`, ...targets.slice(0, 2)], ports: `http:20080,${ports}` };
    const { id } = await add({ ...slow, recurrence: { every: 'daily', at: '04:59' } });
    // Two seconds early it rests by itself: three are left, less than one of the mute is waited for.
    await at('2026-12-03 04:59:55');
    await look();
    const scan = scanOf((await runsOf(id))[0]);
    expect(await settled(admin, scan)).toBe('paused');
    await at('2026-12-03 05:00:00');
    const before = await admin.call(api.getScan, { params: { id: scan } });
    expect(before.actions).toEqual({
      state: 'paused',
      may: ['cancel'],
      blockers: [{ action: 'resume', reason: 'outside-hours' }],
    });
    const sent = connects;
    expect(sent).toBeGreaterThan(0);
    await at('2026-12-03 12:00:00');
    await look();
    expect(await codeOf(admin.call(api.resumeScan, { params: { id: scan } }))).toBe('conflict');
    await sleep(300);
    expect(connects).toBe(sent);
    expect((await read(id)).running).toEqual({ id: scan, status: 'paused' });
    // Silent ones have had their say once the window opens again.
    for (const server of mute) server.close();
    await at('2026-12-03 22:00:00');
    await look();
    expect(await settled(admin, scan)).toBe('completed');
    const after = await admin.call(api.getScan, { params: { id: scan } });
    expect([after.targets, after.bounds, after.stats.cameras]).toEqual([before.targets, before.bounds, 2]);
    const { items } = await admin.call(api.scanHosts, { params: { id: scan }, query: { kind: 'cameras' } });
    expect(items.map(({ address }) => address)).toEqual(targets.slice(0, 2));
    await remove(id);
  });

  test('two servers on one database begin a run once, and one takes up what another was killed over', async () => {
    await at('2026-12-04 12:00:00');
    const { id } = await add({ window: null });
    const others = [1, 2, 3].map((): ScanContext => ({ ...app.context, runner: new ScanRunner(app.context.log), live: new LiveHub() }));
    await at('2026-12-04 22:00:00');
    await Promise.all(others.map((each) => lookAtSchedules(each)));
    const [run, ...none] = await runsOf(id);
    expect([run?.outcome, none]).toEqual(['started', []]);
    const running = others.filter(({ runner }) => runner.ids().length > 0);
    expect(running).toHaveLength(1);
    await running[0]?.runner.stop();
    expect((await admin.call(api.getScan, { params: { id: scanOf(run) } })).status).toBe('interrupted');
    await Promise.all(others.filter((each) => each !== running[0]).map((each) => lookAtSchedules(each)));
    expect(others.flatMap(({ runner }) => runner.ids())).toEqual([scanOf(run)]);
    expect(await settled(admin, scanOf(run))).toBe('completed');
    expect(await runsOf(id)).toHaveLength(1);
    // A process that dies leaves its scan running; the next one finds it.
    await at('2026-12-05 22:00:00');
    await app.context.db
      .updateTable('scan')
      .set({ status: 'running', lease_until: vn('2026-12-05 21:00:00') })
      .where('id', '=', scanOf(run))
      .execute();
    await look();
    expect((await runsOf(id))[0]).toMatchObject({ outcome: 'skipped', reason: 'still-running', scan: null });
    await Promise.all(others.map((each) => lookAtSchedules(each)));
    const skipped = (await unrunOf(admin)).filter(({ link }) => link === `/schedules/${id}`);
    expect(skipped.map(({ title }) => title.en)).toEqual(['A scheduled scan was not done: the scan before had not ended']);
    await interruptDead(app.context, false);
    await look();
    expect(await settled(admin, scanOf(run))).toBe('completed');
    await remove(id);
  });

  test('it runs with the rights that its maker has at that time, and says why where there are none', async () => {
    await at('2026-12-06 12:00:00');
    const { account } = await admin.call(api.session);
    const officer = await signInElsewhere(app, 'officer', account?.unit.id);
    const maker = (await officer.call(api.session)).account?.id ?? '';
    const paper = await authorise(admin, { targets: ['127.36.0.0/16'], document: '02/QĐ' });
    const { id } = await officer.call(api.addSchedule, { body: bodyOf({ name: 'Của cán bộ', authorisationId: paper.id }) });
    const viewer = await signInElsewhere(app, 'viewer', account?.unit.id);
    expect(await codeOf(viewer.call(api.addSchedule, { body: bodyOf() }))).toBe('auth.forbidden');
    expect((await viewer.call(api.getSchedule, { params: { id } })).actions.may).toEqual([]);
    await admin.call(api.disableAccount, { params: { id: maker } });
    await at('2026-12-06 22:00:00');
    await look();
    expect(await read(id)).toMatchObject({
      stopReason: 'no-account',
      next: [],
      actions: { state: 'stopped', may: ['change', 'resume', 'delete'] },
    });
    expect(await runsOf(id)).toMatchObject([{ outcome: 'refused', reason: 'no-account', scan: null }]);
    expect((await admin.call(api.listNotices)).items.map(({ link }) => link)).toContain(`/schedules/${id}`);
    // Whoever resumes it answers for it.
    expect(await admin.call(api.resumeSchedule, { params: { id } })).toMatchObject({ responsible: 'Nguyễn Văn An', stopReason: null });
    await at('2026-12-07 22:00:00');
    await look();
    const [run] = await runsOf(id);
    expect(run?.outcome).toBe('started');
    await admin.call(api.revokeAuthorisation, { params: { id: paper.id } });
    await look();
    expect(await settled(admin, scanOf(run))).toBe('cancelled');
    expect(await read(id)).toMatchObject({ stopReason: 'authorisation.expired', running: null, actions: { state: 'stopped' } });
    expect(await codeOf(admin.call(api.resumeSchedule, { params: { id } }))).toBe('authorisation.expired');
    await remove(id);
  });

  test('passwords are never tried by schedule, and what no scan could do is refused at once', async () => {
    await at('2026-12-08 12:00:00');
    const allowing = await authorise(admin, { targets: ['127.36.0.0/16'], document: '03/QĐ', factoryPasswordTest: true });
    const asked = { ...bodyOf({ authorisationId: allowing.id, window: null }), factoryPasswordTest: true, lockoutTest: true };
    const made = await admin.call(api.addSchedule, { body: asked });
    await at('2026-12-08 22:00:00');
    await look();
    const scan = scanOf((await runsOf(made.id))[0]);
    await settled(admin, scan);
    const result = await (await admin.fetch(`/api/scans/${scan}/result`)).text();
    expect(result).toContain('"factoryPasswordTest":false');
    expect(result).not.toContain('-credentials');
    const wrong: Partial<ScheduleBody>[] = [
      { targets: ['10.0.0.1'] },
      { recurrence: { every: 'once', on: '2026-12-08', at: '21:59' } },
      { recurrence: { every: 'weekly', weekdays: [], at: '21:59' } },
      { window: { from: '25:00', until: '05:00', weekdays: [1] } },
      { name: '' },
    ];
    for (const each of wrong) expect(await codeOf(add(each))).toMatch(/^(authorisation.missing|input.invalid)$/);
    await remove(made.id);
  });

  test('one that comes once ends; a paused one waits, a changed one goes by its new hours, a deleted one takes its scan with it', async () => {
    await at('2026-12-09 12:00:00');
    const once = await add({ recurrence: { every: 'once', on: '2026-12-09', at: '13:00' }, window: null });
    const { id } = await add({ name: 'Ban ngày', recurrence: { every: 'daily', at: '13:00' }, window: null });
    expect((await admin.call(api.pauseSchedule, { params: { id } })).actions.may).toEqual(['change', 'resume', 'delete']);
    await at('2026-12-09 13:00:00');
    await look();
    await settled(admin, scanOf((await runsOf(once.id))[0]));
    expect(await read(once.id)).toMatchObject({ next: [], actions: { state: 'ended', may: ['change', 'delete'] } });
    expect(await runsOf(id)).toEqual([]);
    const changed = bodyOf({ name: 'Ban ngày', recurrence: { every: 'weekly', weekdays: [4], at: '14:00' }, window: null });
    expect((await admin.call(api.changeSchedule, { params: { id }, body: changed })).actions.state).toBe('paused');
    const resumed = await admin.call(api.resumeSchedule, { params: { id } });
    expect(formatDateTime(resumed.next[0] ?? '')).toBe('10/12/2026 14:00');
    await at('2026-12-10 14:00:00');
    await look();
    const scan = scanOf((await runsOf(id))[0]);
    await remove(id);
    expect(await settled(admin, scan)).toBe('cancelled');
    expect(await codeOf(read(id))).toBe('not-found');
    const { items } = await admin.call(api.listSchedules, { query: { state: 'ended' } });
    expect(items.map(({ name }) => name)).toEqual(['Quét đêm']);
  });

  test('what probes share rests with them: outside of the hours no block is given out, and each carries its hours', async () => {
    await at('2026-12-11 12:00:00');
    const probe = await enrolledProbe(app, admin);
    const paper = await authorise(admin, { targets: ['10.36.0.0/28'], document: '04/QĐ' });
    const shared = { name: 'Của trạm', authorisationId: paper.id, targets: [], probes: [probe.id] };
    const { id } = await add({ ...shared, recurrence: { every: 'once', on: '2026-12-12', at: '04:00' } });
    await at('2026-12-12 04:00:00');
    await look();
    const scan = scanOf((await runsOf(id))[0]);
    const read = () => admin.call(api.getScan, { params: { id: scan } });
    expect(await read()).toMatchObject({ status: 'running', origin: 'probe' });
    await at('2026-12-12 05:00:00');
    await look();
    expect(await read()).toMatchObject({ status: 'paused', actions: { state: 'paused', may: ['cancel'] } });
    expect((await probe.poll()).pieces).toEqual([]);
    const unused = (await unrunOf(admin)).filter(({ link }) => link === `/schedules/${id}`);
    expect(unused.map(({ title }) => title.en)).toEqual(['A scheduled scan was not done: its hours passed before any device was scanned']);
    await at('2026-12-12 22:00:00');
    await look();
    expect((await read()).status).toBe('running');
    const [piece] = (await probe.poll()).pieces;
    expect(piece?.window).toEqual(NIGHTS);
    // It keeps what it has over the day: it rests by itself.
    await at('2026-12-13 12:00:00');
    expect(await probe.poll({ holds: [piece?.id ?? ''] })).toMatchObject({ pieces: [], drop: [] });
    await remove(id);
    expect((await probe.poll({ holds: [piece?.id ?? ''] })).drop).toEqual([piece?.id]);
    expect((await read()).status).toBe('cancelled');
  });

  test('the list and the history are files too; what was done is in the audit, in an unbroken chain', async () => {
    const [schedule] = (await admin.call(api.listSchedules)).items;
    const csv = await (await admin.fetch('/api/schedules/export?format=csv&language=vi')).text();
    expect(csv).toContain('once 2026-12-09 13:00');
    const runs = await (await admin.fetch(`/api/schedules/${schedule?.id}/runs/export?format=csv&language=en`)).text();
    expect(runs.trim().split('\n')).toHaveLength(2);
    const { items, chainIntact } = await admin.call(api.audit, { query: { limit: 200 } });
    expect(chainIntact).toBe(true);
    const actions = new Set(items.map(({ action }) => action).filter((action) => action.startsWith('schedule.')));
    expect(actions).toEqual(
      new Set(['added', 'changed', 'paused', 'resumed', 'deleted', 'stopped', 'exported'].map((each) => `schedule.${each}`)),
    );
  });
});
