import { AppError } from '@ancam/core';
import type { Clock, Id } from '@ancam/core';
import { sql } from 'kysely';
import type { AuditNote } from './audit.ts';
import { appendAudit } from './audit.ts';
import type { Db, Tx } from './database.ts';

/** Who acts: an account, or the system in the name of one. Decides which rows are seen. */
export interface Actor {
  /** Null for the system itself. */
  readonly accountId: Id | null;
  readonly name: string;
  readonly role: 'administrator' | 'viewer';
  readonly homeId: Id;
  readonly unitId: Id;
  /** Path of the actor's unit; what it records stands there. */
  readonly scopePath: string;
  /** Path prefixes that the actor sees. */
  readonly scopes: readonly string[];
  /** Highest classification that the actor sees. */
  readonly clearance: number;
}

/** What a service works with: a database and the facts of this instance. */
export interface Store {
  readonly db: Db;
  readonly clock: Clock;
  readonly instanceId: Id;
}

/** A transaction that sees what its actor may see. Audit notes are written last, before the commit. */
export interface Work {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly instanceId: Id;
  /** ISO instant of the work. */
  readonly now: string;
  /** Notes a change, a restricted read or an export; becomes part of the same transaction. */
  readonly audit: (note: AuditNote) => void;
}

/** Columns that place a new row under the actor's unit. */
export function ownedBy(actor: Actor): { home_id: Id; unit_id: Id; scope_path: string } {
  return { home_id: actor.homeId, unit_id: actor.unitId, scope_path: actor.scopePath };
}

/** Runs work as the actor: role without ownership, scopes of the actor, audit in the same transaction. */
export function withActor<T>(store: Store, actor: Actor, work: (work: Work) => Promise<T>): Promise<T> {
  const done = store.db.transaction().execute(async (tx) => {
    const scopes = sql`${[...actor.scopes]}::text[]::text`;
    await sql`select set_config('role', 'ancam_app', true), set_config('ancam.scopes', ${scopes}, true), set_config('ancam.clearance', ${String(actor.clearance)}, true)`.execute(
      tx,
    );
    const notes: AuditNote[] = [];
    const now = store.clock().toISOString();
    const result = await work({ tx, actor, instanceId: store.instanceId, now, audit: (note) => notes.push(note) });
    await appendAudit(tx, { actor, instanceId: store.instanceId, now }, notes);
    return result;
  });
  return done.catch((thrown: unknown) => {
    throw isDouble(thrown) ? new AppError('conflict', 'there is such a record already', {}, thrown) : thrown;
  });
}

/** PostgreSQL's unique_violation; the record may stand in a scope that the actor does not see. */
function isDouble(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === '23505';
}

/** Runs work as the owner of the schema, past row-level security: accounts, sessions, start-up. */
export function asOwner<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  return store.db.transaction().execute(work);
}
