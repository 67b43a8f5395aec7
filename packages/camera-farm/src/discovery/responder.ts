import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { boschBinary, dvrip, foscam, hanwha, mdns, panasonic, ubiquiti, vivotek, vstarcam } from './binary-replies.ts';
import type { DiscoveryFace } from './face.ts';
import { boschXml, dhip, sadp, sony, ssdp, vision360, wsDiscovery, xiongmai } from './text-replies.ts';

/** Where a reply goes: back to who asked, to a port of who asked, or to all on the link at the asking port or the group's own. */
type Destination = 'sender' | number | 'broadcast' | 'group';

interface Search {
  readonly port: number;
  readonly group?: string;
  /** What a question begins with or holds. */
  readonly asks: (question: Buffer) => boolean;
  readonly reply: (face: DiscoveryFace) => Buffer;
  readonly to: Destination;
}

function begins(hex: string): (question: Buffer) => boolean {
  const mark = Buffer.from(hex, 'hex');
  return (question) => question.subarray(0, mark.length).equals(mark);
}

function holds(text: string): (question: Buffer) => boolean {
  return (question) => question.includes(text);
}

const UPNP_GROUP = '239.255.255.250';

/** The search protocols of makers as their devices answer them. */
const SEARCHES = {
  'hikvision-sadp': { port: 37_020, group: UPNP_GROUP, asks: holds('<Types>inquiry</Types></Probe>'), reply: sadp, to: 'sender' },
  'hikvision-sadp-group': { port: 37_020, group: UPNP_GROUP, asks: holds('<Types>inquiry</Types></Probe>'), reply: sadp, to: 'group' },
  'dahua-dhip': { port: 37_810, group: '239.255.255.251', asks: holds('"DHDiscover.search"'), reply: (face) => dhip(face), to: 'sender' },
  'dahua-dhip-broken': {
    port: 37_810,
    group: '239.255.255.251',
    asks: holds('"DHDiscover.search"'),
    reply: (face) => dhip(face, true),
    to: 'sender',
  },
  'dahua-dvrip': { port: 5050, asks: begins('a3010001'), reply: dvrip, to: 'sender' },
  xiongmai: { port: 34_569, asks: begins('ff00000000000000000000000000fa05'), reply: xiongmai, to: 34_569 },
  hanwha: { port: 7701, asks: begins('01'), reply: hanwha, to: 7711 },
  vivotek: {
    port: 10_000,
    asks: (question) => question.length === 5 && question.readUInt32BE(1) === 0x4a5d8f1c,
    reply: vivotek,
    to: 'sender',
  },
  foscam: { port: 10_000, asks: begins('4d4f5f49'), reply: foscam, to: 10_000 },
  panasonic: { port: 10_670, asks: begins('00010000000d'), reply: panasonic, to: 10_669 },
  sony: { port: 2380, asks: begins('02454e513a616c6c696e666fff03'), reply: sony, to: 'broadcast' },
  'bosch-xml': { port: 1757, asks: begins('9939a427'), reply: boschXml, to: 1758 },
  'bosch-binary': { port: 1757, asks: begins('9939a427'), reply: boschBinary, to: 1758 },
  ubiquiti: { port: 10_001, group: '233.89.188.1', asks: begins('01000000'), reply: ubiquiti, to: 'sender' },
  vstarcam: { port: 8600, asks: begins('44480101'), reply: vstarcam, to: 'sender' },
  '360vision': { port: 3600, asks: holds('DISCOVER\n'), reply: vision360, to: 'sender' },
  mdns: { port: 5353, group: '224.0.0.251', asks: holds('_axis-video'), reply: mdns, to: 'sender' },
  'ws-discovery-ipv6': { port: 3702, group: 'ff02::c', asks: holds('discovery/Probe</a:Action>'), reply: wsDiscovery, to: 'sender' },
  ssdp: { port: 1900, group: UPNP_GROUP, asks: holds('M-SEARCH'), reply: ssdp, to: 'sender' },
} as const satisfies Record<string, Search>;

export type SearchName = keyof typeof SEARCHES;

/** Every search protocol that can be simulated. */
export const SEARCH_NAMES = Object.keys(SEARCHES) as SearchName[]; // keys of a const object

/** The exact bytes of a reply. */
export function searchReply(name: SearchName, face: DiscoveryFace): Buffer {
  return SEARCHES[name].reply(face);
}

function answer(socket: Socket, search: Search, reply: Buffer, from: RemoteInfo): void {
  if (search.to === 'group') socket.send(reply, search.port, search.group ?? '255.255.255.255');
  else if (search.to === 'broadcast') socket.send(reply, from.port, '255.255.255.255');
  else socket.send(reply, search.to === 'sender' ? from.port : search.to, from.address);
}

/** Answers searches on every address of this machine, groups and broadcast included; `on` is the address of the interface whose groups are heard. */
export async function startResponder(names: readonly SearchName[], face: DiscoveryFace, on: string): Promise<() => void> {
  const sockets = await Promise.all(names.map((name) => listen(SEARCHES[name], face, on)));
  return () => {
    for (const socket of sockets) socket.close();
  };
}

/** Name of the interface that has this address. */
function interfaceOf(address: string): string {
  return Object.entries(networkInterfaces()).find(([, entries]) => entries?.some((entry) => entry.address === address))?.[0] ?? '';
}

function listen(search: Search, face: DiscoveryFace, on: string): Promise<Socket> {
  const six = search.group?.includes(':') === true;
  const socket = createSocket({ type: six ? 'udp6' : 'udp4', reuseAddr: true, ipv6Only: six });
  socket.on('message', (question, from) => {
    if (search.asks(question)) answer(socket, search, search.reply(face), from);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(search.port, () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      socket.setBroadcast(true);
      const way = six ? `::%${interfaceOf(on)}` : on;
      socket.setMulticastInterface(way);
      if (search.group !== undefined) socket.addMembership(search.group, way);
      resolve(socket);
    });
  });
}
