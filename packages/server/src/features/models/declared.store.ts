import type { InterfaceBody } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type DeclaredRecord = Selectable<Tables['declared_interface']>;

/** The interfaces that stand declared for some models, by port. */
export async function listDeclared(tx: Tx, modelIds: readonly Id[]): Promise<DeclaredRecord[]> {
  if (modelIds.length === 0) return [];
  return tx
    .selectFrom('declared_interface')
    .selectAll()
    .where('model_id', 'in', [...modelIds])
    .where('removed_at', 'is', null)
    .orderBy('port')
    .orderBy('transport')
    .execute();
}

/** False where the interface stands on the list already. */
export async function insertDeclared({ tx, actor, now }: Work, modelId: Id, body: InterfaceBody): Promise<boolean> {
  const inserted = await tx
    .insertInto('declared_interface')
    .values({ ...body, id: newId(), model_id: modelId, entered_by: actor.name, entered_at: now })
    .onConflict((on) => on.columns(['model_id', 'transport', 'port']).where('removed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The interface as it stood; undefined where there is none of the model. */
export function removeDeclared({ tx, actor, now }: Work, modelId: Id, id: Id): Promise<DeclaredRecord | undefined> {
  return tx
    .updateTable('declared_interface')
    .set({ removed_by: actor.name, removed_at: now })
    .where('id', '=', id)
    .where('model_id', '=', modelId)
    .where('removed_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}
