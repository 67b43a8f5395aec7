import type { Socket } from 'node:net';
import type { ExchangeEnd } from '@ancam/core';
import { openSocket } from './connect.ts';
import { deadline } from './deadline.ts';
import type { Endpoint } from './connect.ts';
import type { ExchangeLimits, Lane } from './lane.ts';
import { assertIssued } from './shapes.ts';
import type { ShapedRequest } from './shapes.ts';

/** What came back. `bytes` may be there also where the end is not `ok`. */
export interface Reply {
  readonly end: ExchangeEnd;
  readonly bytes: Buffer;
  readonly reason?: string | undefined;
}

/** Decides from what came so far whether the answer is complete. `quietMs`: complete if nothing more comes for so long. */
export type Completeness = (bytes: Buffer) => boolean | { readonly quietMs: number };

/** A raw connection on which questions are asked one after the other. */
export class Link {
  readonly #socket: Socket;
  readonly #lane: Lane;

  constructor(socket: Socket, lane: Lane) {
    this.#socket = socket;
    this.#lane = lane;
  }

  get usable(): boolean {
    return !this.#socket.destroyed && this.#socket.writable && !this.#socket.readableEnded;
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Sends a request (a listening shape sends nothing) and collects the answer within the limits. Never throws on what the device does. */
  ask(request: ShapedRequest, complete: Completeness, limits: ExchangeLimits): Promise<Reply> {
    assertIssued(request);
    this.#lane.exchanges += 1;
    const socket = this.#socket;
    return new Promise((resolve) => {
      let bytes: Buffer = Buffer.alloc(0);
      let clearQuiet: (() => void) | undefined;
      const clear = deadline(limits.timeoutMs, () => settle('timeout'));
      const settle = (end: ExchangeEnd): void => {
        clear();
        clearQuiet?.();
        socket.off('data', onData).off('end', onClosed).off('close', onClosed);
        if (end !== 'ok') socket.destroy();
        resolve({ end: this.#lane.cancelled && end !== 'ok' ? 'cancelled' : end, bytes });
      };
      const onData = (chunk: Buffer): void => {
        bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
        if (bytes.length > limits.maxBytes) {
          bytes = bytes.subarray(0, limits.maxBytes);
          return settle('limit');
        }
        const answer = complete(bytes);
        if (answer === true) return settle('ok');
        if (answer !== false) {
          clearQuiet?.();
          clearQuiet = deadline(answer.quietMs, () => settle('ok'));
        }
      };
      const onClosed = (): void => settle('closed');
      socket.on('data', onData).once('end', onClosed).once('close', onClosed);
      if (socket.destroyed) return settle('closed');
      if (request.text !== '') socket.write(request.text, 'latin1');
    });
  }
}

/** Opens a link, or says how the attempt ended. */
export async function openLink(lane: Lane, endpoint: Endpoint, limits: ExchangeLimits): Promise<Link | Reply> {
  const opened = await openSocket(lane, endpoint, limits.connectTimeoutMs, limits.timeoutMs);
  if ('socket' in opened) return new Link(opened.socket, lane);
  return { end: opened.end, bytes: Buffer.alloc(0), reason: opened.reason };
}
