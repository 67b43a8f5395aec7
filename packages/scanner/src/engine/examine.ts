import { message } from '@ancam/core';
import type { PortSpec, ProbeName } from '@ancam/core';
import { usualProtocol } from '../plan/ports.ts';
import { bannerKind, listen, readBanner } from '../probe/banner/index.ts';
import { noteFirstPage, readFirstPage } from '../probe/http/first-page.ts';
import { faceOf } from '../probe/http/face.ts';
import { RtspClient } from '../probe/rtsp/client.ts';
import { probeSsh } from '../probe/ssh/index.ts';
import { readAnswer } from '../probe/rtsp/endpoint.ts';
import type { StreamEndpoint } from '../probe/rtsp/endpoint.ts';
import { handshake, noteHandshake, readTls } from '../probe/tls/index.ts';
import type { NumberedHandshake } from '../probe/tls/index.ts';
import { askWeb, webHost } from './ask.ts';
import type { HttpAnswer } from './ask.ts';
import type { HostSession, WebEndpoint } from './session.ts';
import { buildRequest } from '../wire/shapes.ts';

/**
 * How long a service that is not known gets to speak first. A port that stays silent to everything costs this and two questions of
 * `guessMs` each: 0.5 + 2 x 1.5 s where nothing else of the device answered, 3 x 0.4 s on a device that answers quickly elsewhere (ports
 * that stand for a protocol are read first, so that its pace is known by then). A slow service that speaks first only after this time
 * still has its greeting read, in answer to the question that follows.
 */
const FIRST_WORD_MS = 500;

/** What a first answer on a port turned out to be. */
type Turn = 'read' | 'tls' | 'rtsp' | 'banner' | 'silent' | 'nothing';

function firstPage(session: HostSession, { port, secure }: WebEndpoint, timeoutMs?: number): Promise<HttpAnswer> {
  const request = buildRequest('http-get', { host: webHost(session, { port, secure }), path: '/' });
  return askWeb(session, 'http', { port, secure }, request, { timeoutMs, handshake: secure });
}

function asksForTls(answer: HttpAnswer): boolean {
  if (answer.raw?.[0] === 0x15 && answer.raw[1] === 0x03) return true;
  return (
    answer.status === 400 && /plain HTTP request was sent to HTTPS|speaking plain HTTP to an SSL/i.test(answer.body.toString('latin1'))
  );
}

async function examineHttp(session: HostSession, port: number, secure: boolean, sure: boolean): Promise<Turn> {
  const answer = await firstPage(session, { port, secure }, sure ? undefined : session.guessMs());
  return examineAnswer(session, { port, secure }, answer, sure);
}

async function examineAnswer(session: HostSession, { port, secure }: WebEndpoint, answer: HttpAnswer, sure: boolean): Promise<Turn> {
  if (!secure && asksForTls(answer)) return 'tls';
  if (answer.raw?.subarray(0, 5).toString('latin1') === 'RTSP/') return 'rtsp';
  if (answer.raw !== undefined && bannerKind(answer.raw) !== undefined) return 'banner';
  if (answer.status === 0) {
    if (sure || answer.end === 'limit')
      session.leaveOpen('http', message('no-usable-answer', { port, question: 'GET /', end: answer.end }));
    return answer.end === 'timeout' && answer.raw === undefined ? 'silent' : 'nothing';
  }
  await readSite(session, { port, secure, face: faceOf(answer) }, answer);
  return 'read';
}

/** Reads a site; one that TLS only shows again was read in clear text, and every further question would be asked twice. */
async function readSite(session: HostSession, endpoint: WebEndpoint, answer: HttpAnswer): Promise<void> {
  const { secure, face } = endpoint;
  const shownAgain = secure && face !== undefined && session.web.some((other) => !other.secure && other.face === face);
  if (shownAgain) return noteFirstPage(session, endpoint, answer);
  session.web.push(endpoint);
  await readFirstPage(session, endpoint, answer);
}

/** The description of `/` tells what its methods would, and whether a log-in is asked for; who does not give it may still name its methods. */
async function examineRtsp(session: HostSession, port: number, secure: boolean, sure: boolean, streams: StreamEndpoint[]): Promise<Turn> {
  const client = new RtspClient(session, port, secure);
  const root = await client.ask('rtsp-describe', '/', {}, 'rtsp', sure ? undefined : session.guessMs());
  const told = root.message === undefined && sure ? await client.ask('rtsp-options', '/') : root;
  client.close();
  if (told.message === undefined) {
    if (told.raw.subarray(0, 5).toString('latin1') === 'HTTP/') return 'nothing';
    if (sure) session.leaveOpen('rtsp', message('no-usable-answer', { port, question: 'DESCRIBE', end: root.end }));
    return 'nothing';
  }
  if (root.message === undefined) session.leaveOpen('rtsp', message('no-answer', { port, question: 'DESCRIBE', end: root.end }));
  readAnswer(session, client, told);
  streams.push({ client, root });
  return 'read';
}

/** What OpenSSL says where the first bytes are no record of TLS. */
const NOT_TLS = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST']);

/** A handshake that failed inside TLS: the service is there, but what it offers could not be read. */
function speaksTls(reason: string | undefined): boolean {
  return reason?.startsWith('ERR_SSL_') === true && !NOT_TLS.has(reason);
}

/** What a handshake failed by; whether TLS is there all the same is left open where that may be. */
function noteNoHandshake(session: HostSession, port: number, { end, reason }: NumberedHandshake, sure: boolean): Turn {
  const open = end === 'malformed' ? speaksTls(reason) : sure;
  if (open || end === 'limit') session.leaveOpen('tls', message('no-handshake', { port, end }));
  return 'nothing';
}

/** A port of HTTPS: one connection shows certificate and first page. Where no page comes, RTSP may speak inside. */
async function examineHttps(session: HostSession, port: number, sure: boolean, streams: StreamEndpoint[]): Promise<Turn> {
  const endpoint = { port, secure: true };
  const answer = await firstPage(session, endpoint, sure ? undefined : session.guessMs());
  const shaken = noteHandshake(session, port, answer.handshake ?? { end: answer.end }, answer.n);
  if (shaken.end !== 'ok') return noteNoHandshake(session, port, shaken, sure);
  readTls(session, port, shaken);
  // what speaks TLS is worth more patience than a guess
  const hasty = !sure && answer.end === 'timeout';
  const turn = hasty ? await examineHttp(session, port, true, true) : await examineAnswer(session, endpoint, answer, true);
  if (turn !== 'read') await examineRtsp(session, port, true, false, streams);
  return 'read';
}

/** A port of RTSP inside TLS; it may be a web service after all. */
async function examineRtsps(session: HostSession, port: number, streams: StreamEndpoint[]): Promise<Turn> {
  const first = await handshake(session, port);
  if (first.end !== 'ok') return noteNoHandshake(session, port, first, true);
  readTls(session, port, first);
  if ((await examineRtsp(session, port, true, true, streams)) !== 'read') await examineHttp(session, port, true, false);
  return 'read';
}

/** A port that stands for no known protocol: it may speak first, else it is asked in turn. */
async function examineUnknown(session: HostSession, port: number, streams: StreamEndpoint[]): Promise<void> {
  const word = await listen(session, port, 'telnet', Math.min(FIRST_WORD_MS, session.guessMs()));
  if (word.bytes.length > 0) {
    readBanner(session, port, word);
    return askSsh(session, port);
  }
  if (word.end === 'refused' || word.end === 'unreachable') return;
  const turn = await examineHttp(session, port, false, false);
  if (turn === 'read' || turn === 'banner') return;
  // no TLS server waits for more after a first byte that begins no TLS record: it closes or sends an alert
  const mayBeTls = turn !== 'rtsp' && turn !== 'silent';
  if (mayBeTls && (await examineHttps(session, port, false, streams)) === 'read') return;
  await examineRtsp(session, port, false, false, streams);
}

async function examineBanner(session: HostSession, port: number, kind: 'ssh' | 'telnet' | 'ftp'): Promise<void> {
  readBanner(session, port, await listen(session, port, kind), kind);
  await askSsh(session, port);
}

/** Where a server of version 2 greeted on the port, its list and key. */
async function askSsh(session: HostSession, port: number): Promise<void> {
  const greeted = session.facts.find((fact) => fact.name === 'ssh.banner' && fact.port === port);
  if (typeof greeted?.value === 'string' && /^SSH-(?:2\.0|1\.99)-/.test(greeted.value)) await probeSsh(session, port);
}

async function examineWeb(session: HostSession, port: number, fixed: boolean, streams: StreamEndpoint[]): Promise<void> {
  const turn = await examineHttp(session, port, false, true);
  if (turn === 'banner') return examineBannerOf(session, port);
  if (fixed) return;
  if (turn === 'tls') await examineHttps(session, port, true, streams);
  if (turn === 'rtsp') await examineRtsp(session, port, false, true, streams);
}

/**
 * Finds out what speaks on an open port and asks it the first questions. RTSP endpoints are added to `streams`; `told` gives the ports that
 * the device has called its web services in clear text by now.
 */
export async function examinePort(
  session: HostSession,
  spec: PortSpec,
  streams: StreamEndpoint[],
  told: () => ReadonlySet<number>,
): Promise<void> {
  const { port } = spec;
  const fixed = spec.protocol !== 'auto';
  const protocol = usualProtocol(spec);
  if (protocol === 'vendor') return;
  // a web service does not speak first, and listening takes long; one that is none after all is asked as any other
  if (protocol === 'unknown' && told().has(port) && (await examineHttp(session, port, false, false)) === 'read') return;
  if (protocol === 'unknown') return examineUnknown(session, port, streams);
  if (protocol === 'ssh' || protocol === 'telnet' || protocol === 'ftp') return examineBanner(session, port, protocol);
  if (protocol === 'http') return examineWeb(session, port, fixed, streams);
  const turn =
    protocol === 'rtsp'
      ? await examineRtsp(session, port, false, true, streams)
      : protocol === 'https'
        ? await examineHttps(session, port, true, streams)
        : await examineRtsps(session, port, streams);
  if (turn === 'nothing' && !fixed) await examineHttp(session, port, false, false);
}

/** A console on a web port: read its banner properly. */
async function examineBannerOf(session: HostSession, port: number): Promise<void> {
  readBanner(session, port, await listen(session, port, 'telnet'));
  await askSsh(session, port);
}

/** Ports that stand for a protocol first: their answers show the pace of the device before others are guessed at. */
export function byCertainty(specs: readonly PortSpec[]): PortSpec[] {
  const unknown = specs.filter((spec) => usualProtocol(spec) === 'unknown');
  return [...specs.filter((spec) => !unknown.includes(spec)), ...unknown];
}

/** The protocols whose absence was seen: ports that stand for them were tried. */
export function coveredProbes(tried: readonly PortSpec[]): ReadonlySet<ProbeName> {
  const covered = new Set<ProbeName>(['tcp']);
  for (const spec of tried) {
    const protocol = usualProtocol(spec);
    if (protocol === 'http') covered.add('http').add('onvif');
    else if (protocol === 'https') covered.add('http').add('onvif').add('tls');
    else if (protocol === 'rtsp') covered.add('rtsp');
    else if (protocol === 'rtsps') covered.add('rtsp').add('tls');
    else if (protocol === 'ssh' || protocol === 'telnet' || protocol === 'ftp') covered.add(protocol);
    else if (protocol === 'unknown') covered.add('http').add('rtsp').add('tls').add('onvif');
  }
  return covered;
}
