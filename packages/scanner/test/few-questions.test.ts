import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { startFarm } from '@ancam/camera-farm';
import type { CameraSpec, Farm } from '@ancam/camera-farm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallKnowledge } from './knowledge.ts';
import { scan, values } from './scanning.ts';
import type { Scanned } from './scanning.ts';
import { http, ScriptedDevice, soap } from './scripted-device.ts';

const OFFSET = 26_000;
const [KNOWN, UNKNOWN] = ['127.48.7.1', '127.48.7.2'];
const WEB = 80 + OFFSET;
const SECOND = 8080 + OFFSET;
const TLS = 443 + OFFSET;
const SNMP = 161 + OFFSET;
/**
 * Where single makers are searched that this camera is not of: Hanwha, Vivotek, Foscam, Sony, Bosch, Ubiquiti, VStarcam, 360 Vision, Panasonic;
 * and two whose search is put to addresses without an open port unasked: Dahua, Xiongmai.
 */
const OTHERS = [7701, 10_000, 10_001, 2380, 1757, 8600, 3600, 10_670, 37_810, 34_569];
const CAMERA: CameraSpec = {
  address: KNOWN,
  maker: 'hikvision',
  model: 'DS-2CD2143G2-I',
  firmware: 'V5.7.12',
  serial: 'DS-2CD2143G2-I20250101',
  mac: '44:19:b6:00:00:01',
  flaws: ['clear-text-login'],
};

describe('a camera is asked no more than it takes', () => {
  let farm: Farm;
  let scanned: Scanned;
  const strange = new ScriptedDevice(UNKNOWN, 0);
  const ears: Socket[] = [];
  const heard: string[] = [];
  beforeAll(async () => {
    farm = await startFarm({ cameras: [CAMERA], portOffset: OFFSET });
    for (const port of [WEB, SECOND]) {
      const page = http(200, [], `<title>${port}</title>`);
      await strange.serve(port, (request) => (request.startsWith('POST') ? soap('<t:GetSystemDateAndTimeResponse/>') : page));
    }
    const listening = [KNOWN, UNKNOWN].flatMap((address) => OTHERS.map((port) => ({ address, port })));
    // of the two only the second has somebody who hears SNMP, and does not answer
    for (const { address, port } of [...listening, { address: UNKNOWN, port: SNMP }]) {
      const ear = createSocket({ type: 'udp4', reuseAddr: true }).on('message', () => heard.push(`${address} ${port}`));
      ear.bind(port, address);
      await once(ear, 'listening');
      ears.push(ear);
    }
    const ports = farm.ports
      .map(({ port, protocol }) => (protocol === 'vendor' ? String(port) : `${protocol}:${port}`))
      .concat(`http:${SECOND}`)
      .join(',');
    scanned = await scan({ targets: [KNOWN, UNKNOWN], ports, unicastDiscovery: true, discoveryPort: 3702 + OFFSET, snmpPort: SNMP });
  });
  afterAll(async () => {
    for (const ear of ears) ear.close();
    strange.close();
    await farm.close();
  });

  it('whose site TLS only shows again: no page, icon or picture of it is asked for twice', () => {
    const asked = (scanned.hosts.get(KNOWN)?.observations ?? []).filter(({ shape }) => shape.startsWith('http-'));
    const paths = (port: number): string[] => asked.filter((one) => one.port === port).map(({ request }) => request.split('\n')[0] ?? '');
    expect(paths(TLS)).toEqual(['GET /']);
    expect(paths(WEB).length).toBeGreaterThan(2);
    // what is seen of the service itself is noted all the same
    expect(values(scanned.hosts.get(KNOWN), 'http.answered', TLS)).toEqual([true]);
    expect(values(scanned.hosts.get(KNOWN), 'http.clearText', TLS)).toEqual([false]);
  });

  it('whose maker is known: the searches of other makers are not put to it, but to one that nobody knows', () => {
    expect(scanned.hosts.get(KNOWN)?.identity.maker).toBe('hikvision');
    expect(heard.filter((one) => one.startsWith(KNOWN))).toEqual([]);
    expect([...new Set(heard)].filter((one) => !one.endsWith(` ${SNMP}`)).toSorted()).toEqual(
      OTHERS.map((port) => `${UNKNOWN} ${port}`).toSorted(),
    );
  });

  it('whose ONVIF service answered: it is not sought on further ports', () => {
    const asked = (scanned.hosts.get(UNKNOWN)?.observations ?? []).filter(({ shape }) => shape === 'onvif-get-system-date-and-time');
    expect(asked.map(({ port }) => port)).toEqual([WEB]);
    expect(values(scanned.hosts.get(UNKNOWN), 'http.answered', SECOND)).toEqual([true]);
  });

  it('whose port of TLS is open: one connection shows certificate and first page, one more that no outdated version is taken', () => {
    const { observations = [], facts = [] } = scanned.hosts.get(KNOWN) ?? {};
    const asked = observations.filter(({ transport, port }) => transport === 'tls' && port === TLS);
    const page = asked.find(({ shape }) => shape === 'http-get');
    const shaken = asked.filter(({ shape }) => shape === 'tls-handshake');
    expect(shaken.map(({ end }) => end)).toEqual(['ok', 'malformed']);
    expect([page?.end, page?.at]).toEqual(['ok', shaken[0]?.at]);
    const key = facts.find(({ name, port }) => name === 'tls.spkiSha256' && port === TLS);
    expect(key).toMatchObject({ observation: shaken[0]?.n });
    expect(values(scanned.hosts.get(KNOWN), 'tls.versions', TLS)).toEqual([['TLSv1.3']]);
    // handshakes are dear, and nothing hangs on this one
    const others = observations.filter(({ shape }) => shape !== 'tls-handshake');
    expect(others.every(({ n }) => n < (shaken[1]?.n ?? 0))).toBe(true);
  });

  it('where no path gives video: the first of the known maker is the last, and a path that cannot exist is not asked for', () => {
    const asked = (scanned.hosts.get(KNOWN)?.observations ?? []).filter(({ shape }) => shape === 'rtsp-describe');
    expect(asked.map(({ request }) => new URL(request.split(' ')[1] ?? '').pathname)).toEqual(['/', '/Streaming/Channels/101']);
    expect(values(scanned.hosts.get(KNOWN), 'rtsp.openStream')).toEqual([]);
  });

  it('where nothing listens for SNMP: the first question is the last; silence is asked in both versions', () => {
    const asked = [KNOWN, UNKNOWN].map((address) =>
      (scanned.hosts.get(address)?.observations ?? []).filter(({ probe }) => probe === 'snmp').map(({ shape, end }) => `${shape} ${end}`),
    );
    expect(asked).toEqual([['snmp-v1-public refused'], ['snmp-v1-public timeout', 'snmp-v2c-public timeout']]);
    expect(heard.filter((one) => one === `${UNKNOWN} ${SNMP}`)).toHaveLength(2);
  });
});

it('a port that the device called its web service is not listened on first', async () => {
  const address = '127.48.7.3';
  const camera: CameraSpec = {
    ...CAMERA,
    address,
    maker: 'reolink',
    model: 'RLC-520A',
    firmware: 'v3.0.0.136_20121100',
    mac: 'ec:71:db:00:00:01',
    flaws: ['no-https'],
  };
  const farm = await startFarm({ cameras: [camera], portOffset: OFFSET });
  // says nothing for so long that replies to discovery are in when it is the turn of the other port
  const mute = createServer((socket) => socket.on('error', () => socket.destroy()).resume());
  mute.listen(SECOND, address);
  await once(mute, 'listening');
  const port = 8000 + OFFSET;
  const shapes = async (unicastDiscovery: boolean): Promise<string[]> => {
    const ports = `http:${SECOND},${port}`;
    const { hosts } = await scan({ targets: [address], ports, unicastDiscovery, discoveryPort: 3702 + OFFSET });
    const asked = (hosts.get(address)?.observations ?? []).filter((one) => one.port === port && one.transport !== 'udp');
    return asked.map(({ shape }) => shape);
  };
  try {
    expect((await shapes(false)).slice(0, 3)).toEqual(['tcp-connect', 'banner-read', 'http-get']);
    expect((await shapes(true)).slice(0, 2)).toEqual(['tcp-connect', 'http-get']);
  } finally {
    mute.close();
    await farm.close();
  }
});

it('where one device seems to answer for a whole network: only the first questions are put to its addresses', async () => {
  const ear = createSocket('udp4');
  const heard: string[] = [];
  ear.on('message', (bytes) => heard.push(bytes.toString('latin1')));
  ear.bind(3702 + OFFSET, '127.48.8.9');
  await once(ear, 'listening');
  const { head } = await scan({ targets: ['127.48.8.0/24'], ports: '1', unicastDiscovery: true, discoveryPort: 3702 + OFFSET });
  ear.close();
  expect(head.notes).toEqual(['refused-for-all|first=127.48.8.0|last=127.48.8.255|count=256']);
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.filter((text) => !text.includes('NetworkVideoTransmitter'))).toEqual([]);
});

it('two signs of one maker that are each in doubt spare a device the searches of others, unless a third speaks for another', async () => {
  const [agreeing, divided] = [new ScriptedDevice('127.48.7.4'), new ScriptedDevice('127.48.7.5')];
  const [rtsp, second] = [554 + OFFSET, 8554 + OFFSET];
  const heard: string[] = [];
  const ears: Socket[] = [];
  for (const device of [agreeing, divided]) {
    await device.serve(WEB, () => http(200, ['Server: uc-httpd 1.0.0'], '<title>Login</title>'));
    await device.serve(rtsp, (request) => asksForLogin(request, '0123456789abcdef'));
    for (const port of OTHERS) {
      const ear = createSocket({ type: 'udp4', reuseAddr: true }).on('message', () => heard.push(`${device.address} ${port}`));
      ear.bind(port, device.address);
      await once(ear, 'listening');
      ears.push(ear);
    }
  }
  await divided.serve(second, (request) => asksForLogin(request, 'Login to 4C01A'));
  const small = smallKnowledge();
  const halved = small.vendors.map((one) => ({ ...one, fingerprints: one.fingerprints.map((each) => ({ ...each, weight: 0.5 })) }));
  const { hosts } = await scan(
    {
      targets: [agreeing.address, divided.address],
      ports: `http:${WEB},rtsp:${rtsp},rtsp:${second}`,
      unicastDiscovery: true,
      discoveryPort: 3702 + OFFSET,
    },
    { knowledge: { ...small, vendors: halved } },
  );
  for (const each of [...ears, agreeing, divided]) each.close();
  expect([agreeing, divided].map(({ address }) => hosts.get(address)?.identity)).toMatchObject([
    { maker: 'xiongmai', confidence: 0.75, strength: 'firm' },
    { maker: 'xiongmai', strength: 'hint' },
  ]);
  // the maker's own search is put to both
  const all = [`${agreeing.address} 34569`, ...OTHERS.map((port) => `${divided.address} ${port}`)];
  expect([...new Set(heard)].toSorted()).toEqual(all.toSorted());
});

function asksForLogin(request: string, realm: string): string {
  const turn = /CSeq: (\d+)/i.exec(request)?.[1] ?? '1';
  return `RTSP/1.0 401 Unauthorized\r\nCSeq: ${turn}\r\nWWW-Authenticate: Digest realm="${realm}", nonce="1"\r\n\r\n`;
}
