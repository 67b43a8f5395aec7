import pino from 'pino';
import type { Logger } from 'pino';

/** Fields that never reach a log, at any of the usual depths. */
const SECRET = ['password', 'token', 'cookie', 'authorization', 'setupLink', 'databaseUrl'];

/** The log of a server: JSON lines on stderr, secrets replaced. */
export function createLog(level: string): Logger {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, redact: { paths, censor: '[hidden]' } }, pino.destination({ dest: 2, sync: true }));
}
