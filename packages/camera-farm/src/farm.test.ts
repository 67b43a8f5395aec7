import { createSocket } from 'node:dgram';
import { connect as netConnect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { Cam } from 'onvif/promises/index.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLANTED_FLAWS, demoFleet, mixedFleet, startFarm } from './index.ts';
import type { CameraTruth, Farm, MakerId, PlantedFlaw } from './index.ts';

let farm: Farm;

beforeAll(async () => {
  farm = await startFarm({ cameras: demoFleet('127.24.0.1'), portOffset: 20_000, record: true, lockSeconds: 1 });
});
afterAll(() => farm.close());

function find(maker: MakerId, ...flaws: PlantedFlaw[]): CameraTruth {
  const found = farm.cameras.find((camera) =>
    camera.maker === maker && flaws.length > 0
      ? flaws.every((flaw) => camera.flaws.includes(flaw))
      : camera.flaws.length === 0 && camera.maker === maker,
  );
  if (!found) throw new Error(`no ${maker} with ${flaws.join(', ')}`);
  return found;
}

function port(camera: CameraTruth, service: string): number {
  return camera.ports[service] ?? 0;
}

function exchange(camera: CameraTruth, service: string, request: string, secure = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const at = { host: camera.address, port: port(camera, service), rejectUnauthorized: false };
    const socket = secure ? tlsConnect(at) : netConnect(at);
    let answer = '';
    socket.setTimeout(3000, () => socket.destroy());
    socket.once('error', reject).once('close', () => resolve(answer));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      clearTimeout(quiet);
      quiet = setTimeout(() => socket.destroy(), 80);
    });
    let quiet = setTimeout(() => undefined, 0);
    socket.write(request);
  });
}

function get(camera: CameraTruth, service: 'http' | 'https', path: string): Promise<string> {
  return exchange(camera, service, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`, service === 'https');
}

function describe(camera: CameraTruth, path: string, secure = false): Promise<string> {
  const service = secure ? 'rtsps' : 'rtsp';
  return exchange(camera, service, `DESCRIBE rtsp://${camera.address}:${port(camera, service)}${path} RTSP/1.0\r\nCSeq: 7\r\n\r\n`, secure);
}

function probe(camera: CameraTruth, generation: '2005/04' | '2009/01', types: string): Promise<string> {
  const [ns, wsa] =
    generation === '2005/04'
      ? ['http://schemas.xmlsoap.org/ws/2005/04/discovery', 'http://schemas.xmlsoap.org/ws/2004/08/addressing']
      : ['http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01', 'http://www.w3.org/2005/08/addressing'];
  const xml = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="${wsa}" xmlns:d="${ns}"><e:Header><w:MessageID>uuid:1</w:MessageID><w:Action>${ns}/Probe</w:Action></e:Header><e:Body><d:Probe>${types}</d:Probe></e:Body></e:Envelope>`;
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const timer = setTimeout(() => socket.close(() => resolve('')), 400);
    socket.once('message', (message) => {
      clearTimeout(timer);
      socket.close(() => resolve(message.toString('utf8')));
    });
    socket.send(xml, 23_702, camera.address);
  });
}

test('the demo plants every flaw, and every maker has a camera in good condition', () => {
  const planted = new Set(farm.cameras.flatMap((camera) => camera.flaws));
  expect(PLANTED_FLAWS.filter((flaw) => !planted.has(flaw))).toEqual([]);
  expect(new Set(farm.cameras.filter((camera) => camera.flaws.length === 0).map((camera) => camera.maker)).size).toBe(8);
});

test('a camera in good condition listens on TLS only and asks for SHA-256', async () => {
  for (const camera of farm.cameras.filter((one) => one.flaws.length === 0)) {
    expect(
      Object.keys(camera.ports)
        .filter((name) => name !== 'http')
        .sort(),
    ).toEqual(['https', 'onvif', 'rtsps']);
    const challenge = await describe(camera, '/any', true);
    expect(challenge).toMatch(/^RTSP\/1\.0 401 [\s\S]*algorithm=SHA-256/);
    expect(challenge.toUpperCase()).not.toContain(camera.mac.replaceAll(':', '').toUpperCase());
    expect(challenge).not.toContain(camera.serial);
  }
});

test('a page tells model and firmware where the README says so', async () => {
  expect(await get(find('hikvision'), 'https', '/doc/page/login.asp')).toContain(
    '"deviceModel":"DS-2CD2143G2-I","firmwareVersion":"V5.8.21 build 260315"',
  );
  const old = find('xiongmai', 'old-firmware');
  expect(await get(old, 'http', '/')).toMatch(/302 Found\r\nServer: uc-httpd 1\.0\.0\r\n[\s\S]*Location: \/Login\.htm/);
  expect(await get(old, 'http', '/Login.htm')).toContain(`g_DevType="${old.model}",g_SoftWareVersion="${old.firmware}"`);
});

test("the makers' own addresses answer as planted", async () => {
  expect(await get(find('hikvision', 'not-activated'), 'http', '/SDK/activateStatus')).toContain('<Activated>false<');
  expect(await get(find('hikvision'), 'https', '/SDK/activateStatus')).toContain('<Activated>true<');
  expect(await get(find('dahua', 'config-exposed'), 'http', '/web_caps/webCapsConfig')).toContain(
    '"SoftwareVersion":"2.800.0000000.16.R.200911"',
  );
  expect(await get(find('dahua'), 'https', '/web_caps/webCapsConfig')).toMatch(/^HTTP\/1\.1 404/);
  expect(await get(find('hanwha', 'not-activated'), 'http', '/init-cgi/pw_init.cgi?msubmenu=statuscheck&action=view')).toContain(
    'Initialized=False',
  );
  const body = '{"apiVersion":"1.0","method":"getAllUnrestrictedProperties"}';
  const request = `POST /axis-cgi/basicdeviceinfo.cgi HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  expect(await exchange(find('axis'), 'https', request, true)).toContain('"ProdNbr":"P3265-LVE"');
});

test('clear-text pages redirect, ask with Basic or show the form, as planted', async () => {
  const redirecting = farm.cameras.find((camera) => camera.flaws.length === 0 && camera.ports['http'] !== undefined);
  expect(redirecting && (await get(redirecting, 'http', '/x'))).toContain(`Location: https://${redirecting?.address}:20443/x`);
  expect(await get(find('axis', 'http-basic'), 'http', '/')).toMatch(/401 Unauthorized[\s\S]*WWW-Authenticate: Basic realm="AXIS_B8A44F/);
  expect(await get(find('hikvision', 'no-https'), 'http', '/doc/page/login.asp')).toContain('type="password"');
});

test('a snapshot is given without log-in only where planted', async () => {
  expect(await get(find('xiongmai', 'snapshot-open'), 'http', '/webcapture.jpg?command=snap&channel=1')).toMatch(
    /200 OK[\s\S]*image\/jpeg/,
  );
  expect(await get(find('dahua', 'config-exposed'), 'http', '/cgi-bin/snapshot.cgi')).toMatch(/^HTTP\/1\.1 401/);
});

test('an open stream answers its own path only; the talkative server describes any path with a challenge', async () => {
  const open = find('xiongmai', 'open-stream');
  expect(await describe(open, '/stream1')).toMatch(/^RTSP\/1\.0 200 OK[\s\S]*m=video/);
  expect(await describe(open, '/stream1')).not.toContain('WWW-Authenticate');
  expect(await describe(open, '/nonsense')).toMatch(/^RTSP\/1\.0 404/);
  const talkative = find('xiongmai', 'digest-md5-only');
  expect(await describe(talkative, '/nonsense')).toMatch(/^RTSP\/1\.0 200 OK[\s\S]*WWW-Authenticate: Digest[\s\S]*m=video/);
});

test('RTSP challenges carry the realm and the schemes that were planted', async () => {
  expect(await describe(find('dahua', 'serial-in-realm'), '/x')).toContain(`realm="Login to ${find('dahua', 'serial-in-realm').serial}"`);
  expect(await describe(find('axis', 'rtsp-basic'), '/x')).toContain('WWW-Authenticate: Basic realm="AXIS_WS_B8A44F');
  const md5 = await describe(find('hikvision', 'digest-md5-only'), '/x');
  expect(md5).toMatch(/realm="IP Camera\([0-9A-F]{5}\)"/);
  expect(md5).not.toContain('SHA-256');
});

test('banners answer as planted', async () => {
  expect(await exchange(find('hikvision', 'telnet'), 'telnet', '\r\n')).toContain('192.0.0.64 login: ');
  expect(await exchange(find('tplink', 'ssh-protocol-1'), 'ssh', '')).toBe('SSH-1.99-OpenSSH_3.6.1p2\r\n');
  expect(await exchange(find('axis', 'ftp'), 'ftp', '')).toBe('220 AXIS P3225-LV Network Camera 6.50.1.2 (Aug 14 2018) ready.\r\n');
  expect(Buffer.from(await exchange(find('hikvision', 'vendor-port'), 'vendor', 'x'), 'latin1').toString('hex')).toMatch(/^00000010/);
});

test('discovery answers both generations, filters by type and tells the shifted address', async () => {
  const camera = find('uniview');
  const answer = await probe(
    camera,
    '2005/04',
    '<d:Types xmlns:n="http://www.onvif.org/ver10/network/wsdl">n:NetworkVideoTransmitter</d:Types>',
  );
  expect(answer).toContain(`<d:XAddrs>https://${camera.address}:20443/onvif/device_service</d:XAddrs>`);
  expect(answer).toContain(`onvif://www.onvif.org/firmware/${camera.firmware}`);
  expect(answer).toContain('<wsa:RelatesTo>uuid:1</wsa:RelatesTo>');
  expect(await probe(camera, '2009/01', '')).toContain('http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01/ProbeMatches');
  expect(await probe(camera, '2005/04', '<d:Types>p:Computer</d:Types>')).toBe('');
});

function cam(camera: CameraTruth, secret: { user: string; password: string }, useWSSecurity = true): Cam {
  const useSecure = !camera.flaws.includes('onvif-clear-text');
  return new Cam({
    hostname: camera.address,
    port: port(camera, 'onvif'),
    username: secret.user,
    password: secret.password,
    useSecure,
    secureOpts: { rejectUnauthorized: false },
    useWSSecurity,
    autoconnect: false,
    timeout: 5000,
  });
}

test('a foreign ONVIF client reads every activated camera with its account', async () => {
  for (const truth of farm.cameras.filter((camera) => camera.ports['onvif'] !== undefined)) {
    const account = farm.account(truth.address);
    // This client sends no token at all for an empty password.
    if (!account?.password) continue;
    const client = cam(truth, account);
    await client.connect();
    expect(await client.getDeviceInformation()).toMatchObject({
      model: truth.model,
      firmwareVersion: truth.firmware,
      serialNumber: truth.serial,
    });
    expect(await client.getProfiles()).toHaveLength(1);
    const { uri } = await client.getStreamUri();
    expect(uri).toContain(`${truth.address}:${truth.ports['rtsp'] ?? truth.ports['rtsps']}/`);
  }
});

test('a foreign ONVIF client is refused with a wrong password, and let in by HTTP Digest', async () => {
  const camera = find('axis');
  await expect(cam(camera, { user: 'root', password: 'nonsense' }).getDeviceInformation()).rejects.toThrow(/not Authorized/);
  const account = farm.account(camera.address);
  expect(account && (await cam(camera, account, false).getDeviceInformation())).toMatchObject({ model: 'P3265-LVE' });
});

test('anonymous ONVIF answers and the clock are as planted', async () => {
  const nobody = { user: '', password: '' };
  expect(await cam(find('uniview', 'onvif-anonymous-information'), nobody, false).getDeviceInformation()).toMatchObject({
    manufacturer: 'Uniview',
  });
  const talkative = find('xiongmai', 'credentials-in-uri');
  const client = cam(talkative, nobody, false);
  await client.getServices();
  expect((await client.getUsers())[0]).toMatchObject({ username: 'admin' });
  const skewed = await cam(find('dahua', 'clock-skew'), nobody, false).getSystemDateAndTime();
  expect(Math.abs(skewed.getTime() - Date.now())).toBeGreaterThan(7 * 3_600_000);
});

test('five wrong passwords lock the source out for a while', async () => {
  const camera = find('hanwha', 'digest-md5-only');
  const wrong = 'Authorization: Digest username="admin", realm="iPolis", nonce="0", uri="/", response="0"\r\n';
  const request = `DESCRIBE rtsp://${camera.address}/profile1/media.smp RTSP/1.0\r\nCSeq: 1\r\n${wrong}\r\n`;
  for (let i = 0; i < 5; i += 1) expect(await exchange(camera, 'rtsp', request)).toMatch(/^RTSP\/1\.0 401/);
  expect(await exchange(camera, 'rtsp', request)).toMatch(/^RTSP\/1\.0 490 Account Blocked/);
});

interface Seen {
  readonly key: string;
  readonly notAfter: string;
  readonly bits: number | undefined;
}

function certificate(camera: CameraTruth): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const at = { host: camera.address, port: port(camera, 'https'), rejectUnauthorized: false, ciphers: 'DEFAULT:@SECLEVEL=0' };
    const socket = tlsConnect(at, () => {
      const { pubkey, valid_to: notAfter, bits } = socket.getPeerCertificate();
      socket.destroy();
      resolve({ key: pubkey?.toString('hex') ?? '', notAfter, bits });
    });
    socket.once('error', reject);
  });
}

function speaksOldTls(camera: CameraTruth): Promise<boolean> {
  return new Promise((resolve) => {
    const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    const socket = tlsConnect({ host: camera.address, port: port(camera, 'https'), rejectUnauthorized: false, ...versions }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

test('cameras with a shared key show the same public key, others their own; an expired certificate is expired', async () => {
  const shared = farm.cameras.filter((camera) => camera.maker === 'dahua' && camera.flaws.includes('shared-key'));
  const keys = await Promise.all(shared.map(async (camera) => (await certificate(camera)).key));
  expect(new Set(keys).size).toBe(1);
  expect(keys.length).toBeGreaterThan(1);
  expect((await certificate(find('dahua'))).key).not.toBe(keys[0]);
  expect(Date.parse((await certificate(find('hikvision', 'expired-certificate'))).notAfter)).toBeLessThan(Date.now());
  expect((await certificate(find('reolink', 'weak-key'))).bits).toBe(1024);
});

test('legacy TLS is spoken only where planted', async () => {
  expect(await speaksOldTls(find('axis', 'legacy-tls'))).toBe(true);
  expect(await speaksOldTls(find('axis'))).toBe(false);
});

test('what cameras receive is recorded, decrypted where it came by TLS', () => {
  const camera = find('hikvision');
  const seen = farm.received().filter((entry) => entry.address === camera.address && entry.transport === 'tls');
  expect(seen.some((entry) => entry.bytes.toString('latin1').startsWith('GET /SDK/activateStatus HTTP/1.1'))).toBe(true);
  expect(farm.received().some((entry) => entry.transport === 'udp')).toBe(true);
});

test('the mixed fleet keeps its shares and its addresses apart', () => {
  const fleet = mixedFleet(200);
  expect(new Set(fleet.map((camera) => camera.address)).size).toBe(200);
  expect(new Set(fleet.map((camera) => camera.mac)).size).toBe(200);
  expect(fleet.filter((camera) => camera.without?.includes('http'))).toHaveLength(40);
  expect(fleet.filter((camera) => camera.silentTelnet === true)).toHaveLength(20);
  expect(fleet.filter((camera) => camera.flaws.includes('onvif-clear-text'))).toHaveLength(60);
  expect(new Set(fleet.map((camera) => camera.maker)).size).toBe(8);
});
