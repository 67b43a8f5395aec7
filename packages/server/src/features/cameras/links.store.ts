import type { CameraFilter } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { CameraRecord } from './cameras.store.ts';

/** What a row of the list belongs to. */
export type Linked = Pick<CameraRecord, 'system_id' | 'site_id' | 'group_id'>;
/** Names by id, of records that the actor sees. */
export type Names = ReadonlyMap<string, string>;

export const NO_NAMES: Names = new Map();

function present(ids: readonly (Id | null)[]): Id[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Names of the systems, sites and groups of rows; no question is asked where no row belongs to any. */
export async function namesOfLinks(tx: Tx, rows: readonly Linked[]): Promise<Names> {
  const wanted = [
    ['information_system', present(rows.map((row) => row.system_id))],
    ['site', present(rows.map((row) => row.site_id))],
    ['camera_group', present(rows.map((row) => row.group_id))],
  ] as const;
  const reads = wanted.flatMap(([table, ids]) =>
    ids.length === 0 ? [] : [sql`select id, name from ${sql.table(table)} where id = any(${ids}::uuid[])`],
  );
  if (reads.length === 0) return NO_NAMES;
  const { rows: found } = await sql<{ id: Id; name: string }>`${sql.join(reads, sql` union all `)}`.execute(tx);
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Filters that name a record, with its table and what it is called. */
const NAMED = {
  system: ['information_system', 'name'],
  site: ['site', 'name'],
  group: ['camera_group', 'name'],
  model: ['model', 'name'],
  warning: ['warning', 'document'],
  home: ['unit', 'name'],
  recorder: ['camera', 'name'],
} as const;

/** What the records of a filter are called, as far as the actor sees them. */
export async function namesOfFilter(tx: Tx, filter: CameraFilter): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const [key, [table, column]] of Object.entries(NAMED)) {
    const id = filter[key as keyof typeof NAMED]; // the keys of NAMED
    if (id === undefined) continue;
    const { rows } = await sql<{ name: string }>`select ${sql.ref(column)} as name from ${sql.table(table)} where id = ${id}`.execute(tx);
    if (rows[0] !== undefined) names[key] = rows[0].name;
  }
  return names;
}

/** A camera that a recorder records. */
export interface Channel {
  readonly id: Id;
  readonly name: string;
  readonly status: string;
  readonly channel: number | null;
  readonly classification: number;
}

const MOST_CHANNELS = 1000;

/** What a recorder records, by channel. */
export function channelsOf(tx: Tx, recorderId: Id): Promise<Channel[]> {
  return tx
    .selectFrom('camera')
    .select(['id', 'name', 'status', 'channel', 'classification'])
    .where('recorder_id', '=', recorderId)
    .orderBy('channel')
    .orderBy('name')
    .limit(MOST_CHANNELS)
    .execute();
}
