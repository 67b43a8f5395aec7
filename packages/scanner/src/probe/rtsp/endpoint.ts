import type { FactSink } from '../../engine/session.ts';
import { parseChallenges, summarise } from '../challenge.ts';
import type { RtspAnswer, RtspClient } from './client.ts';
import { rtspHeader, sessionName } from './message.ts';
import type { RtspMessage } from './message.ts';

/** An RTSP endpoint with what its first answers were. */
export interface StreamEndpoint {
  readonly client: RtspClient;
  /** Answer to DESCRIBE of `/`; it may be none. */
  readonly root: RtspAnswer;
}

/** Notes what one answer says of server and log-in. */
export function readAnswer(
  session: FactSink,
  client: Pick<RtspClient, 'port' | 'secure'>,
  answer: { message?: RtspMessage | undefined; n: number },
): void {
  const { message, n } = answer;
  if (message === undefined) return;
  const { port, secure } = client;
  session.addFact('rtsp.answered', true, port, n);
  if (!secure) session.addFact('rtsp.clearText', true, port, n);
  session.addFact('rtsp.server', rtspHeader(message, 'server')[0], port, n);
  const methods = rtspHeader(message, 'public').flatMap((value) => value.split(',').map((method) => method.trim().toUpperCase()));
  session.addFact('rtsp.public', methods.length === 0 ? undefined : methods, port, n);
  const challenge = summarise(parseChallenges(rtspHeader(message, 'www-authenticate')));
  session.addFact('rtsp.realm', challenge.realm, port, n);
  session.addFact('rtsp.auth', challenge.schemes, port, n);
  session.addFact('rtsp.digestAlgorithms', challenge.digestAlgorithms, port, n);
  if (!secure && challenge.schemes.includes('basic')) session.addFact('rtsp.basicClearText', true, port, n);
  if (message.status === 200) session.addFact('rtsp.sdpSession', sessionName(message), port, n);
}
