import type { AccountFilter } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { likeOf } from '../../search-text.ts';

/** An account as its administrators see it. */
export interface ManagedRow {
  readonly id: Id;
  readonly login: string;
  readonly login_key: string;
  readonly display_name: string;
  readonly email: string | null;
  readonly role: string;
  readonly unit_id: Id;
  readonly unit_name: string;
  readonly home_id: Id;
  readonly scope_path: string;
  readonly state: 'invited' | 'expired' | 'active' | 'disabled';
  readonly second_factor: boolean;
  readonly created_at: string;
  readonly last_sign_in_at: string | null;
  readonly invited_until: string | null;
}

function managed(tx: Tx, prefixes: readonly string[], now: string) {
  const open = sql`select max(expires_at) from invitation i where i.account_id = account.id and i.used_at is null and i.revoked_at is null`;
  return tx
    .selectFrom('account')
    .innerJoin('unit', 'unit.id', 'account.unit_id')
    .select([
      'account.id',
      'login',
      sql<string>`lower(login)`.as('login_key'),
      'display_name',
      'email',
      'role',
      'account.unit_id',
      'unit.name as unit_name',
      'unit.home_id',
      'unit.scope_path',
      sql<ManagedRow['state']>`case when disabled_at is not null then 'disabled'
        when password_hash is not null or last_sign_in_at is not null then 'active'
        when (${open}) > ${now}::timestamptz then 'invited' else 'expired' end`.as('state'),
      sql<boolean>`exists (select from one_time_code c where c.account_id = account.id and c.confirmed_at is not null)
        or exists (select from passkey p where p.account_id = account.id)`.as('second_factor'),
      'account.created_at',
      'last_sign_in_at',
      sql<string | null>`(${open})`.as('invited_until'),
    ])
    .where(sql<boolean>`unit.scope_path ^@ any (${[...prefixes]}::text[])`);
}

interface ListWanted {
  /** Path prefixes that the caller reaches. */
  readonly prefixes: readonly string[];
  readonly filter: Omit<AccountFilter, 'unit'>;
  readonly now: string;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Accounts of a subtree by login, after one where it is given. */
export function listAccounts(tx: Tx, { prefixes, filter, now, after, limit }: ListWanted): Promise<ManagedRow[]> {
  let inner = managed(tx, prefixes, now);
  if (filter.role !== undefined) inner = inner.where('role', '=', filter.role);
  if (filter.q !== undefined && filter.q !== '') inner = inner.where('account.search', 'like', likeOf(filter.q));
  if (after !== undefined) inner = inner.where(sql<boolean>`lower(login) > ${after}`);
  if (filter.state === undefined)
    return inner
      .orderBy(sql`lower(login)`)
      .limit(limit)
      .execute();
  const { state } = filter;
  return tx.selectFrom(inner.as('each')).selectAll().where('state', '=', state).orderBy('login_key').limit(limit).execute();
}

/** One account of a subtree. */
export function findAccount(tx: Tx, prefixes: readonly string[], id: Id, now: string): Promise<ManagedRow | undefined> {
  return managed(tx, prefixes, now).where('account.id', '=', id).executeTakeFirst();
}

export interface AccountValues {
  readonly display_name?: string;
  readonly email?: string | null;
  readonly role?: string;
  readonly unit_id?: Id;
  readonly search?: string;
}

export async function updateAccount(tx: Tx, id: Id, values: AccountValues): Promise<void> {
  await tx.updateTable('account').set(values).where('id', '=', id).execute();
}

export async function setDisabled(tx: Tx, id: Id, at: string | null): Promise<void> {
  await tx.updateTable('account').set({ disabled_at: at }).where('id', '=', id).execute();
}

/**
 * Whether another administrator in use stands at or above a path. The rows stay locked until the end of the transaction, so that two
 * administrators who disable each other at the same time do not both succeed.
 */
export async function anotherAdministrator(tx: Tx, id: Id, scopePath: string): Promise<boolean> {
  const { rows } = await sql<{ id: Id; above: boolean }>`
    select account.id, ${scopePath}::text ^@ unit.scope_path as above
    from account join unit on unit.id = account.unit_id
    where role = 'administrator' and disabled_at is null and (password_hash is not null or last_sign_in_at is not null)
    order by account.id for update of account`.execute(tx);
  return rows.some((row) => row.id !== id && row.above);
}

/** Which of these logins, in lower case, are taken. */
export async function takenLogins(tx: Tx, logins: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    login: string;
  }>`select lower(login) as login from account where lower(login) = any (${[...logins]}::text[])`.execute(tx);
  return new Set(rows.map(({ login }) => login));
}

/** Which of these e-mail addresses, in lower case, are taken. */
export async function takenEmails(tx: Tx, emails: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    email: string;
  }>`select lower(email) as email from account where lower(email) = any (${[...emails]}::text[])`.execute(tx);
  return new Set(rows.map(({ email }) => email));
}

/** An administrator by login, else one of the highest unit, those in use first: to whom access is given back when all is lost. */
export async function findAdministrator(tx: Tx, login?: string): Promise<{ id: Id; login: string } | undefined> {
  const { rows } = await sql<{ id: Id; login: string }>`
    select account.id, login from account join unit on unit.id = account.unit_id
    where role = 'administrator' and (${login ?? null}::text is null or lower(login) = lower(${login ?? null}::text))
    order by disabled_at is not null, length(scope_path), account.created_at limit 1`.execute(tx);
  return rows[0];
}

/** A unit as a sheet may name it. */
export interface NamedUnit {
  readonly id: Id;
  readonly name: string;
  readonly code: string | null;
}

/** Units at or below the prefixes whose name or code is one of these, without regard to case. */
export async function findUnitsNamed(tx: Tx, prefixes: readonly string[], names: readonly string[]): Promise<NamedUnit[]> {
  const { rows } = await sql<NamedUnit>`select id, name, code from unit where closed_on is null
    and scope_path ^@ any (${[...prefixes]}::text[]) and (lower(name) = any (${[...names]}::text[]) or lower(code) = any (${[...names]}::text[]))`.execute(
    tx,
  );
  return rows;
}
