import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { startFarm } from '@ancam/camera-farm';
import type { CameraSpec, Farm, PlantedFlaw } from '@ancam/camera-farm';
import { HostResult, ScanHead } from '@ancam/core';
import type { AuthorisationNote } from '@ancam/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainBytes } from '../src/index.ts';
import type { PlanInput } from '../src/index.ts';
import { scan, state, values } from './scanning.ts';
import type { Scanned } from './scanning.ts';

const OFFSET = 21_000;
const BASE = '127.41.7.';

function camera(n: number, maker: CameraSpec['maker'], flaws: PlantedFlaw[], more: Partial<CameraSpec> = {}): CameraSpec {
  const mac = `44:19:b6:00:00:${n.toString(16).padStart(2, '0')}`;
  return { address: `${BASE}${n}`, maker, model: `MODEL-${n}`, firmware: `V5.5.${n}`, serial: `SN0000${n}`, mac, flaws, ...more };
}

const CAMERAS: CameraSpec[] = [
  camera(1, 'hikvision', []),
  camera(2, 'hikvision', [
    'open-stream',
    'clear-text-login',
    'telnet',
    'ftp',
    'onvif-anonymous-information',
    'onvif-anonymous-users',
    'credentials-in-uri',
    'clock-skew',
    'snapshot-open',
    'factory-password',
    'vendor-port',
  ]),
  camera(3, 'axis', ['shared-key', 'legacy-tls', 'rtsp-basic', 'not-activated']),
  camera(4, 'axis', ['shared-key', 'expired-certificate', 'weak-key', 'self-signed', 'http-basic']),
  camera(5, 'xiongmai', ['old-firmware', 'no-https', 'rtsp-clear', 'debug-port']),
  camera(6, 'dahua', ['config-exposed', 'ssh-protocol-1', 'digest-md5-only', 'rtsp-clear', 'onvif-anonymous-network']),
  camera(7, 'hikvision', ['rtsp-clear', 'factory-password'], { redirectToHttps: true }),
  camera(10, 'dahua', ['ssh-shared-key', 'rtsp-clear', 'rtmp']),
  camera(11, 'dahua', ['ssh-shared-key', 'ssh-weak', 'rtsp-clear'], { neverLocks: true }),
  camera(12, 'hikvision', ['rtsp-clear', 'factory-password'], { redirectToHttps: true }),
];

function portsOf(farm: Farm): string {
  return farm.ports
    .map(({ port, protocol }) => (protocol === 'vendor' || protocol === 'debug' ? String(port) : `${protocol}:${port}`))
    .join(',');
}

const AUTHORISATION: AuthorisationNote = {
  grantedBy: 'Chánh văn phòng',
  document: '12/QĐ-UBND',
  validUntil: '2099-01-01',
  factoryPasswordTest: true,
};

describe('a scan of simulated cameras', () => {
  let farm: Farm;
  let neighbour: Server;
  const touched: string[] = [];
  let scanned: Scanned;
  let input: PlanInput;
  beforeAll(async () => {
    farm = await startFarm({ cameras: CAMERAS, portOffset: OFFSET, record: true });
    neighbour = createServer((socket) => touched.push(`${socket.remoteAddress}`) && socket.destroy());
    await new Promise<void>((resolve) => {
      neighbour.listen({ host: `${BASE}8`, port: 554 + OFFSET }, resolve);
    });
    input = {
      targets: [`${BASE}1-12`],
      exclude: [`${BASE}8`],
      ports: portsOf(farm),
      unicastDiscovery: true,
      discoveryPort: 3702 + OFFSET,
      factoryPasswordTest: true,
      lockoutTest: [`${BASE}10`, `${BASE}11`],
    };
    scanned = await scan(input, { authorisation: AUTHORISATION });
  });
  afterAll(async () => {
    neighbour.close();
    await farm.close();
  });

  const host = (n: number): HostResult | undefined => scanned.hosts.get(`${BASE}${n}`);

  it('gives results that keep to their schemas', () => {
    expect(ScanHead.safeParse(scanned.head).error).toBeUndefined();
    for (const one of scanned.hosts.values()) expect(HostResult.safeParse(one).error).toBeUndefined();
    expect(scanned.head).toMatchObject({ status: 'completed', stats: { addresses: 11, excluded: 1, alive: 11 } });
  });

  it('finds nothing to say against a camera in good condition', () => {
    const good = host(1);
    expect(good?.identity).toMatchObject({ maker: 'hikvision', model: 'MODEL-1' });
    const bad = ['rtsp.openStream', 'http.loginClearText', 'telnet.open', 'onvif.openUsers', 'tls.legacy', 'http.snapshotOpen'] as const;
    expect(bad.flatMap((name) => values(good, name))).toEqual([]);
    expect(values(good, 'credentials.factoryAccepted')).toEqual([]);
    expect(['http', 'tls', 'rtsp', 'onvif', 'vendor', 'telnet', 'fleet'].map((probe) => state(good, probe as 'http'))).toEqual(
      Array(7).fill('done'),
    );
    expect(values(good, 'vendor.activated')).toEqual([true]);
    expect(values(good, 'rtsp.digestAlgorithms')).toEqual([['SHA-256']]);
  });

  it('sees what is wrong with a bad one', () => {
    const bad = host(2);
    expect(values(bad, 'rtsp.openPath', 554 + OFFSET)).toEqual(['/Streaming/Channels/101']);
    expect(values(bad, 'http.loginClearText', 80 + OFFSET)).toEqual([true]);
    expect(values(bad, 'http.path', 80 + OFFSET)).toEqual(['/doc/page/login.asp']);
    expect(values(bad, 'telnet.banner')).toEqual(['192.0.0.64 login:']);
    expect(values(bad, 'ftp.banner')).toEqual(['220 MODEL-2 FTP server ready.']);
    expect(values(bad, 'onvif.openUsers')).toEqual([true]);
    expect(values(bad, 'onvif.openNetworkInterfaces')).toEqual([]);
    expect(values(bad, 'onvif.firmware')).toEqual(['V5.5.2']);
    expect(values(bad, 'onvif.credentialsInUri')).toEqual([true]);
    expect(Math.abs(Number(values(bad, 'onvif.clockSkewSeconds')[0]))).toBeGreaterThan(3600);
    expect(values(bad, 'http.snapshotPath')).toEqual(['/ISAPI/Streaming/channels/101/picture']);
    expect(values(bad, 'vendor.activated')).toEqual([true]);
  });

  it('tells TLS versions, keys and certificates', () => {
    expect(values(host(1), 'tls.versions', 443 + OFFSET)).toEqual([['TLSv1.3']]);
    expect(values(host(3), 'tls.versions', 443 + OFFSET)).toEqual([['TLSv1', 'TLSv1.1', 'TLSv1.3']]);
    expect(values(host(4), 'tls.expired', 443 + OFFSET)).toEqual([true]);
    expect(values(host(4), 'tls.selfSigned', 443 + OFFSET)).toEqual([true]);
    expect(values(host(4), 'tls.keyBits', 443 + OFFSET)).toEqual([1024]);
    expect(values(host(3), 'tls.subjectO', 443 + OFFSET)).toEqual(['Axis Communications AB']);
  });

  it('notices that two devices share a key, and says so on both', () => {
    const shared = values(host(3), 'fleet.tlsKeySharedWith', 443 + OFFSET);
    const weak = values(host(4), 'fleet.tlsKeySharedWith', 443 + OFFSET);
    const same = values(host(3), 'tls.spkiSha256', 443 + OFFSET)[0] === values(host(4), 'tls.spkiSha256', 443 + OFFSET)[0];
    expect([shared, weak]).toEqual(same ? [[[`${BASE}4`]], [[`${BASE}3`]]] : [[], []]);
    expect(state(host(1), 'fleet')).toBe('done');
  });

  it('does not take a server that describes any path for an open stream', () => {
    expect(values(host(5), 'rtsp.openStream')).toEqual([]);
    expect(values(host(5), 'rtsp.anyPath')).toEqual([true]);
    expect(state(host(5), 'rtsp')).toBe('done');
    expect(values(host(5), 'vendor.oemMark')).toEqual(['Xiongmai']);
  });

  it('reads what makers tell, and consoles', () => {
    expect(values(host(3), 'vendor.firmware')).toEqual(['V5.5.3']);
    expect(values(host(3), 'vendor.activated')).toEqual([false]);
    expect(values(host(6), 'vendor.configExposed')).toEqual(['/web_caps/webCapsConfig']);
    expect(values(host(6), 'ssh.banner')).toEqual([expect.stringMatching(/^SSH-1\.99-/)]);
    expect(values(host(6), 'rtsp.digestAlgorithms', 554 + OFFSET)).toEqual([['MD5']]);
    expect(values(host(6), 'onvif.openNetworkInterfaces')).toEqual([true]);
    expect(values(host(4), 'http.basicClearText', 80 + OFFSET)).toEqual([true]);
    expect(values(host(7), 'http.redirectsToHttps', 80 + OFFSET)).toEqual([true]);
    expect(values(host(7), 'http.loginClearText')).toEqual([]);
  });

  it('tries factory accounts once each, two at most, and keeps no password', () => {
    expect(values(host(7), 'credentials.account')).toEqual(['admin']);
    expect(values(host(7), 'credentials.factoryAccepted')).toEqual([true]);
    expect(state(host(2), 'credentials')).toBe('skipped');
    const tries = host(1)?.observations.filter((one) => one.shape.endsWith('-credentials')) ?? [];
    expect(tries).toHaveLength(2);
    const text = JSON.stringify([...scanned.hosts.values()].map((one) => ({ ...one, identity: 0 })));
    expect(text).not.toMatch(/12345"|never tried|Authorization: (?:Basic|Digest)/);
  });

  it('reads what SSH servers offer and the key they show, and notices a key that two devices share', () => {
    expect(values(host(10), 'ssh.kex')).toEqual([['curve25519-sha256', 'ecdh-sha2-nistp256']]);
    expect(values(host(11), 'ssh.ciphers')).toEqual([['aes128-cbc', '3des-cbc']]);
    const [key] = values(host(10), 'ssh.hostKeySha256');
    expect(key).toMatch(/^SHA256:/);
    expect(values(host(11), 'ssh.hostKeySha256')).toEqual([key]);
    expect(values(host(10), 'fleet.sshKeySharedWith')).toEqual([[`${BASE}11`]]);
    expect(values(host(11), 'fleet.sshKeySharedWith')).toEqual([[`${BASE}10`]]);
    // the first version of the protocol has no such list
    expect(values(host(6), 'ssh.kex')).toEqual([]);
  });

  it('notices that two devices take the same published password', () => {
    expect(values(host(7), 'fleet.passwordSharedWith')).toEqual([[`${BASE}12`]]);
    expect(values(host(12), 'fleet.passwordShared')).toEqual([true]);
    expect(values(host(3), 'fleet.passwordShared')).toEqual([]);
  });

  it('makes wrong log-ins only on devices set apart for them, and sees which of them locks', () => {
    expect(values(host(10), 'lockout.seen')).toEqual([true]);
    expect(values(host(11), 'lockout.seen')).toEqual([false]);
    expect(values(host(11), 'lockout.tried')).toEqual([6]);
    expect(state(host(2), 'lockout')).toBe('skipped');
    const accounts = farm.received().flatMap(({ bytes }) => bytes.toString('latin1').match(/username="ancam-test-[0-9a-f]{6}"/g) ?? []);
    expect(new Set(accounts).size).toBeLessThanOrEqual(2);
  });

  it('keeps no account, password or nonce of the devices', () => {
    const account = farm.account(`${BASE}2`);
    const text = JSON.stringify([...scanned.hosts.values()]);
    expect(text).not.toMatch(new RegExp(`://${account?.user}:`));
    expect(text).not.toMatch(/nonce=\\"[^*]/);
    expect(text).not.toMatch(/<tt:Username>[^*]/);
  });

  it('sends nothing but what the list of requests allows, and nothing to an excluded address', () => {
    const received = farm.received();
    const strange = received.filter(({ bytes, transport }) => explainBytes(bytes, transport) === undefined);
    expect(strange.map(({ address, port, bytes }) => `${address}:${port} ${bytes.toString('latin1', 0, 300)}`)).toEqual([]);
    const sent = new Set(received.flatMap(({ bytes, transport }) => explainBytes(bytes, transport) ?? []));
    const kinds = ['http-get', 'onvif-get-users', 'rtsp-credentials', 'axis-system-ready', 'wsd-probe-transmitter', 'rtsp-describe'];
    expect(kinds.filter((kind) => !sent.has(kind))).toEqual([]);
    expect(touched).toEqual([]);
  });

  it('finds out by itself what speaks on a port that stands for nothing', async () => {
    const ports = farm.ports.map(({ port }) => port).join(',');
    const blind = await scan({
      ...input,
      targets: [`${BASE}2`, `${BASE}4`, `${BASE}6`],
      ports,
      factoryPasswordTest: false,
      lockoutTest: [],
    });
    const names = [
      'http.title',
      'http.auth',
      'tls.subjectCn',
      'rtsp.realm',
      'rtsp.openPath',
      'ssh.banner',
      'ftp.banner',
      'telnet.banner',
    ] as const;
    for (const n of [2, 4, 6]) {
      const told = names.map((name) => [name, values(host(n), name)]);
      expect(names.map((name) => [name, values(blind.hosts.get(`${BASE}${n}`), name)])).toEqual(told);
    }
  });

  it('asks a finished host no second time when resumed, and one that was cut short again under its id', async () => {
    const before = farm.received().length;
    const prior = [...scanned.hosts.values()].map((one) => (one.address === `${BASE}6` ? { ...one, cutShort: true } : one));
    const again = await scan({ ...input, factoryPasswordTest: false, lockoutTest: [], unicastDiscovery: false }, { prior });
    const asked = new Set(
      farm
        .received()
        .slice(before)
        .filter((one) => one.bytes.length > 0)
        .map((one) => one.address),
    );
    expect([...asked]).toEqual([`${BASE}6`]);
    expect(again.hosts.get(`${BASE}6`)?.id).toBe(host(6)?.id);
    expect(again.head.stats.alive).toBe(scanned.head.stats.alive);
  });
});
