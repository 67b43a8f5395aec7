import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { ObjectTable } from './objects.ts';

/** An object where it stands. */
export interface Standing {
  readonly id: Id;
  readonly home: Id;
  readonly recorder: Id;
  readonly steward: Id;
  readonly path: string;
  readonly place: string;
}

/** Where it goes. */
export interface Move {
  readonly object: Standing;
  readonly steward: Id;
  readonly path: string;
  readonly place: string;
}

const COLUMNS = sql.raw('id, home_id as home, unit_id as recorder, steward_id as steward, scope_path as path, place_path as place');

/** Objects of a unit in the order of their ids, locked until the end of the transaction. */
export async function takeObjects(tx: Tx, { table }: ObjectTable, unit: Id, after: Id | null, limit: number): Promise<Standing[]> {
  const { rows } = await sql<Standing>`select ${COLUMNS} from ${sql.table(table)} where steward_id = ${unit}
    and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit} for update`.execute(tx);
  return rows;
}

/** Moves objects and what follows them. */
export async function placeObjects(tx: Tx, { table, followers }: ObjectTable, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ object, steward, path, place }) => ({
    id: object.id,
    home_id: object.home,
    steward_id: steward,
    scope_path: path,
    place_path: place,
  }));
  await sql`update ${sql.table(table)} o set steward_id = v.steward_id, scope_path = v.scope_path, place_path = v.place_path
    from jsonb_to_recordset(${json(rows)}::text::jsonb) as v (id uuid, home_id uuid, steward_id uuid, scope_path text, place_path text)
    where o.id = v.id and o.home_id = v.home_id`.execute(tx);
  const ids = moves.map(({ object }) => object.id);
  for (const follower of followers) {
    const up = followers.find((each) => each.table === follower.of);
    const mine = up === undefined ? sql`p.id = any(${ids}::uuid[])` : sql`${sql.ref(`p.${up.by}`)} = any(${ids}::uuid[])`;
    await sql`update ${sql.table(follower.table)} f set scope_path = p.scope_path, place_path = p.place_path
      from ${sql.table(follower.of)} p where ${sql.ref(`f.${follower.by}`)} = p.id and ${mine}`.execute(tx);
  }
}

/** Notes who answers from now on; for objects whose unit or territory has changed. */
export async function keepStewards(
  tx: Tx,
  event: { readonly id: Id; readonly effectiveOn: string },
  table: string,
  moves: readonly Move[],
): Promise<void> {
  const rows = moves
    .filter(({ object, steward, place }) => steward !== object.steward || place !== object.place)
    .map(({ object, steward, path, place }) => ({
      object_table: table,
      object_id: object.id,
      home_id: object.home,
      event_id: event.id,
      unit_from: object.steward,
      unit_to: steward,
      path_from: object.path,
      path_to: path,
      place_from: object.place,
      place_to: place,
      from_on: event.effectiveOn,
      until: null,
    }));
  if (rows.length > 0) await tx.insertInto('stewardship').values(rows).execute();
}

export async function keepUnresolved(
  tx: Tx,
  event: { readonly id: Id },
  table: string,
  objects: readonly { readonly object: Standing; readonly parent: Id }[],
): Promise<void> {
  if (objects.length === 0) return;
  const rows = objects.map(({ object, parent }) => ({
    object_table: table,
    object_id: object.id,
    home_id: object.home,
    event_id: event.id,
    unit_from: object.steward,
    parent_id: parent,
    assigned_to: null,
    assigned_at: null,
    assigned_by: null,
  }));
  await tx.insertInto('unresolved').values(rows).execute();
}

/** A note of who answers, to be undone. */
export interface OpenSteward {
  readonly seq: number;
  readonly object_table: string;
  readonly object_id: Id;
  readonly unit_from: Id;
  readonly path_from: string;
  readonly place_from: string;
}

/** The latest notes of an event that have not been undone. */
export async function takeStewards(tx: Tx, event: Id, limit: number): Promise<OpenSteward[]> {
  const { rows } = await sql<OpenSteward>`select seq, object_table, object_id, unit_from, path_from, place_from from stewardship
    where event_id = ${event} and until is null order by seq desc limit ${limit} for update`.execute(tx);
  return rows;
}

export async function endStewards(tx: Tx, event: Id, seqs: readonly number[], day: string): Promise<void> {
  await tx
    .updateTable('stewardship')
    .set({ until: day })
    .where('event_id', '=', event)
    .where('seq', 'in', [...seqs])
    .execute();
}

/** Objects by id where they stand now, locked. */
export async function standingOf(tx: Tx, { table }: ObjectTable, ids: readonly Id[]): Promise<Standing[]> {
  const { rows } =
    await sql<Standing>`select ${COLUMNS} from ${sql.table(table)} where id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx);
  return rows;
}
