import { MOST_HOSTS } from '@ancam/contract';
import type { ResultsBody } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Line } from './line.ts';
import type { Spool } from './spool.ts';

/** Bytes of hosts in one request, roughly; one host may be larger. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** Takes the hosts of a batch as long as they are not too much together. */
function fitting<T extends { readonly host: unknown }>(all: readonly T[]): T[] {
  let bytes = 0;
  return all.filter(({ host }, index) => {
    bytes += JSON.stringify(host).length;
    return index === 0 || bytes <= BATCH_BYTES;
  });
}

/** What became of a batch. `unknown`: the server knows nothing of the piece; `refused`: it does not take this. */
type Outcome = 'taken' | 'refused' | 'unknown';

async function trySending(line: Line, body: ResultsBody): Promise<Outcome> {
  try {
    await line.results(body);
    return 'taken';
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code.startsWith('auth.')) throw thrown;
    return thrown.code === 'not-found' ? 'unknown' : 'refused';
  }
}

/** Sends what waits of a piece, in order, then its end. What the server has said it has is not sent again; what was lost on the way is. */
async function sendPiece(line: Line, spool: Spool, piece: Id, signal: AbortSignal): Promise<void> {
  for (let most = MOST_HOSTS; !signal.aborted;) {
    const batch = fitting(spool.waiting(piece, most));
    const last = batch.length === 0;
    const end = last ? (spool.endOf(piece) ?? null) : null;
    if (last && end === null) {
      if (spool.isDropped(piece)) spool.remove(piece);
      return;
    }
    const outcome = await trySending(line, { piece, hosts: batch.map(({ host }) => host), end });
    // Where the piece is not known, or its end is refused, there is nobody to tell.
    if (last || outcome === 'unknown') return spool.remove(piece);
    // One result that is not taken must not hold up the others: they go one by one.
    const alone = outcome === 'refused' && batch.length > 1;
    most = alone ? 1 : MOST_HOSTS;
    const settled = alone ? [] : batch.map(({ name }) => name);
    spool.sent(piece, settled);
  }
}

/** Sends what waits of all pieces. */
export async function sendAll(line: Line, spool: Spool, signal: AbortSignal): Promise<void> {
  for (const piece of spool.ids()) await sendPiece(line, spool, piece, signal);
}
