import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.generated.ts';

/** The open database. Only services open transactions on it, through `withActor` and `asOwner`. */
export type Db = Kysely<Tables>;
/** A transaction; what stores are given. */
export type Tx = Transaction<Tables>;

/** A value for a `jsonb` column. Strings as JSON, since drivers disagree on arrays. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}

/** Connections of a pool: open, of these idle, and requests that wait for one. */
export interface PoolUsage {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}
