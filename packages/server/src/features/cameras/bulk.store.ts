import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { CameraRecord } from './cameras.store.ts';

/** Columns that a change of many cameras may write, each with its type. */
export const BULK_COLUMNS = {
  status: 'text',
  system_id: 'uuid',
  site_id: 'uuid',
  group_id: 'uuid',
  storage_location: 'text',
  origin_paper: 'text',
  quality_paper: 'text',
  contract: 'text',
  supplier: 'text',
  note: 'text',
} as const;
export type BulkColumn = keyof typeof BULK_COLUMNS;
export const BULK_COLUMN_NAMES = [
  'status',
  'system_id',
  'site_id',
  'group_id',
  'storage_location',
  'origin_paper',
  'quality_paper',
  'contract',
  'supplier',
  'note',
] as const satisfies readonly BulkColumn[];

/** What the search text is made of, besides. */
const SEARCHED = ['name', 'place', 'address', 'maker_name', 'model', 'firmware', 'serial', 'mac', 'search'] as const;
export const TARGET_COLUMNS = ['id', 'home_id', 'steward_id', 'classification', ...BULK_COLUMN_NAMES, ...SEARCHED] as const;
/** A camera as a change of many reads it. */
export type TargetCamera = Pick<CameraRecord, (typeof TARGET_COLUMNS)[number]>;

/**
 * Cameras of these ids that stand within what the actor may change; the others are not told. `hold`: nobody else changes them until the
 * transaction ends. In order of id, so that two changes never wait for each other.
 */
export async function listTargets(tx: Tx, ids: readonly Id[], writeScopes: readonly string[], hold: boolean): Promise<TargetCamera[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<TargetCamera>`select ${sql.join(TARGET_COLUMNS.map((name) => sql.ref(name)))} from camera
    where id = any(${[...ids]}::uuid[]) and scope_path ^@ any(${[...writeScopes]}::text[]) order by id ${hold ? sql`for update` : sql``}`.execute(
    tx,
  );
  return rows;
}

/** Values to be written to one camera. */
export interface Written {
  readonly id: Id;
  readonly values: Partial<Record<BulkColumn, string | null>>;
  /** Search text, where it changes too. */
  readonly search: string;
}

/**
 * Writes the same columns of many cameras, each its own values. The ids stand as a condition besides: a database without statistics would
 * go through the whole table for each row.
 */
export async function writeColumns(tx: Tx, columns: readonly BulkColumn[], rows: readonly Written[]): Promise<void> {
  if (rows.length === 0 || columns.length === 0) return;
  const given = json(rows.map(({ id, values, search }) => ({ id, search, ...values })));
  const sets = sql.raw(columns.map((name) => `${name} = v.${name}`).join(', '));
  const types = sql.raw(columns.map((name) => `${name} ${BULK_COLUMNS[name]}`).join(', '));
  await sql`update camera c set ${sets}, search = v.search from jsonb_to_recordset(${given}::text::jsonb) as v (id uuid, search text, ${types})
    where c.id = v.id and c.id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
}

/** A record that cameras are put under. */
export interface Owner {
  readonly steward_id: Id;
  readonly home_id: Id;
}

/** Whose a system, site or group is, where the actor sees it. */
export function findOwner(tx: Tx, table: 'information_system' | 'site' | 'camera_group', id: Id): Promise<Owner | undefined> {
  return tx.selectFrom(table).select(['steward_id', 'home_id']).where('id', '=', id).executeTakeFirst();
}

/** Names of the cameras of these ids that the actor sees. */
export function namesOf(tx: Tx, ids: readonly Id[]): Promise<{ id: Id; name: string; classification: number }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('camera')
    .select(['id', 'name', 'classification'])
    .where('id', 'in', [...ids])
    .execute();
}
