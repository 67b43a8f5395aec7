import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import type { AuthorisationNote } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainBytes, REQUEST_SHAPES } from '../src/index.ts';
import { SSH_KEX } from '../src/wire/service-shapes.ts';
import { smallKnowledge } from './knowledge.ts';
import { scan, values } from './scanning.ts';
import type { Scanned } from './scanning.ts';
import { http, REFUSED, ScriptedDevice, soap } from './scripted-device.ts';
import type { Got, Script } from './scripted-device.ts';

const WEB = 24_080;
const STREAM = 24_554;
const TLS = 24_443;
const WSD = 24_702;
const BANNER = 24_023;
/** Ports of the makers' own searches, of SSDP and mDNS. */
const SEARCH_PORTS = [37_020, 37_810, 34_569, 1900, 5353, 5050, 7701, 10_000, 2380, 1757, 10_001, 8600, 3600, 10_670];
const SSH = 24_100;
const SNMP = 24_161;
const BASE = '127.45.7.';
const VICTIM = '127.45.8.1';

const AUTHORISATION: AuthorisationNote = { grantedBy: 'A', document: 'B', validUntil: '2099-01-01', factoryPasswordTest: true };
const DIGEST = 'WWW-Authenticate: Digest realm="IP Camera(1)", nonce="abcdef", qop="auth"';

/** Makers are recognised by the name that the device's web server gives itself. */
function knowledge(): KnowledgeIndex {
  const small = smallKnowledge();
  const vendors = small.vendors.map((vendor) => {
    const [first] = vendor.fingerprints;
    const server = { fact: 'http.server', equals: vendor.id } as const;
    return first === undefined
      ? vendor
      : { ...vendor, fingerprints: [...vendor.fingerprints, { ...first, id: 'name', class: 'http' as const, when: server }] };
  });
  return { ...small, vendors };
}

function pageOf(maker: string, more: Script = () => undefined): Script {
  return (request) =>
    more(request) ?? http(request.startsWith('GET / ') ? 200 : 404, [`Server: ${maker}`, 'Content-Type: text/html'], '<title>x</title>');
}

/** An ONVIF device that tells the time and its services, and refuses the rest. */
function onvif(services: string): Script {
  return (request) => {
    if (!request.startsWith('POST /onvif')) return undefined;
    if (request.includes('GetSystemDateAndTime')) return soap('<t:GetSystemDateAndTimeResponse/>');
    if (request.includes('GetServices'))
      return services === '' ? soap('<s:Fault/>', 400) : soap(`<t:GetServicesResponse>${services}</t:GetServicesResponse>`);
    return REFUSED;
  };
}

function challengesAt(path: string): Script {
  return (request) => (request.startsWith(`GET ${path} `) ? http(401, [DIGEST]) : undefined);
}

function stream(request: string): string {
  const seq = /CSeq: (\d+)/.exec(request)?.[1] ?? '0';
  const status = request.startsWith('OPTIONS') ? '200 OK' : `401 Unauthorized\r\n${DIGEST}`;
  return `RTSP/1.0 ${status}\r\nCSeq: ${seq}\r\n\r\n`;
}

/** Names its methods, and hangs up on whoever wants a description. */
function methodsOnly(request: string): string | undefined {
  return request.startsWith('OPTIONS') ? stream(request).replace('\r\n\r\n', '\r\nPublic: OPTIONS, DESCRIBE\r\n\r\n') : undefined;
}

const sized = (text: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);

/** The greeting and the lists of a server that knows one key exchange. */
function sshLists(kex: string): Buffer {
  const lists = [kex, 'ssh-ed25519', 'aes128-ctr', 'aes128-ctr', 'hmac-sha1', 'hmac-sha1', 'none', 'none', '', ''].map(sized);
  const payload = Buffer.concat([Buffer.from([20]), Buffer.alloc(16), ...lists, Buffer.alloc(5)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(payload.length + 5);
  return Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), length, Buffer.from([4]), payload, Buffer.alloc(4)]);
}

const JPEG = http(200, ['Content-Type: image/jpeg'], Buffer.from('ffd8ffe000104a464946000101010048', 'hex'));

const MEDIA_2 = `<t:Service><t:Namespace>http://www.onvif.org/ver20/media/wsdl</t:Namespace><t:XAddr>http://${BASE}1:${WEB}/onvif/media2</t:XAddr></t:Service>`;

const DEVICES: readonly (readonly [web: Script, rtsp?: Script])[] = [
  [pageOf('hikvision', onvif(MEDIA_2))],
  [pageOf('hikvision', challengesAt('/ISAPI/Streaming/channels/101/picture'))],
  [pageOf('hanwha', onvif(''))],
  [pageOf('dahua', (request) => (request.startsWith('GET /cgi-bin/snapshot.cgi') ? JPEG : undefined))],
  [pageOf('axis')],
  [pageOf('xiongmai'), methodsOnly],
  [pageOf('hikvision'), stream],
];

function unexplained(got: readonly Got[]): string[] {
  return got
    .filter(({ bytes }) => explainBytes(bytes, 'tcp') === undefined)
    .map(({ address, port, bytes }) => `${address}:${port} ${bytes.toString('latin1', 0, 300)}`);
}

async function setUp(makers: typeof DEVICES): Promise<ScriptedDevice[]> {
  const devices: ScriptedDevice[] = [];
  for (const [index, [web, rtsp]] of makers.entries()) {
    const device = new ScriptedDevice(`${BASE}${index + 1}`);
    await device.serve(WEB, web);
    if (rtsp !== undefined) await device.serve(STREAM, rtsp);
    devices.push(device);
  }
  return devices;
}

describe('an audit of every byte', () => {
  let devices: ScriptedDevice[];
  const sockets: Socket[] = [];
  const datagrams: Buffer[] = [];
  let scanned: Scanned;
  beforeAll(async () => {
    devices = await setUp(DEVICES);
    await devices[0]?.serve(TLS, () => undefined);
    await devices[0]?.serve(BANNER, () => undefined);
    for (const port of [WSD, SNMP, ...SEARCH_PORTS]) {
      // the scanner listens on some of these ports too
      const socket = createSocket({ type: 'udp4', reuseAddr: true }).on('message', (bytes) => datagrams.push(bytes));
      sockets.push(socket);
      await new Promise<void>((resolve) => void socket.bind(port, `${BASE}1`, resolve));
    }
    for (const [index, kex] of SSH_KEX.entries()) {
      await devices[0]?.serve(
        SSH + index,
        () => undefined,
        (socket) => socket.write(sshLists(kex)),
      );
    }
    const consoles = SSH_KEX.map((_, index) => `ssh:${SSH + index}`).join(',');
    const ports = `http:${WEB},rtsp:${STREAM},https:${TLS},telnet:${BANNER},${consoles}`;
    scanned = await scan(
      {
        targets: [`${BASE}1-${DEVICES.length}`],
        ports,
        unicastDiscovery: true,
        discoveryPort: WSD,
        snmpPort: SNMP,
        factoryPasswordTest: true,
      },
      { authorisation: AUTHORISATION, knowledge: knowledge() },
    );
  });
  afterAll(() => {
    for (const device of devices) device.close();
    for (const socket of sockets) socket.close();
  });

  it('explains every byte that reached a device', () => {
    expect(unexplained(devices.flatMap((device) => device.received()))).toEqual([]);
    expect(datagrams.filter((bytes) => explainBytes(bytes, 'udp') === undefined)).toEqual([]);
  });

  it('has seen every shape of the list on the wire, or in the transcript where the wire cannot tell two apart', () => {
    const wire = new Set([
      ...devices.flatMap((device) => device.received().flatMap(({ bytes }) => explainBytes(bytes, 'tcp') ?? [])),
      ...datagrams.flatMap((bytes) => explainBytes(bytes, 'udp') ?? []),
    ]);
    const noted = new Set([...scanned.hosts.values()].flatMap((host) => host.observations.map((one) => one.shape)));
    // both only connect: the second listens, and nothing of that leaves
    // a still image and a page that cannot exist are asked for as any page is: by the same bytes
    const alike = ['banner-read', 'http-snapshot', 'http-random'];
    // loopback has no neighbours: a test in a network of its own sees the touch
    const all = REQUEST_SHAPES.map((shape) => shape.id).filter((id) => id !== 'neighbour-touch');
    expect(all.filter((id) => !wire.has(id))).toEqual(alike);
    expect(alike.filter((id) => !noted.has(id))).toEqual([]);
    expect([...wire, ...noted].filter((id) => !all.includes(id))).toEqual([]);
  });

  it('asks a stream server for its methods only where it gives no description', () => {
    const told = DEVICES.map((_, index) => scanned.hosts.get(`${BASE}${index + 1}`));
    const asked = (index: number): string[] =>
      (told[index]?.observations ?? []).map(({ shape }) => shape).filter((id) => id.startsWith('rtsp-'));
    expect([asked(5).slice(0, 2), values(told[5], 'rtsp.public')]).toEqual([['rtsp-describe', 'rtsp-options'], [['OPTIONS', 'DESCRIBE']]]);
    expect(told[5]?.probes.find(({ probe }) => probe === 'rtsp')?.state).toBe('partial');
    expect([asked(6)[0], asked(6).includes('rtsp-options')]).toEqual(['rtsp-describe', false]);
  });
});

const HOSTILE: readonly string[] = [
  `http://${VICTIM}:${WEB}/`,
  `http://${VICTIM}:${WEB}/onvif/device_service`,
  `//${VICTIM}:${WEB}/x`,
  `http://${BASE}1@${VICTIM}:${WEB}/x`,
  `\\\\${VICTIM}:${WEB}\\x`,
  `rtsp://${VICTIM}:${STREAM}/x`,
  '/x\r\nX-Evil: 1\r\n\r\nPUT /SDK HTTP/1.1\r\n\r\n',
  '/x&#13;&#10;DELETE / HTTP/1.1',
  '/a b c',
  '/../../../../etc/passwd',
  '/ok/../cgi-bin/reboot.cgi',
  '/cgi-bin/re%62oot.cgi',
  '/cgi-bin/%72eboot.cgi',
  '/cgi-bin/%2572eboot',
  '/System/Re\tboot',
  '/a?action=set&x=1',
  '/a?x=1&%61ction=set',
  '/factory\u0000default',
  `"; nonce="\r\nX: y`,
  'javascript:location="http://evil.example/"',
  `/${'a'.repeat(5000)}`,
  '</XAddr><x>',
];

/** What of a value may stand in one header line. */
function inHeader(value: string): string {
  return value.replaceAll('\r', '').replaceAll('\n', '').replaceAll('\u0000', '');
}

/** A device that writes the same hostile value wherever a device may write an address, a path or a token. */
function hostile(value: string, n: number): Script {
  const header = inHeader(value);
  const service = (version: string): string =>
    `<t:Service><t:Namespace>http://www.onvif.org/${version}/media/wsdl</t:Namespace><t:XAddr>${value}</t:XAddr></t:Service>`;
  const html = `<link rel="icon" href="${value}"><meta http-equiv="refresh" content="0; url=${value}"><script>location.href="${value}"</script>`;
  return (request) => {
    const head = [`Server: hikvision`, 'Content-Type: text/html'];
    if (request.includes('GetSystemDateAndTime')) return soap('<t:GetSystemDateAndTimeResponse/>');
    if (request.includes('GetServices'))
      return n % 2 === 0 ? soap(`<t:GetServicesResponse>${service('ver10')}</t:GetServicesResponse>`) : REFUSED;
    if (request.includes('GetCapabilities'))
      return soap(
        `<t:GetCapabilitiesResponse><t:Capabilities><t:Media><t:XAddr>${value}</t:XAddr></t:Media></t:Capabilities></t:GetCapabilitiesResponse>`,
      );
    if (request.includes('GetProfiles')) return soap(`<t:GetProfilesResponse><t:Profiles token="${value}"/></t:GetProfilesResponse>`);
    if (request.startsWith('POST')) return REFUSED;
    if (request.startsWith('GET / ')) return n % 3 === 0 ? http(302, [...head, `Location: ${header}`]) : http(200, head, html);
    return http(401, [...head, `WWW-Authenticate: Digest realm="${header}", nonce="${header}", opaque="${header}", qop="auth"`]);
  };
}

function hostileStream(value: string): Script {
  const header = inHeader(value);
  return (request) =>
    `RTSP/1.0 401 X\r\n${/CSeq: \d+/.exec(request)?.[0] ?? ''}\r\nContent-Base: ${header}\r\nLocation: ${header}\r\nWWW-Authenticate: Digest realm="${header}", nonce="${header}"\r\n\r\n`;
}

describe('values that a hostile device chooses', () => {
  it('never become other bytes than those of the list, another address, or a path that changes something', async () => {
    const touched: string[] = [];
    const victim = new ScriptedDevice(VICTIM);
    for (const port of [WEB, STREAM])
      await victim.serve(
        port,
        () => undefined,
        (socket) => touched.push(`${socket.localPort}`),
      );
    const devices: ScriptedDevice[] = [];
    for (const [n, value] of HOSTILE.entries()) {
      const device = new ScriptedDevice(`${BASE}${n + 1}`);
      await device.serve(WEB, hostile(value, n));
      if (n % 2 === 1) await device.serve(STREAM, hostileStream(value));
      devices.push(device);
    }
    const { head, hosts } = await scan(
      { targets: [`${BASE}1-${HOSTILE.length}`], ports: `http:${WEB},rtsp:${STREAM}`, factoryPasswordTest: true },
      { authorisation: AUTHORISATION, knowledge: knowledge() },
    );
    for (const device of [...devices, victim]) device.close();
    const got = devices.flatMap((device) => device.received());
    expect(head).toMatchObject({ status: 'completed', stats: { alive: HOSTILE.length } });
    expect([...hosts.values()].filter((host) => values(host, 'onvif.answered').length === 0)).toEqual([]);
    expect(touched).toEqual([]);
    expect(unexplained(got)).toEqual([]);
    const lines = got.map(({ bytes }) => bytes.toString('latin1').split('\r\n')[0] ?? '').filter((line) => line !== '');
    expect(lines.filter((line) => !/^(?:GET|POST|OPTIONS|DESCRIBE) \S+ (?:HTTP|RTSP)\/1\.[01]$/.test(line))).toEqual([]);
    const plain = lines.map((line) => decodeURIComponent(decodeURIComponent(line)));
    expect(plain.filter((line) => /reboot|factory|action=set/i.test(line))).toEqual([]);
  });
});
