import { openJournalFile } from './journal-file.ts';
import type { JournalFile } from './journal-file.ts';
import type { Seen } from '../sweep/sweep.ts';
import type { TimedDatagram } from '../discover/replies.ts';

/** Later another device may have the address, and what it answered is old: it is read anew. */
const OLDEST_MS = 24 * 3_600_000;
/** At most so much is asked again where power is lost. */
const EVERY_MS = 1000;
/** Bytes of one host's answers; what comes after them is asked again. */
const HOST_BYTES = 4 * 1024 * 1024;
/** Bytes of answers that wait to be written: from the first on they are, whatever the second; at the second, hosts that tell more are kept no further. */
const WRITE_BYTES = 2 * 1024 * 1024;
const WAITING_BYTES = 16 * 1024 * 1024;
/** Bytes of answers of earlier sittings that are held at once; what would come on top is asked again. */
const HELD_BYTES = 64 * 1024 * 1024;

/** An answer with what is needed to read it again. Its bytes are Buffers at the first level. */
export interface Told<T> {
  /** ISO instant of the question. */
  readonly at: string;
  readonly ms: number;
  readonly reply: T;
}

/** What is known of a host before it is read. */
export interface Beginning {
  readonly row: Seen;
  readonly linkMac: string | undefined;
}

/** A host that an earlier sitting began and did not finish. */
export interface BegunHost extends Beginning {
  readonly startedAt: string;
  /** Replies to discovery. */
  readonly datagrams: readonly TimedDatagram[];
  /** Answers by question, each in the order in which it came. */
  readonly answers: ReadonlyMap<string, readonly Told<object>[]>;
}

/** Bytes as a text of JSON: devices speak in texts, and one character a byte packs well. */
type Packed = { readonly bytes: string };

type Entry = { readonly a: string } & (
  | { readonly k: 'begun'; readonly at: string; readonly row: Seen; readonly mac?: string | undefined; readonly path: string }
  | { readonly k: 'datagram'; readonly at: string; readonly port: number; readonly toPort: number; readonly bytes: string }
  | { readonly k: 'answer'; readonly q: string; readonly at: string; readonly ms: number; readonly reply: object }
);

/** The work on one host as the journal sees it: what it was told before, and what it is told now. */
export interface HostJournal {
  /** When it was begun, where that was in an earlier sitting. */
  readonly startedAt: string | undefined;
  /** The answer that an earlier sitting got to this question, each once. */
  readonly recall: <T extends object>(question: string) => Told<T> | undefined;
  readonly keep: (question: string, told: Told<object>) => void;
}

interface UnderWay {
  readonly file: number;
  readonly datagrams: () => readonly TimedDatagram[];
  known: number;
  bytes: number;
  /** Answers are kept up to some moment: those after a gap would be taken for earlier ones. */
  full: boolean;
  pending: Entry[];
}

/**
 * What devices answered while they are still read, forced to disk once a second: a scan that is cut off goes on within its hosts. A host that
 * is finished within the second costs nothing. Holds what any device tells without log-in, unabridged; the folder is the owner's alone and goes
 * when the scan is complete.
 */
export class Journal {
  /** The path that exists on no device, of the sitting that began. */
  readonly randomPath: string;
  /** Why it stopped writing. */
  fault: string | undefined;
  readonly #begun: Map<string, BegunHost>;
  readonly #file: JournalFile;
  readonly #hosts = new Map<string, UnderWay>();
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> | undefined;
  /** Bytes of the answers in `pending` of all hosts, and of those that were finished since the last write. */
  #waiting = 0;

  private constructor(file: JournalFile, begun: Map<string, BegunHost>, randomPath: string) {
    this.#file = file;
    this.#begun = begun;
    this.randomPath = randomPath;
    this.#timer = setInterval(() => void this.#flush(), EVERY_MS);
    this.#timer.unref();
  }

  /** Opens the journal of a scan; a folder of its own. Hosts that are finished, or were begun more than a day before `now`, are passed over. */
  static async open(folder: string, isFinished: (address: string) => boolean, randomPath: string, now: Date): Promise<Journal> {
    const reader = new Reader(isFinished);
    const file = await openJournalFile(folder, (text) => reader.take(text));
    for (const [address, { startedAt }] of reader.begun)
      if (now.getTime() - Date.parse(startedAt) > OLDEST_MS) reader.begun.delete(address);
    return new Journal(file, reader.begun, reader.path ?? randomPath);
  }

  /** Hosts that were begun in earlier sittings and are not followed yet. */
  get begun(): ReadonlyMap<string, BegunHost> {
    return this.#begun;
  }

  /** A host is read from now on, or read on. `datagrams`: all that it replied to discovery so far. */
  follow(address: string, startedAt: string, { row, linkMac }: Beginning, datagrams: UnderWay['datagrams'], goOn: boolean): HostJournal {
    const before = goOn ? this.#begun.get(address) : undefined;
    this.#begun.delete(address);
    const first: Entry = { a: address, k: 'begun', at: startedAt, row, mac: linkMac, path: this.randomPath };
    const host: UnderWay = {
      file: before === undefined ? this.#file.number : 0,
      datagrams,
      known: before?.datagrams.length ?? 0,
      bytes: 0,
      full: false,
      pending: before === undefined ? [first] : [],
    };
    this.#hosts.set(address, host);
    const answers = new Map([...(before?.answers ?? [])].map(([question, told]) => [question, [...told]]));
    return {
      startedAt: before?.startedAt,
      // what a question was answered with is of the kind that the question gives
      recall: <T extends object>(question: string) => answers.get(question)?.shift() as Told<T> | undefined,
      keep: (question, told) => this.#keep(address, host, question, told),
    };
  }

  #keep(address: string, host: UnderWay, question: string, { at, ms, reply }: Told<object>): void {
    const size = sizeOf(reply);
    host.bytes += size;
    host.full ||= host.bytes > HOST_BYTES || this.#waiting + size > WAITING_BYTES;
    if (host.full || this.fault !== undefined) return;
    host.pending.push({ a: address, k: 'answer', q: question, at, ms, reply });
    this.#waiting += size;
    if (this.#waiting > WRITE_BYTES) void this.#flush();
  }

  /** A host is finished: nothing more is written of it. */
  end(address: string): void {
    this.#hosts.delete(address);
  }

  /** Writes what is known of hosts under way. The folder stays: who runs the scan removes it once all results are stored. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    await this.#flush();
    await this.#file.close();
  }

  /** One write at a time; a slow disk is written to less often. */
  #flush(): Promise<void> {
    this.#writing ??= this.#write()
      .catch((fault: unknown) => {
        this.fault ??= fault instanceof Error ? fault.message : String(fault);
      })
      .finally(() => (this.#writing = undefined));
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (this.fault !== undefined) return;
    const lines: string[] = [];
    for (const [address, host] of this.#hosts) {
      for (const { at, port, toPort, bytes } of host.datagrams().slice(host.known)) {
        host.known += 1;
        host.pending.push({ a: address, k: 'datagram', at, port, toPort, bytes: bytes.toString('latin1') });
      }
      for (const entry of host.pending) lines.push(JSON.stringify(entry.k === 'answer' ? { ...entry, reply: pack(entry.reply) } : entry));
      host.pending = [];
    }
    this.#waiting = 0;
    if (lines.length === 0) return;
    await this.#file.append(lines.join('\n'));
    // a file that no host under way needs; the one before it stays until what was finished meanwhile is surely stored
    const needed = Math.min(this.#file.number, ...[...this.#hosts.values()].map(({ file }) => file));
    if (needed > 2) await this.#file.dropBefore(needed - 1);
  }
}

/** Puts together what earlier sittings wrote. */
class Reader {
  readonly begun = new Map<string, BegunHost & { datagrams: TimedDatagram[]; answers: Map<string, Told<object>[]> }>();
  path: string | undefined;
  #held = 0;
  readonly #isFinished: (address: string) => boolean;

  constructor(isFinished: (address: string) => boolean) {
    this.#isFinished = isFinished;
  }

  take(text: string): void {
    for (const line of text.split('\n')) {
      const entry = JSON.parse(line) as Entry; // written by `#write`, whole by its checksum
      if (!this.#isFinished(entry.a)) this.#add(entry);
    }
  }

  #add(entry: Entry): void {
    if (entry.k === 'begun') {
      const { at: startedAt, row, mac: linkMac, path } = entry;
      this.path = path;
      this.begun.set(entry.a, { startedAt, row, linkMac, datagrams: [], answers: new Map() });
      return;
    }
    const host = this.begun.get(entry.a);
    if (host === undefined) return;
    if (entry.k === 'datagram') {
      const { at, port, toPort, bytes } = entry;
      host.datagrams.push({ address: entry.a, at, port, toPort, bytes: Buffer.from(bytes, 'latin1') });
      return;
    }
    const { q, at, ms, reply } = entry;
    const told = { at, ms, reply: unpack(reply) };
    this.#held += sizeOf(told.reply);
    if (this.#held <= HELD_BYTES) host.answers.set(q, [...(host.answers.get(q) ?? []), told]);
  }
}

function sizeOf(reply: object): number {
  return Object.values(reply).reduce((sum: number, value: unknown) => sum + (Buffer.isBuffer(value) ? value.length : 64), 0);
}

function pack(reply: object): object {
  const pairs = Object.entries(reply).map(([key, value]: [string, unknown]) => [
    key,
    Buffer.isBuffer(value) ? ({ bytes: value.toString('latin1') } satisfies Packed) : value,
  ]);
  return Object.fromEntries(pairs) as object;
}

function unpack(reply: object): object {
  const pairs = Object.entries(reply).map(([key, value]: [string, unknown]) => [
    key,
    isPacked(value) ? Buffer.from(value.bytes, 'latin1') : value,
  ]);
  return Object.fromEntries(pairs) as object;
}

function isPacked(value: unknown): value is Packed {
  return typeof value === 'object' && value !== null && 'bytes' in value && typeof value.bytes === 'string';
}
