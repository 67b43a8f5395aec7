import { createSocket } from 'node:dgram';
import { PROBES } from '@ancam/core';
import type { AuthorisationNote, Fact, HostResult, ProbeState } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { afterEach, describe, expect, it } from 'vitest';
import { derive } from '../src/index.ts';
import type { NoteAttempts } from '../src/index.ts';
import { REFUSED, ScriptedDevice, http, soap } from './scripted-device.ts';
import type { Script } from './scripted-device.ts';
import { scan, state, values } from './scanning.ts';
import type { Scanned } from './scanning.ts';

/** Devices that mislead whoever reads them in haste: each test is named after what they do. */

const knowledge = loadKnowledge();
const WEB = 26_080;
const STREAM = 26_554;
const WSD = 26_702;
const AUTHORISATION: AuthorisationNote = { grantedBy: 'A', document: 'B', validUntil: '2099-01-01', factoryPasswordTest: true };
const DIGEST = 'WWW-Authenticate: Digest realm="Login to 7J0001", nonce="abcdef", qop="auth"';
const VIDEO = 'v=0\r\ns=x\r\nm=video 0 RTP/AVP 96\r\n';

const devices: ScriptedDevice[] = [];
const closing: (() => void)[] = [];
afterEach(() => {
  for (const device of devices.splice(0)) device.close();
  for (const close of closing.splice(0)) close();
});

let count = 0;
async function device(services: Readonly<Record<number, Script>>): Promise<ScriptedDevice> {
  count += 1;
  const made = new ScriptedDevice(`127.53.1.${count}`);
  for (const [port, script] of Object.entries(services)) await made.serve(Number(port), script);
  devices.push(made);
  return made;
}

function rtsp(request: string, status: string, more: readonly string[] = [], body = ''): string {
  const length = body === '' ? [] : [`Content-Length: ${body.length}`];
  return [`RTSP/1.0 ${status}`, /CSeq: \d+/.exec(request)?.[0] ?? '', ...more, ...length, '', body].join('\r\n');
}

/** A stream server: OPTIONS is answered, DESCRIBE by the script. */
function stream(describe: (request: string, path: string) => string): Script {
  return (request) =>
    request.startsWith('OPTIONS') ? rtsp(request, '200 OK') : describe(request, /^DESCRIBE rtsp:\/\/[^/]+(\S*)/.exec(request)?.[1] ?? '');
}

/** Describes a stream for paths of slashes alone, as Hipcam does, whatever its own path says. */
function slashes(own: (request: string) => string): Promise<ScriptedDevice> {
  const script = stream((request, path) => {
    const server = ['Server: Hipcam RealServer/V1.0'];
    if (/^\/*$/.test(path)) return rtsp(request, '200 OK', server, VIDEO);
    return path === '/1' ? own(request) : rtsp(request, '404 Not Found', server);
  });
  return device({ [STREAM]: script });
}

async function scanOf(
  made: ScriptedDevice,
  more: Parameters<typeof scan>[0] | object = {},
  options: Parameters<typeof scan>[1] = {},
): Promise<HostResult | undefined> {
  const ports = `http:${WEB},rtsp:${STREAM}`;
  const scanned: Scanned = await scan({ targets: [made.address], ports, ...more }, { knowledge, ...options });
  return scanned.hosts.get(made.address);
}

function outcome(host: HostResult | undefined, check: string): string | undefined {
  return host?.checks.find((each) => each.check === check)?.outcome;
}

function credentialRequests(made: ScriptedDevice): string[] {
  return made.received().flatMap(({ bytes }) => bytes.toString('latin1').match(/^Authorization: \S+/gm) ?? []);
}

describe('streams', () => {
  it('200 without video: neither an open stream nor one that is kept', async () => {
    const host = await scanOf(
      await device({ [STREAM]: stream((request) => rtsp(request, '200 OK', [], 'v=0\r\ns=x\r\nm=audio 0 RTP/AVP 0\r\n')) }),
    );
    expect(values(host, 'rtsp.openStream')).toEqual([]);
    expect(outcome(host, 'stream/open-stream')).toBe('inconclusive');
  });

  it('200 with a challenge on any path: no open stream', async () => {
    const host = await scanOf(await device({ [STREAM]: stream((request) => rtsp(request, '200 OK', [DIGEST], VIDEO)) }));
    expect(values(host, 'rtsp.anyPath')).toEqual([true]);
    expect(outcome(host, 'stream/open-stream')).toBe('inconclusive');
  });

  it('an open path, and a random one that is refused: an open stream', async () => {
    const open = stream((request, path) => (path === '/live' ? rtsp(request, '200 OK', [], VIDEO) : rtsp(request, '404 Not Found')));
    const host = await scanOf(await device({ [STREAM]: open }));
    expect(values(host, 'rtsp.openPath')).toEqual(['/live']);
    expect(outcome(host, 'stream/open-stream')).toBe('fail');
  });

  it('a description for `/` and `//` where nothing is: no open stream while the own path wants a log-in', async () => {
    const host = await scanOf(await slashes((request) => rtsp(request, '401 Unauthorized', [DIGEST])));
    expect(host?.identity.maker).toBe('hipcam');
    expect(values(host, 'rtsp.openStream')).toEqual([]);
    expect(outcome(host, 'stream/open-stream')).toBe('inconclusive');
    expect(host?.probes.find(({ probe }) => probe === 'rtsp')).toMatchObject({
      state: 'partial',
      reason: `root-beside-log-in|port=${STREAM}`,
    });
  });

  it('where the own path opens as well, that one is named as the open stream, not the one of slashes', async () => {
    const host = await scanOf(await slashes((request) => rtsp(request, '200 OK', [], VIDEO)));
    expect(values(host, 'rtsp.openPath')).toEqual(['/1']);
    expect(outcome(host, 'stream/open-stream')).toBe('fail');
  });

  it.each([490, 453, 503])('%i: blocked or too busy is no sign of a password', async (status) => {
    const host = await scanOf(await device({ [STREAM]: stream((request) => rtsp(request, `${status} Account Blocked`)) }));
    expect(state(host, 'rtsp')).toBe('partial');
    expect(outcome(host, 'stream/open-stream')).toBe('inconclusive');
  });
});

/** A Dahua camera by its realm and page; what it says to a log-in is up to the test. */
function dahua(login: (request: string) => string): Script {
  return stream((request) => (request.includes('Authorization:') ? login(request) : rtsp(request, '401 Unauthorized', [DIGEST])));
}

const PAGE: Script = (request) =>
  request.startsWith('GET / ')
    ? http(200, ['Content-Type: text/html'], '<title>WEB SERVICE</title><script>"/RPC2_Login"</script>')
    : http(404, []);

async function loginsOf(login: (request: string) => string): Promise<{ readonly host: HostResult | undefined; readonly tried: number }> {
  const made = await device({ [WEB]: PAGE, [STREAM]: dahua(login) });
  const host = await scanOf(made, { factoryPasswordTest: true }, { authorisation: AUTHORISATION });
  expect(host?.identity.maker).toBe('dahua');
  return { host, tried: credentialRequests(made).length };
}

describe('log-ins', () => {
  it('401 when full: a refusal that asks for nothing says nothing of the password', async () => {
    const { host, tried } = await loginsOf((request) => rtsp(request, '401 Unauthorized'));
    expect(tried).toBe(1);
    expect(state(host, 'credentials')).toBe('partial');
    expect(outcome(host, 'access/factory-password')).toBe('inconclusive');
  });

  it('401 that calls the nonce stale: the account was not judged, and it is not tried again', async () => {
    const { host, tried } = await loginsOf((request) => rtsp(request, '401 Unauthorized', [`${DIGEST}, stale=TRUE`]));
    expect(tried).toBe(1);
    expect(state(host, 'credentials')).toBe('partial');
    expect(outcome(host, 'access/factory-password')).toBe('inconclusive');
  });

  it('401 that calls each nonce stale is no sign of a lock either', async () => {
    let turn = 0;
    const made = await device({
      [WEB]: PAGE,
      [STREAM]: dahua((request) => {
        turn += 1;
        return rtsp(request, '401 Unauthorized', [turn < 3 ? DIGEST : `${DIGEST}, stale=true`]);
      }),
    });
    const host = await scanOf(made, { lockoutTest: [made.address] }, { authorisation: AUTHORISATION });
    expect(host?.probes).toContainEqual({ probe: 'lockout', state: 'partial', reason: 'login-unclear' });
    expect(values(host, 'lockout.seen')).toEqual([]);
  });

  it.each([
    ['noted by a scan before: none is made', () => Promise.resolve(false), 'attempt-noted'],
    ['cannot be noted: none is made', () => Promise.reject(new Error('disk full')), 'attempt-not-noted'],
    ['nobody to note them: none is made', undefined, 'attempt-not-noted'],
  ])('%s', async (_about, noteAttempts, reason) => {
    const made = await device({ [WEB]: PAGE, [STREAM]: dahua((request) => rtsp(request, '401 Unauthorized', [DIGEST])) });
    const input = { factoryPasswordTest: true, lockoutTest: [made.address] };
    const host = await scanOf(made, input, { authorisation: AUTHORISATION, noteAttempts });
    expect(credentialRequests(made)).toEqual([]);
    for (const probe of ['credentials', 'lockout'])
      expect(host?.probes).toContainEqual(expect.objectContaining({ probe, state: 'skipped', reason: expect.stringContaining(reason) }));
  });

  it('are noted before the first is sent, once for each test', async () => {
    const made = await device({ [WEB]: PAGE, [STREAM]: dahua((request) => rtsp(request, '401 Unauthorized', [DIGEST])) });
    const noted: [string, number][] = [];
    const noteAttempts: NoteAttempts = ({ address, probe }) => {
      expect(address).toBe(made.address);
      noted.push([probe, credentialRequests(made).length]);
      return Promise.resolve(true);
    };
    await scanOf(made, { factoryPasswordTest: true, lockoutTest: [made.address] }, { authorisation: AUTHORISATION, noteAttempts });
    const sent = credentialRequests(made).length;
    expect(sent).toBeGreaterThan(6);
    expect(noted).toEqual([
      ['credentials', 0],
      ['lockout', sent - 6],
    ]);
  });

  it('490 blocked, or words of a lock: no second account is tried', async () => {
    for (const answer of [
      (request: string) => rtsp(request, '490 Account Blocked'),
      (request: string) => rtsp(request, '401 User locked', [DIGEST]),
    ]) {
      const { host, tried } = await loginsOf(answer);
      expect(tried).toBe(1);
      expect(host?.probes.find(({ probe }) => probe === 'credentials')).toMatchObject({ state: 'partial', reason: 'lock-signs' });
    }
  });

  it('a clean refusal: each account once, and the factory password is out', async () => {
    const { host, tried } = await loginsOf((request) => rtsp(request, '401 Unauthorized', [DIGEST]));
    expect(tried).toBeGreaterThanOrEqual(1);
    expect(tried).toBeLessThanOrEqual(2);
    expect(outcome(host, 'access/factory-password')).toBe('pass');
  });
});

const TIME = (year: number): string =>
  `<t:GetSystemDateAndTimeResponse><t:SystemDateAndTime><t:UTCDateTime><t:Time><t:Hour>1</t:Hour><t:Minute>2</t:Minute><t:Second>3</t:Second></t:Time><t:Date><t:Year>${year}</t:Year><t:Month>1</t:Month><t:Day>2</t:Day></t:Date></t:UTCDateTime></t:SystemDateAndTime></t:GetSystemDateAndTimeResponse>`;

function onvif(path: string, year = new Date().getUTCFullYear()): Script {
  return (request) => {
    if (!request.startsWith(`POST ${path} `)) return http(404, []);
    return request.includes('GetSystemDateAndTime') ? soap(TIME(year)) : REFUSED;
  };
}

async function announces(address: string, xaddrs: string): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (_question, from) =>
    socket.send(
      `<e:Envelope xmlns:e="x" xmlns:d="y"><e:Body><d:ProbeMatches><d:ProbeMatch><d:Types>dn:NetworkVideoTransmitter</d:Types><d:XAddrs>${xaddrs}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>`,
      from.port,
      from.address,
    ),
  );
  await new Promise<void>((resolve) => void socket.bind(WSD, address, resolve));
  closing.push(() => socket.close());
}

/** The same with a media service that refuses too. */
const refusing: Script = (request) => (/<GetProfiles|<GetStreamUri/.test(request) ? REFUSED : onvif('/onvif/device_service')(request));

const DISCOVERY = { unicastDiscovery: true, discoveryPort: WSD };

describe('ONVIF', () => {
  it('a clock that is wrong by years: told as skew, and a log-in is signed in the time of the device', async () => {
    const made = await device({
      [WEB]: (request) => (request.startsWith('POST') ? onvif('/onvif/device_service', 2020)(request) : PAGE(request)),
    });
    await announces(made.address, `http://${made.address}:${WEB}/onvif/device_service`);
    const host = await scanOf(made, { ...DISCOVERY, factoryPasswordTest: true }, { authorisation: AUTHORISATION });
    const [skew] = values(host, 'onvif.clockSkewSeconds');
    expect(skew).toBeLessThan(-5 * 365 * 86_400);
    expect(host?.identity.maker).toBe('dahua');
    const signed = made.received().flatMap(({ bytes }) => /<Created[^>]*>(\d{4})/.exec(bytes.toString('latin1'))?.[1] ?? []);
    expect(signed.length).toBeGreaterThan(0);
    expect(new Set(signed)).toEqual(new Set(['2020']));
  });

  it.each([
    ['two addresses in one text', (own: string) => `http://192.0.2.1/onvif/other%20%20http://${own}/onvif/odd`],
    ['line breaks between addresses', (own: string) => `\r\n http://${own}/onvif/odd\r\n http://[fe80::1]/onvif/odd\r\n`],
    ['0.0.0.0 in place of its address', () => `http://0.0.0.0:${WEB}/onvif/odd`],
  ])('%s: its own service is found, nobody else is asked', async (_about, told) => {
    const made = await device({ [WEB]: onvif('/onvif/odd') });
    await announces(made.address, told(`${made.address}:${WEB}`));
    const host = await scanOf(made, DISCOVERY);
    expect(values(host, 'onvif.answered')).toEqual([true]);
    expect(made.received().some(({ bytes }) => bytes.toString('latin1').startsWith('POST /onvif/odd'))).toBe(true);
  });

  it('400 with NotAuthorized: a refusal like 401', async () => {
    const host = await scanOf(await device({ [WEB]: refusing }));
    expect(values(host, 'onvif.openDeviceInformation')).toEqual([]);
    expect(state(host, 'onvif')).toBe('done');
    expect(outcome(host, 'access/onvif-anonymous-users')).toBe('pass');
  });

  it('ONVIF on an odd port alone: alive, though nothing answers on 80 and 443', async () => {
    const made = await device({ 26_899: onvif('/onvif/device_service') });
    const host = await scanOf(made, { ports: `${WEB},26443,http:26899` });
    expect(host).toMatchObject({ life: 'open', identity: { kind: 'camera' } });
  });
});

const done: ProbeState[] = PROBES.map((probe) => ({ probe, state: 'done' }));

function judged(check: string, facts: readonly Fact[]): { readonly outcome: string | undefined; readonly certainty: string | undefined } {
  const found = derive({ facts: [...facts], probes: done }, knowledge).checks.find((each) => each.check === check);
  return { outcome: found?.outcome, certainty: found?.certainty };
}

const hikvision = (model: string, firmware: string): Fact[] => [
  { name: 'label.maker', value: 'Hikvision' },
  { name: 'vendor.brand', value: 'HIKVISION', port: 37_020 },
  { name: 'vendor.model', value: model, port: 37_020 },
  { name: 'vendor.firmware', value: firmware, port: 37_020 },
];

const dahuaWith = (firmware: string): Fact[] => [
  { name: 'rtsp.answered', value: true, port: 554 },
  { name: 'rtsp.realm', value: 'Login to 4F07B8FPAZ6D3D2', port: 554 },
  { name: 'wsd.hardware', value: 'IPC-HFW5442E-ZE' },
  { name: 'onvif.firmware', value: firmware, port: 80 },
];

describe('firmware and models', () => {
  it.each(['-', '*', 'n/a', 'V5.6.2'])('a version such as "%s" that cannot be compared is neither affected nor clean', (version) => {
    expect(judged('firmware/hikvision-2021-36260', hikvision('DS-2CD2143G0-I', version)).outcome).toBe('inconclusive');
  });

  it('a build date is compared with build dates only, never with a release number', () => {
    expect(judged('firmware/hikvision-2021-36260', hikvision('DS-2CD2143G0-I', 'V5.6.2 build 190701')).outcome).toBe('fail');
    expect(judged('firmware/hikvision-2021-36260', hikvision('DS-2CD2143G0-I', 'V5.7.3 build 220112')).outcome).toBe('pass');
    expect(judged('firmware/hikvision-2021-36260', hikvision('DS-2CD2143G0-I', 'V210627.0.0')).outcome).toBe('inconclusive');
  });

  it('a bound that is a date makes no release number old', () => {
    expect(judged('firmware/dahua-2021-33044', dahuaWith('2.8')).outcome).toBe('inconclusive');
    expect(judged('firmware/dahua-2021-33044', dahuaWith('2.800.0000000.8.R.230523')).outcome).toBe('pass');
  });

  it('full-width brackets and glued builds are read', () => {
    expect(judged('firmware/hikvision-2021-36260', hikvision('DS-2CD2143G0-I', 'V5.6.2（build 190701）')).outcome).toBe('fail');
    expect(judged('firmware/hikvision-2021-36260', hikvision('DS-2CD2143G0-I', 'V4.30.096build190701')).outcome).toBe('fail');
  });

  it('x stands for one character of a model, not for many', () => {
    const build = 'V5.4.0 build 160401';
    expect(judged('firmware/hikvision-2017-7921', hikvision('DS-2CD2032F-I', build)).outcome).toBe('fail');
    expect(judged('firmware/hikvision-2017-7921', hikvision('DS-2CD20320F-I', build)).outcome).not.toBe('fail');
  });

  it('an icon that many makers share names nobody', () => {
    const { identity } = derive({ facts: [{ name: 'http.faviconMmh3', value: 999_357_577, port: 80 }], probes: done }, knowledge);
    expect(identity.strength).not.toBe('firm');
    expect(identity.kind).not.toBe('camera');
  });
});
