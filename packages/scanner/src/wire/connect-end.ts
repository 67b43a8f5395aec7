import type { Lane } from './lane.ts';

/** How a bare connect ended. `exhausted`: this machine ran out of sockets, the question must be asked again. */
export type ConnectEnd = 'open' | 'refused' | 'timeout' | 'unreachable' | 'cancelled' | 'exhausted';

/** Opens and closes one TCP connection. Sends nothing. Never throws. */
export type TryConnect = (lane: Lane, address: string, port: number, timeoutMs: number) => Promise<ConnectEnd>;

const EXHAUSTED = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM', 'EAGAIN']);
const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EACCES', 'EPERM', 'EINVAL', 'ENODEV']);

/** What the error of a connect says, by its name such as `ECONNREFUSED`. */
export function connectEnd(code: string): ConnectEnd {
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return 'refused';
  if (EXHAUSTED.has(code)) return 'exhausted';
  return UNREACHABLE.has(code) ? 'unreachable' : 'timeout';
}
