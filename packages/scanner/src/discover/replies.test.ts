import { SEARCH_NAMES, searchReply } from '@ancam/camera-farm';
import type { DiscoveryFace, SearchName } from '@ancam/camera-farm';
import { loadKnowledge } from '@ancam/knowledge';
import { describe, expect, it } from 'vitest';
import { REQUEST_SHAPES } from '../wire/shape-table.ts';
import type { Claim, Reply } from './protocol.ts';
import { PROTOCOLS, protocolOf, readReply } from './protocols/index.ts';
import { ReplyCollector } from './replies.ts';
import { outsideNotes } from './outside.ts';

const FACE: DiscoveryFace = {
  address: '10.0.0.7',
  mac: '02:aa:bb:cc:00:07',
  model: 'DS-2CD1',
  serial: 'SN12345678',
  firmware: 'V5.7.3 build 220101',
  buildDate: '2022-01-01 10:00:00',
  name: 'Cong chinh',
  activated: false,
  channels: 4,
};
const MAC = '02AABBCC0007';

/** The port that the reply of a search comes from, which is all that marks Panasonic's and mDNS. */
function replyOf(name: SearchName, bytes = searchReply(name, FACE)): Reply {
  const port = name === 'panasonic' ? 10_670 : name === 'mdns' ? 5353 : 40_000;
  return { bytes, port, toPort: 50_000 };
}

function read(name: SearchName): { readonly protocol: string | undefined; readonly claim: Claim | undefined } {
  const reply = replyOf(name);
  const protocol = protocolOf(reply);
  return { protocol: protocol?.id, claim: protocol === undefined ? undefined : readReply(protocol, reply) };
}

const SEEN: Readonly<Record<SearchName, readonly [protocol: string, claim: Partial<Claim>]>> = {
  'hikvision-sadp': [
    'hikvision-sadp',
    {
      mac: MAC,
      model: 'DS-2CD1',
      serial: 'SN12345678',
      firmware: 'V5.7.3 build 220101',
      activated: false,
      channels: 4,
      ownAddress: '10.0.0.7',
    },
  ],
  'hikvision-sadp-group': ['hikvision-sadp', { mac: MAC }],
  'dahua-dhip': [
    'dahua-dhip',
    {
      mac: MAC,
      model: 'DS-2CD1',
      serial: 'SN12345678',
      firmware: 'V5.7.3 build 220101',
      deviceClass: 'NVR',
      brand: 'Private',
      channels: 4,
      ownAddress: '10.0.0.7',
      name: 'Cong chinh',
    },
  ],
  'dahua-dhip-broken': ['dahua-dhip', { firmware: 'V5.7.3 build 220101', serial: 'SN12345678', channels: 4 }],
  'dahua-dvrip': ['dahua-dvrip', { mac: MAC, model: 'DS-2CD1', serial: 'SN12345678', ownAddress: '10.0.0.7' }],
  xiongmai: [
    'xiongmai',
    {
      mac: MAC,
      serial: 'SN12345678',
      firmware: 'V5.7.3 build 220101',
      buildDate: '2022-01-01 10:00:00',
      channels: 4,
      ownAddress: '10.0.0.7',
    },
  ],
  hanwha: ['hanwha', { mac: MAC, model: 'DS-2CD1', ownAddress: '10.0.0.7' }],
  vivotek: ['vivotek', { mac: MAC, model: 'DS-2CD1', ownAddress: '10.0.0.7', name: 'Cong chinh' }],
  foscam: ['foscam', {}],
  panasonic: ['panasonic', { mac: MAC, model: 'DS-2CD1', ownAddress: '10.0.0.7' }],
  sony: ['sony', { mac: MAC, model: 'DS-2CD1', serial: 'SN12345678', firmware: 'V5.7.3 build 220101', ownAddress: '10.0.0.7' }],
  'bosch-xml': ['bosch', { mac: MAC, model: 'DS-2CD1', serial: 'SN12345678', ownAddress: '10.0.0.7' }],
  'bosch-binary': ['bosch', { mac: MAC, ownAddress: '10.0.0.7' }],
  ubiquiti: ['ubiquiti', { mac: MAC, model: 'DS-2CD1', firmware: 'V5.7.3 build 220101', ownAddress: '10.0.0.7', camera: false }],
  vstarcam: ['vstarcam', { mac: MAC, serial: 'SN12345678', firmware: 'V5.7.3 build 220101', ownAddress: '10.0.0.7' }],
  '360vision': ['360vision', { mac: MAC, serial: 'SN12345678', deviceClass: 'DS-2CD1' }],
  mdns: ['mdns', { mac: MAC, name: `AXIS DS-2CD1 - ${MAC}`, camera: true }],
  'ws-discovery-ipv6': ['ws-discovery', { mac: MAC, camera: true, endpoint: 'urn:uuid:00000000-0000-4000-8000-02aabbcc0007' }],
  ssdp: ['ssdp', { location: 'http://10.0.0.7:49152/rootdesc1.xml', endpoint: `uuid:Upnp-BasicDevice-1_0-${MAC}` }],
};

describe('replies of discovery', () => {
  it.each(SEARCH_NAMES)('%s: is known by its mark and read', (name) => {
    const [protocol, claim] = SEEN[name];
    const seen = read(name);
    expect(seen.protocol).toBe(protocol);
    expect(seen.claim).toMatchObject(claim);
  });

  it('names a service, its instance and its text by mDNS', () => {
    expect(read('mdns').claim?.facts).toEqual([
      ['mdns.services', ['_axis-video._tcp']],
      ['mdns.instances', [`AXIS DS-2CD1 - ${MAC}`]],
      ['mdns.text', [`macaddress=${MAC}`]],
    ]);
  });

  it('takes no question for a reply, not even one of its own that comes back', () => {
    const questions = REQUEST_SHAPES.filter((shape) => shape.protocol === 'discovery');
    expect(questions.length).toBeGreaterThan(15);
    for (const { template } of questions) {
      for (const { port } of PROTOCOLS) {
        const own = { bytes: Buffer.from(template, 'latin1'), port, toPort: port };
        expect(protocolOf(own)?.id).toBeUndefined();
      }
    }
  });

  it('asks each protocol by shapes of the list that only datagrams carry', () => {
    const allowed = new Set(REQUEST_SHAPES.filter((shape) => shape.carriers.join() === 'udp').map((shape) => shape.id));
    expect(PROTOCOLS.flatMap((protocol) => protocol.shapes).filter((shape) => !allowed.has(shape))).toEqual([]);
  });

  it('names the makers of a protocol as the knowledge does: by another name nobody would be asked', () => {
    const known = new Set(loadKnowledge().vendors.map(({ id }) => id));
    expect(PROTOCOLS.flatMap(({ makers }) => makers).filter((maker) => !known.has(maker))).toEqual([]);
  });
});

/** Deterministic noise. */
function* noise(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield state >>> 16;
  }
}

function survive(reply: Reply): void {
  const protocol = protocolOf(reply);
  if (protocol === undefined) return;
  // what is unforeseen must not even be caught: a parser that throws has a gap
  const claim = protocol.read(reply);
  for (const [name, value] of Object.entries(claim ?? {})) {
    if (typeof value !== 'string' || name === 'location' || name === 'endpoint') continue;
    expect(value.length).toBeLessThanOrEqual(256);
    expect(value).not.toMatch(/\p{Cc}/u);
  }
}

function sadp(inner: string): Reply {
  return { bytes: Buffer.from(`<ProbeMatch>${inner}</ProbeMatch>`), port: 37_020, toPort: 1 };
}

function standing(address: string): 'target' | 'excluded' | 'outside' {
  return address === '10.0.0.1' ? 'target' : address === '10.0.0.2' ? 'excluded' : 'outside';
}

describe('hostile replies', () => {
  it.each(SEARCH_NAMES)('%s: cut off anywhere, it is read as far as it goes or not at all', (name) => {
    const whole = searchReply(name, FACE);
    for (let length = 0; length <= whole.length; length += 1) survive(replyOf(name, whole.subarray(0, length)));
  });

  it.each(SEARCH_NAMES)('%s: with any bytes changed, it gives short texts or nothing', (name) => {
    const random = noise(7);
    for (let round = 0; round < 400; round += 1) {
      const bytes = Buffer.from(searchReply(name, FACE));
      for (let changed = random.next().value % 6; changed >= 0; changed -= 1)
        bytes[random.next().value % bytes.length] = random.next().value & 255;
      survive(replyOf(name, bytes));
    }
  });

  it('follows no name of mDNS that leads in a circle or forward', () => {
    const header = Buffer.from('000084000000000100000000', 'hex');
    const self = Buffer.from('c00c000c00010000000a0002c00c', 'hex');
    const forward = Buffer.from('c020000c00010000000a0002c00c', 'hex');
    for (const record of [self, forward]) {
      const reply = { bytes: Buffer.concat([header, record]), port: 5353, toPort: 1 };
      expect(protocolOf(reply)?.read(reply)).toBeUndefined();
    }
  });

  it('counts neither a thousand records nor endless fields', () => {
    const many = Buffer.concat([Buffer.from('00008400ffffffffffffffff', 'hex'), Buffer.alloc(60_000)]);
    survive({ bytes: many, port: 5353, toPort: 1 });
    survive({ bytes: Buffer.concat([Buffer.from('014a5d8f1c', 'hex'), Buffer.alloc(60_000, 1)]), port: 10_000, toPort: 1 });
  });

  it('reads no XML with a document type, none too deep, and no name that is not text', () => {
    const bomb = { ...sadp(''), bytes: Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><ProbeMatch><DeviceSN>&a;</DeviceSN></ProbeMatch>') };
    const protocol = protocolOf(bomb);
    expect(protocol?.read(bomb)).toBeUndefined();
    expect(protocol?.read(sadp('<a>'.repeat(5000)))).toBeUndefined();
    expect(protocol?.read(sadp('<DeviceSN><b>1</b></DeviceSN><MAC>x</MAC>'))).toBeUndefined();
    expect(protocol?.read(sadp('<DeviceSN>A\u0000\u001b[31mB</DeviceSN>'))?.serial).toBe('A [31mB');
  });
});

function make(): ReplyCollector {
  return new ReplyCollector(standing, () => new Date(0));
}

describe('a collector of replies', () => {
  it('keeps what named devices say apart from what others say, and nothing of excluded ones', () => {
    const collector = make();
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3', '::ffff:10.0.0.4']) collector.take({ address, ...replyOf('sony') });
    expect(collector.inside().map(({ address }) => address)).toEqual(['10.0.0.1']);
    expect(collector.outside().map(({ address }) => address)).toEqual(['10.0.0.3', '10.0.0.4']);
  });

  it('keeps a bounded number of replies of a device and of devices that were not named', () => {
    const collector = make();
    for (let n = 0; n < 1000; n += 1) {
      const bytes = searchReply('sony', { ...FACE, serial: `S${n}` });
      collector.take({ address: '10.0.0.1', ...replyOf('sony', bytes) });
      collector.take({ address: `10.9.${n >> 8}.${n & 255}`, ...replyOf('sony', bytes) });
    }
    expect(collector.find('10.0.0.1')?.answers[0]?.claims.length).toBeLessThanOrEqual(24);
    expect(collector.outside().length).toBe(256);
  });

  it('asks whom a maker’s search found by no other maker’s search, but still by the general ones', () => {
    const collector = make();
    collector.take({ address: '10.0.0.1', ...replyOf('sony') });
    const open = PROTOCOLS.filter((protocol) => !collector.answered('10.0.0.1', protocol)).map(({ id }) => id);
    expect(open).toEqual(['ws-discovery', 'ssdp', 'mdns']);
  });

  it('tells of a camera outside the scope once, and not at all where it is a named one under another address', () => {
    const collector = make();
    const other = { ...FACE, mac: '02:aa:bb:cc:00:08', serial: 'OTHER', model: 'X-9' };
    collector.take({ address: '10.0.0.1', ...replyOf('hikvision-sadp') });
    collector.take({ address: 'fe80::1%eth0', ...replyOf('sony') });
    collector.take({ address: '192.168.1.64', ...replyOf('hikvision-sadp', searchReply('hikvision-sadp', other)) });
    collector.take({ address: '192.168.1.65', ...replyOf('sony', searchReply('sony', other)) });
    collector.take({ address: '192.168.1.66', ...replyOf('ubiquiti', searchReply('ubiquiti', { ...other, mac: '02:aa:bb:cc:00:09' })) });
    const notes = outsideNotes(collector.inside(), collector.outside());
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('outside-camera|address=192.168.1.64|model=X-9|');
    expect(notes[0]).toContain('mac=02AABBCC0008|protocols=hikvision-sadp');
  });

  it('writes notes that results hold whatever a device says', () => {
    const collector = make();
    const long = '|%'.repeat(200);
    const face = { ...FACE, serial: long, model: long, firmware: long };
    collector.take({ address: '192.168.1.64', ...replyOf('hikvision-sadp', searchReply('hikvision-sadp', face)) });
    const [note] = outsideNotes([], collector.outside());
    expect(note?.length).toBeLessThanOrEqual(512);
  });
});
