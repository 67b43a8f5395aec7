import { findAlteredByte } from './audit-alteration.ts';
import { auditHash, firstAuditHash } from './audit-hash.ts';
import type { AuditContent } from './audit-hash.ts';

/** A stored event with its place in the chain. */
export interface ChainedEvent extends AuditContent {
  readonly previous_hash: string;
  readonly hash: string;
}

/** The end of a chain, kept apart from it. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/**
 * What is wrong with a chain.
 * `content`: an event was changed (`field`, `was` and `is` where they could be proven); `hash`, `previous-hash`: that column was changed;
 * `missing`: events `seq` to `until` are gone; `order`: an event does not continue the one before it; `moved`: an event stands at `seq`
 * but was written as number `was`; `head`, `no-head`: the recorded end is another; `anchor`: an anchor kept outside says otherwise.
 */
export interface AuditFault {
  readonly kind: 'content' | 'hash' | 'previous-hash' | 'missing' | 'order' | 'moved' | 'head' | 'no-head' | 'anchor';
  readonly homeId: string;
  readonly seq: number;
  readonly until?: number;
  readonly eventId?: string;
  readonly field?: string;
  readonly was?: string;
  readonly is?: string;
}

/** A search over single bytes takes a fraction of a second; many altered events say enough without it. */
const LONGEST_SEARCHES = 20;
const LONGEST_GAPS = 1000;

/** Follows one chain, event by event in order of `seq`, in constant memory. */
export class ChainCheck {
  readonly #homeId: string;
  readonly #report: ((fault: AuditFault) => void) | undefined;
  readonly #anchors: ReadonlyMap<number, string>;
  readonly #gaps: number[] = [];
  #searches = 0;
  #held: ChainedEvent | undefined;
  /** Hash that the held event must continue; undefined behind a gap. */
  #before: string | undefined = '';
  /** How many events were seen. */
  events = 0;
  faults = 0;

  /** Without `report` nobody wants to know what was altered, and it is not searched for. */
  constructor(homeId: string, report: ((fault: AuditFault) => void) | undefined, anchors: ReadonlyMap<number, string> = new Map()) {
    this.#homeId = homeId;
    this.#report = report;
    this.#anchors = anchors;
  }

  get lastSeq(): number {
    return this.#held?.seq ?? 0;
  }

  /** Takes the next event. */
  push(event: ChainedEvent): void {
    this.events += 1;
    const { lastSeq } = this;
    const follows = event.seq === lastSeq + 1;
    this.#settle(follows ? event.previous_hash : undefined);
    if (!follows) {
      this.#gap(lastSeq + 1, event.seq - 1);
      this.#before = undefined;
    }
    this.#held = event;
    const anchored = this.#anchors.get(event.seq);
    if (anchored !== undefined && anchored !== event.hash) {
      this.#fault({ kind: 'anchor', seq: event.seq, eventId: event.id, was: anchored, is: event.hash });
    }
  }

  /** Ends the chain with its recorded head. */
  end(head: ChainHead | undefined): void {
    const { lastSeq } = this;
    this.#settle(head !== undefined && head.seq === lastSeq ? head.hash : undefined);
    if (head === undefined) {
      if (lastSeq > 0) this.#fault({ kind: 'no-head', seq: lastSeq });
    } else if (head.seq > lastSeq) this.#gap(lastSeq + 1, head.seq);
    else if (head.seq !== lastSeq) this.#fault({ kind: 'head', seq: lastSeq, field: 'seq', was: String(lastSeq), is: String(head.seq) });
    else if (head.hash !== (this.#before ?? '')) {
      this.#fault({ kind: 'head', seq: lastSeq, field: 'hash', was: this.#before ?? '', is: head.hash });
    }
    for (const [seq, hash] of this.#anchors) {
      if (seq > lastSeq) this.#fault({ kind: 'anchor', seq, was: hash });
    }
  }

  #fault(fault: Omit<AuditFault, 'homeId'>): void {
    this.faults += 1;
    this.#report?.({ homeId: this.#homeId, ...fault });
  }

  #gap(seq: number, until: number): void {
    this.#fault({ kind: 'missing', seq, until });
    for (let each = seq; each <= until && this.#gaps.length < LONGEST_GAPS; each += 1) this.#gaps.push(each);
  }

  /** Judges the held event, now that it is known what the one behind it continues. */
  #settle(after: string | undefined): void {
    const event = this.#held;
    if (event === undefined) return;
    const before = this.#before ?? event.previous_hash;
    const own = hashesOf(before, event);
    this.#before = event.hash;
    if (before === event.previous_hash && own.includes(event.hash)) return;
    const at = { seq: event.seq, eventId: event.id };
    if (own.includes(event.hash)) {
      this.#fault({ ...at, kind: 'previous-hash', field: 'previous_hash', was: before, is: event.previous_hash });
    } else if (after !== undefined && own.includes(after)) {
      this.#before = after;
      this.#fault({ ...at, kind: 'hash', field: 'hash', was: after, is: event.hash });
    } else if (hashesOf(event.previous_hash, event).includes(event.hash)) {
      this.#fault({ ...at, kind: 'order', field: 'previous_hash', was: before, is: event.previous_hash });
    } else this.#explain(event, before);
  }

  #explain(event: ChainedEvent, before: string): void {
    const at = { seq: event.seq, eventId: event.id };
    const isRight = (candidate: AuditContent): boolean =>
      hashesOf(before, candidate).includes(event.hash) || hashesOf(event.previous_hash, candidate).includes(event.hash);
    const place = this.#gaps.find((seq) => isRight({ ...event, seq }));
    if (place !== undefined) {
      this.#fault({ ...at, kind: 'moved', field: 'seq', was: String(place), is: String(event.seq) });
      return;
    }
    this.#searches += 1;
    const found = this.#report === undefined || this.#searches > LONGEST_SEARCHES ? undefined : findAlteredByte(event, isRight);
    this.#fault({ ...at, kind: 'content', ...found });
  }
}

function hashesOf(previous: string, event: AuditContent): string[] {
  return [auditHash(previous, event), firstAuditHash(previous, event)];
}
