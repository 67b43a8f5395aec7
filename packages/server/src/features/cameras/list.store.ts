import type { CameraFilter } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { readCursor, writeCursor } from '../../cursor.ts';
import { soonAfter } from '../../day.ts';
import type { Tx } from '../../db/database.ts';
import { often } from '../../db/server-pool.ts';
import { narrowed, within } from '../../reach.ts';
import type { Narrowing, Node } from '../../reach.ts';
import type { CameraRecord } from './cameras.store.ts';

/** What a row of a list is made of. */
const COLUMNS = [
  'id',
  'name',
  'place',
  'address',
  'address_key',
  'kind',
  'maker_name',
  'model',
  'firmware',
  'strength',
  'source',
  'on_behalf',
  'status',
  'open_critical',
  'open_high',
  'open_medium',
  'open_low',
  'open_info',
  'worst',
  'warned',
  'origin_paper',
  'quality_paper',
  'storage_location',
  'system_id',
  'site_id',
  'group_id',
  'first_seen_at',
  'last_seen_at',
  'classification',
] as const;
export type ListedCamera = Pick<CameraRecord, (typeof COLUMNS)[number]>;
const columns = sql.join(COLUMNS.map((name) => sql.ref(name)));

interface Order {
  readonly by: RawBuilder<unknown>;
  readonly after: (cursor: readonly (string | number)[]) => RawBuilder<boolean>;
  readonly keys: (row: ListedCamera) => (string | number)[];
}

/** What `worst` holds where no finding is open. */
const NOTHING_OPEN = 9;
const NEVER = '1970-01-01T00:00:00.000Z';
/** As the index has it. */
const lastSeen = sql`coalesce(last_seen_at, '1970-01-01 00:00:00+00'::timestamptz)`;

const ORDERS: Record<CameraFilter['sort'], Order> = {
  worst: {
    by: sql`worst, address_key, id`,
    after: ([worst, key, id]) => sql<boolean>`(worst, address_key, id) > (${worst}::smallint, ${key}::text, ${id}::uuid)`,
    keys: (row) => [row.worst, row.address_key, row.id],
  },
  address: {
    by: sql`address_key, id`,
    after: ([, key, id]) => sql<boolean>`(address_key, id) > (${key}::text, ${id}::uuid)`,
    keys: (row) => [0, row.address_key, row.id],
  },
  name: {
    by: sql`name, id`,
    after: ([, name, id]) => sql<boolean>`(name, id) > (${name}::text, ${id}::uuid)`,
    keys: (row) => [0, row.name, row.id],
  },
  lastSeen: {
    by: sql`${lastSeen} desc, id desc`,
    after: ([, at, id]) => sql<boolean>`(${lastSeen}, id) < (${at}::timestamptz, ${id}::uuid)`,
    keys: (row) => [0, row.last_seen_at ?? NEVER, row.id],
  },
};

/** The values a cursor of this order holds. */
export function cursorKeys(sort: CameraFilter['sort'], row: ListedCamera): (string | number)[] {
  return ORDERS[sort].keys(row);
}

/** The cursor behind a row. */
export function cursorOf(sort: CameraFilter['sort'], row: ListedCamera): string {
  return writeCursor(cursorKeys(sort, row));
}

/** What `worst` holds for a severity of the filter. */
function rankOf(severity: NonNullable<CameraFilter['severity']>): number {
  return severity === 'none' || severity === 'unchecked' ? NOTHING_OPEN : SEVERITIES.indexOf(severity);
}

/** Cameras by their worst open finding. Where none is open it matters whether anything was ever looked at. */
function worstIs(severity: NonNullable<CameraFilter['severity']>): RawBuilder<boolean> {
  if (severity === 'none') return sql<boolean>`worst = ${NOTHING_OPEN} and last_seen_at is not null`;
  if (severity === 'unchecked') return sql<boolean>`worst = ${NOTHING_OPEN} and last_seen_at is null`;
  return sql<boolean>`worst = ${rankOf(severity)}`;
}

/** Warnings, papers, storage, and what a camera belongs to. */
function flagsOf(filter: CameraFilter): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = [];
  if (filter.warned !== undefined)
    all.push(filter.warned === 'any' ? sql<boolean>`warned <> 'no'` : sql<boolean>`warned <> 'no' and warned = ${filter.warned}`);
  if (filter.papers !== undefined) all.push(sql<boolean>`(origin_paper = '' or quality_paper = '')`);
  if (filter.storage !== undefined) all.push(sql<boolean>`storage_location = ${filter.storage}`);
  if (filter.system !== undefined) all.push(sql<boolean>`system_id = ${filter.system}`);
  if (filter.site !== undefined) all.push(sql<boolean>`site_id = ${filter.site}`);
  if (filter.group !== undefined) all.push(sql<boolean>`group_id = ${filter.group}`);
  if (filter.kind !== undefined) all.push(sql<boolean>`kind = ${filter.kind}`);
  if (filter.recorder !== undefined) all.push(sql<boolean>`recorder_id = ${filter.recorder}`);
  if (filter.model !== undefined)
    all.push(sql<boolean>`maker_id = (select m.maker_id from model m where m.id = ${filter.model}) and model_id = ${filter.model}`);
  if (filter.warning !== undefined) {
    all.push(
      sql<boolean>`warned <> 'no' and (${filter.warning}::uuid = any(warning_ids) or ${filter.warning}::uuid = any(possible_warning_ids))`,
    );
  }
  return all;
}

/** Whether a question asks for words and where rows stand, and for nothing else: then the search has answered it. */
export function asksWordsAlone({ filter, narrowing, words, day, unit }: Question): boolean {
  const bare = { filter: { sort: filter.sort }, narrowing, words, day, unit };
  return conditions(bare).length === conditions({ ...bare, filter }).length;
}

/** What is asked for, ready for the database. */
export interface Question {
  readonly filter: CameraFilter;
  readonly narrowing: Narrowing;
  /** Tokens of the search; a camera holds them all. */
  readonly words: readonly string[];
  /** Name of the unit that the list is narrowed to. */
  readonly unit: string | null;
  /** `yyyy-mm-dd` in Việt Nam. */
  readonly day: string;
}

/** The conditions of a question; the alias `camera` is in scope. */
function conditions({ filter, narrowing, words, day }: Question): RawBuilder<boolean>[] {
  const all = narrowed(narrowing);
  if (words.length > 0) all.push(sql<boolean>`words @@ search_question(${[...words]}::text[])`);
  if (filter.home !== undefined) all.push(sql<boolean>`home_id = ${filter.home}`);
  if (filter.maker !== undefined) all.push(sql<boolean>`maker_name = ${filter.maker}`);
  if (filter.status !== undefined) all.push(sql<boolean>`status = ${filter.status}`);
  if (filter.severity !== undefined) all.push(worstIs(filter.severity));
  if (filter.identity !== undefined) all.push(sql<boolean>`maker_name is null`);
  all.push(...flagsOf(filter));
  if (filter.acceptance !== undefined) {
    all.push(sql<boolean>`exists (select from finding x where x.camera_id = camera.id and x.status = 'accepted'
      and x.accepted_until between ${day}::date and ${soonAfter(day)}::date)`);
  }
  if (filter.check !== undefined) {
    all.push(sql<boolean>`exists (select from finding x where x.camera_id = camera.id and x.check_id = ${filter.check}
      and finding_status_on(x.status, x.accepted_until, ${day}::date) = 'open')`);
  }
  return all;
}

/** How rows are come by. */
export type Way =
  /** In the order of the page, over everything. */
  | { readonly by: 'order' }
  /** In the order of the page within each of these top bodies. */
  | { readonly by: 'homes'; readonly homes: readonly Id[]; readonly reach: readonly Node[] }
  /** All rows of a small part, then sorted. */
  | { readonly by: 'part'; readonly reach: readonly Node[] }
  /** Rows that the search has found. */
  | { readonly by: 'ids'; readonly ids: readonly Id[] };

export interface Window {
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** Rows in the order of the page that are looked at before the reader is asked to go on. */
  readonly most: number;
}

const all = (list: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => (list.length === 0 ? sql`true` : sql.join(list, sql` and `));

/** Where in the order of the page a walk begins and ends. The rows of one severity lie together in theirs. */
function startOf({ filter: { sort, severity } }: Question, cursor: string | undefined): RawBuilder<boolean>[] {
  const after = readCursor(cursor, 3);
  return [
    ...(after === undefined ? [] : [ORDERS[sort].after(after)]),
    ...(sort === 'worst' && severity !== undefined ? [sql<boolean>`worst = ${rankOf(severity)}`] : []),
  ];
}

/** Rows of a way from a cursor on; `most` bounds what is looked at where the way follows the order. */
function rowsOf(way: Way, question: Question, { cursor, limit, most }: Window): RawBuilder<unknown> {
  const order = ORDERS[question.filter.sort];
  const from = startOf(question, cursor);
  const asked = conditions(question);
  // Written out, so that a plan that is kept knows how few rows are wanted.
  const [few, walked] = [sql.lit(limit), sql.lit(most)];
  // A fence: without it the planner may follow the order of the page through rows of others.
  if (way.by === 'part' || way.by === 'ids') {
    const way0 = way.by === 'part' ? within(way.reach) : sql<boolean>`id = any(${[...way.ids]}::uuid[])`;
    return sql`(select * from camera where ${all([way0, ...asked, ...from])} offset 0) as camera order by ${order.by} limit ${few}`;
  }
  const bounded = asked.length > 0;
  const walk = (where: readonly RawBuilder<unknown>[], stops = true): RawBuilder<unknown> =>
    bounded && stops
      ? sql`(select * from (select * from camera where ${all([...where, ...from])} order by ${order.by} limit ${walked}) as camera where ${all(asked)} limit ${few}) as camera`
      : sql`(select * from camera where ${all([...where, ...from, ...asked])} order by ${order.by} limit ${few}) as camera`;
  if (way.by === 'order') return sql`${walk([])} order by ${order.by}`;
  const [home] = way.homes;
  const inReach = within(way.reach);
  if (way.homes.length === 1 && home !== undefined) return sql`${walk([sql`home_id = ${home}`, inReach])} order by ${order.by}`;
  return sql`(select camera.* from unnest(${[...way.homes]}::uuid[]) as h (id) cross join lateral ${walk([sql`home_id = h.id`, inReach], false)}) as camera
    order by ${order.by} limit ${few}`;
}

/** Pages of the web app and of most programs. */
const USUAL_LIMITS: ReadonlySet<number> = new Set([20, 50, 100, 200]);

const USUAL_CONDITIONS = 2;

/** Whether so many ask alike that a plan is worth keeping. */
function isUsual(question: Question, limit: number): boolean {
  return USUAL_LIMITS.has(limit) && conditions(question).length <= USUAL_CONDITIONS;
}

/** Rows of a page, one more than asked for where there are more. */
export async function listRows(tx: Tx, way: Way, question: Question, window: Window): Promise<ListedCamera[]> {
  const kept = isUsual(question, window.limit) ? often : sql``;
  const { rows } =
    await sql<ListedCamera>`${kept} select ${columns} from ${rowsOf(way, question, { ...window, limit: window.limit + 1 })}`.execute(tx);
  return rows;
}

/** The rows that a walk in one order of the page goes through; undefined where the way is no such walk. */
function walkOf(way: Way, question: Question, cursor: string | undefined): RawBuilder<unknown> | undefined {
  const [home] = way.by === 'homes' ? way.homes : [];
  if (way.by === 'part' || way.by === 'ids' || (way.by === 'homes' && (way.homes.length > 1 || home === undefined))) return undefined;
  return all([...(way.by === 'homes' ? [sql`home_id = ${home}`, within(way.reach)] : []), ...startOf(question, cursor)]);
}

/** Where a bounded walk stopped: the cursor behind its last row; undefined where it came to the end, or was not bounded. */
export async function endOfWalk(tx: Tx, way: Way, question: Question, { cursor, most }: Window): Promise<string | undefined> {
  const where = walkOf(way, question, cursor);
  if (where === undefined) return undefined;
  const order = ORDERS[question.filter.sort];
  const { rows } =
    await sql<ListedCamera>`${often} select ${columns} from camera where ${where} order by ${order.by} offset ${sql.lit(most - 1)} limit 1`.execute(
      tx,
    );
  return rows[0] === undefined ? undefined : cursorOf(question.filter.sort, rows[0]);
}

/** How many of the first rows in the order of the page meet a question, and whether these were all; undefined where the way is no such walk. */
export async function countOnWalk(
  tx: Tx,
  way: Way,
  question: Question,
  most: number,
): Promise<{ count: number; all: boolean } | undefined> {
  const where = walkOf(way, question, undefined);
  if (where === undefined) return undefined;
  const asked = conditions(question);
  const kept = asked.length <= USUAL_CONDITIONS ? often : sql``;
  const { rows } = await sql<{
    count: number;
    seen: number;
  }>`${kept} select (count(*) filter (where ${all(asked)}))::int as count, count(*)::int as seen
    from (select * from camera where ${where} order by ${ORDERS[question.filter.sort].by} limit ${sql.lit(most)}) as camera`.execute(tx);
  return { count: rows[0]?.count ?? 0, all: (rows[0]?.seen ?? 0) < most };
}

/** How many rows a question has, counted up to a cap. */
export async function countRows(tx: Tx, way: Way, question: Question, cap: number, most: number): Promise<number> {
  const kept = conditions(question).length <= USUAL_CONDITIONS ? often : sql``;
  const { rows } = await sql<{ count: number }>`${kept} select count(*)::int as count from
    (select from ${rowsOf(way, question, { limit: cap + 1, most })}) as found`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** What the search finds for words: ids of at most so many cameras, or that the words are too common to be looked up. */
export async function findByWords(
  tx: Tx,
  { words, narrowing }: Question,
  most: number,
  common: number,
): Promise<{ ids: Id[]; tooCommon: boolean }> {
  const { rows } = await sql<{ ids: Id[]; too_common: boolean }>`${often} select ids, too_common from
    find_cameras(${[...words]}::text[], ${narrowing.under ?? null}, ${narrowing.place ?? null}, ${most}, ${common})`.execute(tx);
  return { ids: rows[0]?.ids ?? [], tooCommon: rows[0]?.too_common ?? false };
}

/** A unit that the actor sees. */
export function findUnit(tx: Tx, id: Id): Promise<{ name: string; scope_path: string } | undefined> {
  return tx.selectFrom('unit').modifyFront(often).select(['name', 'scope_path']).where('id', '=', id).executeTakeFirst();
}
