import type { Permission, Role } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Clock, Id } from '@ancam/core';
import { sql } from 'kysely';
import { escapeLiteral } from 'pg';
import { dayOf } from '../day.ts';
import type { AuditNote } from './audit.ts';
import { appendAudit } from './audit.ts';
import type { Db, Tx } from './database.ts';

/** Who acts: an account, or the system in the name of one. Decides which rows are seen and which may be changed. */
export interface Actor {
  /** Null for the system itself. */
  readonly accountId: Id | null;
  /** Everybody in whose hands the work lies: the account, who delegated to it, and who may have proposed in its name. */
  readonly persons?: readonly Id[];
  readonly name: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  readonly homeId: Id;
  readonly unitId: Id;
  /** Path of the actor's unit; what it records stands there. */
  readonly scopePath: string;
  /** Territory of the actor's unit; empty where it has none. */
  readonly placePath: string;
  /** Path prefixes in the owner tree that the actor sees: its own, those of predecessors, those granted. */
  readonly scopes: readonly string[];
  /** Path prefixes in the owner tree whose rows the actor may change. */
  readonly writeScopes: readonly string[];
  /** Prefixes of territories in which the actor sees rows of every owner. */
  readonly places: readonly string[];
  /** Path prefixes whose units and accounts the actor manages. */
  readonly adminScopes: readonly string[];
  /** Highest classification that the actor sees. */
  readonly clearance: number;
  /** Of one who sits before a browser in the own name; a token or delegation has none. */
  readonly session?: { readonly id: Id; readonly secondFactor: boolean };
  /** True where the actor records for a silent unit below its own. */
  readonly behalf?: boolean;
}

/** Accounts in whose hands the work lies. Whoever proposes never approves: not through another's hand either. */
export function handsOf(actor: Actor): readonly Id[] {
  return actor.persons ?? (actor.accountId === null ? [] : [actor.accountId]);
}

/** Whether an actor holds a permission. */
export function holds(actor: Actor, permission: Permission): boolean {
  return actor.permissions.includes(permission);
}

/** Whether an actor may change rows that stand at a path: a right over a territory, or over another part of the tree, only shows them. */
export function mayChange(actor: Pick<Actor, 'writeScopes'>, row: { readonly scope_path: string }): boolean {
  return actor.writeScopes.some((scope) => row.scope_path.startsWith(scope));
}

/** Throws `auth.forbidden` unless the actor may change a row that it sees. */
export function assertMayChange(actor: Pick<Actor, 'writeScopes'>, row: { readonly id: Id; readonly scope_path: string }): void {
  if (mayChange(actor, row)) return;
  throw new AppError('auth.forbidden', 'another unit answers for it', {
    place: row.id,
    reason: 'no-permission',
    fix: 'ask the unit that answers for it',
  });
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

/** Where a row that belongs to an object stands: with the object. */
export interface Placement {
  readonly home_id: Id;
  readonly unit_id: Id;
  readonly scope_path: string;
  readonly place_path: string;
  readonly classification: number;
}

/** What somebody sees and changes who acts at one place alone: nothing beside it, above it or by a right over a territory. */
export function standingAt({
  home_id: homeId,
  unit_id: unitId,
  scope_path: scopePath,
  place_path: placePath,
}: Omit<Placement, 'classification'>): Pick<
  Actor,
  'homeId' | 'unitId' | 'scopePath' | 'placePath' | 'scopes' | 'writeScopes' | 'places' | 'adminScopes'
> {
  return { homeId, unitId, scopePath, placePath, scopes: [scopePath], writeScopes: [scopePath], places: [], adminScopes: [] };
}

/** Where a row stands. */
export function placementOf({ home_id, unit_id, scope_path, place_path, classification }: Placement): Placement {
  return { home_id, unit_id, scope_path, place_path, classification };
}

/** Columns that place a new object under the actor's unit, which records it and answers for it. */
export function ownedBy(actor: Actor): Placement & { steward_id: Id; recorded_path: string; on_behalf: boolean } {
  return { ...placedBy(actor), steward_id: actor.unitId, recorded_path: actor.scopePath, on_behalf: actor.behalf === true };
}

/** Columns that place a row that belongs to no object under the actor's unit. */
export function placedBy(actor: Actor): Placement {
  return { home_id: actor.homeId, unit_id: actor.unitId, scope_path: actor.scopePath, place_path: actor.placePath, classification: 0 };
}

/**
 * For reading by ways chosen beforehand. How many rows a policy lets through the planner cannot know: where it expects few it would rather
 * read a table from end to end, or all of a large part to sort it, than follow the order of the page.
 */
export const BY_INDEX: Readonly<Record<string, string>> = { enable_seqscan: 'off', enable_sort: 'off' };

/** One request of many at a time: starting further processes for a plan takes longer than any page may. */
const ONE_OF_MANY: Readonly<Record<string, string>> = { max_parallel_workers_per_gather: '0' };

/** Runs work as the actor: role without ownership, scopes of the actor, audit in the same transaction; further settings end with it. */
export function withActor<T>(
  store: Store,
  actor: Actor,
  work: (work: Work) => Promise<T>,
  settings: Readonly<Record<string, string>> = {},
): Promise<T> {
  const done = store.db.transaction().execute(async (tx) => {
    const now = store.clock().toISOString();
    // By the day the policies know which delegations are in force.
    await actAs(tx, { ...settingsOf(actor), 'ancam.day': dayOf(now), ...ONE_OF_MANY, ...settings });
    const notes: AuditNote[] = [];
    const result = await work({ tx, actor, instanceId: store.instanceId, now, audit: (note) => notes.push(note) });
    await appendAudit(tx, { actor, instanceId: store.instanceId, now }, notes);
    return result;
  });
  return done.catch((thrown: unknown) => {
    throw isDouble(thrown) ? new AppError('conflict', 'there is such a record already', {}, thrown) : thrown;
  });
}

/** Paths as PostgreSQL writes an array of texts. */
function list(paths: readonly string[]): string {
  return `{${paths.map((path) => `"${path.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}

/** The settings by which the policies know the actor. */
export function settingsOf(actor: Actor): Readonly<Record<string, string>> {
  return {
    role: 'ancam_app',
    'ancam.scopes': list(actor.scopes),
    'ancam.write_scopes': list(actor.writeScopes),
    'ancam.places': list(actor.places),
    'ancam.admin_scopes': list(actor.adminScopes),
    'ancam.unit_path': actor.scopePath,
    'ancam.account': actor.accountId ?? '',
    'ancam.persons': list(handsOf(actor)),
    'ancam.clearance': String(actor.clearance),
    'ancam.home': actor.homeId,
  };
}

/** Gives the transaction the role without ownership and the actor's scopes, until its end. Without parameters, so that it travels with `begin`. */
async function actAs(tx: Tx, settings: Readonly<Record<string, string>>): Promise<void> {
  const each = Object.entries(settings).map(([name, value]) => sql`set_config(${sql.lit(name)}, ${sql.raw(escapeLiteral(value))}, true)`);
  await sql`select ${sql.join(each)}`.execute(tx);
}

/**
 * Runs a part of an actor's transaction as the owner of the schema, past row-level security, and goes back to the actor's role. What was
 * checked as the actor still holds when the owner acts on it.
 */
export async function withinAsOwner<T>({ tx, actor }: Work, part: (tx: Tx) => Promise<T>): Promise<T> {
  await sql`select set_config('role', 'none', true)`.execute(tx);
  const result = await part(tx);
  await actAs(tx, settingsOf(actor));
  return result;
}

/** PostgreSQL's unique_violation; the record may stand in a scope that the actor does not see. */
export function isDouble(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === '23505';
}

/** Runs work as the owner of the schema, past row-level security: accounts, sessions, start-up. */
export function asOwner<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  return store.db.transaction().execute(work);
}
