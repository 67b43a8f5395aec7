import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type EvidenceRow = Selectable<Tables['evidence']>;

/** Newest first. `uses` counts the rows with the same content that the actor sees. */
export async function listEvidence(tx: Tx, recordId: Id): Promise<(EvidenceRow & { uses: number })[]> {
  const { rows } = await sql<EvidenceRow & { uses: number }>`select e.*, (select count(*)::int from evidence o where o.sha256 = e.sha256) as uses
    from evidence e where e.record_id = ${recordId} order by e.created_at desc, e.id limit 500`.execute(tx);
  return rows;
}

export function findEvidence(tx: Tx, recordId: Id, id: Id): Promise<EvidenceRow | undefined> {
  return tx.selectFrom('evidence').selectAll().where('record_id', '=', recordId).where('id', '=', id).executeTakeFirst();
}

/** What a new file says of itself. */
export type NewEvidence = Pick<EvidenceRow, 'id' | 'record_id' | 'purpose' | 'name' | 'size' | 'sha256' | 'type' | 'scan' | 'threat'>;

/** Adds a file as the next version of its name. */
export async function insertEvidence({ tx, actor, instanceId, now }: Work, placement: Placement, row: NewEvidence): Promise<number> {
  const last = await tx
    .selectFrom('evidence')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('record_id', '=', row.record_id)
    .where('purpose', '=', row.purpose)
    .where('name', '=', row.name)
    .executeTakeFirst();
  const version = Number(last?.version ?? 0) + 1;
  await tx
    .insertInto('evidence')
    .values({ ...placementOf(placement), ...row, instance_id: instanceId, version, created_at: now, created_by: actor.name })
    .execute();
  return version;
}

export async function setScan(tx: Tx, id: Id, scan: string, threat: string | null): Promise<void> {
  await tx.updateTable('evidence').set({ scan, threat }).where('id', '=', id).execute();
}

export async function restrictEvidence(tx: Tx, recordId: Id, classification: number): Promise<void> {
  await tx
    .updateTable('evidence')
    .set({ classification })
    .where('record_id', '=', recordId)
    .where('classification', '<', classification)
    .execute();
}

/** A part of all files for a check of the store, in order of id. As the owner of the schema. */
export function listAfter(tx: Tx, id: Id | undefined, limit: number): Promise<Pick<EvidenceRow, 'id' | 'sha256' | 'size' | 'scan'>[]> {
  const query = tx.selectFrom('evidence').select(['id', 'sha256', 'size', 'scan']).orderBy('id').limit(limit);
  return (id === undefined ? query : query.where('id', '>', id)).execute();
}
