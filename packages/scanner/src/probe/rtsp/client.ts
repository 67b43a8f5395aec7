import type { ExchangeEnd, ProbeName } from '@ancam/core';
import type { HostSession } from '../../engine/session.ts';
import { ANY_TLS } from '../../wire/connect.ts';
import { Link, openLink } from '../../wire/link.ts';
import type { Reply } from '../../wire/link.ts';
import { buildRequest } from '../../wire/shapes.ts';
import { isComplete, parseRtsp } from './message.ts';
import type { RtspMessage } from './message.ts';

/** An RTSP answer with its observation, or how the exchange ended. `raw` holds what was no RTSP. */
export interface RtspAnswer {
  readonly end: ExchangeEnd;
  readonly n: number;
  readonly message?: RtspMessage | undefined;
  readonly raw: Buffer;
}

/** Questions to one RTSP endpoint on one connection at a time; a closed connection is opened again. */
export class RtspClient {
  readonly session: HostSession;
  readonly port: number;
  readonly secure: boolean;
  #link: Link | undefined;
  #seq = 0;

  constructor(session: HostSession, port: number, secure: boolean) {
    this.session = session;
    this.port = port;
    this.secure = secure;
  }

  /** The URL of a path, as it stands in requests and in digests. */
  url(path: string): string {
    return `rtsp${this.secure ? 's' : ''}://${this.host}${path}`;
  }

  get host(): string {
    return this.session.hostText(this.port, this.secure ? 322 : 554);
  }

  close(): void {
    this.#link?.close();
    this.#link = undefined;
  }

  /** Sends one request by a shape of the list. */
  async ask(
    shape: string,
    path: string,
    more: Readonly<Record<string, string>> = {},
    probe: ProbeName = 'rtsp',
    timeoutMs?: number,
  ): Promise<RtspAnswer> {
    this.#seq += 1;
    const request = buildRequest(shape, { host: this.host, path, seq: String(this.#seq), secure: this.secure ? 's' : '', ...more });
    const reply = await this.session.exchange<Reply>(
      { probe, port: this.port, transport: this.secure ? 'tls' : 'tcp', request, once: timeoutMs !== undefined },
      (end) => ({ end, bytes: Buffer.alloc(0) }),
      async () => {
        const limits = this.session.limits(timeoutMs);
        const fresh = this.#link?.usable !== true;
        const first = await this.#send(request, limits);
        // a server may close after an answer; a question that met that closing is asked once more on a new connection
        // an attempt with an account is never repeated: the device may have counted it
        const again = shape !== 'rtsp-credentials' && !fresh && first.end === 'closed' && first.bytes.length === 0;
        return again ? this.#send(request, limits) : first;
      },
      (answer) => answer.bytes,
    );
    const message = reply.end === 'ok' || reply.end === 'closed' ? parseRtsp(reply.bytes) : undefined;
    return { end: reply.end, n: reply.n, message, raw: reply.bytes };
  }

  async #send(request: Parameters<Link['ask']>[0], limits: Parameters<Link['ask']>[2]): Promise<Reply> {
    if (this.#link?.usable !== true) {
      this.#link?.close();
      const place = { address: this.session.address, port: this.port, tls: this.secure ? ANY_TLS : undefined };
      const opened = await openLink(this.session.context.lane, place, limits);
      if (!(opened instanceof Link)) return opened;
      this.#link = opened;
    }
    return this.#link.ask(request, isComplete, limits);
  }
}
