import type { JurisdictionBody, PageQuery, UnitFilter } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { readCursor } from '../../cursor.ts';
import { likeOf, searchText } from '../../search-text.ts';

/** A unit as it was on a day, beside what never changes. */
export interface UnitRecord {
  readonly id: Id;
  readonly home_id: Id;
  readonly name: string;
  readonly kind: string;
  readonly code: string | null;
  readonly line: string;
  readonly roles: string[];
  readonly parent_id: Id | null;
  readonly parent_name: string | null;
  readonly scope_path: string;
  readonly place_code: string | null;
  readonly place_path: string;
  readonly opened_on: string;
  readonly closed_on: string | null;
  readonly search: string;
  readonly children: number;
}

const FIELDS = sql.raw('name, kind, code, line, roles, parent_id, scope_path, place_code, place_path');

/** The units that stand on a day: today's rows, or the rows of their history in force on it. */
function standing(on: string | undefined) {
  if (on === undefined) {
    return sql`(select id, home_id, opened_on, closed_on, search, ${FIELDS} from unit where closed_on is null)`;
  }
  return sql`(select unit.id, unit.home_id, unit.opened_on, unit.closed_on, unit.search, v.name, v.kind, v.code, v.line, v.roles, v.parent_id,
    v.scope_path, v.place_code, v.place_path
    from unit_version v join unit on unit.id = v.unit_id
    where not v.closed and v.valid_from = (select max(w.valid_from) from unit_version w where w.unit_id = v.unit_id and w.valid_from <= ${on}::date))`;
}

function conditions(filter: UnitFilter, under: string | undefined) {
  const parts = [sql`true`];
  const { q, kind, role, parent } = filter;
  for (const word of searchText(q)
    .split(' ')
    .filter((each) => each !== '')) {
    parts.push(sql`(u.search like ${likeOf(word)})`);
  }
  if (kind !== undefined) parts.push(sql`u.kind = ${kind}`);
  if (role !== undefined) parts.push(sql`${role} = any(u.roles)`);
  if (parent === 'top') parts.push(sql`u.parent_id is null`);
  else if (parent !== undefined) parts.push(sql`u.parent_id = ${parent}`);
  if (under !== undefined) parts.push(sql`u.scope_path ^@ ${under}`);
  return sql.join(parts, sql` and `);
}

/** A page of the units of a day by name, one more than the limit. `under` is the path below which they stand. */
export async function listUnits(
  tx: Tx,
  filter: UnitFilter & PageQuery,
  { under, on }: { readonly under: string | undefined; readonly on: string | undefined },
): Promise<UnitRecord[]> {
  const after = readCursor(filter.cursor, 2);
  const from = standing(on);
  const beyond = after === undefined ? sql`true` : sql`(u.search, u.id) > (${String(after[0])}, ${String(after[1])}::uuid)`;
  const { rows } = await sql<UnitRecord>`
    with stand as ${from}
    select u.*, (select p.name from stand p where p.id = u.parent_id) as parent_name,
      (select count(*)::int from stand c where c.parent_id = u.id) as children
    from (select * from stand u where ${conditions(filter, under)} and ${beyond} order by u.search, u.id limit ${filter.limit + 1}) u
    order by u.search, u.id`.execute(tx);
  return rows;
}

/** One unit as it is today, or was at its end. */
export async function findUnit(tx: Tx, id: Id): Promise<UnitRecord | undefined> {
  const { rows } = await sql<UnitRecord>`
    select u.id, u.home_id, u.opened_on, u.closed_on, u.search, u.name, u.kind, u.code, u.line, u.roles, u.parent_id, u.scope_path,
      u.place_code, u.place_path, p.name as parent_name,
      (select count(*)::int from unit c where c.parent_id = u.id and c.closed_on is null) as children
    from unit u left join unit p on p.id = u.parent_id where u.id = ${id}`.execute(tx);
  return rows[0];
}

/** The path of a unit on a day; undefined where it is not seen or did not stand. */
export async function pathOn(tx: Tx, id: Id, on: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('unit_version')
    .select('scope_path')
    .where('unit_id', '=', id)
    .where('valid_from', '<=', on)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.scope_path;
}

/** The superiors of a path, the highest first, as far as they are seen. */
export async function listAncestors(tx: Tx, path: string): Promise<{ id: Id; name: string; scope_path: string }[]> {
  const { rows } = await sql<{ id: Id; name: string; scope_path: string }>`
    select id, name, scope_path from unit where scope_path in (select path_nodes(${path})) and scope_path <> ${path}
    order by length(scope_path)`.execute(tx);
  return rows;
}

export type VersionRow = Selectable<Tables['unit_version']> & { parent_name: string | null };

/** The history of a unit, latest first. */
export function listVersions(tx: Tx, id: Id): Promise<VersionRow[]> {
  return tx
    .selectFrom('unit_version')
    .leftJoin('unit as p', 'p.id', 'unit_version.parent_id')
    .selectAll('unit_version')
    .select('p.name as parent_name')
    .where('unit_id', '=', id)
    .orderBy('valid_from', 'desc')
    .execute();
}

export interface RelationRow {
  readonly predecessor_id: Id;
  readonly successor_id: Id;
  readonly event_id: Id;
  readonly rule: string;
  readonly title: string;
  readonly decree: string;
  readonly effective_on: string;
  readonly until: string | null;
  readonly name: string;
  readonly kind: string;
}

/** What a unit came from and what came from it. */
export async function listRelations(tx: Tx, id: Id): Promise<RelationRow[]> {
  const { rows } = await sql<RelationRow>`
    select l.predecessor_id, l.successor_id, l.event_id, l.rule, l.title, l.decree, l.effective_on, l.until, coalesce(o.name, '') as name,
      coalesce(o.kind, '') as kind
    from lineage l left join unit o on o.id = case when l.predecessor_id = ${id} then l.successor_id else l.predecessor_id end
    where ${id} in (l.predecessor_id, l.successor_id) order by l.effective_on desc, name`.execute(tx);
  return rows;
}

/** A standing unit with the same name below the same superior. */
export async function hasNamesake(tx: Tx, parentId: Id | null, name: string, but?: Id): Promise<boolean> {
  const { rows } = await sql`select 1 from unit where closed_on is null and parent_id is not distinct from ${parentId}::uuid
    and lower(name) = lower(${name}) and id is distinct from ${but ?? null}::uuid limit 1`.execute(tx);
  return rows.length > 0;
}

export interface Correction {
  readonly name: string;
  readonly code: string | null;
  readonly roles: readonly string[];
}

/** Writes a correction and the row of the history of the day. */
export async function correctUnit(tx: Tx, unit: UnitRecord, { name, code, roles }: Correction, day: string): Promise<void> {
  const fields = { name, code, roles: [...roles] };
  await tx
    .updateTable('unit')
    .set({ ...fields, search: searchText(name, code) })
    .where('id', '=', unit.id)
    .execute();
  const { id, kind, line, parent_id, scope_path, place_code, place_path } = unit;
  await tx
    .insertInto('unit_version')
    .values({ unit_id: id, valid_from: day, ...fields, kind, line, parent_id, scope_path, place_code, place_path, event_id: null })
    .onConflict((conflict) => conflict.columns(['unit_id', 'valid_from']).doUpdateSet(fields))
    .execute();
}

/** First days of the unit above and of those below, and the day of the second row of the history. */
export async function daysAround(
  tx: Tx,
  { id, parent_id }: UnitRecord,
): Promise<{ superior: string | null; below: string | null; next: string | null }> {
  const { rows } = await sql<{ superior: string | null; below: string | null; next: string | null }>`select
    (select opened_on from unit where id = ${parent_id}::uuid) as superior,
    (select min(opened_on) from unit where parent_id = ${id} and closed_on is null) as below,
    (select min(valid_from) from unit_version v where v.unit_id = ${id} and v.valid_from > (select opened_on from unit where id = ${id})) as next`.execute(
    tx,
  );
  return rows[0] ?? { superior: null, below: null, next: null };
}

/** Lets a unit and its history begin on another day. */
export async function correctFirstDay(tx: Tx, { id, opened_on: was }: UnitRecord, day: string): Promise<void> {
  await tx.updateTable('unit').set({ opened_on: day }).where('id', '=', id).execute();
  await tx.updateTable('unit_version').set({ valid_from: day }).where('unit_id', '=', id).where('valid_from', '=', was).execute();
}

export type JurisdictionRow = Selectable<Tables['jurisdiction']> & { over_name: string | null };

/** Rights of a unit, the latest first. */
export async function listJurisdictions(tx: Tx, unitId: Id): Promise<JurisdictionRow[]> {
  const { rows } = await sql<JurisdictionRow>`
    select j.*, o.name as over_name from jurisdiction j left join unit o on j.axis = 'scope' and o.scope_path = j.path
    where j.unit_id = ${unitId} order by j.created_at desc, j.id`.execute(tx);
  return rows;
}

export async function findJurisdiction(tx: Tx, id: Id): Promise<JurisdictionRow | undefined> {
  const { rows } = await sql<JurisdictionRow>`select j.*, null as over_name from jurisdiction j where j.id = ${id}`.execute(tx);
  return rows[0];
}

export async function insertJurisdiction(
  { tx, actor, instanceId, now }: Work,
  row: { readonly id: Id; readonly unitId: Id; readonly path: string },
  body: JurisdictionBody,
): Promise<void> {
  await tx
    .insertInto('jurisdiction')
    .values({
      id: row.id,
      instance_id: instanceId,
      unit_id: row.unitId,
      axis: body.axis,
      path: row.path,
      legal_basis: body.legalBasis,
      document_date: body.documentDate,
      valid_from: body.validFrom,
      valid_until: body.validUntil,
      granted_by: actor.name,
      created_at: now,
      revoked_at: null,
    })
    .execute();
}

export async function setRevoked(tx: Tx, id: Id, now: string): Promise<void> {
  await tx.updateTable('jurisdiction').set({ revoked_at: now }).where('id', '=', id).execute();
}
