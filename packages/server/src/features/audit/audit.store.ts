import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

type AuditRow = Selectable<Tables['audit_event']>;

/** Newest first, before a sequence number where one is given. */
export function listAudit(tx: Tx, homeId: Id, before: string | number | undefined, limit: number): Promise<AuditRow[]> {
  let query = tx.selectFrom('audit_event').selectAll().where('home_id', '=', homeId);
  if (before !== undefined) query = query.where('seq', '<', Number(before));
  return query.orderBy('seq', 'desc').limit(limit).execute();
}
