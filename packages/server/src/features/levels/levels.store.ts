import type { Id } from '@ancam/core';
import { newId } from '@ancam/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type DeterminationRecord = Selectable<Tables['level_determination']> & { readonly host: string | null };
export type ChangeRecord = Selectable<Tables['level_change']>;

/** What a determination is about. */
export interface SubjectKey {
  readonly kind: 'system' | 'group';
  readonly id: Id;
}

const WITH_HOST = sql`d.*, h.name as host from level_determination d left join information_system h on h.id = d.host_system_id`;

function about({ kind, id }: SubjectKey) {
  return sql`${sql.ref(kind === 'system' ? 'd.system_id' : 'd.group_id')} = ${id}`;
}

/** Determinations in force of systems. */
export async function findInForce(tx: Tx, systemIds: readonly Id[]): Promise<DeterminationRecord[]> {
  if (systemIds.length === 0) return [];
  const { rows } = await sql<DeterminationRecord>`select ${WITH_HOST}
    where d.system_id = any(${[...systemIds]}::uuid[]) and d.state = 'confirmed'`.execute(tx);
  return rows;
}

/** All determinations of a system or group but those that were dropped, the latest first. */
export async function listOf(tx: Tx, subject: SubjectKey): Promise<DeterminationRecord[]> {
  const { rows } = await sql<DeterminationRecord>`select ${WITH_HOST}
    where ${about(subject)} and d.state <> 'discarded' order by d.created_at desc, d.id desc limit 100`.execute(tx);
  return rows;
}

export async function find(tx: Tx, id: Id): Promise<DeterminationRecord | undefined> {
  const { rows } = await sql<DeterminationRecord>`select ${WITH_HOST} where d.id = ${id}`.execute(tx);
  return rows[0];
}

/** What a worksheet holds, as columns. */
export type SheetColumns = Pick<
  Insertable<Tables['level_determination']>,
  | 'as_of'
  | 'answers'
  | 'prefilled'
  | 'counted'
  | 'reason'
  | 'risk_document'
  | 'risk_on'
  | 'host_system_id'
  | 'regime'
  | 'level'
  | 'treatment'
  | 'result'
  | 'law_hash'
  | 'register'
>;

/** Begins a determination; it stands where its system or group stands. */
export async function insert(work: Work, subject: SubjectKey, place: Placement, sheet: SheetColumns): Promise<Id> {
  const id = newId();
  await work.tx
    .insertInto('level_determination')
    .values({
      id,
      instance_id: work.instanceId,
      ...placementOf(place),
      unit_id: work.actor.unitId,
      system_id: subject.kind === 'system' ? subject.id : null,
      group_id: subject.kind === 'group' ? subject.id : null,
      state: 'draft',
      ...sheet,
      created_by: work.actor.name,
      created_at: work.now,
    })
    .execute();
  return id;
}

export async function rewrite(tx: Tx, id: Id, sheet: SheetColumns): Promise<void> {
  await tx.updateTable('level_determination').set(sheet).where('id', '=', id).execute();
}

type Step = Partial<
  Pick<
    Selectable<Tables['level_determination']>,
    'proposed_by' | 'proposed_account' | 'proposed_at' | 'decided_by' | 'decided_account' | 'decided_at' | 'decided_reason' | 'confirmed_on'
  >
> & { readonly state: string };

/** Takes a step. False where somebody else took one in the meantime. */
export async function step(tx: Tx, row: Pick<DeterminationRecord, 'id' | 'state'>, to: Step): Promise<boolean> {
  const done = await tx
    .updateTable('level_determination')
    .set(to)
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .returning('id')
    .execute();
  return done.length > 0;
}
