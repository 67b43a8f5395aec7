import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { redact } from './redact.ts';

/** The log of a server: JSON lines on stderr, secrets replaced. */
export function createLog(level: string, destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Errors are cleaned with their causes; the built-in treatment would flatten them before.
      serializers: { err: (value: unknown) => value },
      formatters: { log: (fields) => redact(fields) as Record<string, unknown> }, // an object stays one
      // Whatever way a value took into the line - bound to a child, message, message of an error -, it passes here.
      hooks: { streamWrite: (line) => `${JSON.stringify(redact(JSON.parse(line)))}\n` },
    },
    destination,
  );
}
