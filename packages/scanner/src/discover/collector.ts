import type { Datagram } from '../wire/udp.ts';
import { parseMatches } from './matches.ts';
import type { DiscoveryMatch } from './matches.ts';

const MAX_REPLY_BYTES = 65_536;
const MAX_REPLIES_PER_HOST = 6;
const MAX_OUTSIDE = 256;

/** A device that answered, with the texts it sent. */
export interface Discovered {
  readonly address: string;
  readonly matches: readonly DiscoveryMatch[];
  readonly texts: readonly string[];
  readonly at: Date;
}

interface Kept {
  readonly at: Date;
  readonly texts: string[];
}

/**
 * Gathers replies. They come in bursts that overflow the socket's buffer if each is read at once, so a reply is read
 * when its device is asked for. Replies of excluded addresses are dropped unread; addresses that were not named are only listed.
 */
export class ReplyCollector {
  readonly #inside = new Map<string, Kept>();
  readonly #outside = new Map<string, Kept>();
  readonly #standing: (address: string) => 'target' | 'excluded' | 'outside';
  readonly #clock: () => Date;

  constructor(standing: (address: string) => 'target' | 'excluded' | 'outside', clock: () => Date) {
    this.#standing = standing;
    this.#clock = clock;
  }

  answered(address: string): boolean {
    return this.#inside.has(address);
  }

  take({ address, bytes }: Datagram): void {
    const plain = address.replace(/^::ffff:/, '');
    const standing = this.#standing(plain);
    if (standing === 'excluded' || bytes.length > MAX_REPLY_BYTES) return;
    const replies = standing === 'target' ? this.#inside : this.#outside;
    if (standing === 'outside' && replies.size >= MAX_OUTSIDE) return;
    const kept = replies.get(plain) ?? { at: this.#clock(), texts: [] };
    const text = bytes.toString('utf8');
    if (kept.texts.length < MAX_REPLIES_PER_HOST && !kept.texts.includes(text)) kept.texts.push(text);
    replies.set(plain, kept);
  }

  /** What a named device replied so far, where it is readable. */
  find(address: string): Discovered | undefined {
    const kept = this.#inside.get(address);
    if (kept === undefined) return undefined;
    const matches = kept.texts.flatMap(parseMatches);
    return matches.length > 0 ? { address, matches, texts: kept.texts.map((text) => text.slice(0, 4096)), at: kept.at } : undefined;
  }

  /** Addresses that gave a readable reply without being named. */
  outside(): string[] {
    return [...this.#outside].filter(([, { texts }]) => texts.some((text) => parseMatches(text).length > 0)).map(([address]) => address);
  }
}
