import type { Holder } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type EvidenceRow = Selectable<Tables['evidence']>;

const MOST = 1000;

/** All versions of the files of an object, newest first. */
export function listVersions(tx: Tx, kind: Holder, holderId: Id): Promise<EvidenceRow[]> {
  return tx
    .selectFrom('evidence')
    .selectAll()
    .where('holder_id', '=', holderId)
    .where('holder_kind', '=', kind)
    .orderBy('created_at', 'desc')
    .orderBy('version', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute();
}

export function findVersion(tx: Tx, id: Id): Promise<EvidenceRow | undefined> {
  return tx.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Versions by their ids. */
export async function findVersions(tx: Tx, ids: readonly Id[]): Promise<EvidenceRow[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('evidence')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/** Lets one change of an object's files wait for another, until the end of the transaction. */
export async function lockHolder(tx: Tx, holderId: Id): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${holderId}, 18))`.execute(tx);
}

/** What a new version says of itself. */
export type NewVersion = Pick<
  EvidenceRow,
  'id' | 'holder_kind' | 'holder_id' | 'purpose' | 'series_id' | 'version' | 'name' | 'size' | 'sha256' | 'type' | 'scan'
>;

export async function insertVersion({ tx, actor, instanceId, now }: Work, placement: Placement, row: NewVersion): Promise<void> {
  await tx
    .insertInto('evidence')
    .values({
      ...placementOf(placement),
      ...row,
      instance_id: instanceId,
      threat: null,
      scanned_at: row.scan === 'clean' ? now : null,
      created_at: now,
      created_by: actor.name,
    })
    .execute();
}

export async function setWithdrawn({ tx, actor, now }: Work, id: Id, reason: string): Promise<void> {
  await tx
    .updateTable('evidence')
    .set({ withdrawn_at: now, withdrawn_by: actor.name, withdrawn_reason: reason })
    .where('id', '=', id)
    .execute();
}

/** Lets the files of an object be seen no further than the object itself. */
export async function restrictVersions(tx: Tx, holderId: Id, classification: number): Promise<void> {
  await tx
    .updateTable('evidence')
    .set({ classification })
    .where('holder_id', '=', holderId)
    .where('classification', '<', classification)
    .execute();
}

/** What the scanner said of a content, wherever it is attached. */
export async function setScan(
  tx: Tx,
  sha256: string,
  found: { readonly scan: 'clean' | 'infected'; readonly threat: string | null; readonly at: string },
): Promise<EvidenceRow[]> {
  return tx
    .updateTable('evidence')
    .set({ scan: found.scan, threat: found.threat, scanned_at: found.at })
    .where('sha256', '=', sha256)
    .where('scan', 'in', ['waiting', 'unscanned'])
    .returningAll()
    .execute();
}

/** Contents that no scanner has judged, after one of them. As the owner of the schema. */
export async function listUnjudged(tx: Tx, after: string, limit: number): Promise<{ sha256: string; scan: string }[]> {
  const { rows } = await sql<{ sha256: string; scan: string }>`select sha256, min(scan) as scan from evidence
    where scan in ('waiting', 'unscanned') and sha256 > ${after} group by sha256, scan order by sha256 limit ${limit}`.execute(tx);
  return rows;
}
