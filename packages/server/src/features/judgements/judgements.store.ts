import type { JudgementBody } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import type { Placement, Work } from '../../db/actor.ts';
import { placementOf } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type JudgementRecord = Selectable<Tables['judgement']>;

/** All of one camera, newest first. */
export function listOfCamera(tx: Tx, cameraId: Id): Promise<JudgementRecord[]> {
  return tx
    .selectFrom('judgement')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .orderBy('judged_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Those that were confirmed, of many cameras. */
export async function listConfirmed(tx: Tx, cameraIds: readonly Id[]): Promise<JudgementRecord[]> {
  if (cameraIds.length === 0) return [];
  return tx
    .selectFrom('judgement')
    .selectAll()
    .where('camera_id', 'in', [...cameraIds])
    .where('state', '=', 'confirmed')
    .orderBy('judged_on')
    .orderBy('id')
    .execute();
}

/** A judgement for one who decides about it, locked until the end of the transaction. */
export function findJudgement(tx: Tx, id: Id): Promise<JudgementRecord | undefined> {
  return tx.selectFrom('judgement').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function insertJudgement({ tx, actor, now }: Work, camera: Placement & { readonly id: Id }, body: JudgementBody): Promise<Id> {
  const id = newId();
  const { regulation, requirement, unit, method, verdict, document, fileId, note, by, on, firmware } = body;
  await tx
    .insertInto('judgement')
    .values({
      ...placementOf(camera),
      id,
      camera_id: camera.id,
      regulation,
      requirement,
      test_case: unit,
      method,
      verdict,
      document,
      file_id: fileId,
      note,
      judged_by: by,
      judged_on: on,
      firmware,
      state: 'proposed',
      proposed_account: actor.accountId,
      proposed_by: actor.name,
      proposed_at: now,
    })
    .execute();
  return id;
}

export async function decide(
  { tx, actor, now }: Work,
  id: Id,
  state: 'confirmed' | 'refused' | 'withdrawn',
  reason: string,
): Promise<void> {
  await tx
    .updateTable('judgement')
    .set({ state, reason, decided_account: actor.accountId, decided_by: actor.name, decided_at: now })
    .where('id', '=', id)
    .execute();
}
