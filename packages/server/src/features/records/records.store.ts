import { REGISTERS, columnOf, fieldOf, isRange } from '@ancam/contract';
import type { Field, RecordData, RecordQuery, RegisterDefinition } from '@ancam/contract';
import { Id } from '@ancam/core';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { readCursor } from '../../cursor.ts';
import type { Actor, Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import { parseGiven } from '../../parse-given.ts';
import { likeOf, searchText } from '../../search-text.ts';

/** A record as it is kept. */
export interface RecordKept extends Placement {
  readonly id: Id;
  readonly steward_id: Id;
  readonly recorded_path: string;
  readonly register: string;
  readonly state: string;
  readonly title: string;
  readonly data: RecordData;
  readonly version: number;
  readonly created_at: string;
  readonly created_by: string;
  readonly changed_at: string;
  readonly changed_by: string;
  readonly on_behalf: boolean;
  readonly unit_name: string | null;
}

/** A record as another names it. */
export type LinkRow = Pick<RecordKept, 'id' | 'register' | 'state' | 'title' | 'data'>;

const COLUMNS = sql.raw(
  `id home_id unit_id steward_id scope_path recorded_path place_path classification register state title data version created_at created_by changed_at changed_by on_behalf`
    .split(' ')
    .map((name) => `record.${name}`)
    .join(', '),
);
const UNIT_NAME = sql`(select u.name from unit u where u.id = record.steward_id) as unit_name`;

/** Where a value is absent it sorts before every other. */
const BEFORE_ALL = { text: '', 'double precision': -1, date: '0001-01-01', boolean: '', uuid: '' } as const;

interface Order {
  readonly by: RawBuilder<unknown>;
  readonly type: RawBuilder<unknown>;
  /** What a cursor of this order may hold: it comes back from outside. */
  readonly cursor: z.ZodType<string | number>;
  readonly valueOf: (row: RecordKept) => string | number;
}

function orderOf(register: RegisterDefinition, sort: string): Order {
  const field = fieldOf(register, sort);
  const column = field === undefined ? undefined : columnOf(field);
  if (column === undefined) {
    return { by: sql`record.created_at`, type: sql`timestamptz`, cursor: z.iso.datetime(), valueOf: (row) => row.created_at };
  }
  const least = BEFORE_ALL[column.type];
  const type = sql.raw(column.type);
  return {
    by: sql`coalesce(${sql.ref(`record.${column.name}`)}, ${least}::${type})`,
    type,
    cursor:
      column.type === 'date' ? z.iso.date() : typeof least === 'number' ? z.number() : z.string().refine((text) => !text.includes('\0')),
    valueOf: (row) => {
      const value = row.data[sort];
      return typeof value === 'boolean' || value === undefined ? least : value;
    },
  };
}

/** The values that a cursor behind a row holds. */
export function cursorKeys(register: RegisterDefinition, query: RecordQuery, row: RecordKept): (string | number)[] {
  return [orderOf(register, query.sort).valueOf(row), row.id];
}

/** Rows below one of some paths, as ranges that an index reads; a path ends with `/`, the character before `0`. */
function below(column: string, paths: readonly string[]): RawBuilder<unknown>[] {
  const name = sql.ref(`record.${column}`);
  return paths.map((path) => sql`(${name} ~>=~ ${path} and ${name} ~<~ ${`${path.slice(0, -1)}0`})`);
}

/** The actor's part of the tree, said by the query itself: the policy is a net, not the way to the rows. */
function withinScopes(actor: Actor): RawBuilder<unknown> {
  if (actor.scopes.includes('/')) return sql`true`;
  const parts = [...below('scope_path', actor.scopes), ...below('place_path', actor.places)];
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

function filterOf(field: Field, query: RecordQuery): RawBuilder<unknown>[] {
  const column = columnOf(field);
  if (column === undefined) return [];
  const name = sql.ref(`record.${column.name}`);
  const type = sql.raw(column.type);
  const given = (key: string): string | number | undefined => query.filters[key];
  const all: RawBuilder<unknown>[] = [];
  if (isRange(field)) {
    const from = given(`${field.id}From`);
    const to = given(`${field.id}To`);
    if (from !== undefined) all.push(sql`${name} >= ${from}::${type}`);
    if (to !== undefined) all.push(sql`${name} <= ${to}::${type}`);
    return all;
  }
  const value = given(field.id);
  if (value === undefined || value === '') return [];
  if (field.kind === 'text') return [sql`${name} ilike ${likeOf(String(value))}`];
  // A flag that was never set is no.
  if (field.kind === 'flag') return [value === 'true' ? sql`${name}` : sql`${name} is not true`];
  return [sql`${name} = ${value}::${type}`];
}

function conditions(actor: Actor, register: RegisterDefinition, query: RecordQuery): RawBuilder<unknown> {
  const all = [sql`record.register = ${register.id}`, withinScopes(actor)];
  if (query.state !== undefined) all.push(sql`record.state = ${query.state}`);
  for (const word of searchText(query.q).split(' ').filter(Boolean)) all.push(sql`record.search like ${likeOf(word)}`);
  for (const field of register.fields) if (field.filterable === true) all.push(...filterOf(field, query).map((each) => sql`${each}`));
  return sql.join(all, sql` and `);
}

/** A page of records, one row more than asked for. */
export async function listRecords(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  register: RegisterDefinition,
  query: RecordQuery,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<RecordKept[]> {
  const order = orderOf(register, query.sort);
  const given = readCursor(page.cursor, 2);
  const [value, id] = given === undefined ? [] : parseGiven(z.tuple([order.cursor, Id]), given, 'query.cursor');
  const direction = sql.raw(query.order);
  const compare = sql.raw(query.order === 'asc' ? '>' : '<');
  const after = value === undefined ? sql`true` : sql`(${order.by}, record.id) ${compare} (${value}::${order.type}, ${id}::uuid)`;
  const { rows } = await sql<RecordKept>`select ${COLUMNS}, ${UNIT_NAME} from record
    where ${conditions(actor, register, query)} and ${after}
    order by ${order.by} ${direction}, record.id ${direction} limit ${page.limit + 1}`.execute(tx);
  return rows;
}

/** How many records match, counted up to a number. */
export async function countRecords(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  register: RegisterDefinition,
  query: RecordQuery,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select 1 from record where ${conditions(actor, register, query)} limit ${most + 1}) as counted`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Records of every register by state. */
export async function countByState({ tx, actor }: Work): Promise<{ register: string; state: string; count: number }[]> {
  const { rows } = await sql<{ register: string; state: string; count: number }>`select register, state, count(*)::int as count
    from record where ${withinScopes(actor)} group by register, state`.execute(tx);
  return rows;
}

export async function findRecord(tx: Tx, register: string, id: Id): Promise<RecordKept | undefined> {
  const { rows } = await sql<RecordKept>`select ${COLUMNS}, ${UNIT_NAME} from record
    where record.id = ${id} and record.register = ${register}`.execute(tx);
  return rows[0];
}

/** Records of a register in a state that the actor sees, latest first. */
export async function listInState(tx: Tx, register: string, state: string): Promise<RecordKept[]> {
  const { rows } = await sql<RecordKept>`select ${COLUMNS}, ${UNIT_NAME} from record
    where record.register = ${register} and record.state = ${state} order by record.created_at desc limit 200`.execute(tx);
  return rows;
}

/** A record of whichever register. */
export async function findAnyRecord(tx: Tx, id: Id): Promise<RecordKept | undefined> {
  const { rows } = await sql<RecordKept>`select ${COLUMNS}, ${UNIT_NAME} from record where record.id = ${id}`.execute(tx);
  return rows[0];
}

function searchOf(register: RegisterDefinition, data: RecordData): string {
  const open = register.fields.filter(
    ({ kind, classification }) => classification === undefined && ['text', 'longtext', 'person'].includes(kind),
  );
  return searchText(...open.map(({ id }) => data[id]?.toString()), data['paperReference']?.toString()).slice(0, 8000);
}

/** What a change of content writes. */
export interface Content {
  readonly data: RecordData;
  readonly title: string;
  readonly classification: number;
}

export async function insertRecord(
  { tx, actor, instanceId, now }: Work,
  register: RegisterDefinition,
  row: {
    readonly id: Id;
    readonly placement: Placement & { steward_id: Id; recorded_path: string; on_behalf: boolean };
    readonly content: Content;
  },
): Promise<void> {
  const { id, placement, content } = row;
  await tx
    .insertInto('record')
    .values({
      id,
      instance_id: instanceId,
      ...placement,
      classification: content.classification,
      register: register.id,
      state: register.states[0].id,
      title: content.title,
      data: json(content.data),
      created_at: now,
      created_by: actor.name,
      changed_at: now,
      changed_by: actor.name,
      search: searchOf(register, content.data),
    })
    .execute();
}

/** Writes what changed of a record that still has the version; false where another was faster. */
export async function updateRecord(
  { tx, actor, now }: Work,
  register: RegisterDefinition,
  row: Pick<RecordKept, 'id' | 'home_id'>,
  change: { readonly version: number; readonly content?: Content; readonly state?: string },
): Promise<boolean> {
  const { content } = change;
  const changed = await tx
    .updateTable('record')
    .set({
      version: change.version + 1,
      changed_at: now,
      changed_by: actor.name,
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(content === undefined
        ? {}
        : {
            data: json(content.data),
            title: content.title,
            classification: content.classification,
            search: searchOf(register, content.data),
          }),
    })
    .where('id', '=', row.id)
    .where('home_id', '=', row.home_id)
    .where('version', '=', change.version)
    .returning('id')
    .execute();
  return changed.length === 1;
}

/** The names of units that the actor may know. */
export async function unitNames(tx: Tx, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const LINK = sql.raw('record.id, record.register, record.state, record.title, record.data');

/** Records of some ids that the actor sees. */
export async function listLinks(tx: Tx, ids: readonly Id[]): Promise<LinkRow[]> {
  if (ids.length === 0) return [];
  return (await sql<LinkRow>`select ${LINK} from record where record.id = any(${[...ids]}::uuid[])`.execute(tx)).rows;
}

/** The chain above a record by a tree's field, the root first, the record itself last. A circle ends where it is cut. */
export async function listChain(tx: Tx, tree: Field, id: Id): Promise<LinkRow[]> {
  const column = sql.ref(`record.${columnOf(tree)?.name ?? ''}`);
  const { rows } = await sql<LinkRow>`with recursive up as (
      select ${LINK}, ${column} as above, 0 as height from record where record.id = ${id}
      union all
      select ${LINK}, ${column}, up.height + 1 from up join record on record.id = up.above where up.height < 50
    ) select id, register, state, title, data from up order by height desc`.execute(tx);
  return rows;
}

/** Most records that one page shows as naming another. */
const MOST_USERS = 200;

/** Records that name a record, with the field by which they do. */
export async function listUsers(tx: Tx, register: string, id: Id): Promise<(LinkRow & { field: string })[]> {
  const parts = REGISTERS.flatMap((from) =>
    from.fields
      .filter((field) => field.kind === 'record' && field.register === register && field.filterable === true)
      .map((field) => {
        const column = sql.ref(`record.${columnOf(field)?.name ?? ''}`);
        return sql`select ${LINK}, ${field.id}::text as field, record.created_at from record where record.register = ${from.id} and ${column} = ${id}`;
      }),
  );
  if (parts.length === 0) return [];
  const { rows } = await sql<LinkRow & { field: string }>`select id, register, state, title, data, field from (
    ${sql.join(parts, sql` union all `)}) as users order by created_at desc, id limit ${MOST_USERS}`.execute(tx);
  return rows;
}
