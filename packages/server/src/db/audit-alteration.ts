import type { AuditContent } from './audit-hash.ts';

/** One altered column of an event: what it holds now, and what it held when its hash was made. */
export interface Alteration {
  readonly field: keyof AuditContent;
  readonly is: string;
  readonly was: string;
}

const BYTE = 256;
const UUID_BYTES = 16;
const INSTANT_BYTES = 8n;
const MICROSECONDS = 1000n;
/** The zero of PostgreSQL's instants, 2000-01-01, in microseconds since 1970. */
const POSTGRES_EPOCH = 946_684_800_000_000n;
/** Longest ISO instant of JavaScript: a byte high up leads outside of the calendar. */
const LAST_INSTANT_MS = 8_640_000_000_000_000n;

const TEXTS = ['summary', 'object', 'action', 'by_name', 'scope_path', 'place_path'] as const;
/** Open, restricted; two more for those to come. */
const CLASSIFICATIONS = ['0', '1', '2', '3'] as const;
const IDS = ['id', 'instance_id', 'home_id', 'unit_id', 'actor_id'] as const;

/**
 * Finds the single byte of an event whose change makes its hash right again: the alteration is then proven, not guessed.
 * Undefined where more was altered. Tries some ten thousand hashes.
 */
export function findAlteredByte(event: AuditContent, isRight: (candidate: AuditContent) => boolean): Alteration | undefined {
  for (const [field, values] of candidates(event)) {
    for (const was of values) {
      const candidate = { ...event, [field]: field === 'classification' ? Number(was) : was };
      if (isRight(candidate)) return { field, is: String(event[field]), was };
    }
  }
  return undefined;
}

function* candidates(event: AuditContent): Iterable<[keyof AuditContent, Iterable<string>]> {
  for (const field of TEXTS) yield [field, textsNear(event[field])];
  yield ['classification', CLASSIFICATIONS];
  yield ['at', instantsNear(event.at)];
  for (const field of IDS) {
    const id = event[field];
    if (id !== null) yield [field, idsNear(id)];
  }
}

/** Every valid text that differs in one byte of its UTF-8. */
function* textsNear(text: string): Iterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const bytes = Buffer.from(text, 'utf8');
  for (const [at, original] of [...bytes].entries()) {
    for (let value = 1; value < BYTE; value += 1) {
      if (value === original) continue;
      bytes[at] = value;
      try {
        yield decoder.decode(bytes);
      } catch {
        // not a text; PostgreSQL would not have stored it
      }
    }
    bytes[at] = original;
  }
}

function* idsNear(id: string): Iterable<string> {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  for (let at = 0; at < UUID_BYTES; at += 1) {
    const original = bytes[at] ?? 0;
    for (let value = 0; value < BYTE; value += 1) {
      if (value === original) continue;
      bytes[at] = value;
      yield bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    }
    bytes[at] = original;
  }
}

/** PostgreSQL keeps an instant as eight bytes of microseconds; only whole milliseconds were ever written. */
function* instantsNear(at: string): Iterable<string> {
  const [, whole = '', fraction = ''] = /^(.*\.\d{3})(\d*)Z$/.exec(at) ?? [];
  if (whole === '') return;
  const stored = BigInt(Date.parse(`${whole}Z`)) * MICROSECONDS + BigInt(fraction === '' ? 0 : fraction) - POSTGRES_EPOCH;
  for (let place = 0n; place < INSTANT_BYTES; place += 1n) {
    const shift = place * 8n;
    const original = (stored >> shift) & 255n;
    for (let value = 0n; value < 256n; value += 1n) {
      if (value === original) continue;
      const micros = BigInt.asIntN(64, stored + ((value - original) << shift)) + POSTGRES_EPOCH;
      const ms = micros / MICROSECONDS;
      if (micros % MICROSECONDS === 0n && ms > -LAST_INSTANT_MS && ms < LAST_INSTANT_MS) yield new Date(Number(ms)).toISOString();
    }
  }
}
