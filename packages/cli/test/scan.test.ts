import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFleet, startFarm, startHostile } from '@ancam/camera-farm';
import type { CameraSpec, Farm } from '@ancam/camera-farm';
import { ScanResult, message } from '@ancam/core';
import type { ProbeState } from '@ancam/core';
import { ancam, finished, startAncam } from './run-ancam.ts';

const OFFSET = 21_000;
const PORTS = 'http:21080,https:21443,rtsp:21554,rtsps:21322,telnet:21023';
const folder = mkdtempSync(join(tmpdir(), 'ancam-cli-'));
let farm: Farm;
let good: CameraSpec;
let bad: CameraSpec;

beforeAll(async () => {
  const fleet = demoFleet('127.41.0.1');
  good = fleetCamera(fleet, (flaws) => flaws.length === 0);
  bad = fleetCamera(fleet, (flaws) => flaws.includes('telnet') && flaws.includes('factory-password'));
  farm = await startFarm({ cameras: [good, bad], portOffset: OFFSET, record: true });
});

afterAll(async () => {
  await farm.close();
  rmSync(folder, { recursive: true, force: true });
});

function fleetCamera(fleet: readonly CameraSpec[], fits: (flaws: CameraSpec['flaws']) => boolean): CameraSpec {
  const camera = fleet.find(({ flaws }) => fits(flaws));
  if (camera === undefined) throw new Error('no such camera in the fleet');
  return camera;
}

function scan(...args: readonly string[]): ReturnType<typeof ancam> {
  return ancam('scan', '--ports', PORTS, '--no-unicast-discovery', ...args);
}

function parse(text: string): ScanResult {
  return ScanResult.parse(JSON.parse(text));
}

test('a good camera: recognised, no finding, exit code 0; stdout holds the result alone', async () => {
  const { code, stdout, stderr } = await scan(good.address, '--format', 'json');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const { hosts, status } = parse(stdout);
  expect(status).toBe('completed');
  expect(hosts[0]?.identity).toMatchObject({ maker: good.maker, model: good.model, firmware: good.firmware });
});

test('a bad camera: its flaws are named with evidence and remedy in the table, exit code 1', async () => {
  const { code, stdout } = await scan(bad.address, '--language', 'en');
  expect(code).toBe(1);
  for (const text of [
    bad.address,
    bad.model,
    bad.firmware,
    'service/telnet',
    'telnet.open = yes (port 21023)',
    'Remedy:',
    'QCVN 11:2026/BCA',
  ]) {
    expect(stdout).toContain(text);
  }
  expect(stdout).not.toContain('\u001B[');
});

test('every format is written whole to its file, named by the ending', async () => {
  const stored = join(folder, 'scan.json');
  expect((await scan(good.address, bad.address, '--output', stored)).code).toBe(1);
  expect(parse(readFileSync(stored, 'utf8')).hosts).toHaveLength(2);
  const starts = { ndjson: '{"format":"ancam-scan"', csv: '\uFEFF"', html: '<!doctype html>', pdf: '%PDF-' };
  for (const [ending, start] of Object.entries(starts)) {
    const file = join(folder, `scan.${ending}`);
    const { code, stdout } = await ancam('replay', stored, '--output', file);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(readFileSync(file, 'utf8').slice(0, start.length).toLowerCase()).toBe(start.toLowerCase());
  }
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('what a scan left open is told in the language of the reader, in every format', async () => {
  const result = parse((await scan(bad.address, '--format', 'json')).stdout);
  const reason = message('no-answer', { port: 21_080, question: 'GetUsers', end: 'timeout' });
  const open = (state: ProbeState): ProbeState => (state.state === 'done' ? { probe: state.probe, state: 'partial', reason } : state);
  const hosts = result.hosts.map((host) => Object.assign({}, host, { probes: host.probes.map(open) }));
  const stored = join(folder, 'open.json');
  writeFileSync(
    stored,
    JSON.stringify({ ...result, notes: [message('host-unknown', { host: 'nvr-2' }), 'a note of another program'], hosts }),
  );
  for (const format of ['table', 'csv', 'html']) {
    const vi = (await ancam('replay', stored, '--format', format)).stdout;
    expect(vi).toContain('cổng 21080: không trả lời GetUsers (hết giờ)');
    for (const english of ['no answer', 'timed out', '(port ', ' = true', 'host name']) expect(vi).not.toContain(english);
    if (format !== 'csv') for (const note of ['không quét: nvr-2', 'a note of another program']) expect(vi).toContain(note);
  }
  const en = (await ancam('replay', stored, '--format', 'table', '--language', 'en')).stdout;
  expect(en).toContain('Inconclusive (port 21080: no answer to GetUsers (timed out)): ');
});

test('excluded addresses are never touched, whatever else is named', async () => {
  const list = join(folder, 'targets.txt');
  writeFileSync(list, `# cameras of the test\n${good.address}\n${bad.address}\n`);
  const { stdout } = await scan(`@${list}`, '--exclude', bad.address, '--format', 'json');
  const result = parse(stdout);
  expect(result.hosts.map(({ address }) => address)).toEqual([good.address]);
  expect(result.stats.excluded).toBe(1);
});

test('factory passwords are tried only with a recorded authorisation, which the result carries', async () => {
  const authorised = ['--authorisation-by', 'Chủ tịch', '--authorisation-document', '12/QĐ', '--authorisation-until', '31/12/2099'];
  const { code, stdout } = await scan(bad.address, '--factory-password-test', ...authorised, '--format', 'json');
  expect(code).toBe(1);
  const { authorisation, hosts } = parse(stdout);
  expect(authorisation).toEqual({ grantedBy: 'Chủ tịch', document: '12/QĐ', validUntil: '2099-12-31', factoryPasswordTest: true });
  expect(hosts[0]?.checks).toContainEqual(expect.objectContaining({ check: 'access/factory-password', outcome: 'fail' }));
  const expired = await scan(bad.address, ...authorised.slice(0, 4), '--authorisation-until', '31/12/2020');
  expect(expired.code).toBe(2);
});

describe('log-in attempts', () => {
  const ADDRESS = '127.41.3.1';
  const AUTHORISED = ['--authorisation-by', 'Chủ tịch', '--authorisation-document', '12/QĐ', '--authorisation-until', '31/12/2099'];
  const args = ['scan', ADDRESS, '--ports', PORTS, '--no-unicast-discovery', '--factory-password-test', ...AUTHORISED, '--format', 'json'];
  let device: Farm;
  beforeAll(async () => {
    device = await startFarm({ cameras: [{ ...bad, address: ADDRESS, answerDelayMs: 250 }], portOffset: OFFSET, record: true });
  });
  afterAll(() => device.close());

  const attempts = (): number =>
    device.received().reduce((sum, { bytes }) => sum + (bytes.toString('latin1').match(/^Authorization: /gim)?.length ?? 0), 0);

  test('without a folder to put them on record in, the scan is refused before anything is sent', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    const { code, stderr } = await finished(startAncam([...args, '--language', 'en'], [], file));
    expect(code).toBe(2);
    expect(stderr).toContain(join(file, 'ancam'));
    expect(stderr).toContain('XDG_STATE_HOME');
    expect(device.received()).toEqual([]);
  });

  test('a scan killed right after its attempt was sent is remembered: the next one makes none and says why', async () => {
    const child = startAncam(args);
    while (attempts() === 0 && child.exitCode === null) await sleep(5);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(child.signalCode).toBe('SIGKILL');
    expect(attempts()).toBe(1);
    const { hosts } = parse((await finished(startAncam(args))).stdout);
    expect(attempts()).toBe(1);
    const reason = message('attempt-noted', { hours: 24 });
    expect(hosts[0]?.probes).toContainEqual({ probe: 'credentials', state: 'skipped', reason });
  });
});

test('a dry run sends nothing and says what would be sent', async () => {
  const device = await startFarm({ cameras: [{ ...good, address: '127.41.1.1' }], portOffset: OFFSET, record: true });
  const { code, stdout } = await scan('127.41.1.1', '--dry-run', '--format', 'json');
  expect(code).toBe(0);
  expect(device.received()).toEqual([]);
  await device.close();
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { target: string; preview: string }); // printed by the command
  expect(lines.some(({ preview }) => preview.startsWith('OPTIONS'))).toBe(true);
  expect(new Set(lines.map(({ target }) => target))).toEqual(new Set(['127.41.1.1']));
});

test('Ctrl-C ends a scan and what was found is still printed, exit code 130', async () => {
  const device = await startHostile('hang', '127.41.2.1', { http: 21_080, https: 21_443, rtsp: 21_554 });
  const child = startAncam([
    'scan',
    '127.41.2.1',
    good.address,
    '--ports',
    PORTS,
    '--timeout',
    '30',
    '--format',
    'json',
    '--no-unicast-discovery',
  ]);
  const ended = finished(child);
  await sleep(6000);
  child.kill('SIGINT');
  const { code, stdout } = await ended;
  await device.close();
  expect(code).toBe(130);
  const result = parse(stdout);
  expect(result.status).toBe('cancelled');
  expect(result.hosts.map(({ address }) => address)).toEqual([good.address]);
});

test('a scan that is killed goes on by the same command: no finished device is asked again, and the folder is empty at the end', async () => {
  const kept = join(folder, 'kept');
  const device = await startHostile('hang', '127.41.2.2', { http: 21_080, https: 21_443, rtsp: 21_554 });
  const asked = (): number => farm.received().filter(({ address }) => address === good.address).length;
  const args = ['scan', '127.41.2.2', good.address, '--ports', PORTS, '--format', 'json', '--no-unicast-discovery', '--resume', kept];
  const child = startAncam(args);
  const ended = finished(child);
  const hosts = join(kept, 'hosts.ndjson');
  await expect.poll(() => (existsSync(hosts) ? readFileSync(hosts, 'utf8') : ''), { timeout: 40_000 }).toContain(good.address);
  child.kill('SIGKILL');
  await ended;
  await device.close();
  const before = asked();
  expect(before).toBeGreaterThan(0);

  const other = await ancam(...args.filter((arg) => arg !== '127.41.2.2'), '--language', 'en');
  expect(other.code).toBe(2);
  expect(other.stderr).toContain('A scan by another plan lies there');
  const { code, stdout } = await ancam(...args);
  expect(code).toBe(0);
  const result = parse(stdout);
  expect(result.status).toBe('completed');
  expect(result.hosts.find(({ address }) => address === good.address)?.identity.model).toBe(good.model);
  expect(asked()).toBe(before);
  expect(readdirSync(kept)).toEqual([]);
});

test('replay judges stored evidence without the network and says what changed', async () => {
  const { stdout } = await scan(bad.address, '--format', 'json');
  const result = parse(stdout);
  const stored = join(folder, 'older.json');
  const hosts = result.hosts.map((host) => ({
    ...host,
    address: '192.0.2.1',
    checks: host.checks.map((check) => (check.check === 'service/telnet' ? { ...check, outcome: 'pass' as const } : check)),
  }));
  writeFileSync(stored, JSON.stringify({ ...result, hosts }));
  const replayed = await ancam('replay', stored, '--format', 'json', '--language', 'en');
  expect(replayed.code).toBe(1);
  expect(replayed.stderr).toContain('192.0.2.1 · service/telnet: No weakness seen → Weakness found');
  expect(parse(replayed.stdout).hosts[0]?.checks).toContainEqual(expect.objectContaining({ check: 'service/telnet', outcome: 'fail' }));
});

test('a reader that closes early is no fault', async () => {
  const child = startAncam(['explain']);
  child.stdout?.destroy();
  await once(child, 'close');
  expect(child.exitCode).toBe(0);
});
