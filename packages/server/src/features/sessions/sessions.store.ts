import type { Id } from '@ancam/core';
import type { Role } from '@ancam/contract';
import { sql } from 'kysely';
import { dayOf } from '../../day.ts';
import type { Tx } from '../../db/database.ts';

/** An account with its unit. */
export interface AccountRow {
  readonly id: Id;
  readonly login: string;
  readonly display_name: string;
  readonly role: string;
  readonly password_hash: string;
  readonly unit_id: Id;
  readonly unit_name: string;
  readonly home_id: Id;
  readonly scope_path: string;
  readonly place_path: string;
  readonly clearance: number;
  /** Its unit is the one the installation was set up for. */
  readonly of_host: boolean;
  /** Paths that its unit, or what it came from, had before. */
  readonly former_paths: string[];
  readonly granted_scopes: string[];
  readonly granted_places: string[];
}

/** Paths granted to the account's unit on one axis, as of a day. */
function granted(axis: 'scope' | 'place', day: string) {
  return sql<string[]>`array(select j.path from jurisdiction j where j.unit_id = account.unit_id and j.axis = ${axis}
    and j.revoked_at is null and j.valid_from <= ${day}::date and (j.valid_until is null or j.valid_until >= ${day}::date))`;
}

function accounts(tx: Tx, day: string) {
  return tx
    .selectFrom('account')
    .innerJoin('unit', 'unit.id', 'account.unit_id')
    .select(['account.id', 'login', 'display_name', 'role', 'password_hash', 'unit_id', 'unit.name as unit_name', 'home_id', 'scope_path'])
    .select(['place_path', 'clearance', granted('scope', day).as('granted_scopes'), granted('place', day).as('granted_places')])
    .select([
      sql<boolean>`unit.id = (select host_unit_id from instance)`.as('of_host'),
      sql<string[]>`former_paths(unit.id, ${day}::date)`.as('former_paths'),
    ])
    .where('disabled_at', 'is', null);
}

export function findAccountByLogin(tx: Tx, login: string, now: string): Promise<AccountRow | undefined> {
  return accounts(tx, dayOf(now))
    .where((eb) => eb(eb.fn<string>('lower', ['login']), '=', login.toLowerCase()))
    .executeTakeFirst();
}

export function findAccountBySession(tx: Tx, tokenHash: string, now: string): Promise<AccountRow | undefined> {
  return accounts(tx, dayOf(now))
    .innerJoin('session', 'session.account_id', 'account.id')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function anyAccount(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function insertSession(tx: Tx, row: { tokenHash: string; accountId: Id; now: string; expiresAt: string }): Promise<void> {
  await tx.deleteFrom('session').where('expires_at', '<=', row.now).execute();
  await tx
    .insertInto('session')
    .values({ token_hash: row.tokenHash, account_id: row.accountId, created_at: row.now, expires_at: row.expiresAt })
    .execute();
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

/** Puts a new set-up token in the place of all unused ones. */
export async function replaceSetupToken(tx: Tx, tokenHash: string, now: string): Promise<void> {
  await tx.deleteFrom('setup_token').where('used_at', 'is', null).execute();
  await tx.insertInto('setup_token').values({ token_hash: tokenHash, created_at: now, used_at: null }).execute();
}

/** Uses up a set-up token; false where it is unknown or was used. */
export async function useSetupToken(tx: Tx, tokenHash: string, now: string): Promise<boolean> {
  const used = await tx
    .updateTable('setup_token')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .returning('token_hash')
    .execute();
  return used.length === 1;
}

/** Notes the unit that the installation is set up for. */
export async function setHostUnit(tx: Tx, unitId: Id): Promise<void> {
  await tx.updateTable('instance').set({ host_unit_id: unitId }).execute();
}

export interface NewAccount {
  readonly id: Id;
  readonly instanceId: Id;
  readonly unitId: Id;
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  /** Highest classification it may see. */
  readonly clearance: 0 | 1;
  readonly passwordHash: string;
  readonly now: string;
}

export async function insertAccount(tx: Tx, row: NewAccount): Promise<void> {
  await tx
    .insertInto('account')
    .values({
      id: row.id,
      instance_id: row.instanceId,
      unit_id: row.unitId,
      login: row.login,
      display_name: row.displayName,
      role: row.role,
      clearance: row.clearance,
      password_hash: row.passwordHash,
      created_at: row.now,
      disabled_at: null,
    })
    .execute();
}
