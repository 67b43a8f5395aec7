import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';

/** A delegation with the names of both sides and its unit. */
export interface DelegationRow {
  readonly id: Id;
  readonly from_account: Id;
  readonly to_account: Id;
  readonly from_name: string;
  readonly to_name: string;
  readonly permissions: string[];
  readonly unit_id: Id;
  readonly unit_name: string;
  readonly scope_path: string;
  readonly document: string;
  readonly document_date: string;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly revoked_at: string | null;
}

function delegations(tx: Tx) {
  return tx
    .selectFrom('delegation')
    .innerJoin('account as giver', 'giver.id', 'from_account')
    .innerJoin('account as taker', 'taker.id', 'to_account')
    .innerJoin('unit', 'unit.id', 'delegation.unit_id')
    .select([
      'delegation.id',
      'from_account',
      'to_account',
      'giver.display_name as from_name',
      'taker.display_name as to_name',
      'permissions',
      'delegation.unit_id',
      'unit.name as unit_name',
      'unit.scope_path',
      'document',
      'document_date',
      'valid_from',
      'valid_until',
      'revoked_at',
    ]);
}

export function listGiven(tx: Tx, accountId: Id): Promise<DelegationRow[]> {
  return delegations(tx).where('from_account', '=', accountId).orderBy('delegation.created_at', 'desc').limit(200).execute();
}

export function listReceived(tx: Tx, accountId: Id): Promise<DelegationRow[]> {
  return delegations(tx).where('to_account', '=', accountId).orderBy('delegation.created_at', 'desc').limit(200).execute();
}

export function findDelegation(tx: Tx, id: Id): Promise<DelegationRow | undefined> {
  return delegations(tx).where('delegation.id', '=', id).executeTakeFirst();
}

export interface NewDelegation {
  readonly id: Id;
  readonly from: Id;
  readonly to: Id;
  readonly permissions: readonly string[];
  readonly unitId: Id;
  readonly document: string;
  readonly documentDate: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly now: string;
}

export async function insertDelegation(tx: Tx, row: NewDelegation): Promise<void> {
  await tx
    .insertInto('delegation')
    .values({
      id: row.id,
      from_account: row.from,
      to_account: row.to,
      permissions: [...row.permissions],
      unit_id: row.unitId,
      document: row.document,
      document_date: row.documentDate,
      valid_from: row.validFrom,
      valid_until: row.validUntil,
      created_at: row.now,
    })
    .execute();
}

export async function setRevoked(tx: Tx, id: Id, now: string, by: string): Promise<void> {
  await tx
    .updateTable('delegation')
    .set({ revoked_at: now, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Ends everything an account has given. */
export async function revokeGiven(tx: Tx, accountId: Id, now: string, by: string): Promise<void> {
  await tx
    .updateTable('delegation')
    .set({ revoked_at: now, revoked_by: by })
    .where('from_account', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute();
}
