import type { ChangeKind } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { newId } from '@ancam/core';
import type { Selectable } from 'kysely';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type ChangeRecord = Selectable<Tables['level_change']>;

/** What has changed: columns of the register by name, or words of a person. */
export interface Difference {
  readonly kind: ChangeKind;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

export function listChanges(tx: Tx, systemId: Id): Promise<ChangeRecord[]> {
  return tx
    .selectFrom('level_change')
    .selectAll()
    .where('system_id', '=', systemId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

export function findChange(tx: Tx, id: Id): Promise<ChangeRecord | undefined> {
  return tx.selectFrom('level_change').selectAll().where('id', '=', id).executeTakeFirst();
}

export function listOpen(tx: Tx, systemId: Id): Promise<ChangeRecord[]> {
  return tx.selectFrom('level_change').selectAll().where('system_id', '=', systemId).where('state', '=', 'open').execute();
}

/** Notes a change; it stands where the system stands. */
export async function insertChange(
  { tx, actor, now }: Pick<Work, 'tx' | 'actor' | 'now'>,
  about: { readonly systemId: Id; readonly determinationId: Id; readonly on: string },
  place: Placement,
  { kind, before, after }: Difference,
): Promise<Id> {
  const id = newId();
  await tx
    .insertInto('level_change')
    .values({
      id,
      ...placementOf(place),
      unit_id: actor.unitId,
      system_id: about.systemId,
      determination_id: about.determinationId,
      kind,
      before: json(before),
      after: json(after),
      on_day: about.on,
      by_name: actor.name,
      at: now,
      state: 'open',
    })
    .execute();
  return id;
}

export async function setAfter(tx: Tx, id: Id, after: Difference['after']): Promise<void> {
  await tx
    .updateTable('level_change')
    .set({ after: json(after) })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute();
}

/** How a change is dealt with. */
export interface Settlement {
  readonly state: 'settled' | 'void' | 'dismissed';
  readonly on: string;
  readonly by: string;
  /** The determination that takes it into account. */
  readonly determinationId?: Id;
  readonly reason?: string;
}

export async function settle(tx: Tx, ids: readonly Id[], { state, on, by, determinationId, reason }: Settlement): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('level_change')
    .set({ state, settled_on: on, settled_name: by, settled_by: determinationId ?? null, settled_reason: reason ?? '' })
    .where('id', 'in', [...ids])
    .where('state', '=', 'open')
    .execute();
}
