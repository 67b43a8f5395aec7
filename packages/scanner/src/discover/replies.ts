import type { Datagram } from '../wire/udp.ts';
import type { Claim, DiscoveryProtocol, Reply } from './protocol.ts';
import { protocolOf, readReply } from './protocols/index.ts';

const MAX_REPLY_BYTES = 65_536;
const MAX_REPLIES_PER_HOST = 24;
const MAX_BYTES_PER_HOST = 131_072;
/** All replies together: a network full of liars must not fill the memory. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_OUTSIDE = 256;

/** The readable replies of a device by one protocol. */
export interface Answer {
  readonly protocol: DiscoveryProtocol;
  readonly claims: readonly Claim[];
  readonly replies: readonly Buffer[];
}

/** A device that answered, with what it said. */
export interface Discovered {
  readonly address: string;
  readonly answers: readonly Answer[];
  readonly at: Date;
}

interface KeptReply {
  readonly protocol: DiscoveryProtocol;
  readonly reply: Reply;
}

/** A reply as it came. */
export type TimedDatagram = Datagram & { readonly at: string };

interface Kept {
  readonly at: Date;
  readonly replies: KeptReply[];
  bytes: number;
  /** What was read of the first `of` replies. */
  read?: { readonly of: number; readonly discovered: Discovered | undefined };
}

/**
 * Gathers replies. They come in bursts that overflow the socket's buffer if each is read at once, so a reply is only recognised when it comes
 * and read when its device is asked for. Replies of excluded addresses are dropped unread; those of addresses that were not named are kept apart.
 */
export class ReplyCollector {
  readonly #inside = new Map<string, Kept>();
  readonly #outside = new Map<string, Kept>();
  readonly #standing: (address: string) => 'target' | 'excluded' | 'outside';
  readonly #clock: () => Date;
  #bytes = 0;

  constructor(standing: (address: string) => 'target' | 'excluded' | 'outside', clock: () => Date) {
    this.#standing = standing;
    this.#clock = clock;
  }

  /** Whether nothing new is to be expected of asking the address so: it answered this protocol, or the protocol of another maker. */
  answered(address: string, protocol: DiscoveryProtocol): boolean {
    const replies = this.#inside.get(address)?.replies ?? [];
    return replies.some((kept) => kept.protocol === protocol || (kept.protocol.makers.length > 0 && protocol.makers.length > 0));
  }

  /** All that a named device replied so far, as it came. */
  datagrams(address: string): TimedDatagram[] {
    const kept = this.#inside.get(address);
    const at = kept?.at.toISOString() ?? '';
    return (kept?.replies ?? []).map(({ reply }) => ({ ...reply, address, at }));
  }

  /** Takes a reply; `at`: when it came, where that was in an earlier sitting. */
  take({ address, bytes, port, toPort }: Datagram, at?: string): void {
    const plain = address.replace(/^::ffff:/, '');
    if (bytes.length > MAX_REPLY_BYTES || this.#bytes + bytes.length > MAX_BYTES) return;
    const reply = { bytes, port, toPort };
    const protocol = protocolOf(reply);
    if (protocol === undefined) return;
    const standing = this.#standing(plain);
    if (standing === 'excluded') return;
    const all = standing === 'target' ? this.#inside : this.#outside;
    if (standing === 'outside' && all.size >= MAX_OUTSIDE && !all.has(plain)) return;
    const kept = all.get(plain) ?? { at: at === undefined ? this.#clock() : new Date(at), replies: [], bytes: 0 };
    all.set(plain, kept);
    if (kept.replies.length >= MAX_REPLIES_PER_HOST || kept.bytes + bytes.length > MAX_BYTES_PER_HOST) return;
    if (kept.replies.some((each) => each.protocol === protocol && each.reply.bytes.equals(bytes))) return;
    kept.replies.push({ protocol, reply });
    kept.bytes += bytes.length;
    this.#bytes += bytes.length;
  }

  /** What a named device replied so far, where it is readable. */
  find(address: string): Discovered | undefined {
    const kept = this.#inside.get(address);
    return kept === undefined ? undefined : readKept(address, kept);
  }

  /** Named devices that gave a readable reply. */
  inside(): Discovered[] {
    return [...this.#inside].flatMap(([address, kept]) => readKept(address, kept) ?? []);
  }

  /** Devices that gave a readable reply without being named. */
  outside(): Discovered[] {
    return [...this.#outside].flatMap(([address, kept]) => readKept(address, kept) ?? []);
  }
}

function readKept(address: string, kept: Kept): Discovered | undefined {
  if (kept.read?.of !== kept.replies.length) kept.read = { of: kept.replies.length, discovered: readReplies(address, kept) };
  return kept.read.discovered;
}

function readReplies(address: string, kept: Kept): Discovered | undefined {
  const answers: Answer[] = [];
  for (const protocol of new Set(kept.replies.map((each) => each.protocol))) {
    const replies = kept.replies.filter((each) => each.protocol === protocol).map((each) => each.reply);
    const claims = replies.flatMap((reply) => readReply(protocol, reply) ?? []);
    if (claims.length > 0) answers.push({ protocol, claims, replies: replies.map((reply) => reply.bytes) });
  }
  return answers.length === 0 ? undefined : { address, answers, at: kept.at };
}
