import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startFarm } from '@ancam/camera-farm';
import type { CameraSpec, Farm } from '@ancam/camera-farm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { values } from '../scanning.ts';
import { outcomes, readPath } from './reading.ts';
import type { ReadBack } from './reading.ts';

const run = promisify(execFile);
const answers = (tool: string, ...args: string[]): Promise<boolean> =>
  run(tool, args).then(
    () => true,
    () => false,
  );
const hasNmap = await answers('nmap', '--version');
const lacking =
  process.getuid?.() !== 0
    ? 'not root'
    : !(await answers('ip', '-V'))
      ? 'no ip'
      : (await answers('masscan', '--selftest'))
        ? ''
        : 'no masscan';
const OFFSET = 27_000;

function camera(n: number, maker: CameraSpec['maker'], flaws: CameraSpec['flaws']): CameraSpec {
  return {
    address: `127.43.9.${n}`,
    maker,
    model: `MODEL-${n}`,
    firmware: `V5.5.${n}`,
    serial: `SN0000${n}`,
    mac: `44:19:b6:00:00:0${n}`,
    flaws,
  };
}

describe.skipIf(!hasNmap)(`nmap against simulated cameras${hasNmap ? '' : ' (skipped: nmap is not installed)'}`, () => {
  let farm: Farm;
  let folder: string;
  let back: ReadBack;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ancam-nmap-'));
    const cameras = [camera(1, 'hikvision', ['telnet', 'rtsp-clear']), camera(2, 'dahua', ['rtsp-clear'])];
    farm = await startFarm({ cameras, portOffset: OFFSET });
    const ports = [...new Set(farm.ports.map(({ port }) => port))].join(',');
    const file = join(folder, 'out');
    await run(
      'nmap',
      ['-n', '-Pn', '-sT', '-sV', '--version-light', '--script', 'http-title,ssl-cert', '-p', ports, '-oX', file, '127.43.9.1-2'],
      { timeout: 240_000 },
    );
    back = await readPath(file, 'out.xml');
  }, 300_000);
  afterAll(async () => {
    await farm?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('the file is read without a fault, as a run of nmap with its time and call', () => {
    expect(back.faults).toEqual([]);
    expect(back.head.source).toMatchObject({ format: 'nmap-xml', tool: 'nmap', timeFrom: 'content' });
    expect(back.head.source?.command).toContain('127.43.9.1-2');
    expect([...back.hosts.keys()].toSorted()).toEqual(['127.43.9.1', '127.43.9.2']);
  });

  test('makers are known by the answers that nmap kept, and by its own word where it takes a device for a camera', () => {
    expect(back.hosts.get('127.43.9.1')?.identity).toMatchObject({ kind: 'camera', maker: 'hikvision' });
    expect(back.hosts.get('127.43.9.2')?.identity).toMatchObject({ kind: 'camera', maker: 'dahua' });
    expect(values(back.hosts.get('127.43.9.1'), 'rtsp.answered')).toEqual([true]);
  });

  test('what is seen fails, and nothing passes of what nmap was not asked for', () => {
    const first = outcomes(back.hosts.get('127.43.9.1'));
    expect(first.get('service/telnet')).toBe('fail');
    expect([...first].filter(([, outcome]) => outcome === 'pass')).toEqual([]);
  });

  test('a page over TLS is not taken for one in clear text', () => {
    expect(values(back.hosts.get('127.43.9.1'), 'http.clearText')).toEqual([false]);
    expect(values(back.hosts.get('127.43.9.1'), 'tls.keyType')).toHaveLength(1);
  });
});

const ip = (words: string) => run('ip', words.split(' '));

describe.skipIf(lacking !== '')(`masscan in a network namespace${lacking === '' ? '' : ` (skipped: ${lacking})`}`, () => {
  const name = `ancam${process.pid}`;
  const [here, there] = [`am${process.pid}a`, `am${process.pid}b`];
  const inside = (...words: string[]) => run('ip', ['netns', 'exec', name, ...words]);
  let folder: string;
  let device: ChildProcess | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ancam-masscan-'));
    await ip(`netns add ${name}`);
    await ip(`link add ${here} type veth peer name ${there} netns ${name}`);
    await ip(`addr add 10.253.9.1/24 dev ${here}`);
    await ip(`link set ${here} up`);
    await ip(`-n ${name} addr add 10.253.9.2/24 dev ${there}`);
    await ip(`-n ${name} link set ${there} up`);
    const server =
      "require('http').createServer((q, a) => { a.writeHead(200, { server: 'uc-httpd 1.0.0' }); a.end('<title>NETSurveillance WEB</title>'); }).listen(80, '10.253.9.2', () => console.log('up'))";
    device = spawn('ip', ['netns', 'exec', name, process.execPath, '-e', server], { stdio: ['ignore', 'pipe', 'inherit'] });
    if (device.stdout !== null) await once(device.stdout, 'data');
  }, 60_000);
  afterAll(async () => {
    device?.kill('SIGKILL');
    await run('ip', ['link', 'del', here]).catch(() => undefined);
    await run('ip', ['netns', 'del', name]).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  });

  test('its JSON and its list say the same of a device, which is known by them', async () => {
    const mac = (await inside('cat', `/sys/class/net/${there}/address`)).stdout.trim();
    const scanned = join(folder, 'scanned');
    // its own address, so that the kernel here does not refuse the answers that it waits for
    const call = `10.253.9.2 -p80,23 --banners --source-ip 10.253.9.77 --adapter ${here} --router-mac ${mac} --rate 100 --wait 8`;
    await run('masscan', [...call.split(' '), '-oB', scanned], { timeout: 90_000 });
    for (const [option, format] of [
      ['-oJ', 'masscan-json'],
      ['-oL', 'masscan-list'],
    ] as const) {
      const file = join(folder, format);
      await run('masscan', ['--readscan', scanned, option, file]);
      const { head, hosts, faults } = await readPath(file);
      expect(faults, format).toEqual([]);
      expect(head.source).toMatchObject({ format, tool: 'masscan', timeFrom: 'content' });
      const found = hosts.get('10.253.9.2');
      expect(values(found, 'tcp.open'), format).toEqual([80]);
      expect(values(found, 'http.server'), format).toEqual(['uc-httpd 1.0.0']);
      expect(values(found, 'http.title'), format).toEqual(['NETSurveillance WEB']);
      expect(found?.identity, format).toMatchObject({ kind: 'camera', maker: 'xiongmai' });
    }
  }, 180_000);
});
