import { execFile } from 'node:child_process';
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
const hasNmap = await run('nmap', ['--version']).then(
  () => true,
  () => false,
);
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
