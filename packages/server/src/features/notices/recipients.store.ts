import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** An account that could be told, and where it sits. */
export interface Candidate {
  readonly id: Id;
  readonly role: string;
  readonly unit_id: Id;
  readonly scope_path: string;
}

/** Accounts in use with one of the roles that sit in a unit or above it, the nearest first. */
export async function listAtOrAbove(tx: Tx, scopePath: string, roles: readonly string[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select account.id, role, account.unit_id, unit.scope_path from unit join account on account.unit_id = unit.id
    where unit.scope_path = any(${pathsTo(scopePath)}::text[]) and unit.closed_on is null and ${IN_USE} and role = any(${[...roles]}::text[])
    order by length(unit.scope_path) desc, account.created_at, account.id`.execute(tx);
  return rows;
}

/** Accounts in use with one of the roles of some units. */
export async function listOfUnits(tx: Tx, unitIds: readonly Id[], roles: readonly string[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select account.id, role, account.unit_id, unit.scope_path from account join unit on unit.id = account.unit_id
    where account.unit_id = any(${[...unitIds]}::uuid[]) and ${IN_USE} and role = any(${[...roles]}::text[]) order by account.created_at, account.id`.execute(
    tx,
  );
  return rows;
}

/** A delegation in force by which its holder acts in the place of an account, within a unit and all below it. */
export interface Delegate {
  readonly delegation_id: Id;
  readonly from_account: Id;
  readonly to_account: Id;
  /** Name of who gave it. */
  readonly given_by: string;
  readonly home_id: Id;
  readonly unit_id: Id;
  readonly scope_path: string;
  readonly place_path: string;
}

/** The delegations of some accounts that hold on a day and hand on one of the permissions. */
export async function delegatesOf(tx: Tx, givers: readonly Id[], permissions: readonly string[], day: string): Promise<Delegate[]> {
  if (givers.length === 0) return [];
  const { rows } = await sql<Delegate>`
    select d.id as delegation_id, d.from_account, d.to_account, giver.display_name as given_by, u.home_id, d.unit_id, u.scope_path, u.place_path
    from delegation d join unit u on u.id = d.unit_id and u.closed_on is null join account giver on giver.id = d.from_account
    where d.from_account = any(${[...givers]}::uuid[]) and d.permissions && ${[...permissions]}::text[] and d.revoked_at is null
      and ${day}::date between d.valid_from and d.valid_until order by d.created_at, d.id`.execute(tx);
  return rows;
}

const IN_USE = sql<boolean>`account.disabled_at is null and (account.password_hash is not null or account.last_sign_in_at is not null)`;

/** A path and the paths above it: `/a/b/` has `/a/b/` and `/a/`. */
function pathsTo(path: string): string[] {
  const steps = path.split('/').filter((step) => step !== '');
  return steps.map((_, n) => `/${steps.slice(0, n + 1).join('/')}/`);
}
