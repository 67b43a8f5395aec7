import type { Id } from '@ancam/core';
import { AppError, msLeft } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { readAllowed } from './allow.ts';
import { Line, LineDown } from './line.ts';
import type { ProbeIdentity } from './identity.ts';
import { sendAll } from './send.ts';
import { Spool } from './spool.ts';
import { workOn } from './work.ts';

/** Pieces held at a time: while the line is down there is work for a while. */
const MOST_PIECES = 4;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** The term of what a probe holds is renewed when it asks: much to send must not keep it from that. */
const SEND_WITHIN_MS = 20_000;
/** Targets of the allow list that the server is told of: it offers nothing else. */
const MOST_TOLD = 1000;
/** Work that waits for its hours is looked at again so often: they open by the clock on the wall. */
const LOOK_AGAIN_MS = 15_000;
/** Results that come close together go together. */
const GATHER_MS = 500;

/** What a probe says while it runs. */
export interface ProbeNews {
  readonly onLine: (up: boolean, reason: string) => void;
  readonly onPiece: (id: Id, targets: readonly string[]) => void;
  readonly onAllowFault: (fault: AppError) => void;
}

/** What a probe runs with. */
export interface ProbeOptions {
  readonly folder: string;
  readonly identity: ProbeIdentity & { readonly id: string };
  readonly knowledge: KnowledgeIndex;
  readonly software: string;
  readonly news: ProbeNews;
}

/** Something that can be waited for and is rung by others. */
class Bell {
  #ring: () => void = () => undefined;
  #rung = false;

  ring(): void {
    this.#rung = true;
    this.#ring();
  }

  /** Resolves at the next ring, or at once where it rang since the last wait; after so many milliseconds; or when the signal says so. */
  async wait(signal: AbortSignal, ms?: number): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const rung = Promise.withResolvers<void>();
      const ring = (): void => rung.resolve();
      const timer = ms === undefined ? undefined : setTimeout(ring, ms);
      this.#ring = ring;
      signal.addEventListener('abort', ring, { once: true });
      await rung.promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', ring);
    }
    this.#rung = false;
  }
}

/** Scans and talks to the server side by side until the signal. Throws `auth.failed` where the server does not know the probe any more. */
export async function runProbe(options: ProbeOptions, stop: AbortSignal): Promise<void> {
  const spool = new Spool(options.folder);
  const over = new AbortController();
  const signal = AbortSignal.any([stop, over.signal]);
  const toDo = new Bell();
  const toSend = new Bell();
  const current: { id?: Id; cancel?: AbortController } = {};

  async function scan(): Promise<void> {
    while (!signal.aborted) {
      const open = spool.open();
      const piece = open.find(({ window }) => msLeft(window, new Date()) > 0);
      if (piece === undefined) {
        await toDo.wait(signal, open.length === 0 ? undefined : LOOK_AGAIN_MS);
        continue;
      }
      options.news.onPiece(piece.id, piece.plan.targets);
      const cancel = new AbortController();
      Object.assign(current, { id: piece.id, cancel });
      const bench = { ...options, spool, onResult: () => toSend.ring() };
      const left = msLeft(piece.window, new Date());
      const hours = Number.isFinite(left) ? setTimeout(() => cancel.abort(), left) : undefined;
      await workOn(bench, piece, AbortSignal.any([signal, cancel.signal]));
      clearTimeout(hours);
    }
  }

  async function talk(): Promise<void> {
    const line = new Line(options.identity);
    let wait = FIRST_WAIT_MS;
    while (!signal.aborted) {
      try {
        const again = await exchange(line);
        options.news.onLine(true, '');
        wait = FIRST_WAIT_MS;
        await toSend.wait(signal, again);
        await new Bell().wait(signal, GATHER_MS);
      } catch (thrown) {
        // What the server refuses for a reason that may pass is as good as a line that is down; a key that it does not take is not.
        const passing = thrown instanceof LineDown || (thrown instanceof AppError && !thrown.code.startsWith('auth.'));
        if (!passing) throw thrown;
        options.news.onLine(false, thrown.message);
        await new Bell().wait(signal, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      }
    }
  }

  /** Sends what waits, asks for work; gives in how many milliseconds to ask again. */
  async function exchange(line: Line): Promise<number> {
    await sendAll(line, spool, AbortSignal.any([signal, AbortSignal.timeout(SEND_WITHIN_MS)]));
    const { targets, fault } = await readAllowed(options.folder);
    if (fault !== undefined) options.news.onAllowFault(fault);
    const holds = spool.open().map(({ id }) => id);
    const answer = await line.poll({
      at: new Date().toISOString(),
      software: options.software,
      queued: spool.queued(),
      allowed: targets.slice(0, MOST_TOLD),
      holds,
      room: Math.max(0, MOST_PIECES - holds.length),
    });
    for (const id of answer.drop) {
      spool.drop(id);
      if (current.id === id) current.cancel?.abort();
      toSend.ring();
    }
    for (const piece of answer.pieces) spool.add(piece);
    if (answer.pieces.length > 0) toDo.ring();
    return spool.queued() > 0 ? 0 : answer.again * 1000;
  }

  const both = [scan(), talk()].map((each) => each.finally(() => over.abort()));
  const failed = (await Promise.allSettled(both)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
