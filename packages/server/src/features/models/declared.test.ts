import { api } from '@ancam/contract';
import type { Fact, Id } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { join } from '../../../test/people.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { seedMakers } from './seed.service.ts';

const BODY = { transport: 'tcp' as const, service: 'RTSP', purpose: 'xem hình', document: 'IXIT 15, 03/2026' };

describeOnEachStore('interfaces that a maker declares for a model', (open) => {
  let app: TestApp;
  let admin: Browser;
  let model: { readonly id: Id };
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    await seedMakers(app.context);
    admin = await setUpAdministrator(app);
    const { items } = await admin.call(api.listMakers);
    const makerId = items.find(({ name }) => name === 'Hikvision')?.id ?? '';
    model = await admin.call(api.addModel, { body: { makerId, name: 'DS-2CD2143G2-I', kind: 'camera' } });
  });
  afterAll(() => app.close());

  /** Imports a scan that saw a camera of the model with these ports open; gives the outcome of the check. */
  async function seen(day: string, ...ports: number[]): Promise<{ outcome: string | undefined; evidence: Fact['value'][] }> {
    const file = resultOf(`${day}T03:00:00.000Z`, { address: '10.0.0.1', serial: 'S1' });
    const open = ports.map((port): Fact => ({ name: 'tcp.open', value: port, port }));
    const hosts = file.hosts.map((host) => ({ ...host, facts: [...host.facts, ...open] }));
    await admin.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify({ ...file, hosts }) });
    const [row] = (await admin.call(api.listCameras, {})).items;
    const camera = await admin.call(api.getCamera, { params: { id: row?.id ?? '' } });
    const finding = camera.findings.find((each) => each.check === 'service/undeclared' && each.status === 'open');
    const other = camera.otherChecks.find((each) => each.check === 'service/undeclared');
    const evidence = (finding?.evidence ?? []).filter(({ name }) => name === 'declared.undeclared').map(({ value }) => value);
    return { outcome: finding === undefined ? other?.outcome : 'fail', evidence };
  }

  test('say nothing where no list was entered', async () => {
    expect((await seen('2026-11-15', 80, 9527)).outcome).not.toBe('fail');
  });

  test('turn what is open beyond them into a finding that ends when the port is declared or closed', async () => {
    for (const port of [80, 554]) await admin.call(api.declareInterface, { params: model, body: { ...BODY, port } });
    expect(await seen('2026-11-16', 80, 554, 9527)).toEqual({ outcome: 'fail', evidence: [9527] });
    expect((await seen('2026-11-17', 80, 554)).outcome).toBe('pass');
    const { declared } = await admin.call(api.removeInterface, {
      params: model,
      body: { interface: (await admin.call(api.getModel, { params: model })).declared.find(({ port }) => port === 554)?.id ?? '' },
    });
    expect(declared.map(({ port }) => port)).toEqual([80]);
    expect(await seen('2026-11-18', 80, 554)).toEqual({ outcome: 'fail', evidence: [554] });
  });

  test('stand once on the list, and are entered by who keeps the models', async () => {
    expect(await codeOf(admin.call(api.declareInterface, { params: model, body: { ...BODY, port: 80 } }))).toBe('conflict');
    const { browser: viewer } = await join(app, admin, { login: 'viewer', role: 'viewer' });
    expect(await codeOf(viewer.call(api.declareInterface, { params: model, body: { ...BODY, port: 81 } }))).toBe('auth.forbidden');
    const other = await admin.call(api.declareInterface, { params: model, body: { ...BODY, transport: 'udp', port: 80 } });
    expect(other.declared.map(({ transport, port }) => `${transport}/${port}`)).toEqual(['tcp/80', 'udp/80']);
  });
});
