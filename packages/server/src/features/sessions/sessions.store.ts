import type { Role } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { dayOf } from '../../day.ts';
import type { Db, Tx } from '../../db/database.ts';
import { often } from '../../db/server-pool.ts';

/** An account with its unit, and what that unit may see besides its own. */
export interface AccountRow {
  readonly id: Id;
  readonly login: string;
  readonly display_name: string;
  readonly email: string | null;
  readonly role: string;
  /** Null until the account is taken up, or where one signs on by a provider. */
  readonly password_hash: string | null;
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
  /** Accounts to which it has ever delegated to propose. */
  readonly proposers: string[];
}

/** Ways in which a session begins. */
export type Method = 'password' | 'passkey' | 'sign-on' | 'link';

/** A session as stored, with its account. */
export interface SessionRow extends AccountRow {
  readonly session_id: Id;
  readonly state: string;
  readonly method: string;
  readonly second_factor: boolean;
  readonly tries: number;
  readonly last_seen_at: string;
}

/** Paths granted to the account's unit on one axis, as of a day. */
function granted(axis: 'scope' | 'place', day: string) {
  return sql<string[]>`array(select j.path from jurisdiction j where j.unit_id = account.unit_id and j.axis = ${axis}
    and j.revoked_at is null and j.valid_from <= ${day}::date and (j.valid_until is null or j.valid_until >= ${day}::date))`;
}

function accounts(db: Db, day: string) {
  return db
    .selectFrom('account')
    .innerJoin('unit', 'unit.id', 'account.unit_id')
    .select(['account.id', 'login', 'display_name', 'email', 'role', 'password_hash', 'unit_id', 'unit.name as unit_name'])
    .select(['home_id', 'scope_path', 'place_path', 'clearance'])
    .select(
      sql<string[]>`array(select distinct d.to_account::text from delegation d where d.from_account = account.id
        and exists (select from unnest(d.permissions) p where p like '%.propose'))`.as('proposers'),
    )
    .select([granted('scope', day).as('granted_scopes'), granted('place', day).as('granted_places')])
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

export function findAccountByEmail(tx: Tx, email: string, now: string): Promise<AccountRow | undefined> {
  return accounts(tx, dayOf(now))
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst();
}

export function findAccount(tx: Tx, id: Id, now: string): Promise<AccountRow | undefined> {
  return accounts(tx, dayOf(now)).where('account.id', '=', id).executeTakeFirst();
}

/** Accounts in use by their ids. */
export function findAccounts(tx: Tx, ids: readonly Id[], now: string): Promise<AccountRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return accounts(tx, dayOf(now))
    .where(sql<boolean>`account.id = any(${[...ids]}::uuid[])`)
    .execute();
}

/** By whom each request comes, so that it stands alone where nothing is changed: outside of a transaction. */
export function findSession(db: Db, tokenHash: string, now: string): Promise<SessionRow | undefined> {
  return accounts(db, dayOf(now))
    .modifyFront(often)
    .innerJoin('session', 'session.account_id', 'account.id')
    .select(['session.id as session_id', 'state', 'method', 'second_factor', 'tries', 'last_seen_at'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function anyAccount(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export interface NewSession {
  readonly id: Id;
  readonly tokenHash: string;
  readonly accountId: Id;
  readonly state: 'pending' | 'open';
  readonly method: Method;
  readonly secondFactor: boolean;
  readonly address: string;
  readonly device: string;
  readonly now: string;
  readonly expiresAt: string;
}

export async function insertSession(tx: Tx, row: NewSession): Promise<void> {
  await tx.deleteFrom('session').where('expires_at', '<=', row.now).execute();
  await tx
    .insertInto('session')
    .values({
      id: row.id,
      token_hash: row.tokenHash,
      account_id: row.accountId,
      state: row.state,
      method: row.method,
      second_factor: row.secondFactor,
      address: row.address,
      device: row.device,
      created_at: row.now,
      last_seen_at: row.now,
      expires_at: row.expiresAt,
    })
    .execute();
}

export async function touchSession(tx: Tx, id: Id, now: string): Promise<void> {
  await tx.updateTable('session').set({ last_seen_at: now }).where('id', '=', id).execute();
}

/** Counts a wrong code; gives the number so far. */
export async function countTry(tx: Tx, id: Id): Promise<number> {
  const row = await tx
    .updateTable('session')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .returning('tries')
    .executeTakeFirst();
  return row?.tries ?? 0;
}

/** Notes that the holder of this session has passed a second factor. */
export async function setSecondFactor(tx: Tx, id: Id): Promise<void> {
  await tx.updateTable('session').set({ second_factor: true }).where('id', '=', id).execute();
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

export interface ListedSession {
  readonly id: Id;
  readonly device: string;
  readonly address: string;
  readonly method: string;
  readonly created_at: string;
  readonly last_seen_at: string;
}

/** Open sessions of an account, newest first. */
export function listSessions(tx: Tx, accountId: Id, now: string): Promise<ListedSession[]> {
  return tx
    .selectFrom('session')
    .select(['id', 'device', 'address', 'method', 'created_at', 'last_seen_at'])
    .where('account_id', '=', accountId)
    .where('state', '=', 'open')
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();
}

/** Ends one session of an account; false where it has no such. */
export async function endSession(tx: Tx, accountId: Id, id: Id): Promise<boolean> {
  const gone = await tx.deleteFrom('session').where('account_id', '=', accountId).where('id', '=', id).returning('id').execute();
  return gone.length === 1;
}

/** Ends the sessions of an account, but for one where it is named; gives how many. */
export async function endSessions(tx: Tx, accountId: Id, except?: Id): Promise<number> {
  let query = tx.deleteFrom('session').where('account_id', '=', accountId);
  if (except !== undefined) query = query.where('id', '<>', except);
  return (await query.returning('id').execute()).length;
}

/** Whether the account got in from a browser with this token before. */
export async function isKnownDevice(tx: Tx, tokenHash: string, login: string): Promise<boolean> {
  const row = await tx
    .selectFrom('known_device')
    .innerJoin('account', 'account.id', 'known_device.account_id')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .where((eb) => eb(eb.fn<string>('lower', ['login']), '=', login.toLowerCase()))
    .executeTakeFirst();
  return row !== undefined;
}

/** Remembers a browser for an account, and forgets those unused since `forgetBefore`. */
export async function rememberDevice(tx: Tx, tokenHash: string, accountId: Id, now: string, forgetBefore: string): Promise<void> {
  await tx.deleteFrom('known_device').where('account_id', '=', accountId).where('last_used_at', '<', forgetBefore).execute();
  await tx
    .insertInto('known_device')
    .values({ token_hash: tokenHash, account_id: accountId, last_used_at: now })
    .onConflict((conflict) => conflict.columns(['token_hash', 'account_id']).doUpdateSet({ last_used_at: now }))
    .execute();
}

export async function forgetDevices(tx: Tx, accountId: Id): Promise<void> {
  await tx.deleteFrom('known_device').where('account_id', '=', accountId).execute();
}

export async function noteSignIn(tx: Tx, accountId: Id, now: string): Promise<void> {
  await tx.updateTable('account').set({ last_sign_in_at: now }).where('id', '=', accountId).execute();
}

export async function setPassword(tx: Tx, accountId: Id, passwordHash: string): Promise<void> {
  await tx.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', accountId).execute();
}

/** Sets the address of an account with the words that it is searched by. */
export async function setEmail(tx: Tx, accountId: Id, email: string | null, search: string): Promise<void> {
  await tx.updateTable('account').set({ email, search }).where('id', '=', accountId).execute();
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
  readonly email?: string;
  /** Null until the account is taken up. */
  readonly passwordHash: string | null;
  /** What the search looks into. */
  readonly search?: string;
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
      email: row.email ?? null,
      role: row.role,
      clearance: row.clearance,
      password_hash: row.passwordHash,
      search: row.search ?? row.login.toLowerCase(),
      created_at: row.now,
      disabled_at: null,
    })
    .execute();
}
