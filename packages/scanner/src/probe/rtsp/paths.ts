import { message } from '@ancam/core';
import type { HostSession } from '../../engine/session.ts';
import { fits } from '../../wire/shapes.ts';
import type { RtspAnswer } from './client.ts';
import { readAnswer } from './endpoint.ts';
import type { StreamEndpoint } from './endpoint.ts';
import { describesVideo } from './message.ts';

/** Paths that many makers use; asked where the maker is not known. */
export const COMMON_PATHS = ['/stream1', '/live', '/live.sdp', '/video', '/h264', '/test'];
const MAX_PATHS = 8;
/**
 * Where `/` and the first path are challenged alike, one more question shows whether another is left open. Those of one maker are names of the same
 * streams in several generations of its firmware: where that is known, the first of them is enough.
 */
const MAX_CHALLENGED = { sure: 1, else: 2 };

function challenged(answer: RtspAnswer): boolean {
  return answer.message?.status === 401;
}

/**
 * Looks for a stream that opens without log-in. Open means: a path gives 200 with video, and a path that cannot exist does not, which is asked
 * where there is video only; a server that answers any path with video stays undecided, and so does one that describes video at `/` but wants
 * a log-in on its maker's own path. `sure`: the paths are those of the one maker whose device it is.
 */
export async function probeStreamPaths(
  session: HostSession,
  endpoint: StreamEndpoint,
  makerPaths: readonly string[],
  sure: boolean,
): Promise<void> {
  const { client, root } = endpoint;
  const own = askable(makerPaths);
  if (isOpen(root)) {
    if (await onlySome(session, endpoint)) await openAtRoot(session, endpoint, own[0]);
    return;
  }
  noteUnshown(session, client.port, root);
  const safe = own.length > 0 ? own : askable(COMMON_PATHS);
  let closed = challenged(root);
  for (const [index, path] of safe.slice(0, MAX_PATHS).entries()) {
    if (closed && index >= (sure && own.length > 0 ? MAX_CHALLENGED.sure : MAX_CHALLENGED.else)) return;
    const answer = await client.ask('rtsp-describe', path);
    if (answer.message === undefined) {
      session.leaveOpen('rtsp', message('no-stream-answer', { port: client.port, end: answer.end }));
      if (answer.end !== 'closed') return;
      continue;
    }
    readAnswer(session, client, answer);
    if (isOpen(answer)) {
      if (await onlySome(session, endpoint)) openStream(session, endpoint, path, answer);
      return;
    }
    closed &&= challenged(answer);
    noteUnshown(session, client.port, answer);
  }
}

/** Whether a path that cannot exist gives no video, so that a path that does is a stream. */
async function onlySome(session: HostSession, { client }: StreamEndpoint): Promise<boolean> {
  const random = await client.ask('rtsp-describe', session.context.randomPath);
  readAnswer(session, client, random);
  if (random.message === undefined) {
    session.leaveOpen('rtsp', message('no-answer', { port: client.port, question: 'DESCRIBE', end: random.end }));
    return false;
  }
  if (!isOpen(random)) return true;
  session.addFact('rtsp.anyPath', true, client.port, random.n);
  return false;
}

function askable(paths: readonly string[]): string[] {
  return [...new Set(paths)].filter((path) => path !== '/' && fits('rtsp-describe', 'path', path));
}

/**
 * `/` gives video. Some devices describe a stream for a path of slashes alone that none of them has (Hipcam): where the maker's own path is known,
 * that one has the last word.
 */
async function openAtRoot(session: HostSession, endpoint: StreamEndpoint, own: string | undefined): Promise<void> {
  const { client, root } = endpoint;
  if (own === undefined) return openStream(session, endpoint, '/', root);
  const answer = await client.ask('rtsp-describe', own);
  readAnswer(session, client, answer);
  if (isOpen(answer)) return openStream(session, endpoint, own, answer);
  if (challenged(answer)) return session.leaveOpen('rtsp', message('root-beside-log-in', { port: client.port }));
  return openStream(session, endpoint, '/', root);
}

function isOpen(answer: RtspAnswer): boolean {
  return answer.message !== undefined && describesVideo(answer.message);
}

/** Statuses by which a device puts off everybody: blocked for a time, too many at once. */
const PUT_OFF: ReadonlySet<number> = new Set([423, 429, 453, 490, 503]);

/** A 200 without video is no stream, and no sign of a password either; nor is an answer that puts us off. */
function noteUnshown(session: HostSession, port: number, { message: described, n }: RtspAnswer): void {
  const status = described?.status ?? 0;
  if (status === 200) session.addFact('rtsp.describedWithoutVideo', true, port, n);
  if (PUT_OFF.has(status)) session.leaveOpen('rtsp', message('put-off', { port, status }));
}

function openStream(session: HostSession, { client }: StreamEndpoint, path: string, answer: RtspAnswer): void {
  session.addFact('rtsp.openStream', true, client.port, answer.n);
  session.addFact('rtsp.openPath', path, client.port, answer.n);
}
