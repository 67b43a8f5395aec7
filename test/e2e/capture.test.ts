import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScanResult } from '@ancam/core';
import { explainBytes } from '@ancam/scanner';
import { audit } from './capture/audit.ts';
import type { Audit, Permit } from './capture/audit.ts';
import { readPcap } from './capture/pcap.ts';
import { layLab } from './foreign-devices/lab.ts';
import type { Lab, Machine } from './foreign-devices/lab.ts';
import { whyNoNamespaces } from './foreign-devices/namespaces.ts';
import { ancam, findProgram, missing, run, startServer, stopAll } from './foreign-devices/processes.ts';

/** What really leaves the machine: a capture of whole scans, taken and read by tools that share nothing with the scanner. */

const FARM = fileURLToPath(new URL('../../packages/camera-farm/src/', import.meta.url));
const PLANNED_SCAN = fileURLToPath(new URL('capture/scan.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ancam-capture-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noNamespaces = await whyNoNamespaces();
const reasons = [...missing('ip', 'tcpdump'), ...(noNamespaces === undefined ? [] : [noNamespaces])];

const [GOOD, EXCLUDED, UNNAMED, BEYOND] = ['10.232.1.2', '10.232.1.60', '10.232.1.200', '10.232.2.2'];
/** The demonstration fleet stands on 29 addresses from here on. */
const FLEET = '10.232.1.10';
const RATE = 10;

/** Where makers' searches and the public ones are asked, from their specifications. */
const GROUPS = [
  ...['3702', '1900', '37020'].map((port) => `239.255.255.250 ${port}`),
  '239.255.255.251 37810',
  '224.0.0.251 5353',
  '233.89.188.1 10001',
  ...['37810', '5050', '34569', '7701', '10000', '10670', '2380', '1757', '10001', '8600', '3600'].map((port) => `255.255.255.255 ${port}`),
  'ff02:0000:0000:0000:0000:0000:0000:000c 3702',
  'ff02:0000:0000:0000:0000:0000:0000:0001 3702',
  'ff02:0000:0000:0000:0000:0000:0000:000c 1900',
  'ff02:0000:0000:0000:0000:0000:0000:00fb 5353',
];

function network(prefix: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${prefix}.${first + index}`);
}

async function hardwareAddress({ namespace, link }: Machine): Promise<string> {
  const ran = await run('ip', ['-n', namespace, 'link', 'show', 'dev', link]);
  return /link\/ether (\S+)/.exec(ran.stdout)?.[1]?.replaceAll(':', '') ?? '';
}

async function permitFor(lab: Lab, targets: readonly string[], rates: Partial<Permit> = {}): Promise<Permit> {
  return {
    scanner: await hardwareAddress(lab.scanner),
    targets: new Set(targets),
    router: '10.232.1.254',
    groups: new Set(GROUPS),
    connectsPerSecond: 10_000,
    hostRatePerSecond: RATE,
    ...rates,
  };
}

async function started(child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<void> {
  const output = child[stream];
  if (output === null) throw new Error('no output');
  await Promise.race([once(output, 'data'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended`);
}

async function startInside(machine: Machine, program: string, ...args: readonly string[]): Promise<ChildProcess> {
  const child = startServer('ip', ['netns', 'exec', machine.namespace, process.execPath, join(FARM, program), ...args]);
  await started(child, 'stdout');
  return child;
}

/** Waits until nothing more is written: what the kernel still holds when tcpdump ends is lost, and it hands over once a second. */
async function settled(file: string): Promise<void> {
  for (let size = -1; size !== statSync(file).size;) {
    size = statSync(file).size;
    await sleep(3000);
  }
}

/** Captures all that passes the scanner's cable while `act` runs. */
async function capturing(lab: Lab, name: string, act: () => Promise<unknown>): Promise<ReturnType<typeof readPcap>> {
  const file = join(folder, `${name}.pcap`);
  const { namespace, link } = lab.scanner;
  const dump = [
    findProgram('tcpdump') ?? '',
    '-i',
    link,
    '-n',
    '-s',
    '0',
    '-U',
    // KiB; no immediate mode: with it each frame, however short, takes as much of this as the longest
    '-B',
    '65536',
    '-Z',
    'root',
    '-w',
    file,
  ];
  const child = startServer('ip', ['netns', 'exec', namespace, ...dump]);
  let told = '';
  child.stderr?.on('data', (chunk) => (told += String(chunk)));
  await started(child, 'stderr');
  await act();
  await settled(file);
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
  expect(told).toContain('\n0 packets dropped by kernel');
  return readPcap(readFileSync(file));
}

describe.skipIf(reasons.length > 0)(`a capture of a scan${reasons.length === 0 ? '' : ` (skipped: ${reasons.join(', ')})`}`, () => {
  let lab: Lab;
  let fleet: ChildProcess;
  const log = join(folder, 'received.ndjson');
  beforeAll(async () => {
    lab = await layLab([GOOD, EXCLUDED, UNNAMED]);
    const [good, excluded, unnamed] = lab.devices;
    if (!good || !excluded || !unnamed) throw new Error('the lab has too few devices');
    for (const address of network('10.232.1', 10, 40))
      await run('ip', ['-n', good.namespace, 'addr', 'add', `${address}/24`, 'dev', good.link]);
    fleet = await startInside(good, 'main.ts', '--fleet', 'demo', '--base', FLEET, '--multicast', good.address, '--received', log);
    const searches = ['hikvision-sadp', 'dahua-dhip', 'xiongmai', 'ssdp', 'mdns'].flatMap((search) => ['--search', search]);
    for (const machine of [good, excluded, unnamed, lab.beyond]) {
      await startInside(machine, 'discovery/main.ts', ...searches, '--on', machine.address);
      if (machine !== good) await startInside(machine, 'main.ts', '--fleet', 'mixed', '--count', '1', '--base', machine.address);
    }
  });
  afterAll(async () => {
    await stopAll();
    await lab?.remove();
  });

  describe('of everything the scanner can do, over a network with an excluded and an unnamed camera that call out', () => {
    let seen: Audit;
    let result: ScanResult;
    beforeAll(async () => {
      const scan = ['scan', '10.232.1.0/26', '10.232.2.0/30', '--exclude', `${EXCLUDED},10.232.1.1`, '--interface', lab.scanner.link];
      const logins = ['--factory-password-test', '--test-device', FLEET, '--authorisation-by', 'A', '--authorisation-document', '1'];
      const until = ['--authorisation-until', '2999-12-31'];
      let ran = { code: -1, stdout: '', stderr: '' };
      const frames = await capturing(lab, 'full', async () => {
        ran = await ancam([...scan, ...logins, ...until, '--rate', String(RATE), '--format', 'json', '--all'], lab.scanner.namespace);
      });
      expect(ran.stderr).toBe('');
      result = JSON.parse(ran.stdout) as ScanResult; // written by the command under test
      const named = [...network('10.232.1', 0, 63), ...network('10.232.2', 0, 3)];
      const permit = await permitFor(
        lab,
        named.filter((address) => address !== EXCLUDED && address !== '10.232.1.1'),
      );
      seen = audit(frames, permit);
    });

    test('the scan was a full one', () => {
      expect(result.stats.cameras).toBeGreaterThanOrEqual(30);
      expect(seen.flows.length).toBeGreaterThan(1500);
      const expected = [
        'tcp tcp-connect',
        'tcp tls-handshake',
        'tcp http-get',
        'tcp rtsp-describe',
        'tcp onvif-get-services',
        'tcp ssh-identify',
      ];
      const asked = [
        'unicast hikvision-sadp-inquiry',
        'unicast snmp-v2c-public',
        'unicast neighbour-touch',
        'group wsd-probe-any',
        'group mdns-services',
      ];
      const logins = ['tcp http-credentials', 'tcp rtsp-credentials'];
      expect([...seen.shapes]).toEqual(expect.arrayContaining([...expected, ...asked, ...logins]));
    });

    test('nothing left but requests of the list, to named addresses and the groups of the named interface, no faster than allowed', () => {
      expect(seen.faults).toEqual([]);
    });

    test('what was inside TLS is of the list too, and the capture missed nothing that the cameras heard', async () => {
      const ended = once(fleet, 'exit');
      fleet.kill('SIGTERM');
      await ended;
      const heard = readFileSync(log, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { transport: 'tcp' | 'tls' | 'udp'; bytes: string });
      const said = heard.filter(({ bytes }) => bytes !== '');
      expect(said.filter(({ transport }) => transport === 'tls').length).toBeGreaterThan(50);
      const unexplained = said.filter(({ bytes, transport }) => explainBytes(Buffer.from(bytes, 'hex'), transport) === undefined);
      expect(unexplained).toEqual([]);
      const captured = new Set(seen.flows.map(({ sent }) => sent.toString('hex')));
      const missed = said.filter(({ bytes, transport }) => transport === 'tcp' && !captured.has(bytes));
      expect(missed).toEqual([]);
    });
  });

  test('a plan’s connects per second hold over all addresses', async () => {
    const limits = { connectsPerSecond: 60, concurrentHosts: 4 };
    const plan = { targets: ['10.232.1.41-10.232.1.63'], ports: '81-90', interfaces: [], unicastDiscovery: false, limits };
    const targets = network('10.232.1', 41, 63).filter((address) => address !== EXCLUDED);
    const whole = { ...plan, exclude: [EXCLUDED], targets: [...plan.targets, BEYOND] };
    const frames = await capturing(lab, 'slow', () =>
      run('ip', ['netns', 'exec', lab.scanner.namespace, process.execPath, PLANNED_SCAN, JSON.stringify(whole)]),
    );
    const seen = audit(frames, await permitFor(lab, [...targets, BEYOND], { connectsPerSecond: 60 }));
    expect(seen.faults).toEqual([]);
  });

  test('the audit objects to a request off the list, an excluded and an unnamed address, and haste', async () => {
    const misdeeds = [
      `require('node:net').connect(80, '${EXCLUDED}').end('GET / HTTP/1.1\\r\\nHost: ${EXCLUDED}\\r\\n\\r\\n');`,
      `const socket = require('node:dgram').createSocket('udp4'); socket.send('hello', 37020, '${UNNAMED}', () => socket.close());`,
      `for (let n = 0; n < 100; n += 1) require('node:net').connect(81, '${BEYOND}').on('error', () => {});`,
    ];
    const frames = await capturing(lab, 'breach', () =>
      run('ip', ['netns', 'exec', lab.scanner.namespace, process.execPath, '-e', misdeeds.join('')]),
    );
    const { faults } = audit(frames, await permitFor(lab, [BEYOND], { connectsPerSecond: 60 }));
    const expected = [`TCP to ${EXCLUDED}:80`, `UDP to ${UNNAMED}:37020`];
    expect(faults).toEqual(expect.arrayContaining(expected));
    expect(faults.join('\n')).toMatch(new RegExp(`unknown bytes to ${EXCLUDED}:80: "GET /`));
    expect(faults.join('\n')).toContain('unknown datagram');
    expect(faults.join('\n')).toMatch(/^1\d\d connects in one second$/m);
  });
});
