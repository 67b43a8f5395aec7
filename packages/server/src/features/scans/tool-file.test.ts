import { api } from '@ancam/contract';
import type { Scan, ToolFilePreview } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { addSystem } from '../../../test/levels.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnOneStore } from '../../../test/store.ts';

const CHANGED = '2026-10-05T03:00:00.000Z';
const SECONDS = 1_790_000_000;

function port(number: number, name: string): string {
  return `<port protocol="tcp" portid="${number}"><state state="open"/><service name="${name}" product="Hikvision IP camera" devicetype="webcam" method="probed"/></port>`;
}

/** An XML of nmap with so many devices, each with an open Telnet where told. */
function nmapOf(hosts: readonly { readonly address: string; readonly telnet?: boolean; readonly mac?: string }[]): string {
  const elements = hosts.map(({ address, telnet, mac }) => {
    const link = mac === undefined ? '' : `<address addr="${mac}" addrtype="mac"/>`;
    return `<host endtime="${SECONDS}"><status state="up" reason="syn-ack"/><address addr="${address}" addrtype="ipv4"/>${link}<ports>${port(554, 'rtsp')}${telnet === true ? port(23, 'telnet') : ''}</ports></host>`;
  });
  return `<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap" args="nmap -sV" start="${SECONDS}" version="7.93">${elements.join('\n')}</nmaprun>`;
}

describeOnOneStore('import of files of other tools', (open) => {
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

  async function look(content: string, name = 'file', by = admin): Promise<ToolFilePreview> {
    const query = new URLSearchParams({ name, changedAt: CHANGED });
    const response = await by.fetch(`/api/scans/files?${query.toString()}`, { method: 'POST', body: content });
    const body = (await response.json()) as ToolFilePreview & { code: 'internal'; title: string; details: Record<string, unknown> }; // one of the two
    if (response.ok) return body;
    throw new AppError(body.code, body.title, body.details);
  }

  async function take({ upload, source }: ToolFilePreview, siteId: string | null = null, by = admin): Promise<Scan> {
    const { id } = await by.call(api.takeToolFile, { body: { upload, name: source.file, changedAt: CHANGED, siteId } });
    await app.context.imports.settled(id);
    return by.call(api.getScan, { params: { id } });
  }

  test('what a file holds is shown first, and nothing is kept of it until it is taken', async () => {
    const preview = await look(nmapOf([{ address: '10.0.0.1' }, { address: 'nonsense' }]), 'out.xml');
    expect(preview).toMatchObject({
      source: { format: 'nmap-xml', tool: 'nmap', version: '7.93', command: 'nmap -sV', file: 'out.xml', bad: 1 },
      startedAt: new Date(SECONDS * 1000).toISOString(),
      hosts: 1,
      openPorts: 1,
      known: null,
    });
    expect(preview.faults).toMatchObject([{ place: 'host 2', remedy: { vi: expect.stringContaining('IPv4') } }]);
    expect((await admin.call(api.listScans)).items).toEqual([]);
  });

  test('taken, it is a scan like any other: cameras proposed, what was seen a finding, the rest not checked', async () => {
    const scan = await take(await look(nmapOf([{ address: '10.0.0.1', telnet: true, mac: '44:19:B6:00:00:01' }]), 'out.xml'));
    expect(scan).toMatchObject({
      status: 'completed',
      origin: 'imported',
      startedAt: new Date(SECONDS * 1000).toISOString(),
      source: { format: 'nmap-xml', file: 'out.xml' },
      stats: { alive: 1, cameras: 1, connects: 0 },
    });
    const [camera] = (await admin.call(api.listCameras, { query: {} })).items;
    expect(camera).toMatchObject({ address: '10.0.0.1', makerName: 'Hikvision' });
    const detail = await admin.call(api.getCamera, { params: { id: camera?.id ?? '' } });
    expect(detail.findings.find(({ check }) => check === 'service/telnet')).toMatchObject({ status: 'open' });
    expect(detail.findings.every(({ status }) => status === 'open')).toBe(true);
    const result = await admin.fetch(`/api/scans/${scan.id}/result`);
    expect(await result.json()).toMatchObject({ source: { format: 'nmap-xml' }, hosts: [{ address: '10.0.0.1' }] });
  });

  test('the same file again is the same scan, under whatever name; another unit has it for itself', async () => {
    const content = nmapOf([{ address: '10.0.0.1' }]);
    const first = await take(await look(content));
    const again = await look(content, 'other-name');
    expect(again.known).toBe(first.id);
    expect((await take(again)).id).toBe(first.id);
    expect((await admin.call(api.listScans)).items).toHaveLength(1);
    const elsewhere = await signInElsewhere(app, 'administrator');
    const theirs = await look(content, 'file', elsewhere);
    expect(theirs.known).toBeNull();
    expect((await take(theirs, null, elsewhere)).id).not.toBe(first.id);
  });

  test('an upload is taken by whoever sent it alone, and once', async () => {
    const preview = await look(nmapOf([{ address: '10.0.0.1' }]));
    const other = await signInElsewhere(app, 'administrator');
    expect(await codeOf(take(preview, null, other))).toBe('not-found');
    await take(preview);
    expect(await codeOf(take(preview))).toBe('not-found');
  });

  test('a file closes no finding and says of nobody that it is gone', async () => {
    const before = resultOf(
      '2026-08-01T03:00:00.000Z',
      { address: '10.0.0.1', serial: 'A1', telnet: true, mac: '4419B6000001' },
      { address: '10.0.0.2', serial: 'A2' },
    );
    await admin.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(before) });
    const scan = await take(await look(nmapOf([{ address: '10.0.0.1', mac: '44:19:B6:00:00:01' }])));
    const cameras = (await admin.call(api.listCameras, { query: { sort: 'address' } })).items;
    expect(cameras.map(({ address }) => address)).toEqual(['10.0.0.1', '10.0.0.2']);
    const detail = await admin.call(api.getCamera, { params: { id: cameras[0]?.id ?? '' } });
    expect(detail.findings.find(({ check }) => check === 'service/telnet')).toMatchObject({ status: 'open' });
    const proposals = await admin.call(api.listProposals, { query: { scan: scan.id } });
    expect(proposals.items.map(({ kind }) => kind)).not.toContain('gone');
    const { items } = await admin.call(api.scanChanges, { params: { id: scan.id } });
    expect(items.map(({ kind }) => kind)).not.toContain('gone');
  });

  test('addresses that the ranges recorded for the site do not hold are noted', async () => {
    const site = await admin.call(api.addSite, { body: { name: 'Trụ sở' } });
    const zones = [{ name: 'Vùng camera', kind: 'camera' as const, ranges: ['10.0.0.0/24'], note: '' }];
    const systemId = await addSystem(admin, { name: 'Giám sát trụ sở', zones });
    await admin.call(api.addGroup, { body: { name: 'Cổng', systemId, siteId: site.id } });
    const content = nmapOf([{ address: '10.0.0.1' }, { address: '203.0.113.9' }]);
    const scan = await take(await look(content), site.id);
    expect(scan.notes).toContain('outside-ranges|count=1|address=203.0.113.9');
    expect(await codeOf(take(await look(nmapOf([{ address: '10.0.0.3' }])), '00000000-0000-4000-8000-000000000000'))).toBe('not-found');
  });

  test('what was cancelled half-way goes on when the file is taken again', async () => {
    const content = nmapOf(Array.from({ length: 300 }, (_, n) => ({ address: `10.1.${n >> 8}.${n & 255}` })));
    const { upload, source } = await look(content);
    const { id } = await admin.call(api.takeToolFile, { body: { upload, name: source.file, changedAt: CHANGED, siteId: null } });
    await admin.call(api.cancelScan, { params: { id } });
    await app.context.imports.settled(id);
    expect((await admin.call(api.getScan, { params: { id } })).status).toBe('cancelled');
    const scan = await take(await look(content));
    expect(scan).toMatchObject({ id, status: 'completed', stats: { alive: 300, cameras: 300 } });
  });

  test('what is no file of a tool is refused with what is read', async () => {
    for (const content of ['hello', '', '{"a":1}', '<x/>']) expect(await codeOf(look(content))).toMatch(/^(?:file\.|input\.)/);
  });
});
