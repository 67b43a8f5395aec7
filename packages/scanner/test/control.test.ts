import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthorisationNote, ScanEvent } from '@ancam/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProgressMeter } from '../src/engine/progress.ts';
import { createPlan, dryRun, REQUEST_SHAPES } from '../src/index.ts';
import { smallKnowledge } from './knowledge.ts';
import { scan, state, values } from './scanning.ts';
import { http, ScriptedDevice } from './scripted-device.ts';

const BASE = '127.43.7.';
const PORT = 23_080;

/** A device that takes connections on every address of the test and never says a word. */
describe('a scan under control', () => {
  let servers: Server[] = [];
  beforeEach(async () => {
    servers = Array.from({ length: 6 }, () => createServer((socket) => socket.on('error', () => socket.destroy()).resume()));
    await Promise.all(
      servers.map(
        (server, index) => new Promise<void>((resolve) => void server.listen({ host: `${BASE}${index + 1}`, port: PORT }, resolve)),
      ),
    );
  });
  afterEach(() => {
    for (const server of servers) server.close();
  });

  it('ends at once when cancelled, and keeps no host that was cut off', async () => {
    const control = new AbortController();
    const started = performance.now();
    const limits = { exchangeTimeoutMs: 30_000, hostTimeoutMs: 60_000 };
    const running = scan({ targets: [`${BASE}1-6`], ports: `http:${PORT}`, limits }, { signal: control.signal });
    setTimeout(() => control.abort(), 300);
    const { head, hosts } = await running;
    expect(head.status).toBe('cancelled');
    expect(performance.now() - started).toBeLessThan(3000);
    expect(hosts.size).toBe(0);
  });

  it('ends at its total limit and says so', async () => {
    const limits = { exchangeTimeoutMs: 30_000, hostTimeoutMs: 60_000, totalTimeoutMs: 400 };
    const { head } = await scan({ targets: [`${BASE}1-6`], ports: `http:${PORT}`, limits });
    expect(head.status).toBe('limit');
  });

  it('begins with the device that has most open ports: it is asked most, and ends last', async () => {
    for (const port of [PORT + 1, PORT + 2]) {
      const more = createServer((socket) => socket.on('error', () => socket.destroy()).resume()).listen({ host: `${BASE}4`, port });
      servers.push(more);
      await once(more, 'listening');
    }
    const limits = { exchangeTimeoutMs: 50, concurrentHosts: 1 };
    const { hosts } = await scan({ targets: [`${BASE}1-6`], ports: [0, 1, 2].map((more) => `http:${PORT + more}`).join(), limits });
    expect([...hosts.keys()].map((address) => address.slice(BASE.length))).toEqual(['4', '1', '2', '3', '5', '6']);
  });

  it('cuts one host short at its limit and goes on', async () => {
    const limits = { exchangeTimeoutMs: 500, hostTimeoutMs: 600, concurrentHosts: 1 };
    const { head, hosts } = await scan({ targets: [`${BASE}1-2`], ports: `http:${PORT}`, limits });
    expect(head.status).toBe('completed');
    expect([...hosts.values()].map((host) => state(host, 'http'))).toEqual(['partial', 'partial']);
    const tight = await scan({
      targets: [`${BASE}1`],
      ports: `rtsp:${PORT}`,
      limits: { ...limits, hostTimeoutMs: 1, hostRatePerSecond: 1 },
    });
    expect(tight.hosts.get(`${BASE}1`)).toMatchObject({ cutShort: true });
    expect(state(tight.hosts.get(`${BASE}1`), 'rtsp')).toBe('partial');
  });

  it('keeps to the rate for one host', async () => {
    const answering = createServer(
      (socket) => void socket.on('error', () => socket.destroy()).once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n')),
    );
    await new Promise<void>((resolve) => void answering.listen({ host: `${BASE}9`, port: PORT }, resolve));
    const { hosts } = await scan({ targets: [`${BASE}9`], ports: `http:${PORT}`, limits: { hostRatePerSecond: 2 } });
    answering.close();
    const turns = (hosts.get(`${BASE}9`)?.observations ?? []).filter((one) => one.shape !== 'tcp-connect').map(({ at }) => Date.parse(at));
    expect(turns.length).toBeGreaterThanOrEqual(3);
    // the clock of the transcript has milliseconds
    for (const [index, at] of turns.slice(2).entries()) expect(at - (turns[index] ?? 0)).toBeGreaterThanOrEqual(998);
  });

  it('lists a host that refuses everything, and counts a closed range as done', async () => {
    const { head, hosts } = await scan({ targets: [`${BASE}20-24`], ports: '23099' });
    expect([...hosts.values()].map((host) => [host.life, host.facts.length, host.identity.kind])).toEqual(
      Array.from({ length: 5 }, () => ['refused', 0, 'unknown']),
    );
    expect(head).toMatchObject({ status: 'completed', stats: { addresses: 5, alive: 5, cameras: 0 } });
  });

  it('tests factory passwords only by an authorisation that names it and still holds', async () => {
    const input = { targets: [`${BASE}1`], ports: `http:${PORT}`, factoryPasswordTest: true };
    const note: AuthorisationNote = { grantedBy: 'A', document: 'B', validUntil: '2099-01-01', factoryPasswordTest: false };
    await expect(scan(input)).rejects.toMatchObject({ code: 'authorisation.missing' });
    await expect(scan(input, { authorisation: note })).rejects.toMatchObject({ code: 'authorisation.missing' });
    await expect(scan(input, { authorisation: { ...note, factoryPasswordTest: true, validUntil: '2020-01-01' } })).rejects.toMatchObject({
      code: 'authorisation.expired',
    });
  });

  it('records a fault in the host where it happened, and goes on', async () => {
    const knowledge = { ...smallKnowledge(), signs: [{}] as never[] };
    const { head, hosts } = await scan({ targets: [`${BASE}1-2`], ports: `http:${PORT}` }, { knowledge });
    expect(head.status).toBe('completed');
    expect([...hosts.values()].map((host) => [state(host, 'identity'), host.facts.length])).toEqual(
      Array.from({ length: 2 }, () => ['partial', 1]),
    );
  });

  it('reports progress that never runs backwards within a stage', async () => {
    const seen: [string, number, number][] = [];
    await scan(
      { targets: [`${BASE}1-6`], ports: `http:${PORT}` },
      { onEvent: (e) => e.type === 'progress' && seen.push([e.stage, e.done, e.total]) },
    );
    expect(seen.at(-1)).toEqual(['done', 6, 6]);
    for (const [stage, done, total] of seen) {
      expect(done).toBeLessThanOrEqual(total);
      const same = seen.filter(([one]) => one === stage).map(([, value]) => value);
      expect(same).toEqual([...same].sort((a, b) => a - b));
    }
  });
});

describe('the numbers of a running scan', () => {
  const limits = createPlan({ targets: ['127.0.0.1'] }).limits;

  it('name devices as soon as they live, and keep order, counts and shares from falling over several blocks', async () => {
    const seen: Extract<ScanEvent, { type: 'progress' }>[] = [];
    const meter = new ProgressMeter(10_000, limits, (event) => event.type === 'progress' && seen.push(event));
    meter.discovering();
    for (const [until, living] of [
      [4000, 100],
      [8000, 700],
      [10_000, 1],
    ] as const) {
      meter.sweeping();
      meter.foundAlive(living);
      meter.swept(until);
      await sleep(210);
      meter.sweptBlock();
      meter.probing();
      for (let index = 0; index < living; index += 1) {
        meter.probed(index % 2 === 0, 50);
        if (index % 100 === 50) await sleep(210);
      }
    }
    meter.finished();
    const stages = seen.map(({ stage }) => stage).filter((stage, index, all) => stage !== all[index - 1]);
    expect(stages).toEqual(['discover', 'sweep', 'probe', 'done']);
    expect(seen.at(-1)).toMatchObject({ done: 801, total: 801, alive: 801, cameras: 401 });
    expect(seen.find(({ stage }) => stage === 'sweep')?.alive).toBe(100);
    for (const [index, now] of seen.entries()) {
      const before = seen[index - 1];
      if (before === undefined) continue;
      expect(now.alive).toBeGreaterThanOrEqual(before.alive);
      expect(now.cameras).toBeGreaterThanOrEqual(before.cameras);
      if (now.stage === before.stage) expect(now.done / now.total).toBeGreaterThanOrEqual(before.done / before.total);
    }
    expect(seen.filter(({ stage, etaSeconds }) => stage === 'probe' && etaSeconds === undefined)).toEqual([]);
  });
});

describe('a service that answers slowly or elsewhere', () => {
  const page = http(200, ['Server: x'], '<title>second try</title>');

  it('is asked once more where its first answer did not come', async () => {
    const device = new ScriptedDevice(`${BASE}40`);
    let asked = 0;
    await device.serve(PORT, () => {
      asked += 1;
      return asked === 1 ? '' : page;
    });
    const { hosts } = await scan({ targets: [device.address], ports: `http:${PORT}` });
    device.close();
    expect(values(hosts.get(device.address), 'http.title')).toEqual(['second try']);
    expect(state(hosts.get(device.address), 'http')).toBe('done');
  });

  it('is followed to another port of the same device that the plan names, and to no other', async () => {
    const device = new ScriptedDevice(`${BASE}41`);
    const to = (port: number): Buffer => http(302, [`Location: http://${device.address}:${port}/app/login.html`]);
    await device.serve(PORT, (request) => (request.startsWith('GET / ') ? to(PORT + 1) : http(404, [])));
    await device.serve(PORT + 1, (request) => (request.startsWith('GET /app/') ? http(200, [], '<input type=password>') : http(404, [])));
    await device.serve(PORT + 2, (request) => (request.startsWith('GET / ') ? to(PORT + 3) : http(404, [])));
    await device.serve(PORT + 3, () => page);
    const { hosts } = await scan({ targets: [device.address], ports: `http:${PORT},http:${PORT + 1},http:${PORT + 2}` });
    device.close();
    const host = hosts.get(device.address);
    expect([PORT, PORT + 1, PORT + 2].map((port) => values(host, 'http.login', port))).toEqual([[], [true], []]);
    expect(values(host, 'http.path', PORT + 1)).toContain('/app/login.html');
    expect(device.received().filter(({ port }) => port === PORT + 3)).toEqual([]);
  });
});

describe('a dry run', () => {
  it('lists what would be sent by target and port, and opens no connection', () => {
    const plan = createPlan({
      targets: ['10.9.0.0/16'],
      ports: '80,554,443',
      furtherPorts: '23',
      interfaces: ['eth9'],
      factoryPasswordTest: true,
    });
    const lines = [...dryRun(plan, smallKnowledge())];
    const shapes = new Set(REQUEST_SHAPES.map((shape) => shape.id));
    expect(lines.filter((line) => !shapes.has(line.shape))).toEqual([]);
    expect(lines).toContainEqual({
      target: '10.9.0.0/16',
      port: 554,
      shape: 'tcp-connect',
      preview: 'TCP connect, no data',
      when: 'always',
    });
    expect(lines).toContainEqual({
      target: '10.9.0.0/16',
      port: 23,
      shape: 'banner-read',
      preview: 'TCP connect, listen, no data',
      when: 'open',
    });
    expect(lines.filter((line) => line.when === 'opted-in').map((line) => line.shape)).toEqual([
      'http-credentials',
      'onvif-credentials',
      'rtsp-credentials',
    ]);
    const asked = lines.filter((line) => line.target === 'multicast on eth9');
    const searches = REQUEST_SHAPES.filter((one) => one.protocol === 'discovery' && one.template !== '').map((one) => one.id);
    expect(asked.map((line) => line.shape).toSorted()).toEqual(searches.toSorted());
    const each = lines.filter((line) => line.target === '10.9.0.0/16' && line.when === 'always');
    expect(each.map((line) => `${line.shape} ${line.port}`)).toEqual(
      expect.arrayContaining(['neighbour-touch 9', 'hikvision-sadp-inquiry 37020', 'ssdp-search 1900']),
    );
    expect(lines.find((line) => line.shape === 'sony-search' && line.target === '10.9.0.0/16')?.when).toBe('alive');
    expect(lines.filter((line) => line.preview.includes('{{'))).toEqual([]);
    const told = (port: number, preview: string): string | undefined =>
      lines.find((line) => line.port === port && line.preview === preview)?.when;
    expect(told(80, 'GET /')).toBe('open');
    expect(told(80, 'GET /ISAPI/Streaming/channels/101/picture')).toBe('maker');
    expect(told(80, 'GET /SDK/activateStatus')).toBe('maker');
    expect(told(80, 'POST /onvif/device_service GetUsers (no credentials)')).toBe('service');
    expect(told(554, 'DESCRIBE rtsp://<address>/')).toBe('open');
    expect(told(554, 'DESCRIBE rtsp://<address>/Streaming/Channels/101')).toBe('maker');
    const [, one] = dryRun(createPlan({ targets: ['fd00::1'], ports: 'rtsp:10554', unicastDiscovery: false }), smallKnowledge());
    expect(one?.preview).toBe('OPTIONS rtsp://[fd00::1]:10554/');
  });
});
