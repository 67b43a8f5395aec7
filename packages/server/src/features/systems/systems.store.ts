import type { SystemBody, SystemFilter } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { ownedBy, placementOf } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { likeOf, searchText } from '../../search-text.ts';

export type SystemRecord = Selectable<Tables['information_system']> & {
  readonly owner: string | null;
  readonly operator_unit: string | null;
};

const COLUMNS = sql`s.*, o.name as owner, u.name as operator_unit`;
const JOINS = sql`information_system s left join unit o on o.id = s.steward_id left join unit u on u.id = s.operator_unit_id`;

/** A page of systems by name, one row more than asked for. */
export async function listSystems(
  tx: Tx,
  filter: SystemFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<SystemRecord[]> {
  const after = readCursor(page.cursor, 2);
  const words = searchText(filter.q).split(' ').filter(Boolean);
  const all = [
    sql`true`,
    ...words.map((word) => sql`s.search like ${likeOf(word)}`),
    ...(filter.state === undefined ? [] : [sql`s.state = ${filter.state}`]),
    ...(filter.reach === undefined ? [] : [sql`s.reach = ${filter.reach}`]),
    ...(after === undefined ? [] : [sql`(s.name, s.id) > (${after[0]}::text, ${after[1]}::uuid)`]),
  ];
  const { rows } = await sql<SystemRecord>`select ${COLUMNS} from ${JOINS} where ${sql.join(all, sql` and `)}
    order by s.name, s.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}

/** Systems of the actor's unit by code or name as written. */
export async function listNamed({ tx, actor }: Work, codes: readonly string[], names: readonly string[]): Promise<SystemRecord[]> {
  const { rows } = await sql<SystemRecord>`select ${COLUMNS} from ${JOINS}
    where s.steward_id = ${actor.unitId} and (s.code = any(${[...codes]}::text[]) or s.name = any(${[...names]}::text[]))`.execute(tx);
  return rows;
}

export async function findSystem(tx: Tx, id: Id): Promise<SystemRecord | undefined> {
  const { rows } = await sql<SystemRecord>`select ${COLUMNS} from ${JOINS} where s.id = ${id}`.execute(tx);
  return rows[0];
}

/** Systems by their ids. */
export async function listByIds(tx: Tx, ids: readonly Id[]): Promise<{ id: Id; name: string }[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('information_system')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
}

function columnsOf(body: SystemBody) {
  return {
    name: body.name,
    code: body.code,
    operator_kind: body.operatorKind,
    operator_unit_id: body.operatorUnitId,
    operator_name: body.operatorName,
    operator_contract: body.operatorContract,
    mandate: body.mandate,
    purpose: body.purpose,
    scope: body.scope,
    reach: body.reach,
    dedicated: body.dedicated,
    host_system_id: body.hostSystemId,
    service_type: body.serviceType,
    information_kinds: [...new Set(body.informationKinds)],
    secret_paper: body.secretPaper,
    users_estimate: body.usersEstimate,
    storage_location: body.storage,
    storage_holder: body.storageHolder,
    storage_days: body.storageDays,
    note: body.note,
    search: searchText(body.name, body.code, body.operatorName, body.mandate),
  };
}

export async function insertSystem({ tx, actor, instanceId, now }: Work, id: Id, body: SystemBody, day: string): Promise<void> {
  await tx
    .insertInto('information_system')
    .values({ id, instance_id: instanceId, ...ownedBy(actor), ...columnsOf(body), state: 'planned', state_since: day, created_at: now })
    .execute();
}

export async function updateSystem(tx: Tx, id: Id, body: SystemBody): Promise<void> {
  await tx.updateTable('information_system').set(columnsOf(body)).where('id', '=', id).execute();
}

/** Writes the zones of a system anew; they stand where the system stands. */
export async function putZones(tx: Tx, systemId: Id, placement: Placement, zones: SystemBody['zones']): Promise<void> {
  await tx.deleteFrom('system_zone').where('system_id', '=', systemId).execute();
  if (zones.length === 0) return;
  const rows = zones.map((zone, position) => ({ ...zone, id: newId(), ...placementOf(placement), system_id: systemId, position }));
  await tx.insertInto('system_zone').values(rows).execute();
}

export function listZones(tx: Tx, systemId: Id): Promise<Selectable<Tables['system_zone']>[]> {
  return tx.selectFrom('system_zone').selectAll().where('system_id', '=', systemId).orderBy('position').execute();
}

export function listEvents(tx: Tx, systemId: Id): Promise<Selectable<Tables['system_event']>[]> {
  return tx.selectFrom('system_event').selectAll().where('system_id', '=', systemId).orderBy('seq').execute();
}

export interface Step {
  readonly action: string;
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly document: string;
  readonly reason: string;
}

/** Takes a step in the life of a system. False where somebody else took one in the meantime. */
export async function takeStep({ tx, actor, now }: Work, row: SystemRecord, step: Step): Promise<boolean> {
  const done = await tx
    .updateTable('information_system')
    .set({ state: step.to, state_since: step.on })
    .where('id', '=', row.id)
    .where('state', '=', step.from)
    .returning('id')
    .execute();
  if (done.length === 0) return false;
  await tx
    .insertInto('system_event')
    .values({
      id: newId(),
      ...placementOf(row),
      system_id: row.id,
      action: step.action,
      from_state: step.from,
      to_state: step.to,
      on_day: step.on,
      document: step.document,
      reason: step.reason,
      by_name: actor.name,
      at: now,
    })
    .execute();
  return true;
}

export function listGroupsOf(tx: Tx, systemId: Id): Promise<{ id: Id; name: string }[]> {
  return tx.selectFrom('camera_group').select(['id', 'name']).where('system_id', '=', systemId).orderBy('name').limit(500).execute();
}

export async function countCameras(tx: Tx, systemId: Id): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from camera
    where system_id = ${systemId} and status = 'in-use'`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Whether the actor sees a unit. */
export async function seesUnit(tx: Tx, id: Id): Promise<boolean> {
  return (await tx.selectFrom('unit').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}
