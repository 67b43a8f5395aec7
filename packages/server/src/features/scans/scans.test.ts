import { readdir } from 'node:fs/promises';
import { demoFleet, startFarm } from '@ancam/camera-farm';
import type { Farm } from '@ancam/camera-farm';
import { LiveEvent, api } from '@ancam/contract';
import type { Scan } from '@ancam/contract';
import { ScanResult, message } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorise, codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { startCameras } from '../../../test/farm.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { dropOldJournals } from './journals.ts';

let nets = 0;

describeOnOneStore('scans', (open) => {
  // The two stores may be tested side by side.
  const net = `127.31.${40 + (nets += 1)}`;
  let app: TestApp;
  let admin: Browser;
  let staying: Farm;
  let leaving: Farm;
  let ports: string;
  let targets: string[];
  let authorisationId: string;

  beforeAll(async () => {
    const [first, second] = [await startCameras(`${net}.1`, 2), await startCameras(`${net}.60`, 2)];
    [staying, leaving, ports, targets] = [first.farm, second.farm, first.ports, [...first.targets, ...second.targets]];
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    authorisationId = (await authorise(admin)).id;
  });
  afterAll(async () => {
    await app.close();
    await staying.close();
  });

  const start = (): Promise<Scan> => admin.call(api.startScan, { body: { authorisationId, targets, ports } });

  /** Follows the live stream to its end. */
  async function watch(id: string): Promise<LiveEvent[]> {
    const response = await admin.fetch(`/api/scans/${id}/live`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const text = await response.text();
    return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => LiveEvent.parse(JSON.parse(data ?? '')));
  }

  test('a scan is watched live to its end; its cameras stand in the register with what they are', async () => {
    const { id, status } = await start();
    expect(status).toBe('running');
    const events = await watch(id);
    const last = events.at(-1);
    expect(last).toMatchObject({ type: 'status', scan: { id, status: 'completed', progress: null } });
    const hosts = events.flatMap((event) => (event.type === 'host' ? [event.host.address] : []));
    expect([...new Set(hosts)].sort()).toEqual([...targets].sort());
    const scan = await admin.call(api.getScan, { params: { id } });
    expect(scan).toMatchObject({ stats: { addresses: 4, alive: 4, cameras: 4 }, authorisation: { id: authorisationId } });
    const coverage = await admin.call(api.scanCoverage, { params: { id } });
    expect(coverage).toMatchObject({ addresses: 4, asked: 4, silent: 0, alive: 4, cutShort: 0 });
    expect(coverage.cameras.firm + coverage.cameras.hint + coverage.cameras.none).toBe(4);
    const { items } = await admin.call(api.listCameras, { query: { sort: 'address' } });
    expect(items.map(({ address, makerName, model }) => ({ address, makerName, model }))).toEqual(
      [...staying.cameras, ...leaving.cameras].map(({ address, model }) => ({ address, makerName: 'Hikvision', model })),
    );
    const failed = Object.values(scan.findings).reduce((sum, count) => sum + count, 0);
    expect(failed).toBe((await admin.call(api.dashboard)).findings.open);
    expect(failed).toBeGreaterThan(0);
    expect((await watch(id)).map(({ type }) => type)).toEqual(['status']);
  });

  test('scanned again, the same cameras are found again; those that answer no more are named as gone and stay in the register', async () => {
    await leaving.close();
    const { id } = await start();
    await watch(id);
    const { previousScanId, items } = await admin.call(api.scanChanges, { params: { id } });
    expect(previousScanId).not.toBeNull();
    expect(items.map(({ kind, address }) => ({ kind, address }))).toEqual(targets.slice(2).map((address) => ({ kind: 'gone', address })));
    expect((await admin.call(api.listCameras)).total).toEqual({ count: 4, exact: true });
    const params = { id };
    const page = await admin.call(api.scanHosts, { params, query: { kind: 'cameras', limit: 1 } });
    const rest = await admin.call(api.scanHosts, { params, query: { kind: 'cameras', limit: 1, cursor: page.next ?? '' } });
    expect([...page.items, ...rest.items].map(({ address }) => address)).toEqual(targets.slice(0, 2));
    expect(rest.next).toBeNull();
  });

  test('scans wait for each other; a waiting and a running one can be cancelled; a cancelled one goes on where it stood', async () => {
    const first = await start();
    const second = await start();
    expect(second.actions.state).toBe('queued');
    const cancelled = await admin.call(api.cancelScan, { params: { id: second.id } });
    expect(cancelled).toMatchObject({ status: 'cancelled', actions: { may: ['resume'] } });
    await admin.call(api.cancelScan, { params: { id: first.id } });
    expect((await watch(first.id)).at(-1)).toMatchObject({ type: 'status', scan: { status: 'cancelled' } });
    expect(await codeOf(admin.call(api.cancelScan, { params: { id: first.id } }))).toBe('conflict');
    await admin.call(api.resumeScan, { params: { id: second.id } });
    expect((await watch(second.id)).at(-1)).toMatchObject({ type: 'status', scan: { status: 'completed', stats: { cameras: 2 } } });
    expect(await codeOf(admin.call(api.resumeScan, { params: { id: second.id } }))).toBe('conflict');
    // what its devices answered is kept for the one that may go on, and not for the one that is complete
    expect(await readdir(app.context.journalFolder)).toEqual([first.id]);
    app.at(new Date(Date.now() + 31 * 86_400_000).toISOString());
    await dropOldJournals(app.context);
    app.at(new Date().toISOString());
    expect(await readdir(app.context.journalFolder)).toEqual([]);
    expect((await admin.call(api.listCameras)).total).toEqual({ count: 4, exact: true });
  });

  test('a scan says by which profile it ran, and limits that are named win over it', async () => {
    const body = { authorisationId, targets: targets.slice(0, 1), ports, profile: 'gentle' as const, limits: { hostRatePerSecond: 50 } };
    const { id, bounds } = await admin.call(api.startScan, { body });
    expect(bounds).toEqual({ profile: 'gentle', limits: { connectsPerSecond: 100, hostRatePerSecond: 50, concurrentHosts: 8 } });
    await watch(id);
    const page = await admin.fetch(`/api/assessment?scan=${id}&format=html&language=en`);
    expect(await page.text()).toContain('Gentle: at most 100 connects a second, 50 exchanges a second with one device');
    const limits = { hostRatePerSecond: 5000 };
    expect(await codeOf(admin.call(api.startScan, { body: { ...body, limits } }))).toBe('input.invalid');
  });

  test('two scans that were planned before either tried to log in make one attempt between them', async () => {
    const camera = demoFleet(`${net}.90`).find(({ maker, flaws }) => maker === 'hikvision' && flaws.includes('clear-text-login'));
    if (camera === undefined) throw new TypeError('the fleet has such a camera');
    const watched = await startFarm({ cameras: [camera], portOffset: 20_000, record: true });
    const attempts = (): number =>
      watched.received().reduce((sum, { bytes }) => sum + (bytes.toString('latin1').match(/^Authorization: /gim)?.length ?? 0), 0);
    const allowed = await authorise(admin, { document: '02/QĐ-UBND', factoryPasswordTest: true });
    const body = { authorisationId: allowed.id, targets: [camera.address], ports, factoryPasswordTest: true };
    const [first, second] = [await admin.call(api.startScan, { body }), await admin.call(api.startScan, { body })];
    await watch(first.id);
    const made = attempts();
    expect(made).toBeGreaterThan(0);
    await watch(second.id);
    expect(attempts()).toBe(made);
    const third = await admin.call(api.startScan, { body });
    await watch(third.id);
    await watched.close();
    expect(attempts()).toBe(made);
    const reasons: (string | undefined)[] = [];
    for (const { id } of [first, second, third]) {
      const { hosts } = ScanResult.parse(await (await admin.fetch(`/api/scans/${id}/result`)).json());
      reasons.push(hosts[0]?.probes.find(({ probe }) => probe === 'credentials')?.reason);
    }
    expect(reasons).toEqual([undefined, message('attempt-noted', { hours: 24 }), message('attempted-lately', { hours: 24 })]);
  });

  test('what was done is in the audit, in an unbroken chain', async () => {
    const { items, chainIntact } = await admin.call(api.audit, { query: { limit: 200 } });
    expect(chainIntact).toBe(true);
    expect(new Set(items.map(({ action }) => action))).toEqual(
      new Set([
        'setup.done',
        'authorisation.recorded',
        'scan.started',
        'scan.ended',
        'scan.cancelled',
        'scan.resumed',
        'proposal.accepted',
        'assessment.exported',
        'scan.exported',
      ]),
    );
  });

  test('a stop leaves a running scan to be resumed', async () => {
    const { id } = await start();
    await app.context.runner.stop();
    expect(await admin.call(api.getScan, { params: { id } })).toMatchObject({ status: 'interrupted', actions: { may: ['resume'] } });
  });
});
