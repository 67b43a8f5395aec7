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
/** Where every path is challenged alike, two more questions show whether one of them is left open. */
const MAX_CHALLENGED = 2;

function challenged(answer: RtspAnswer): boolean {
  return answer.message?.status === 401;
}

/**
 * Looks for a stream that opens without log-in. Open means: a path gives 200 with video, and a path that cannot exist does not;
 * a server that answers any path with video stays undecided.
 */
export async function probeStreamPaths(session: HostSession, endpoint: StreamEndpoint, makerPaths: readonly string[]): Promise<void> {
  const { client, root } = endpoint;
  const random = await client.ask('rtsp-describe', session.context.randomPath);
  readAnswer(session, client, random);
  if (random.message === undefined)
    return session.leaveOpen('rtsp', message('no-answer', { port: client.port, question: 'DESCRIBE', end: random.end }));
  if (describesVideo(random.message)) {
    return session.addFact('rtsp.anyPath', true, client.port, random.n);
  }
  if (isOpen(root)) return openStream(session, endpoint, '/', root);
  for (const answer of [root, random]) noteUnshown(session, client.port, answer);
  const candidates = makerPaths.length > 0 ? makerPaths : COMMON_PATHS;
  const safe = [...new Set(candidates)].filter((path) => path !== '/' && fits('rtsp-describe', 'path', path));
  const most = challenged(root) && challenged(random) ? MAX_CHALLENGED : MAX_PATHS;
  for (const path of safe.slice(0, most)) {
    const answer = await client.ask('rtsp-describe', path);
    if (answer.message === undefined) {
      session.leaveOpen('rtsp', message('no-stream-answer', { port: client.port, end: answer.end }));
      if (answer.end !== 'closed') return;
      continue;
    }
    readAnswer(session, client, answer);
    if (isOpen(answer)) return openStream(session, endpoint, path, answer);
    noteUnshown(session, client.port, answer);
  }
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
