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
 * Gathers replies. They come in bursts that overflow the socket's buffer if each is read at once, so reading them waits until all
 * are in. Replies of excluded addresses are dropped unread; addresses that were not named are only listed.
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

  /** The named devices that gave a readable reply. */
  found(): Map<string, Discovered> {
    const found = new Map<string, Discovered>();
    for (const [address, { at, texts }] of this.#inside) {
      const matches = texts.flatMap(parseMatches);
      if (matches.length > 0) found.set(address, { address, matches, texts: texts.map((text) => text.slice(0, 4096)), at });
    }
    return found;
  }

  /** Addresses that gave a readable reply without being named. */
  outside(): string[] {
    return [...this.#outside].filter(([, { texts }]) => texts.some((text) => parseMatches(text).length > 0)).map(([address]) => address);
  }
}
