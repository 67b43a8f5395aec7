import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

type AuditRow = Selectable<Tables['audit_event']>;

/** Number of the last event of a home's chain. */
export async function chainLength(tx: Tx, homeId: Id): Promise<number> {
  return (await tx.selectFrom('audit_head').select('seq').where('home_id', '=', homeId).executeTakeFirst())?.seq ?? 0;
}

/** Newest first, before a sequence number where one is given. */
export function listAudit(tx: Tx, homeId: Id, before: string | number | undefined, limit: number): Promise<AuditRow[]> {
  let query = tx.selectFrom('audit_event').selectAll().where('home_id', '=', homeId);
  if (before !== undefined) query = query.where('seq', '<', Number(before));
  return query.orderBy('seq', 'desc').limit(limit).execute();
}
