import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { FactName, HostResult, ScanResult } from '@ancam/core';
import { acceptsFrom, layCable, whyNoNamespaces } from './foreign-devices/namespaces.ts';
import type { Cable } from './foreign-devices/namespaces.ts';
import { ancam, findProgram, listening, missing, run, startServer, stopAll } from './foreign-devices/processes.ts';

/** Servers that nobody here wrote, and what AnCam must say of each: no more and no less than what they really do. */

const PYTHON = '/usr/bin/python3';
const RTSP_SERVER = fileURLToPath(new URL('foreign-devices/rtsp-server.py', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ancam-foreign-'));

afterEach(stopAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function scan(address: string, ports: string, ...more: readonly string[]): Promise<ScanResult> {
  const ran = await ancam(['scan', address, '--ports', ports, '--format', 'json', ...more]);
  expect(ran.stderr).toBe('');
  expect([0, 1]).toContain(ran.code);
  return JSON.parse(ran.stdout) as ScanResult; // written by the command under test
}

function only(result: ScanResult): HostResult {
  expect(result.hosts).toHaveLength(1);
  const [host] = result.hosts;
  if (host === undefined) throw new Error('no host in the result');
  return host;
}

function values(host: HostResult, name: FactName): readonly unknown[] {
  return host.facts.filter((fact) => fact.name === name).map((fact) => fact.value);
}

/** Failed checks that rest on the fact. */
function failedBy(host: HostResult, name: FactName): readonly string[] {
  const failed = host.checks.filter((check) => check.outcome === 'fail' && check.evidence.some((fact) => fact.name === name));
  return failed.map(({ check }) => check);
}

function skippedFor(reasons: readonly string[]): string {
  return reasons.length === 0 ? '' : ` (skipped: ${reasons.join(', ')} not installed)`;
}

const gstreamer = await whatGstreamerLacks();
async function whatGstreamerLacks(): Promise<readonly string[]> {
  const script = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer";
  const ran = await run(PYTHON, ['-c', script]).catch(() => ({ code: 1 }));
  return ran.code === 0 ? [] : ['GStreamer RTSP server'];
}

describe.skipIf(gstreamer.length > 0)(`GStreamer RTSP server${skippedFor(gstreamer)}`, () => {
  const REALM = 'IP Camera(AB123)';
  const PATHS = ['/Streaming/Channels/101', '/live', '/stream1'];

  async function start(address: string, method: 'open' | 'basic' | 'digest'): Promise<void> {
    await listening(startServer(PYTHON, [RTSP_SERVER, address, '10554', method, REALM, ...PATHS]), address, 10554);
  }

  test('an open one: the stream that really plays is reported open, on a path that it has', async () => {
    await start('127.51.0.1', 'open');
    const host = only(await scan('127.51.0.1', 'rtsp:10554'));
    expect(values(host, 'rtsp.server')).toEqual(['GStreamer RTSP server']);
    expect(values(host, 'rtsp.openStream')).toEqual([true]);
    const [path] = values(host, 'rtsp.openPath');
    expect(PATHS).toContain(path);
    expect(failedBy(host, 'rtsp.openStream')).not.toEqual([]);
    const ffprobe = findProgram('ffprobe');
    if (ffprobe !== undefined) {
      const played = await run(ffprobe, [
        '-v',
        'error',
        '-rtsp_transport',
        'tcp',
        '-show_streams',
        `rtsp://127.51.0.1:10554${String(path)}`,
      ]);
      expect(played.stdout).toContain('codec_name=h264');
    }
  });

  test('one that asks by Basic: no open stream, the password would travel readable', async () => {
    await start('127.51.0.2', 'basic');
    const host = only(await scan('127.51.0.2', 'rtsp:10554'));
    expect(values(host, 'rtsp.auth')).toEqual([['basic']]);
    expect(values(host, 'rtsp.realm')).toEqual([REALM]);
    expect(values(host, 'rtsp.basicClearText')).toEqual([true]);
    expect(values(host, 'rtsp.openStream')).not.toContain(true);
    expect(failedBy(host, 'rtsp.basicClearText')).not.toEqual([]);
  });

  test('one that asks by Digest: neither open nor Basic', async () => {
    await start('127.51.0.3', 'digest');
    const host = only(await scan('127.51.0.3', 'rtsp:10554'));
    expect(values(host, 'rtsp.auth')).toEqual([['digest']]);
    expect(values(host, 'rtsp.openStream')).not.toContain(true);
    expect(values(host, 'rtsp.basicClearText')).not.toContain(true);
    expect(failedBy(host, 'rtsp.openStream')).toEqual([]);
    expect(failedBy(host, 'rtsp.basicClearText')).toEqual([]);
  });

  test('a realm of a maker alone does not make a firm identification', async () => {
    await start('127.51.0.4', 'digest');
    const { identity } = only(await scan('127.51.0.4', 'rtsp:10554'));
    expect(identity.strength).not.toBe('firm');
    expect(identity.model).toBeUndefined();
    expect(identity.firmware).toBeUndefined();
  });
});

const motion = missing('motion');
test.skipIf(motion.length > 0)(`motion: asks by Digest over clear text${skippedFor(motion)}`, async () => {
  const file = join(folder, 'motion.conf');
  const settings = ['daemon off', 'webcontrol_port 18081', 'webcontrol_localhost on', 'webcontrol_interface 1', 'stream_port 0'];
  writeFileSync(file, [...settings, 'webcontrol_auth_method 2', 'webcontrol_authentication admin:a-secret-of-its-owner', ''].join('\n'));
  await listening(startServer(findProgram('motion') ?? '', ['-n', '-c', file]), '127.0.0.1', 18081);
  const host = only(await scan('127.0.0.1', 'http:18081'));
  expect(values(host, 'http.status')).toEqual([401]);
  expect(values(host, 'http.realm')).toEqual(['Motion']);
  expect(values(host, 'http.auth')).toEqual([['digest']]);
  expect(values(host, 'http.loginClearText')).toEqual([true]);
  expect(values(host, 'http.basicClearText')).not.toContain(true);
  expect(host.identity.maker).toBeUndefined();
});

async function startLighttpd(address: string, settings: readonly string[], page: string): Promise<void> {
  const root = join(folder, address);
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'index.html'), page);
  const file = join(root, 'lighttpd.conf');
  const base = [`server.document-root = "${root}"`, `server.bind = "${address}"`, 'server.port = 18080'];
  const pages = ['index-file.names = ("index.html")', 'mimetype.assign = (".html" => "text/html")'];
  writeFileSync(file, [...base, ...pages, ...settings, ''].join('\n'));
  await listening(startServer(findProgram('lighttpd') ?? '', ['-D', '-f', file]), address, 18080);
}

const lighttpd = missing('lighttpd');
describe.skipIf(lighttpd.length > 0)(`lighttpd${skippedFor(lighttpd)}`, () => {
  test('its header, title and form are read as they are; over http the log-in is readable', async () => {
    const page = '<html><head><title>NETSurveillance WEB</title></head><body><form><input type="password" name="p"></form></body></html>';
    await startLighttpd('127.51.2.1', ['server.tag = "uc-httpd 1.0.0"'], page);
    const host = only(await scan('127.51.2.1', 'http:18080'));
    expect(values(host, 'http.server')).toEqual(['uc-httpd 1.0.0']);
    expect(values(host, 'http.title')).toEqual(['NETSurveillance WEB']);
    expect(values(host, 'http.loginClearText')).toEqual([true]);
    expect(failedBy(host, 'http.loginClearText')).not.toEqual([]);
    expect(host.identity.model).toBeUndefined();
  });

  test('a plain web page is no camera', async () => {
    await startLighttpd('127.51.2.2', [], '<html><head><title>Trang tin xã</title></head><body>Xin chào</body></html>');
    const result = await scan('127.51.2.2', 'http:18080');
    expect(only(result).identity.kind).not.toBe('camera');
    expect(values(only(result), 'http.title')).toEqual(['Trang tin xã']);
    expect(result.stats.cameras).toBe(0);
  });

  test('Basic over clear text is reported', async () => {
    const users = join(folder, 'users');
    writeFileSync(users, 'viewer:a-secret-of-its-owner\n');
    const modules = 'server.modules = ("mod_auth", "mod_authn_file")';
    const backend = `auth.backend = "plain"\nauth.backend.plain.userfile = "${users}"`;
    const rule = 'auth.require = ("/" => ("method" => "basic", "realm" => "DCS-930L", "require" => "valid-user"))';
    await startLighttpd('127.51.2.3', [modules, backend, rule], '');
    const host = only(await scan('127.51.2.3', 'http:18080'));
    expect(values(host, 'http.auth')).toEqual([['basic']]);
    expect(values(host, 'http.realm')).toEqual(['DCS-930L']);
    expect(values(host, 'http.basicClearText')).toEqual([true]);
    expect(failedBy(host, 'http.basicClearText')).not.toEqual([]);
  });
});

const dropbear = missing('dropbear', 'dropbearkey');
test.skipIf(dropbear.length > 0)(
  `dropbear: its identification line, its lists and the host key that its own tool prints${skippedFor(dropbear)}`,
  async () => {
    const key = join(folder, 'dropbear.key');
    await run(findProgram('dropbearkey') ?? '', ['-t', 'ed25519', '-f', key]);
    const printed = await run(findProgram('dropbearkey') ?? '', ['-y', '-f', key]);
    const [fingerprint] = /SHA256:[\w+/]+/.exec(printed.stdout) ?? [];
    await listening(startServer(findProgram('dropbear') ?? '', ['-F', '-E', '-r', key, '-p', '127.51.3.1:10022']), '127.51.3.1', 10022);
    const host = only(await scan('127.51.3.1', 'ssh:10022'));
    expect(values(host, 'ssh.banner')).toHaveLength(1);
    expect(String(values(host, 'ssh.banner')[0])).toMatch(/^SSH-2\.0-dropbear_\d{4}\.\d+$/);
    expect(values(host, 'ssh.kex').flat()).toContain('curve25519-sha256');
    expect(values(host, 'ssh.hostKeyType')).toEqual(['ssh-ed25519']);
    expect(fingerprint).toBeDefined();
    expect(values(host, 'ssh.hostKeySha256')).toEqual([fingerprint]);
    expect(host.identity.kind).not.toBe('camera');
  },
);

const busybox = missing('busybox');
test.skipIf(busybox.length > 0)(`busybox telnetd: Telnet is open, and what it greets with${skippedFor(busybox)}`, async () => {
  const shell = ['telnetd', '-F', '-b', '127.51.3.2:10023', '-l', '/bin/false'];
  await listening(startServer(findProgram('busybox') ?? '', shell), '127.51.3.2', 10023);
  const host = only(await scan('127.51.3.2', 'telnet:10023'));
  expect(values(host, 'telnet.open')).toEqual([true]);
  expect(host.identity.kind).not.toBe('camera');
});

const snmpd = missing('snmpd');
test.skipIf(snmpd.length > 0)(
  `snmpd that calls itself a camera, without any camera service, is no camera${skippedFor(snmpd)}`,
  async () => {
    const file = join(folder, 'snmpd.conf');
    writeFileSync(
      file,
      'agentaddress udp:127.51.3.3:10161,tcp:127.51.3.3:10161\nsysdescr Canon Network Camera VB-S30D\nrocommunity public\n',
    );
    await listening(startServer(findProgram('snmpd') ?? '', ['-f', '-C', '-c', file, '-Lo']), '127.51.3.3', 10161);
    expect(await askSnmp('127.51.3.3', 10161)).toContain('Canon Network Camera VB-S30D');
    const result = await scan('127.51.3.3', '10161', '--snmp-port', '10161');
    expect(values(only(result), 'snmp.description')).toEqual(['Canon Network Camera VB-S30D']);
    expect(result.stats.cameras).toBe(0);
    expect(only(result).identity.kind).not.toBe('camera');
    expect(only(result).identity.maker).toBeUndefined();
  },
);

/** GetRequest for sysDescr.0 with community `public`, as bytes of SNMPv2c; the answer as text. */
function askSnmp(address: string, port: number): Promise<string> {
  const request = '3029020101040670 75626c6963a01c0204123456780201000201003 00e300c06082b060102010101000500'.replaceAll(' ', '');
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('message', (message) => {
      socket.close();
      resolve(message.toString('latin1'));
    });
    socket.once('error', reject);
    socket.send(Buffer.from(request, 'hex'), port, address);
  });
}

async function scanFar(cable: Cable, ports: string): Promise<ScanResult> {
  const { near, far } = cable;
  const ran = await ancam(['scan', far.address, '--interface', near.link, '--ports', ports, '--format', 'json'], near.namespace);
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
  return JSON.parse(ran.stdout) as ScanResult; // written by the command under test
}

const noNamespaces = await whyNoNamespaces();
const multicast = [...missing('ip', 'wsdd', 'minidlnad'), ...(noNamespaces === undefined ? [] : [noNamespaces])];
describe.skipIf(multicast.length > 0)(`others that answer on a camera's ports${skippedFor(multicast)}`, () => {
  let cable: Cable | undefined;
  afterEach(async () => {
    await stopAll();
    await cable?.remove();
  });

  test('wsdd: a computer that answers WS-Discovery is no camera', async () => {
    cable = await layCable();
    const { far, near } = cable;
    startServer('ip', ['netns', 'exec', far.namespace, findProgram('wsdd') ?? '', '-i', far.link, '-4']);
    await acceptsFrom(near.namespace, far.address, 5357);
    const result = await scanFar(cable, '80,554,5357');
    expect(result.stats.cameras).toBe(0);
    for (const host of result.hosts) expect(host.identity.kind).not.toBe('camera');
  });

  test('minidlna: a media server is no camera', async () => {
    cable = await layCable();
    const { far, near } = cable;
    const file = join(folder, 'minidlna.conf');
    const data = join(folder, 'minidlna');
    mkdirSync(data, { recursive: true });
    const settings = ['port=8200', `media_dir=${data}`, `db_dir=${data}`, `log_dir=${data}`, 'inotify=no', `network_interface=${far.link}`];
    writeFileSync(file, `${settings.join('\n')}\nfriendly_name=IP Camera\n`);
    startServer('ip', ['netns', 'exec', far.namespace, findProgram('minidlnad') ?? '', '-S', '-f', file, '-P', join(data, 'pid')]);
    await acceptsFrom(near.namespace, far.address, 8200);
    const result = await scanFar(cable, '80,554,http:8200');
    const host = only(result);
    expect(String(values(host, 'http.server')[0])).toContain('MiniDLNA');
    expect(host.identity.kind).not.toBe('camera');
    expect(result.stats.cameras).toBe(0);
  });
});
