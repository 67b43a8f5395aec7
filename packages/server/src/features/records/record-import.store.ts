import type { RegisterDefinition } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { RecordKept } from './records.store.ts';

/** What a text may mean. */
export interface Named {
  readonly text: string;
  readonly id: Id;
}

/** Standing units that the actor sees, by code or name as written. */
export async function listUnitsNamed(tx: Tx, texts: readonly string[]): Promise<Named[]> {
  if (texts.length === 0) return [];
  const { rows } = await sql<Named>`select v.text, u.id from unnest(${[...texts]}::text[]) as v (text)
    join unit u on u.closed_on is null and (u.code = v.text or u.name = v.text)`.execute(tx);
  return rows;
}

/** Records of a register that the actor sees, by number, title, or both as exports write them. */
export async function listRecordsNamed(tx: Tx, register: string, texts: readonly string[]): Promise<Named[]> {
  if (texts.length === 0) return [];
  const { rows } = await sql<Named>`select v.text, r.id from unnest(${[...texts]}::text[]) as v (text)
    join record r on r.register = ${register} and v.text in (r.number, r.title, concat_ws(' ', nullif(r.number, ''), nullif(r.title, '')))`.execute(
    tx,
  );
  return rows;
}

const COLUMNS = sql.raw(
  'id, home_id, unit_id, steward_id, scope_path, recorded_path, place_path, classification, state, title, data, version',
);
export type KnownRecord = Pick<
  RecordKept,
  | 'id'
  | 'home_id'
  | 'unit_id'
  | 'steward_id'
  | 'scope_path'
  | 'recorded_path'
  | 'place_path'
  | 'classification'
  | 'state'
  | 'title'
  | 'data'
  | 'version'
>;

/** Records that rows may mean: by id, and those of the actor's unit by title. */
export async function listKnown(
  { tx, actor }: Work,
  register: RegisterDefinition,
  ids: readonly Id[],
  titles: readonly string[],
): Promise<KnownRecord[]> {
  const { rows } = await sql<KnownRecord>`
    select ${COLUMNS} from record where register = ${register.id} and id = any(${[...ids]}::uuid[])
    union select ${COLUMNS} from record
      where register = ${register.id} and scope_path = ${actor.scopePath} and title = any(${[...titles]}::text[])`.execute(tx);
  return rows;
}
