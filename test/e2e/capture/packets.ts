import type { Frame } from './pcap.ts';

/** What a frame carries, as far as an audit of a scan must tell it apart. Addresses of IPv6 are written in full, in groups of four digits. */
export type Packet = { readonly at: number; readonly from: string } & (
  | { readonly kind: 'arp'; readonly asks: boolean; readonly target: string }
  | { readonly kind: 'igmp'; readonly to: string }
  | { readonly kind: 'icmp' | 'icmp6'; readonly to: string; readonly type: number }
  | { readonly kind: 'udp'; readonly source: string; readonly to: string; readonly toPort: number; readonly payload: Buffer }
  | ({ readonly kind: 'tcp' } & Segment)
  | { readonly kind: 'other'; readonly what: string }
);

export interface Segment {
  readonly source: string;
  readonly sourcePort: number;
  readonly to: string;
  readonly toPort: number;
  readonly sequence: number;
  readonly opens: boolean;
  readonly payload: Buffer;
}

type Body = Packet extends infer P ? (P extends Packet ? Omit<P, 'at' | 'from'> : never) : never;

/** Reads Ethernet, ARP, IPv4, IPv6, UDP and TCP. `from`: the hardware address that sent it, 12 hex digits. */
export function readPacket({ at, bytes }: Frame): Packet {
  return { at, from: bytes.subarray(6, 12).toString('hex'), ...readBody(bytes) };
}

function readBody(frame: Buffer): Body {
  const kind = frame.readUInt16BE(12);
  const body = frame.subarray(14);
  if (kind === 0x0806) return { kind: 'arp', asks: body.readUInt16BE(6) === 1, target: dotted(body.subarray(24, 28)) };
  if (kind === 0x0800) return readIpv4(body);
  if (kind === 0x86dd) return readIpv6(body);
  return { kind: 'other', what: `Ethernet ${kind.toString(16)}` };
}

function readIpv4(packet: Buffer): Body {
  const head = (packet.readUInt8(0) & 15) * 4;
  if ((packet.readUInt16BE(6) & 0x3fff) !== 0) return { kind: 'other', what: 'a fragment' };
  const inner = packet.subarray(head, packet.readUInt16BE(2));
  const ends = { source: dotted(packet.subarray(12, 16)), to: dotted(packet.subarray(16, 20)) };
  return readInner(packet.readUInt8(9), inner, ends);
}

function readIpv6(packet: Buffer): Body {
  const ends = { source: grouped(packet.subarray(8, 24)), to: grouped(packet.subarray(24, 40)) };
  let next = packet.readUInt8(6);
  let inner = packet.subarray(40, 40 + packet.readUInt16BE(4));
  // the hop-by-hop option in front of a report of groups
  if (next === 0) {
    next = inner.readUInt8(0);
    inner = inner.subarray((inner.readUInt8(1) + 1) * 8);
  }
  return readInner(next, inner, ends);
}

function readInner(protocol: number, inner: Buffer, { source, to }: { source: string; to: string }): Body {
  if (protocol === 1) return { kind: 'icmp', to, type: inner.readUInt8(0) };
  if (protocol === 58) return { kind: 'icmp6', to, type: inner.readUInt8(0) };
  if (protocol === 2) return { kind: 'igmp', to };
  if (protocol === 17) return { kind: 'udp', source, to, toPort: inner.readUInt16BE(2), payload: inner.subarray(8, inner.readUInt16BE(4)) };
  if (protocol !== 6) return { kind: 'other', what: `protocol ${protocol}` };
  const flags = inner.readUInt8(13);
  return {
    kind: 'tcp',
    source,
    sourcePort: inner.readUInt16BE(0),
    to,
    toPort: inner.readUInt16BE(2),
    sequence: inner.readUInt32BE(4),
    opens: (flags & 0x12) === 0x02,
    payload: inner.subarray((inner.readUInt8(12) >> 4) * 4),
  };
}

function dotted(bytes: Buffer): string {
  return bytes.join('.');
}

function grouped(bytes: Buffer): string {
  return (bytes.toString('hex').match(/.{4}/g) ?? []).join(':');
}
