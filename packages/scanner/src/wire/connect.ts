import { constants } from 'node:crypto';
import { Socket } from 'node:net';
import { connect as connectTls, createSecureContext } from 'node:tls';
import type { SecureContext, SecureVersion, TLSSocket } from 'node:tls';
import type { ExchangeEnd } from '@ancam/core';
import { connectEnd } from './connect-end.ts';
import type { ConnectEnd } from './connect-end.ts';
import { deadline } from './deadline.ts';
import type { Lane } from './lane.ts';

/** Where to connect. `tls` opens a TLS connection with exactly these versions allowed. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly tls?: TlsVersions | undefined;
}

export interface TlsVersions {
  readonly min: SecureVersion;
  readonly max: SecureVersion;
}

/** Any version of TLS: the scanner observes and never trusts, so old versions and unknown certificates are accepted here. */
export const ANY_TLS: TlsVersions = { min: 'TLSv1', max: 'TLSv1.3' };

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** One bare connect by a socket of Node: works on every system. */
export function nodeConnect(lane: Lane, address: string, port: number, timeoutMs: number): Promise<ConnectEnd> {
  if (lane.cancelled) return Promise.resolve('cancelled');
  lane.connects += 1;
  return new Promise((resolve) => {
    const socket = new Socket();
    let end: ConnectEnd = 'timeout';
    const clear = deadline(timeoutMs, () => socket.destroy());
    socket.once('connect', () => {
      end = 'open';
      socket.destroy();
    });
    socket.once('error', (error) => {
      end = connectEnd(codeOf(error));
    });
    socket.once('close', () => {
      clear();
      lane.release(socket);
      resolve(lane.cancelled && end === 'timeout' ? 'cancelled' : end);
    });
    lane.hold(socket);
    socket.connect({ host: address, port, autoSelectFamily: false });
  });
}

const contexts = new Map<string, SecureContext>();

/** Making a context costs more than a handshake: one per pair of versions is kept. */
function contextFor(versions: TlsVersions): SecureContext {
  const key = `${versions.min} ${versions.max}`;
  const known = contexts.get(key);
  if (known !== undefined) return known;
  // Security level 0 and servers without safe renegotiation: devices that offer nothing better must be read to be reported. Nobody needs a
  // second handshake for that, and a device that asks for thousands would keep the scanner busy.
  const made = createSecureContext({
    minVersion: versions.min,
    maxVersion: versions.max,
    ciphers: 'ALL:@SECLEVEL=0',
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT | constants.SSL_OP_NO_RENEGOTIATION,
    ca: [],
  });
  contexts.set(key, made);
  return made;
}

/** An open connection, or how the attempt ended. `reason` is OpenSSL's code where a handshake failed. */
export type Opened = { readonly socket: Socket; readonly tls?: TLSSocket } | { readonly end: ExchangeEnd; readonly reason?: string };

function failed(error: unknown, lane: Lane, connected: boolean): Opened {
  if (lane.cancelled) return { end: 'cancelled' };
  if (connected && error === undefined) return { end: 'closed' };
  const code = codeOf(error);
  if (!connected) {
    const end = connectEnd(codeOf(error));
    if (end === 'refused' || end === 'unreachable') return { end, reason: code };
    return { end: end === 'exhausted' ? 'unreachable' : 'timeout', reason: code };
  }
  return { end: code === 'ECONNRESET' || code === 'EPIPE' ? 'closed' : 'malformed', reason: code };
}

/**
 * The one opener of connections for exchanges. Resolves when the connection (and handshake) stands; the caller destroys the socket.
 * Late errors of a socket are swallowed: the exchange that uses it sees it close. Never throws.
 */
export function openSocket(lane: Lane, endpoint: Endpoint, connectTimeoutMs: number, handshakeTimeoutMs: number): Promise<Opened> {
  if (lane.cancelled) return Promise.resolve({ end: 'cancelled' });
  lane.connects += 1;
  return new Promise((resolve) => {
    const socket = new Socket();
    let connected = false;
    let settled = false;
    let clear = deadline(connectTimeoutMs, () => settle({ end: 'timeout' }));
    const settle = (opened: Opened): void => {
      if (settled) return;
      settled = true;
      clear();
      if (!('socket' in opened)) socket.destroy();
      resolve(opened);
    };
    const onError = (error: unknown): void => settle(failed(error, lane, connected));
    socket.on('error', onError);
    socket.once('close', () => {
      lane.release(socket);
      settle(failed(undefined, lane, connected));
    });
    socket.once('connect', () => {
      connected = true;
      if (endpoint.tls === undefined) return settle({ socket });
      clear();
      clear = deadline(handshakeTimeoutMs, () => settle({ end: 'timeout' }));
      const tls = connectTls({ socket, secureContext: contextFor(endpoint.tls), rejectUnauthorized: false });
      tls.on('error', onError);
      tls.once('secureConnect', () => settle({ socket: tls, tls }));
    });
    lane.hold(socket);
    socket.connect({ host: endpoint.address, port: endpoint.port, autoSelectFamily: false });
  });
}
