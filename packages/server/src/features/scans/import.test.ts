import { api } from '@ancam/contract';
import type { CameraDetail, ImportReport } from '@ancam/contract';
import { AppError, message } from '@ancam/core';
import type { ScanResult } from '@ancam/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import { actorAt } from '../../../test/actors.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { triedLately } from './attempts.service.ts';
import { importFile } from './import.service.ts';
import { interruptDead } from './leases.service.ts';

const DAY = ['2026-10-01T03:00:00.000Z', '2026-10-02T03:00:00.000Z', '2026-10-03T03:00:00.000Z', '2026-10-04T03:00:00.000Z'] as const;

describeOnOneStore('import of result files', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open);
    await setUpAdministrator(app);
  });
  afterAll(() => app.close());
  // Each test has a unit of its own, so that cameras of one do not meet those of another.
  beforeEach(async () => {
    admin = await signInElsewhere(app, 'administrator');
  });

  async function send(content: string): Promise<ImportReport> {
    const response = await admin.fetch('/api/scans/import', { method: 'POST', body: content });
    const body = (await response.json()) as ImportReport & { code: 'internal'; title: string; details: Record<string, unknown> }; // one of the two
    if (response.ok) return body;
    throw new AppError(body.code, body.title, body.details);
  }
  const load = (result: ScanResult): Promise<ImportReport> => send(JSON.stringify(result));
  const cameras = async () => (await admin.call(api.listCameras, { query: { sort: 'address' } })).items;
  const detail = (id: string): Promise<CameraDetail> => admin.call(api.getCamera, { params: { id } });
  /** The account that is signed in, as the services take it. */
  const actorOf = async (): Promise<Actor> => {
    const { account } = await admin.call(api.session);
    const row = await app.context.db
      .selectFrom('unit')
      .selectAll()
      .where('id', '=', account?.unit.id ?? '')
      .executeTakeFirstOrThrow();
    const { home_id: homeId, id: unitId, scope_path: scopePath } = row;
    return actorAt(scopePath, { name: 'An', homeId, unitId });
  };
  const telnet = async (id: string) => (await detail(id)).findings.find(({ check }) => check === 'service/telnet');

  test('log-in attempts that an imported result tells of count until a day after the end of its scan', async () => {
    const tried = resultOf(DAY[0], { address: '192.168.78.5' });
    const attempt = {
      n: 0,
      probe: 'credentials',
      at: DAY[0],
      transport: 'tcp',
      port: 554,
      shape: 'rtsp-credentials',
      request: 'DESCRIBE /',
      end: 'ok',
      ms: 1,
    } as const;
    const [host] = tried.hosts;
    const plan = { ...tried.plan, factoryPasswordTest: true };
    await load({ ...tried, plan, hosts: host === undefined ? [] : [{ ...host, observations: [attempt] }] });
    await load(resultOf(DAY[0], { address: '192.168.78.6' }));
    const actor = await actorOf();
    const triedAt = (instant: string) => withActor({ ...app.context, clock: () => new Date(instant) }, actor, (work) => triedLately(work));
    expect(await triedAt('2026-10-02T02:59:00.000Z')).toEqual(['192.168.78.5']);
    expect(await triedAt('2026-10-02T03:01:00.000Z')).toEqual([]);
  });

  test('a camera that answered from outside the scope is shown as such, enters no register and is no plain note', async () => {
    const told = message('outside-camera', {
      address: '192.168.77.64',
      model: 'DS-2CD1023G0E-I',
      firmware: '–',
      serial: 'A|B',
      mac: '020000000014',
      protocols: 'hikvision-sadp ssdp',
    });
    const blind = message('recorder-channels', { address: '10.0.0.9', channels: 4 });
    const { scanId } = await load({ ...resultOf(DAY[0], { address: '10.0.0.1', serial: 'A1' }), notes: [told, blind] });
    const scan = await admin.call(api.getScan, { params: { id: scanId } });
    expect(scan.outside).toEqual([
      {
        address: '192.168.77.64',
        model: 'DS-2CD1023G0E-I',
        firmware: null,
        serial: 'A|B',
        mac: '020000000014',
        protocols: ['hikvision-sadp', 'ssdp'],
      },
    ]);
    expect(scan.notes).toEqual([blind]);
    expect((await cameras()).map(({ address }) => address)).toEqual(['10.0.0.1']);
  });

  test('what is no result file is refused with the place of the fault, and nothing of it is kept', async () => {
    const good = resultOf(DAY[0], { address: '10.0.0.1', serial: 'A1' }, { address: '10.0.0.2', serial: 'A2' });
    const [first, second] = good.hosts;
    const cases: [string, string, RegExp][] = [
      ['not json', 'file.not-a-result', /./],
      ['{"format":"other"}', 'file.not-a-result', /^format$/],
      [JSON.stringify({ ...good, version: 2 }), 'file.not-a-result', /^version$/],
      [JSON.stringify({ ...good, hosts: [first, { ...second, address: 5 }] }), 'file.not-a-result', /^hosts\.1\.address$/],
      [JSON.stringify({ ...good, hosts: [first, { ...second, extra: 1 }] }), 'file.not-a-result', /^hosts\.1/],
      [JSON.stringify({ ...good, hosts: [first, first] }), 'file.not-a-result', /^hosts\.1$/],
    ];
    for (const [content, code, place] of cases) {
      const fault = await send(content).catch((thrown: unknown) => thrown);
      expect(fault).toMatchObject({ code });
      expect(String((fault as AppError).details['place'])).toMatch(place); // toMatchObject has shown that it is one
    }
    expect(await cameras()).toEqual([]);
    expect((await admin.call(api.listScans)).items).toEqual([]);
  });

  test('the same file twice changes nothing; another content under its id is refused', async () => {
    const file = resultOf(DAY[0], { address: '10.0.0.1', serial: 'B1', telnet: true });
    expect(await load(file)).toMatchObject({ alreadyKnown: false, hosts: 1, cameras: { created: 1, recognised: 0 } });
    const [camera] = await cameras();
    const before = await detail(camera?.id ?? '');
    expect(await load(file)).toMatchObject({ alreadyKnown: true, cameras: { created: 0, recognised: 0 } });
    expect(await detail(camera?.id ?? '')).toEqual(before);
    const other = resultOf(DAY[0], { address: '10.0.0.7', serial: 'B7' });
    expect(await codeOf(load({ ...other, id: file.id }))).toBe('conflict');
    expect(await cameras()).toHaveLength(1);
  });

  test('what a file concludes is not believed: it is concluded again from its facts', async () => {
    const file = resultOf(DAY[0], { address: '10.0.0.1', serial: 'C1', telnet: true });
    const lied = file.hosts.map((host) => ({ ...host, checks: [], identity: { ...host.identity, maker: 'axis', makerName: 'Axis' } }));
    await load({ ...file, hosts: lied });
    const [camera] = await cameras();
    expect(camera).toMatchObject({ makerName: 'Hikvision' });
    expect(await telnet(camera?.id ?? '')).toMatchObject({ status: 'open' });
  });

  test('a camera that moved is the same one; another one in its place is new and overwrites nothing', async () => {
    await load(resultOf(DAY[0], { address: '10.0.0.1', serial: 'D1', telnet: true }));
    const report = await load(resultOf(DAY[1], { address: '10.0.0.9', serial: 'D1' }, { address: '10.0.0.1', serial: 'D2', telnet: true }));
    expect(report.cameras).toEqual({ created: 1, recognised: 1 });
    expect(report.recognised).toMatchObject([{ address: '10.0.0.9', by: 'serial' }]);
    const [there, moved] = await cameras();
    expect([there?.address, moved?.address]).toEqual(['10.0.0.1', '10.0.0.9']);
    expect((await detail(moved?.id ?? '')).scans.map(({ address }) => address)).toEqual(['10.0.0.9', '10.0.0.1']);
    expect(await telnet(moved?.id ?? '')).toMatchObject({ status: 'fixed', fixedBy: 'scan' });
    expect(await telnet(there?.id ?? '')).toMatchObject({ status: 'open' });
    const { items, previousScanId } = await admin.call(api.scanChanges, { params: { id: report.scanId } });
    expect(previousScanId).not.toBeNull();
    expect(items).toContainEqual(expect.objectContaining({ kind: 'moved', cameraId: moved?.id, before: '10.0.0.1', after: '10.0.0.9' }));
    expect(items).toContainEqual(expect.objectContaining({ kind: 'new', cameraId: there?.id }));
    expect(items).toContainEqual(expect.objectContaining({ kind: 'finding-fixed', cameraId: moved?.id, check: 'service/telnet' }));
  });

  test('MAC address, WS-Discovery endpoint and an own TLS key recognise; a shared key does not', async () => {
    const key = 'ab'.repeat(32);
    await load(
      resultOf(
        DAY[0],
        { address: '10.0.0.1', mac: 'AABBCCDDEE01' },
        { address: '10.0.0.2', endpoint: 'urn:uuid:e2' },
        { address: '10.0.0.3', tlsKey: key },
      ),
    );
    const second = await load(
      resultOf(
        DAY[1],
        { address: '10.0.0.11', mac: 'AABBCCDDEE01' },
        { address: '10.0.0.12', endpoint: 'urn:uuid:e2' },
        { address: '10.0.0.13', tlsKey: key },
      ),
    );
    expect(second.recognised.map(({ by }) => by)).toEqual(['mac', 'wsd-endpoint', 'tls-key']);
    const shared = { tlsKey: key, tlsKeyShared: true };
    const third = await load(resultOf(DAY[2], { address: '10.0.0.21', ...shared }, { address: '10.0.0.22', ...shared }));
    expect(third.cameras).toEqual({ created: 2, recognised: 0 });
  });

  test('a finding has one life: opened, fixed, opened again; silence fixes nothing; an older file rewrites nothing', async () => {
    const shown = { address: '10.0.0.1', serial: 'E1' };
    await load(resultOf(DAY[0], { ...shown, telnet: true }));
    const id = (await cameras())[0]?.id ?? '';
    await load(resultOf(DAY[1], { ...shown, partial: ['telnet'] }));
    expect(await telnet(id)).toMatchObject({ status: 'open' });
    await load(resultOf(DAY[3], shown));
    expect(await telnet(id)).toMatchObject({ status: 'fixed', fixedBy: 'scan' });
    await load(resultOf(DAY[2], { ...shown, telnet: true }));
    expect(await telnet(id)).toMatchObject({ status: 'fixed' });
    expect((await detail(id)).scans).toHaveLength(4);
    const again = await load(resultOf('2026-10-05T03:00:00.000Z', { ...shown, telnet: true }));
    const finding = await telnet(id);
    expect(finding?.status).toBe('open');
    expect(finding?.history.map(({ event }) => event)).toEqual(['opened', 'fixed', 'reopened']);
    expect((await admin.call(api.scanChanges, { params: { id: again.scanId } })).items).toContainEqual(
      expect.objectContaining({ kind: 'finding-reopened', check: 'service/telnet' }),
    );
  });

  test('an import that was cut off between two chunks goes on where it stood when the file is imported again', async () => {
    const shown = Array.from({ length: 60 }, (_, n) => ({ address: `10.0.0.${n + 1}`, serial: `I${n}`, telnet: n % 2 === 0 }));
    const file = resultOf(DAY[0], ...shown);
    const written = async () => (await admin.call(api.getScan, { params: { id: file.id } })).stats.alive;
    // As a process that dies: its clock stops in the third transaction, so that the file is written in part.
    let left = 2;
    const { clock } = app.context;
    const dying = (): Date => {
      left -= 1;
      if (left < 0) throw new AppError('internal', 'the process died');
      return clock();
    };
    const row = await actorOf();
    await expect(importFile({ ...app.context, clock: dying }, row, Buffer.from(JSON.stringify(file)))).rejects.toThrow('the process died');
    expect(await codeOf(load(file))).toBe('conflict');
    await interruptDead(app.context, true);
    expect(await admin.call(api.getScan, { params: { id: file.id } })).toMatchObject({ status: 'interrupted' });
    const before = await cameras();
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(60);
    expect(await load(file)).toMatchObject({ alreadyKnown: false, hosts: 60 });
    expect(await admin.call(api.getScan, { params: { id: file.id } })).toMatchObject({ status: 'completed' });
    expect(await written()).toBe(60);
    const after = (await admin.call(api.listCameras, { query: { sort: 'address', limit: 200 } })).items;
    expect(after).toHaveLength(60);
    expect(after.slice(0, before.length).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const [first] = after;
    expect((await telnet(first?.id ?? ''))?.history.map(({ event }) => event)).toEqual(['opened']);
    expect((await detail(first?.id ?? '')).scans).toHaveLength(1);
    expect(await load(file)).toMatchObject({ alreadyKnown: true });
  });

  test('another unit does not see the scan; its own camera of the same serial number is its own', async () => {
    const file = resultOf(DAY[0], { address: '10.0.0.1', serial: 'F1' });
    const { scanId } = await load(file);
    admin = await signInElsewhere(app, 'administrator');
    expect(await codeOf(admin.call(api.getScan, { params: { id: scanId } }))).toBe('not-found');
    expect((await load(resultOf(DAY[1], { address: '10.0.0.1', serial: 'F1' }))).cameras).toEqual({ created: 1, recognised: 0 });
    expect(await cameras()).toHaveLength(1);
    expect(await codeOf(load(file))).toBe('conflict');
  });

  test('an exported result file can be imported elsewhere', async () => {
    const { scanId } = await load(resultOf(DAY[0], { address: '10.0.0.1', serial: 'G1', telnet: true }));
    const exported = await (await admin.fetch(`/api/scans/${scanId}/result`)).text();
    const elsewhere = await openApp(open);
    admin = await setUpAdministrator(elsewhere);
    expect(await send(exported)).toMatchObject({ scanId, alreadyKnown: false, cameras: { created: 1 } });
    expect((await cameras())[0]).toMatchObject({ address: '10.0.0.1', makerName: 'Hikvision' });
    await elsewhere.close();
  });
});
