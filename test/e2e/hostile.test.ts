import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { demoFleet, startFarm, startHostile } from '@ancam/camera-farm';
import type { HostileKind } from '@ancam/camera-farm';
import type { FactName, HostResult, ProbeName, ScanResult } from '@ancam/core';
import { ancam } from './foreign-devices/processes.ts';

/** Devices and input that mean harm: a clear message or an open question each, within the limits, and the scan goes on. */

const PORTS = { http: 18080, https: 18443, rtsp: 18554, discovery: 18702 };
const SPOKEN = `http:${PORTS.http},https:${PORTS.https},rtsp:${PORTS.rtsp}`;

/** What each kind leaves open: these probes could not conclude, so nothing that rests on them may count as in order. */
const LEFT_OPEN: Readonly<Record<HostileKind, readonly ProbeName[]>> = {
  hang: ['http', 'rtsp', 'tls'],
  endless: ['http', 'rtsp'],
  'slow-drip': ['http', 'rtsp'],
  'tls-stall': ['tls'],
  'deep-xml': ['http'],
  'broken-xml': [],
  'redirect-loop': ['http'],
  'gzip-bomb': ['http'],
};
const KINDS = Object.keys(LEFT_OPEN) as readonly HostileKind[]; // keys of the table above

const folder = mkdtempSync(join(tmpdir(), 'ancam-hostile-'));
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function values(host: HostResult | undefined, name: FactName): readonly unknown[] {
  return (host?.facts ?? []).filter((fact) => fact.name === name).map((fact) => fact.value);
}

function parse(stdout: string): ScanResult {
  return JSON.parse(stdout) as ScanResult; // written by the command under test
}

test.each(KINDS.map((kind, n) => ({ kind, address: `127.52.0.${n + 1}` })))(
  'a device that is hostile by $kind: the scan ends within its limits and does not call it clean',
  async ({ kind, address }) => {
    const device = await startHostile(kind, address, PORTS);
    closing.push(() => device.close());
    const started = performance.now();
    const ran = await ancam(['scan', address, '--ports', SPOKEN, '--timeout', '1', '--format', 'json', '--all']);
    expect(ran.stderr).toBe('');
    expect([0, 1]).toContain(ran.code);
    expect((performance.now() - started) / 1000).toBeLessThan(60);
    const result = parse(ran.stdout);
    expect(result.status).toBe('completed');
    expect(result.hosts).toHaveLength(1);
    const [host] = result.hosts;
    const open = (host?.probes ?? []).filter(({ state }) => state === 'partial').map(({ probe }) => probe);
    expect(open).toEqual(expect.arrayContaining([...LEFT_OPEN[kind]]));
    expect(values(host, 'onvif.answered')).toEqual([]);
    expect(values(host, 'rtsp.openStream')).not.toContain(true);
    expect(host?.identity.maker).toBeUndefined();
    expect(host?.checks.filter(({ outcome }) => outcome === 'error')).toEqual([]);
  },
);

test('all of them at once beside a camera: the camera is read as if it were alone', async () => {
  for (const [n, kind] of KINDS.entries()) {
    const device = await startHostile(kind, `127.52.1.${n + 1}`, PORTS);
    closing.push(() => device.close());
  }
  const [camera] = demoFleet('127.52.1.9');
  if (camera === undefined) throw new Error('the fleet is empty');
  const farm = await startFarm({ cameras: [{ ...camera, flaws: ['no-https', 'rtsp-clear'] }], portOffset: 18_000 });
  closing.push(() => farm.close());
  const ran = await ancam(['scan', '127.52.1.1-9', '--ports', SPOKEN, '--timeout', '1', '--format', 'json']);
  const found = parse(ran.stdout).hosts.find(({ address }) => address === '127.52.1.9');
  expect(found?.identity.maker).toBe(camera.maker);
  expect(ran.code).toBe(1);
});

test('a scan that must end early says so and keeps what it has', async () => {
  const device = await startHostile('hang', '127.52.2.1', PORTS);
  closing.push(() => device.close());
  const ran = await ancam(['scan', '127.52.2.1', '--ports', SPOKEN, '--limit', '1', '--format', 'json']);
  expect(parse(ran.stdout).status).toBe('limit');
});

test('a range where nothing listens: no host, no finding', async () => {
  const ran = await ancam(['scan', '127.52.3.0/28', '--ports', '18080,18554', '--no-unicast-discovery', '--format', 'json']);
  expect(ran.code).toBe(0);
  expect(ran.stderr).toBe('');
  expect(parse(ran.stdout).stats.cameras).toBe(0);
});

const missing = join(folder, 'no-such-file.txt');
const wrongLine = join(folder, 'wrong-line.txt');
writeFileSync(wrongLine, '127.0.0.1\n127.0.0.0/99\n');
const notAResult = join(folder, 'not-a-result.json');
writeFileSync(notAResult, '{"format":"something-else"}');

test.each([
  { about: 'an unknown host', args: ['scan', 'no-such-camera.invalid'], place: 'no-such-camera.invalid' },
  { about: 'a malformed CIDR', args: ['scan', '127.0.0.0/33'], place: '127.0.0.0/33' },
  { about: 'a range that ends before it begins', args: ['scan', '127.0.0.9-127.0.0.1'], place: '127.0.0.9-127.0.0.1' },
  { about: 'a public address without its holder', args: ['scan', '8.8.8.8'], place: '8.8.8.8' },
  { about: 'a file that is not there', args: ['scan', `@${missing}`], place: missing },
  { about: 'a file with a wrong line', args: ['scan', `@${wrongLine}`], place: `${wrongLine}:2` },
  { about: 'a port that is none', args: ['scan', '127.0.0.1', '--ports', '99999'], place: '99999' },
  { about: 'a rate that is none', args: ['scan', '127.0.0.1', '--rate', 'fast'], place: '--rate fast' },
  {
    about: 'a password test without authorisation',
    args: ['scan', '127.0.0.1', '--factory-password-test'],
    place: '--factory-password-test',
  },
  { about: 'a file that is no result', args: ['replay', notAResult], place: notAResult },
  {
    about: 'an unwritable output',
    args: ['scan', '127.52.3.1', '--ports', '18080', '--output', join(folder, 'none', 'x.json')],
    place: join(folder, 'none'),
  },
])('$about: one line with place and advice in both languages, exit code 2', async ({ args, place }) => {
  const [vi, en] = await Promise.all([ancam(args), ancam([...args, '--language', 'en'])]);
  for (const ran of [vi, en]) {
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe('');
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
    expect(ran.stderr).toContain(place);
    expect(ran.stderr).not.toMatch(/\bat .*\.ts:\d/);
  }
  expect(vi.stderr).not.toBe(en.stderr);
});
