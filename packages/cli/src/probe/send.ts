import { MOST_HOSTS } from '@ancam/contract';
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

/** Sends what waits of a piece, in order, then its end. What the server has said it has is not sent again; what was lost on the way is. */
export async function sendPiece(line: Line, spool: Spool, piece: Id, signal: AbortSignal): Promise<void> {
  for (let most = MOST_HOSTS; !signal.aborted;) {
    const batch = fitting(spool.waiting(piece, most));
    const end = spool.endOf(piece) ?? null;
    if (batch.length === 0 && end === null) {
      if (spool.isDropped(piece)) spool.remove(piece);
      return;
    }
    const last = batch.length === 0;
    try {
      await line.results({ piece, hosts: batch.map(({ host }) => host), end: last ? end : null });
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code.startsWith('auth.')) throw thrown;
      // The server knows nothing of the piece, or refuses its end: there is nobody to tell.
      if (thrown.code === 'not-found' || last) return spool.remove(piece);
      // One result that is not taken must not hold up the others.
      if (batch.length > 1) most = 1;
      else spool.sent(piece, [batch[0]?.name ?? '']);
      continue;
    }
    if (last) return spool.remove(piece);
    spool.sent(
      piece,
      batch.map(({ name }) => name),
    );
    most = MOST_HOSTS;
  }
}

/** Sends what waits of all pieces. */
export async function sendAll(line: Line, spool: Spool, signal: AbortSignal): Promise<void> {
  for (const piece of spool.ids()) await sendPiece(line, spool, piece, signal);
}
