import type { Packet, Segment } from './packets.ts';

/** A connection as its opener made it: when, whither, and every byte it sent in the order of the sequence numbers. */
export interface Flow {
  readonly at: number;
  readonly to: string;
  readonly toPort: number;
  readonly sent: Buffer;
  /** Some bytes in between were not captured. */
  readonly torn: boolean;
}

interface Open {
  readonly at: number;
  readonly first: Segment;
  readonly pieces: Map<number, Buffer>;
}

/** Puts the connections together again that these packets opened. A SYN sent again is the same connection. */
export function flowsOf(packets: readonly Packet[]): { readonly flows: readonly Flow[]; readonly strays: readonly Segment[] } {
  const open = new Map<string, Open>();
  const all: Open[] = [];
  const strays: Segment[] = [];
  for (const packet of packets) {
    if (packet.kind !== 'tcp') continue;
    const key = `${packet.source} ${packet.sourcePort} ${packet.to} ${packet.toPort}`;
    const known = open.get(key);
    if (packet.opens && known?.first.sequence !== packet.sequence) {
      const made = { at: packet.at, first: packet, pieces: new Map<number, Buffer>() };
      open.set(key, made);
      all.push(made);
    } else if (known === undefined) strays.push(packet);
    else if (packet.payload.length > 0) known.pieces.set((packet.sequence - known.first.sequence - 1) >>> 0, packet.payload);
  }
  return { flows: all.map(joined), strays };
}

function joined({ at, first, pieces }: Open): Flow {
  let sent = Buffer.alloc(0);
  let torn = false;
  for (const [offset, piece] of [...pieces].sort(([a], [b]) => a - b)) {
    if (offset > sent.length) torn = true;
    else sent = Buffer.concat([sent, piece.subarray(sent.length - offset)]);
  }
  return { at, to: first.to, toPort: first.toPort, sent, torn };
}

/** Whether bytes are whole records of TLS, the first of them a ClientHello; what is inside cannot be read here. */
export function isTlsClient(bytes: Buffer): boolean {
  if (bytes[0] !== 22 || bytes[5] !== 1) return false;
  let at = 0;
  while (at + 5 <= bytes.length) {
    const kind = bytes.readUInt8(at);
    if (kind < 20 || kind > 23 || bytes.readUInt8(at + 1) !== 3) return false;
    at += 5 + bytes.readUInt16BE(at + 3);
  }
  return at === bytes.length;
}
