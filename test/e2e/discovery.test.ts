import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FactName, HostResult, ScanResult } from '@ancam/core';
import { layLab } from './foreign-devices/lab.ts';
import type { Lab, Machine } from './foreign-devices/lab.ts';
import { acceptsFrom, whyNoNamespaces } from './foreign-devices/namespaces.ts';
import { ancam, findProgram, missing, run, startServer, stopAll } from './foreign-devices/processes.ts';

/** Discovery in networks that the test makes: real multicast, broadcast and routing, with servers nobody here wrote and with simulated devices. */

const FARM = fileURLToPath(new URL('../../packages/camera-farm/src/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ancam-discovery-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noNamespaces = await whyNoNamespaces();
function lacking(...programs: readonly string[]): readonly string[] {
  return [...missing('ip', ...programs), ...(noNamespaces === undefined ? [] : [noNamespaces])];
}
function skippedFor(reasons: readonly string[]): string {
  return reasons.length === 0 ? '' : ` (skipped: ${reasons.join(', ')})`;
}

async function scan(lab: Lab, targets: readonly string[], ...more: readonly string[]): Promise<ScanResult> {
  const ran = await ancam(['scan', ...targets, '--format', 'json', ...more], lab.scanner.namespace);
  expect(ran.stderr).toBe('');
  expect([0, 1]).toContain(ran.code);
  return JSON.parse(ran.stdout) as ScanResult; // written by the command under test
}

function hostAt(result: ScanResult, address: string): HostResult {
  const host = result.hosts.find((each) => each.address === address);
  if (host === undefined) throw new Error(`${address} is not among ${result.hosts.map((each) => each.address).join(', ')}`);
  return host;
}

function values(host: HostResult, name: FactName): readonly unknown[] {
  return host.facts.filter((fact) => fact.name === name).map((fact) => fact.value);
}

/** Starts a program of the camera farm inside a machine of the lab and waits for its first line. */
async function startFarmProgram(machine: Machine, program: string, ...args: readonly string[]): Promise<void> {
  const child = startServer('ip', ['netns', 'exec', machine.namespace, process.execPath, join(FARM, program), ...args]);
  let printed = '';
  child.stderr?.on('data', (chunk) => (printed += String(chunk)));
  const [first] = await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  if (!Buffer.isBuffer(first)) throw new Error(`${program} ended: ${printed}`);
}

function startSearches(machine: Machine, searches: readonly string[], face: Readonly<Record<string, unknown>>): Promise<void> {
  const named = searches.flatMap((search) => ['--search', search]);
  const whole = { address: machine.address, ...face };
  return startFarmProgram(machine, 'discovery/main.ts', ...named, '--on', machine.address, '--face', JSON.stringify(whole));
}

async function tcpSegments(machine: Machine): Promise<number> {
  const ran = await run('ip', ['netns', 'exec', machine.namespace, 'cat', '/proc/net/snmp']);
  const [names = [], numbers = []] = ran.stdout
    .split('\n')
    .filter((line) => line.startsWith('Tcp:'))
    .map((line) => line.split(' '));
  return Number(numbers[names.indexOf('InSegs')]);
}

const EVERY_OTHER = [
  'xiongmai',
  'hanwha',
  'vivotek',
  'foscam',
  'panasonic',
  'sony',
  'bosch-xml',
  'ubiquiti',
  'vstarcam',
  '360vision',
  'mdns',
  'ssdp',
];

const vendors = lacking();
describe.skipIf(vendors.length > 0)(`makers’ own searches${skippedFor(vendors)}`, () => {
  let lab: Lab;
  let result: ScanResult;
  const [hikvision, dahua, others, foreign, shouting, beyond] = [
    '10.232.1.11',
    '10.232.1.12',
    '10.232.1.13',
    '192.168.77.64',
    '192.168.78.5',
    '10.232.2.2',
  ];
  beforeAll(async () => {
    lab = await layLab([hikvision, dahua, others, foreign, shouting]);
    const [a, b, c, d, e] = lab.devices;
    if (!a || !b || !c || !d || !e) throw new Error('the lab has too few devices');
    await startSearches(a, ['hikvision-sadp'], {
      mac: '02:00:00:00:00:11',
      model: 'DS-2CD2143G2-I',
      serial: 'DS-2CD2143G2-I20240101AAWRK12345678',
      firmware: 'V5.7.3 build 220112',
      activated: false,
    });
    const recorder = { mac: '02:00:00:00:00:12', model: 'DHI-NVR4104-4KS2', serial: '7A0001', firmware: '4.001.0000005.0', channels: 4 };
    await startSearches(b, ['dahua-dhip-broken', 'dahua-dvrip'], recorder);
    await startSearches(c, EVERY_OTHER, { mac: '02:00:00:00:00:13', model: 'M1', serial: 'SN13', firmware: 'V1.0' });
    const lost = { mac: '02:00:00:00:00:14', model: 'DS-2CD1023G0E-I', serial: 'LOST', firmware: 'V5.6.5 build 200316' };
    await startSearches(d, ['hikvision-sadp-group'], lost);
    await startSearches(e, ['sony'], { mac: '02:00:00:00:00:15', model: 'SNC-VB600', serial: 'S5', firmware: '2.7.0' });
    await startSearches(lab.beyond, ['hikvision-sadp', 'ssdp'], {
      mac: '02:00:00:00:00:22',
      model: 'DS-2CD2043G2-I',
      serial: 'FAR',
      firmware: 'V5.7.1 build 211220',
    });
    result = await scan(lab, ['10.232.1.0/27', beyond], '--interface', lab.scanner.link, '--ports', '80');
  });
  afterAll(async () => {
    await stopAll();
    await lab?.remove();
  });

  test('one datagram tells model, firmware with its build, serial number and that nobody set a password', () => {
    const host = hostAt(result, hikvision);
    expect(host.identity).toMatchObject({ kind: 'camera', maker: 'hikvision', model: 'DS-2CD2143G2-I', firmware: 'V5.7.3 build 220112' });
    expect(host.identity.mac).toBe('020000000011');
    expect(values(host, 'vendor.activated')).toEqual([false]);
    const failed = host.checks.filter((check) => check.outcome === 'fail').map((check) => check.check);
    expect(failed).toContain('access/not-activated');
  });

  test('a recorder is told with its channels as a blind spot, though its JSON is broken', () => {
    const host = hostAt(result, dahua);
    expect(host.identity).toMatchObject({ kind: 'recorder', maker: 'dahua', firmware: '4.001.0000005.0' });
    expect(values(host, 'discovery.channels')).toEqual([4]);
    expect(result.notes).toContain(`recorder-channels|address=${dahua}|channels=4`);
  });

  test('every other protocol is asked and answered, by multicast or by broadcast, to whatever port it replies', () => {
    const protocols = values(hostAt(result, others), 'discovery.protocols').flat();
    const asked = EVERY_OTHER.map((name) => (name === 'bosch-xml' ? 'bosch' : name));
    expect(new Set(protocols)).toEqual(new Set(asked));
  });

  test('across a router each address is asked by unicast', () => {
    const host = hostAt(result, beyond);
    expect(host.identity).toMatchObject({ maker: 'hikvision', model: 'DS-2CD2043G2-I' });
    expect(values(host, 'neighbour.mac')).toEqual([]);
    expect(new Set(values(host, 'discovery.protocols').flat())).toEqual(new Set(['hikvision-sadp', 'ssdp']));
  });

  test('cameras that answer from outside the scope are shown and left alone', async () => {
    const told = result.notes.filter((note) => note.startsWith('outside-camera|'));
    expect(told).toHaveLength(2);
    expect(new Set(told.map((note) => /address=([^|]+)/.exec(note)?.[1]))).toEqual(new Set([foreign, shouting]));
    expect(told.join()).toContain('model=DS-2CD1023G0E-I');
    expect(result.hosts.map((host) => host.address)).not.toContain(foreign);
    for (const machine of lab.devices.slice(3)) expect(await tcpSegments(machine)).toBe(0);
  });

  test('addresses that nobody has are not probed, and hardware addresses of neighbours are known', async () => {
    // three devices of the network, the scanner itself, the one behind the router: each has one port asked, twice at most
    expect(result.stats).toMatchObject({ addresses: 33, alive: 5, silent: 28 });
    expect(result.stats.connects).toBeLessThanOrEqual(10);
    const [first] = lab.devices;
    const ran = await run('ip', ['-n', first?.namespace ?? '', 'link', 'show', 'dev', first?.link ?? '']);
    const mac = /link\/ether (\S+)/.exec(ran.stdout)?.[1]?.replaceAll(':', '').toUpperCase();
    expect(values(hostAt(result, hikvision), 'neighbour.mac')).toEqual([mac]);
  });
});

function writeAvahi(): string {
  const etc = join(folder, 'avahi');
  mkdirSync(join(etc, 'services'), { recursive: true });
  writeFileSync(join(etc, 'avahi-daemon.conf'), '[server]\nhost-name=lab\nuse-ipv4=yes\nuse-ipv6=yes\nenable-dbus=no\n');
  const service = '<service><type>_axis-video._tcp</type><port>80</port><txt-record>macaddress=ACCC8E000001</txt-record></service>';
  writeFileSync(
    join(etc, 'services', 'camera.service'),
    `<?xml version="1.0" standalone='no'?><!DOCTYPE service-group SYSTEM "avahi-service.dtd"><service-group><name>AXIS M1065-L - ACCC8E000001</name>${service}</service-group>`,
  );
  return etc;
}

function startIn(machine: Machine, program: string, ...args: readonly string[]): ChildProcess {
  return startServer('ip', ['netns', 'exec', machine.namespace, findProgram(program) ?? program, ...args]);
}

/** avahi-daemon reads its services from one place only, so it gets a view of the file system in which that place is the test's. */
async function startAvahi(machine: Machine): Promise<void> {
  const daemon = `${findProgram('avahi-daemon')} --no-drop-root --no-chroot --no-rlimits -f /etc/avahi/avahi-daemon.conf`;
  const child = startIn(machine, 'sh', '-c', `mount --bind '${writeAvahi()}' /etc/avahi && mount -t tmpfs none /run && exec ${daemon}`);
  let printed = '';
  child.stderr?.on('data', (chunk) => (printed += String(chunk)));
  // before it made sure that its names are its own, it answers in part only
  await vi.waitFor(() => expect(printed).toContain('successfully established'), 15_000);
}

function startMinidlna(machine: Machine): void {
  const data = join(folder, 'minidlna');
  mkdirSync(data, { recursive: true });
  const settings = [
    'port=8200',
    `media_dir=${data}`,
    `db_dir=${data}`,
    `log_dir=${data}`,
    'inotify=no',
    `network_interface=${machine.link}`,
  ];
  writeFileSync(join(data, 'conf'), `${settings.join('\n')}\nfriendly_name=IP Camera\n`);
  startIn(machine, 'minidlnad', '-S', '-f', join(data, 'conf'), '-P', join(data, 'pid'));
}

async function startMiniupnpd(machine: Machine): Promise<void> {
  await run('ip', ['-n', machine.namespace, 'link', 'add', 'ext0', 'type', 'dummy']);
  await run('ip', ['-n', machine.namespace, 'addr', 'add', '203.0.113.5/24', 'dev', 'ext0']);
  await run('ip', ['-n', machine.namespace, 'link', 'set', 'ext0', 'up']);
  const file = join(folder, 'miniupnpd.conf');
  const settings = [
    'ext_ifname=ext0',
    `listening_ip=${machine.link}`,
    'http_port=5000',
    'enable_natpmp=no',
    'enable_upnp=yes',
    'secure_mode=yes',
  ];
  writeFileSync(file, `${[...settings, 'uuid=3a8d0c52-0000-4000-8000-000000000001'].join('\n')}\n`);
  startIn(machine, 'miniupnpd', '-d', '-f', file, '-P', join(folder, 'miniupnpd.pid'));
}

const real = lacking('avahi-daemon', 'minidlnad', 'wsdd', 'miniupnpd');
describe.skipIf(real.length > 0)(`responders nobody here wrote${skippedFor(real)}`, () => {
  let lab: Lab;
  let result: ScanResult;
  const addresses = ['10.232.1.21', '10.232.1.22', '10.232.1.23', '10.232.1.24', '10.232.1.25'] as const;
  const [avahi, minidlna, wsdd, miniupnpd, ipv6] = addresses;
  beforeAll(async () => {
    lab = await layLab(addresses);
    const [a, b, c, d, e] = lab.devices;
    if (!a || !b || !c || !d || !e) throw new Error('the lab has too few devices');
    await startAvahi(a);
    startMinidlna(b);
    startIn(c, 'wsdd', '-i', c.link);
    await startMiniupnpd(d);
    await startSearches(e, ['ws-discovery-ipv6'], { mac: '02:00:00:00:00:25', model: 'IPC-6' });
    const { namespace } = lab.scanner;
    await acceptsFrom(namespace, minidlna, 8200);
    await acceptsFrom(namespace, wsdd, 5357);
    await acceptsFrom(namespace, miniupnpd, 5000);
    result = await scan(lab, ['10.232.1.16/28'], '--interface', 'all', '--ports', '80,http:5000,http:8200');
  });
  afterAll(async () => {
    await stopAll();
    await lab?.remove();
  });

  test('avahi-daemon: what it announces by mDNS is read, and the camera it speaks for is recognised', () => {
    const host = hostAt(result, avahi);
    expect(values(host, 'mdns.services')).toEqual([['_axis-video._tcp']]);
    expect(values(host, 'mdns.text')).toEqual([['macaddress=ACCC8E000001']]);
    expect(host.identity).toMatchObject({ kind: 'camera', maker: 'axis', model: 'M1065-L', mac: 'ACCC8E000001' });
  });

  test('minidlna and miniupnpd: their descriptions are read, and they are no cameras', () => {
    const media = hostAt(result, minidlna);
    expect(String(values(media, 'ssdp.server'))).toContain('MiniDLNA');
    expect(values(media, 'ssdp.deviceType')).toEqual(['urn:schemas-upnp-org:device:MediaServer:1']);
    const gateway = hostAt(result, miniupnpd);
    expect(String(values(gateway, 'ssdp.deviceType'))).toContain('InternetGatewayDevice');
    for (const host of [media, gateway]) expect(host.identity.kind).toBe('not-a-camera');
  });

  test('wsdd: a computer that answers only who looks for computers stays what it is, a device that is no camera', () => {
    const host = hostAt(result, wsdd);
    expect(values(host, 'discovery.protocols')).toEqual([]);
    expect(host.identity.kind).toBe('unknown');
  });

  test('by IPv6 on the own link: asked by multicast and shown where it is not named; who also answered by IPv4 is told once', () => {
    const told = result.notes.filter((note) => note.startsWith('outside-'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^outside-camera\|address=fe80:[0-9a-f:]+%25escan\|model=IPC-6\|/);
    expect(values(hostAt(result, ipv6), 'discovery.protocols')).toEqual([]);
  });

  test('by IPv6 on the own link: a named address is asked too', async () => {
    const [a, , , , e] = lab.devices;
    if (!a || !e) throw new Error('the lab has too few devices');
    const zone = `%${lab.scanner.link}`;
    const [announced, camera] = [`${await lab.linkLocal(a)}${zone}`, `${await lab.linkLocal(e)}${zone}`];
    const six = await scan(lab, [announced, camera], '--interface', lab.scanner.link, '--ports', '80');
    expect(values(hostAt(six, announced), 'mdns.services')).toEqual([['_axis-video._tcp']]);
    const host = hostAt(six, camera);
    expect(values(host, 'wsd.types')).toEqual([['NetworkVideoTransmitter']]);
    expect(host.identity).toMatchObject({ kind: 'camera', model: 'IPC-6' });
    expect(values(host, 'neighbour.mac')).toHaveLength(1);
  });
});

const opinions = lacking('onvif-util', 'gssdp-discover');
describe.skipIf(opinions.length > 0)(`second opinions${skippedFor(opinions)}`, () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await layLab(['10.232.1.31']);
  });
  afterEach(stopAll);
  afterAll(async () => {
    await lab?.remove();
  });

  test('what AnCam finds in the farm, onvif-util and gssdp-discover find too', async () => {
    const [device] = lab.devices;
    if (!device) throw new Error('the lab has no device');
    // the second camera of the mix has a web server, a stream, ONVIF and discovery
    const camera = '10.232.1.32';
    await run('ip', ['-n', device.namespace, 'addr', 'add', `${camera}/24`, 'dev', device.link]);
    await startFarmProgram(device, 'main.ts', '--fleet', 'mixed', '--count', '2', '--base', device.address, '--multicast', device.address);
    await startSearches(device, ['ssdp'], { mac: '02:00:00:00:00:31' });
    const inside = (program: string, ...args: readonly string[]): ReturnType<typeof run> =>
      run('ip', ['netns', 'exec', lab.scanner.namespace, findProgram(program) ?? '', ...args], 20_000);
    const result = await scan(lab, [device.address, camera], '--interface', lab.scanner.link, '--ports', '80,443,554');
    const host = hostAt(result, camera);
    expect(host.identity.kind).toBe('camera');
    expect(String(values(host, 'discovery.protocols'))).toContain('ws-discovery');
    expect(values(hostAt(result, device.address), 'ssdp.location')).toEqual([`http://${device.address}:49152/rootdesc1.xml`]);
    expect((await inside('gssdp-discover', '-i', lab.scanner.link, '-n', '3')).stdout).toContain(
      `http://${device.address}:49152/rootdesc1.xml`,
    );
    expect((await inside('onvif-util', '-a')).stdout).toContain(camera);
  });
});
