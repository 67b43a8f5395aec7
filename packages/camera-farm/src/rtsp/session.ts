import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Camera } from '../camera.ts';
import { nonceBinding } from '../net/binding.ts';
import { challenges, judge } from '../net/auth.ts';
import type { Connection } from '../net/listeners.ts';
import { clip } from './clip.ts';
import { RtspReader, formatAnswer } from './messages.ts';
import type { RtspAnswer, RtspRequest } from './messages.ts';
import { Player, interleavedSink, udpSink } from './player.ts';

const IDLE_MS = 70_000;
const TRACK = 'trackID=1';

function pathOf(uri: string): string {
  const path = uri.replace(/^rtsps?:\/\/[^/?]*/i, '');
  return path === '' ? '/' : path;
}

/** The stream a request names: the path with the track and a trailing slash taken off. */
function streamOf(uri: string): string {
  return pathOf(uri)
    .replace(new RegExp(`/?${TRACK}$`), '')
    .replace(/(.)\/$/, '$1');
}

function sdp(camera: Camera, uri: string): string {
  return [
    'v=0',
    `o=- ${Number.parseInt(camera.mac.replaceAll(':', '').slice(4), 16)} 1 IN ${camera.address.includes(':') ? 'IP6' : 'IP4'} ${camera.address}`,
    `s=${camera.maker.sdpSession}`,
    camera.address.includes(':') ? 'c=IN IP6 ::' : 'c=IN IP4 0.0.0.0',
    't=0 0',
    `a=control:${uri}`,
    'm=video 0 RTP/AVP 96',
    'a=rtpmap:96 H264/90000',
    `a=fmtp:96 ${clip().format}`,
    `a=control:${TRACK}`,
    '',
  ].join('\r\n');
}

/** One RTSP connection of a client with a camera. */
export class RtspSession {
  readonly #socket: Socket;
  readonly #connection: Connection;
  readonly #reader = new RtspReader();
  readonly #id = String(randomInt(10_000_000, 99_999_999));
  #player: Player | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(socket: Socket, connection: Connection) {
    this.#socket = socket;
    this.#connection = connection;
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('data', (chunk) => {
      for (const request of this.#reader.push(chunk)) this.#queue = this.#queue.then(() => this.#serve(request));
    });
    socket.once('close', () => this.#player?.close());
  }

  get #camera(): Camera {
    return this.#connection.camera;
  }

  async #serve(request: RtspRequest | 'malformed'): Promise<void> {
    if (this.#socket.destroyed) return;
    const { maker } = this.#camera;
    const server = maker.rtspServer?.(this.#camera);
    if (request === 'malformed') {
      this.#socket.end(maker.rtspNotUnderstood ?? formatAnswer({ status: '400 Bad Request' }, undefined, server));
      return;
    }
    const answer = await this.#answer(request);
    const { answerDelayMs = 0 } = this.#camera.spec;
    if (answerDelayMs > 0) await sleep(answerDelayMs);
    if (this.#socket.destroyed) return;
    this.#socket.write(formatAnswer(answer, request.headers.get('cseq'), server));
    answer.after?.();
  }

  async #answer(request: RtspRequest): Promise<RtspAnswer> {
    if (request.method === 'OPTIONS') return { status: '200 OK', headers: [['Public', this.#camera.maker.rtspPublic]] };
    const refusal = this.#refusal(request);
    const known = this.#camera.maker.streamPaths(this.#camera).includes(streamOf(request.uri));
    if (request.method === 'DESCRIBE') return this.#describe(request, known, refusal);
    if (refusal) return refusal;
    switch (request.method) {
      case 'SETUP':
        return known ? this.#setup(request) : { status: '404 Not Found' };
      case 'PLAY':
        return this.#withPlayer((player) => ({
          status: '200 OK',
          headers: [
            ['Session', this.#id],
            ['Range', 'npt=0.000-'],
            ['RTP-Info', `url=${request.uri.replace(/\/$/, '')}/${TRACK};seq=1;rtptime=0`],
          ],
          after: () => player.play(),
        }));
      case 'PAUSE':
        return this.#withPlayer((player) => ({ status: '200 OK', headers: [['Session', this.#id]], after: () => player.pause() }));
      case 'TEARDOWN':
        this.#player?.close();
        this.#player = undefined;
        return { status: '200 OK', headers: [['Session', this.#id]] };
      case 'GET_PARAMETER':
      case 'SET_PARAMETER':
        return { status: '200 OK', headers: [['Session', this.#id]] };
      default:
        return { status: '405 Method Not Allowed', headers: [['Allow', this.#camera.maker.rtspPublic]] };
    }
  }

  #describe(request: RtspRequest, known: boolean, refusal: RtspAnswer | undefined): RtspAnswer {
    const camera = this.#camera;
    const described: RtspAnswer = {
      status: '200 OK',
      headers: [
        ['Content-Type', 'application/sdp'],
        ['Content-Base', `${request.uri.replace(/\/$/, '')}/`],
      ],
      body: sdp(camera, request.uri),
    };
    // Old H264DVR servers describe whatever path is named and send the challenge along: no stream follows.
    const talkative = camera.maker.id === 'xiongmai' && camera.has('old-firmware') && !camera.has('open-stream');
    if (talkative && refusal?.status.startsWith('401'))
      return { ...described, headers: [...(described.headers ?? []), ...(refusal.headers ?? [])] };
    if (refusal) return refusal;
    return known ? described : { status: '404 Not Found' };
  }

  async #setup(request: RtspRequest): Promise<RtspAnswer> {
    const transport = request.headers.get('transport') ?? '';
    const ssrc = randomInt(1, 0xff_ff_ff_ff);
    const channel = /interleaved=(\d+)/.exec(transport)?.[1];
    this.#player?.close();
    if (/RTP\/AVP\/TCP/i.test(transport) && channel !== undefined) {
      this.#player = new Player(interleavedSink(this.#socket, Number(channel) & 0xff), ssrc);
      return this.#ready(`RTP/AVP/TCP;unicast;interleaved=${channel}-${Number(channel) + 1}`, ssrc);
    }
    const client = Number(/client_port=(\d+)/.exec(transport)?.[1] ?? 0);
    if (!client || client > 65_535 || /multicast/i.test(transport)) return { status: '461 Unsupported Transport' };
    const { sink, serverPort } = await udpSink(this.#camera.address, this.#connection.source, client);
    this.#player = new Player(sink, ssrc);
    return this.#ready(`RTP/AVP;unicast;client_port=${client}-${client + 1};server_port=${serverPort}-${serverPort + 1}`, ssrc);
  }

  #ready(transport: string, ssrc: number): RtspAnswer {
    return {
      status: '200 OK',
      headers: [
        ['Session', `${this.#id};timeout=60`],
        ['Transport', `${transport};ssrc=${ssrc.toString(16).padStart(8, '0')}`],
      ],
    };
  }

  #withPlayer(use: (player: Player) => RtspAnswer): RtspAnswer {
    return this.#player ? use(this.#player) : { status: '454 Session Not Found' };
  }

  /** Undefined where the request may go on. */
  #refusal(request: RtspRequest): RtspAnswer | undefined {
    const { camera, source } = this.#connection;
    if (camera.has('open-stream')) return undefined;
    const header = request.headers.get('authorization');
    if (header !== undefined && camera.lockout.locked(source)) return { status: camera.maker.rtspLocked };
    const policy = camera.policy(camera.maker.rtspRealm(camera), camera.has('rtsp-basic'));
    const bind = nonceBinding(this.#connection);
    const outcome = judge(header, request.method, camera.account, policy, bind);
    if (outcome === 'right') {
      camera.lockout.succeeded(source);
      return undefined;
    }
    if (outcome === 'wrong') camera.lockout.failed(source);
    return { status: '401 Unauthorized', headers: challenges(policy, bind).map((value) => ['WWW-Authenticate', value] as const) };
  }
}
