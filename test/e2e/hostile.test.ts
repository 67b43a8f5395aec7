import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ASTRAY, HOSTILE_KINDS, demoFleet, startFarm, startHostile } from '@ancam/camera-farm';
import type { HostileKind } from '@ancam/camera-farm';
import { HostResult as HostShape } from '@ancam/core';
import type { FactName, HostResult, ProbeName, ScanResult } from '@ancam/core';
import { CHROMIUM, openPage, startBrowser } from './support/browser.ts';
import { ancam, ancamWatched, startServer, stopAll } from './foreign-devices/processes.ts';

/** Devices and input that mean harm: a clear message or an open question each, within the limits, and the scan goes on. */

const HOSTILE_FARM = fileURLToPath(new URL('../../packages/camera-farm/src/hostile/main.ts', import.meta.url));
const PORTS = {
  http: 18_080,
  https: 18_443,
  rtsp: 18_554,
  ssh: 18_022,
  telnet: 18_023,
  ftp: 18_021,
  rtmp: 18_935,
  mqtt: 18_883,
  snmp: 18_161,
};
/** Every service by the protocol that is spoken there; what stands behind the last two is for the scan to find out. */
const SPOKEN = 'http:18080,https:18443,rtsp:18554,ssh:18022,telnet:18023,ftp:18021,18935,18883';
const PREFIX = '127.52.0.';
const CAMERA = '127.52.1.9';
/** An ordinary scan of as many cameras stays below 160. */
const MOST_MIB = 300;

/**
 * What each kind leaves open: these probes could not conclude, so nothing that rests on them may count as in order. `a|b`: at least one of
 * them, by what of the device was reached in time.
 */
const LEFT_OPEN: Partial<Record<HostileKind, readonly (ProbeName | `${ProbeName}|${ProbeName}`)[]>> = {
  hang: ['http', 'rtsp', 'tls'],
  endless: ['http', 'rtsp'],
  'endless-headers': ['http', 'rtsp'],
  'header-without-end': ['http', 'rtsp'],
  'slow-drip': ['http', 'rtsp'],
  'gzip-bomb': ['http'],
  'deflate-bomb': ['http'],
  'brotli-bomb': ['http'],
  'redirect-loop': ['http'],
  'redirects-without-end': ['http'],
  'length-without-body': ['http'],
  'negative-length': ['http'],
  'two-lengths': ['http'],
  'giant-chunk': ['http'],
  'tiny-chunks': ['http'],
  'informational-flood': ['http'],
  'status-garbage': ['http'],
  'resets-at-each-byte': ['http'],
  'deep-xml': ['http'],
  'broken-xml': ['http|onvif'],
  'million-nodes': ['http'],
  'entity-bomb': ['http|onvif'],
  'name-endless': ['http'],
  'tls-stall': ['tls'],
  'tls-renegotiation': ['http|tls'],
  'certificate-of-10000-names': ['tls'],
  'certificate-of-3000-names': ['http|tls'],
  'rtsp-endless-description': ['rtsp'],
  'rtsp-interleaved-garbage': ['rtsp'],
  'ssh-banner-flood': ['ssh'],
  'ssh-length-lies': ['ssh'],
};

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

/** What a scan says of a camera, without what differs from one moment to the next. */
function saidOf(host: HostResult | undefined): unknown {
  const evidence = host?.identity.evidence.map(({ fact, fingerprint, value }) => `${fact.name} ${fingerprint} ${value}`);
  const identity = { ...host?.identity, clockSkewSeconds: undefined, evidence };
  const checks = host?.checks.map(({ check, outcome }) => `${check} ${outcome}`);
  const facts = host?.facts
    .filter(({ name }) => name !== 'onvif.clockSkewSeconds')
    .map(({ name, port, value }) => `${name} ${port} ${String(value)}`);
  return { identity, checks, facts: facts?.toSorted(), probes: host?.probes };
}

describe('one device of every hostile kind at once, beside a good camera', () => {
  let alone: ScanResult;
  let result: ScanResult;
  let ran: Awaited<ReturnType<typeof ancamWatched>>;
  const file = join(folder, 'hostile.json');
  const ledAstray: string[] = [];
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const trap = createServer((socket) => {
      ledAstray.push(String(socket.remotePort));
      socket.destroy();
    });
    await new Promise<void>((resolve) => {
      trap.listen(PORTS.http, ASTRAY, resolve);
    });
    closers.push(async () => void trap.close());
    const [camera] = demoFleet(CAMERA);
    if (camera === undefined) throw new Error('the fleet is empty');
    const farm = await startFarm({ cameras: [{ ...camera, flaws: ['no-https', 'rtsp-clear'] }], portOffset: 18_000 });
    closers.push(() => farm.close());
    const devices = startServer(process.execPath, [HOSTILE_FARM, '--prefix', PREFIX, '--ports', JSON.stringify(PORTS)]);
    closers.push(stopAll);
    const options = ['--ports', SPOKEN, '--snmp-port', String(PORTS.snmp), '--timeout', '3', '--format', 'json', '--all'];
    const [first] = await Promise.all([ancam(['scan', CAMERA, ...options]), once(devices.stdout ?? devices, 'data')]);
    alone = parse(first.stdout);
    ran = await ancamWatched(['scan', `${PREFIX}1-${HOSTILE_KINDS.length}`, CAMERA, ...options]);
    result = parse(ran.stdout);
    writeFileSync(file, ran.stdout);
  });
  afterAll(() => Promise.all(closers.map((close) => close())));

  const hostOf = (kind: HostileKind): HostResult | undefined =>
    result.hosts.find(({ address }) => address === `${PREFIX}${HOSTILE_KINDS.indexOf(kind) + 1}`);

  test('there are more than forty kinds', () => {
    expect(HOSTILE_KINDS.length).toBeGreaterThanOrEqual(40);
  });

  test('the scan comes to its end, within its memory, and nobody is led astray', () => {
    expect(ran.stderr).toBe('');
    expect(ran.code).toBe(1);
    expect(result.status).toBe('completed');
    expect(result.hosts).toHaveLength(HOSTILE_KINDS.length + 1);
    expect(ran.peakMib).toBeGreaterThan(0);
    expect(ran.peakMib).toBeLessThan(MOST_MIB);
    expect(ledAstray).toEqual([]);
  });

  test('the good camera is read as if it were alone', () => {
    expect(saidOf(result.hosts.find(({ address }) => address === CAMERA))).toEqual(saidOf(alone.hosts[0]));
    expect(alone.hosts[0]?.identity.maker).toBe('hikvision');
  });

  test.each(HOSTILE_KINDS)('%s: what could not be read stays open, and nothing false is claimed', (kind) => {
    const host = hostOf(kind);
    expect(HostShape.safeParse(host).error).toBeUndefined();
    if (host === undefined) throw new Error('not among the hosts');
    const left = host.probes.filter(({ state }) => state === 'partial');
    const closed = (LEFT_OPEN[kind] ?? []).filter((any) => !left.some(({ probe }) => any.split('|').includes(probe)));
    expect(closed).toEqual([]);
    expect(left.filter(({ reason }) => reason?.startsWith('scanner-fault'))).toEqual([]);
    expect(host.cutShort).toBe(false);
    expect(values(host, 'rtsp.openStream')).not.toContain(true);
    if (kind !== 'dhip-length-lies') expect(host.identity.maker).toBeUndefined();
    if (!kind.startsWith('name-')) expect(values(host, 'onvif.answered')).toEqual([]);
    for (const { response = '' } of host.observations) expect(response.length).toBeLessThanOrEqual(1024);
  });

  test.each(HOSTILE_KINDS)('%s: it does not pass for a clean camera, nor does a check break on it', (kind) => {
    const { identity, checks = [] } = hostOf(kind) ?? {};
    expect(checks.filter(({ outcome }) => outcome === 'error')).toEqual([]);
    const clean = checks.every(({ outcome }) => outcome === 'pass' || outcome === 'not-applicable');
    expect(clean && identity?.kind === 'camera').toBe(false);
  });

  test.each(['table', 'csv', 'ndjson', 'html', 'sarif', 'hdf', 'nmap'])(
    'nothing of it steers a terminal or a program that reads %s',
    async (format) => {
      const told = await ancam(['replay', file, '--format', format, '--all']);
      // oxlint-disable-next-line no-control-regex -- control characters and what turns the direction of writing
      expect(told.stdout.replaceAll(/[\n\r\t]/g, '')).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      if (format === 'html') expect(told.stdout).not.toContain('<script>window');
      if (format === 'csv') expect(told.stdout).not.toMatch(/(?:^|,)"?=HYPERLINK/m);
    },
  );

  test.skipIf(CHROMIUM === undefined)(
    `nothing of it runs in a browser${CHROMIUM === undefined ? ' (skipped: no Chromium)' : ''}`,
    async () => {
      const told = await ancam(['replay', file, '--format', 'html', '--all']);
      const browser = await startBrowser();
      try {
        const page = await openPage(browser);
        await page.setContent(told.stdout);
        expect(await page.locator('body').innerText()).toContain('<script>window.ancamOwned=1</script>');
        expect(await page.evaluate(() => 'ancamOwned' in globalThis)).toBe(false);
        expect(await page.locator('script, img, [onerror]').count()).toBe(0);
      } finally {
        await browser.close();
      }
      expect(ledAstray).toEqual([]);
    },
  );
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
