import { z } from 'zod';
import { deviceText } from './device-text.ts';
import { ProbeName } from './facts.ts';

/** How an exchange with a device ended. None of these is an error of AnCam: each is an observation. */
export const EXCHANGE_ENDS = ['ok', 'refused', 'timeout', 'closed', 'unreachable', 'limit', 'malformed', 'cancelled'] as const;
export const ExchangeEnd = z.enum(EXCHANGE_ENDS);
export type ExchangeEnd = z.infer<typeof ExchangeEnd>;

/** The transcript of one exchange: what was sent (by the id of its allowed shape) and what came back, capped and redacted. */
export const Observation = z.strictObject({
  /** Number within the host, from 0. */
  n: z.int().min(0),
  probe: ProbeName,
  at: z.iso.datetime(),
  transport: z.enum(['tcp', 'tls', 'udp']),
  port: z.int().min(0).max(65535),
  /** Id of the request shape in the scanner's allow-list. */
  shape: z.string().max(64),
  /** One readable line: `GET /`, `DESCRIBE rtsp://.../random`, `GetUsers (no credentials)`. */
  request: z.string().max(512).overwrite(deviceText),
  end: ExchangeEnd,
  /** Start of the answer as text, secrets redacted; non-text bytes as \xNN. */
  response: z.string().max(4096).overwrite(deviceText).optional(),
  /** Milliseconds from send to end. */
  ms: z.int().min(0),
});
export type Observation = z.infer<typeof Observation>;

/**
 * What a probe concluded about a host.
 * `done`: every question it had was answered, so a missing fact is an answer of "no";
 * `partial`: a limit, timeout or fault left questions open; `skipped`: not asked.
 */
export const ProbeState = z.strictObject({
  probe: ProbeName,
  state: z.enum(['done', 'partial', 'skipped']),
  /** A message; `messageText` words it. */
  reason: z.string().max(256).overwrite(deviceText).optional(),
});
export type ProbeState = z.infer<typeof ProbeState>;
