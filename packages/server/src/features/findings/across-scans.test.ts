import { UploadedTable, api, urlOf } from '@ancam/contract';
import type { Finding } from '@ancam/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import type { Shown } from '../../../test/results.ts';
import { describeOnOneStore } from '../../../test/store.ts';

const CHECK = 'service/telnet';
const events = ({ history }: Finding): string[] => history.map(({ event }) => event);
const at = (day: string): string => `2026-${day}T03:00:00.000Z`;

async function scansOf(browser: Browser): Promise<string[]> {
  return (await browser.call(api.listScans)).items.map(({ id }) => id);
}

async function changesOf(browser: Browser, id: string): Promise<string[]> {
  return (await browser.call(api.scanChanges, { params: { id } })).items.map(({ kind }) => kind);
}

describeOnOneStore('the life of a finding across scans, tables and moves', (open) => {
  let app: TestApp;
  let admin: Browser;
  let unit: string;
  beforeAll(async () => {
    app = await openApp(open, at('11-22'));
    await setUpAdministrator(app);
  });
  afterAll(() => app.close());
  // Each test has a unit of its own.
  beforeEach(async () => {
    app.at(at('11-22'));
    admin = await signInElsewhere(app, 'administrator');
    unit = (await admin.call(api.session)).account?.unit.id ?? '';
  });

  const device = { address: '10.0.0.1', serial: 'S1', telnet: true };
  const load = async (day: string, ...shown: readonly Omit<Shown, 'at'>[]): Promise<string> => {
    const body = JSON.stringify(resultOf(at(day), ...shown));
    expect((await admin.fetch('/api/scans/import', { method: 'POST', body })).status).toBe(200);
    return body;
  };
  const findings = async (): Promise<Finding[]> => {
    const { items } = await admin.call(api.listCameras);
    const details = await Promise.all(items.map(({ id }) => admin.call(api.getCamera, { params: { id } })));
    return details.flatMap((each) => each.findings.filter(({ check }) => check === CHECK));
  };
  /** The one finding that there is: never two, never none. */
  const finding = async (): Promise<Finding> => {
    const all = await findings();
    expect(all).toHaveLength(1);
    return all[0] as Finding; // shown to be there
  };
  const countOpen = async (): Promise<number> => {
    const { top } = (await admin.call(api.dashboard)).findings;
    return top.find(({ check }) => check === CHECK)?.cameras ?? 0;
  };
  const again = async (day: string): Promise<void> => {
    app.at(at(day));
    admin = await signInElsewhere(app, 'administrator', unit);
  };

  test('first and last seen span all scans; the same file again, or an older one, adds nothing', async () => {
    const file = await load('10-02', device);
    const born = await finding();
    expect(born).toMatchObject({ status: 'open', firstSeenAt: at('10-02'), lastSeenAt: at('10-02') });
    await load('10-05', device);
    expect((await admin.fetch('/api/scans/import', { method: 'POST', body: file })).status).toBe(200);
    await load('10-03', { ...device, telnet: false });
    expect(await finding()).toMatchObject({ id: born.id, status: 'open', firstSeenAt: at('10-02'), lastSeenAt: at('10-05') });
    expect(events(await finding())).toEqual(['opened']);
    expect(await countOpen()).toBe(1);
  });

  test('graver than before, it is part of its life and of what the scan changed; as grave as before, it is not', async () => {
    await load('10-02', device);
    const { id, severity } = await finding();
    // as an older edition of the knowledge judged it
    await app.context.db.updateTable('finding').set({ severity: 'low' }).where('id', '=', id).execute();
    await load('10-03', device);
    const [worse = ''] = await scansOf(admin);
    expect(await finding()).toMatchObject({ id, severity, status: 'open' });
    await load('10-04', device);
    const [same = ''] = await scansOf(admin);
    await app.context.db.updateTable('finding').set({ severity: 'critical' }).where('id', '=', id).execute();
    await load('10-05', device);
    expect(events(await finding())).toEqual(['opened', 'worsened']);
    expect([await changesOf(admin, worse), await changesOf(admin, same)]).toEqual([['finding-worse'], []]);
  });

  test('accepted until a day it counts as accepted, also while scans see it; afterwards it is open again; fixed, and opened again', async () => {
    await load('10-02', device);
    const { id } = await finding();
    await admin.call(api.acceptFinding, { params: { id }, body: { reason: 'chờ thay trong đợt mua sắm', until: '2026-11-25' } });
    await load('11-21', device);
    expect(await finding()).toMatchObject({ id, status: 'accepted', acceptedUntil: '2026-11-25', lastSeenAt: at('11-21') });
    expect(await countOpen()).toBe(0);
    await again('11-26');
    expect(await finding()).toMatchObject({ id, status: 'open', acceptedUntil: null });
    expect(await countOpen()).toBe(1);
    await load('11-26', device);
    expect(await finding()).toMatchObject({ id, status: 'open' });
    await again('11-28');
    await load('11-27', { ...device, telnet: false });
    expect(await finding()).toMatchObject({ id, status: 'fixed', fixedBy: 'scan' });
    expect(await countOpen()).toBe(0);
    await load('11-28', device);
    expect(await finding()).toMatchObject({ id, status: 'open', firstSeenAt: at('10-02'), lastSeenAt: at('11-28') });
    expect(events(await finding())).toEqual(['opened', 'accepted', 'expired', 'fixed', 'reopened']);
  });

  test('fixed before its acceptance ended, a finding that returns is open, not accepted', async () => {
    await load('10-02', device);
    const { id } = await finding();
    await admin.call(api.acceptFinding, { params: { id }, body: { reason: 'chờ thay trong đợt mua sắm', until: '2099-12-31' } });
    await load('10-03', { ...device, telnet: false });
    expect(await finding()).toMatchObject({ id, status: 'fixed' });
    await load('10-04', device);
    expect(await finding()).toMatchObject({ id, status: 'open', reason: null, acceptedUntil: null });
  });

  test('a move, accepted by rule or waiting for a person, and a changed model leave it as it is', async () => {
    const key = 'ef'.repeat(32);
    await load('10-02', { ...device, tlsKey: key });
    const { id, cameraId } = await finding();
    await admin.call(api.acceptFinding, { params: { id }, body: { reason: 'chờ thay trong đợt mua sắm', until: '2099-12-31' } });
    await load('10-03', { ...device, address: '10.0.0.7', tlsKey: key });
    expect(await finding()).toMatchObject({ id, cameraId, status: 'accepted', lastSeenAt: at('10-03') });
    await load('10-04', { address: '10.0.0.8', tlsKey: key, telnet: true, model: 'DS-9999' });
    const waiting = (await admin.call(api.listProposals)).items;
    expect(waiting.map(({ kind }) => kind).sort()).toEqual(['changed', 'moved']);
    expect(await finding()).toMatchObject({ id, cameraId, status: 'accepted', lastSeenAt: at('10-04') });
    await admin.call(api.acceptProposals, { body: { count: 2 } });
    expect(await finding()).toMatchObject({ id, cameraId, status: 'accepted' });
  });

  test('a refuted device keeps its findings, which no figure counts; taken back, they count', async () => {
    await load('10-02', { address: '10.0.0.50', manufacturer: 'Không ai biết', model: 'X1', telnet: true });
    const { id } = await finding();
    const [waiting] = (await admin.call(api.listProposals)).items;
    const params = { id: waiting?.id ?? '' };
    await admin.call(api.refuseProposal, { params, body: { reason: 'của trạm y tế' } });
    await load('10-03', { address: '10.0.0.50', manufacturer: 'Không ai biết', model: 'X1', telnet: true });
    expect(await finding()).toMatchObject({ id, status: 'open', lastSeenAt: at('10-03') });
    expect(await countOpen()).toBe(0);
    await admin.call(api.reopenProposal, { params });
    expect(await countOpen()).toBe(0);
    await admin.call(api.acceptProposal, { params });
    expect(await finding()).toMatchObject({ id, status: 'open', firstSeenAt: at('10-02') });
    expect(await countOpen()).toBe(1);
  });

  test('a table that names the camera again, and again, leaves what a scan found and a person decided', async () => {
    await load('10-02', device);
    const { id } = await finding();
    await admin.call(api.acceptFinding, { params: { id }, body: { reason: 'chờ thay trong đợt mua sắm', until: '2099-12-31' } });
    for (const place of ['Cổng trước', 'Cổng sau']) {
      const url = urlOf(api.uploadImport, { query: { kind: 'cameras', fileName: 'a.csv' } });
      const body = `Tên,Vị trí,Hãng,Model,Số sê-ri\nCổng,${place},Hikvision,DS-2CD2143G2-I,S1\n`;
      const sent = UploadedTable.parse(await (await admin.fetch(url, { method: 'POST', body })).json());
      const params = { id: sent.import.id };
      await admin.call(api.mapImport, { params, body: sent.import.mapping ?? {} });
      await admin.call(api.checkImport, { params });
      await app.context.imports.settled(params.id);
      await admin.call(api.applyImport, { params, body: { policy: 'all' } });
      await app.context.imports.settled(params.id);
      expect((await admin.call(api.getImport, { params })).entered).toMatchObject({ created: 0, updated: 1 });
      expect(await finding()).toMatchObject({ id, status: 'accepted', firstSeenAt: at('10-02'), lastSeenAt: at('10-02') });
    }
    expect((await admin.call(api.listCameras)).items).toMatchObject([{ place: 'Cổng sau' }]);
  });
});
