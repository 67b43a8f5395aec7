import { addDays } from '@ancam/law';
import type { DutyEvent, DutyObject, DutyUnit, SetDeadline, UnitFacts } from '@ancam/law';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { often } from '../../db/server-pool.ts';

/** A unit with all that its duties are a function of, and where its rows stand. */
export interface KnownFacts extends UnitFacts {
  readonly homeId: Id;
  /** Its territory, empty where it has none. */
  readonly placePath: string;
  /** Days to come on which a fact begins or ends to count. */
  readonly daysAhead: readonly string[];
}

interface UnitRow {
  readonly id: Id;
  readonly home_id: Id;
  readonly kind: DutyUnit['kind'];
  readonly roles: DutyUnit['roles'];
  readonly top_kind: DutyUnit['kind'];
  readonly scope_path: string;
  readonly place_path: string;
  readonly opened_on: string;
  readonly closed_on: string | null;
  readonly places: readonly { readonly from: string; readonly path: string; readonly closed: boolean }[];
  readonly uses_cameras: boolean;
}

async function unitsOf(tx: Tx, ids: readonly Id[]): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`${often}
    select u.id, u.home_id, u.kind, u.roles, t.kind as top_kind, u.scope_path, u.place_path, u.opened_on, u.closed_on,
      (select coalesce(jsonb_agg(jsonb_build_object('from', v.valid_from, 'path', v.place_path, 'closed', v.closed) order by v.valid_from), '[]')
        from unit_version v where v.unit_id = u.id) as places,
      exists (select from tally c where c.steward_id = u.id and c.cameras + c.retired > 0) as uses_cameras
    from unit u join unit t on t.id = u.home_id where u.id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

interface EventRow {
  readonly path: string;
  readonly register: string;
  readonly source_id: Id;
  readonly fact: string;
  readonly on_day: string;
  readonly object_id: string | null;
  readonly period: string | null;
  readonly withdrawn_on: string | null;
}

async function eventsOf(tx: Tx, paths: readonly string[], asOf: string): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`${often}
    select scope_path as path, register, source_id, fact, on_day, object_id, period, withdrawn_on from duty_event
    where scope_path = any(${[...paths]}::text[]) and (withdrawn_on is null or withdrawn_on > ${asOf}::date) order by on_day, id`.execute(
    tx,
  );
  return rows;
}

interface ObjectRow {
  readonly path: string;
  readonly kind: DutyObject['kind'];
  readonly object_id: string;
  readonly on_day: string | null;
  readonly until: string | null;
  readonly answers: NonNullable<DutyObject['answers']>;
}

async function objectsOf(tx: Tx, paths: readonly string[]): Promise<ObjectRow[]> {
  const { rows } = await sql<ObjectRow>`${often}
    select scope_path as path, kind, object_id, on_day, until, answers from duty_object
    where scope_path = any(${[...paths]}::text[]) order by object_id`.execute(tx);
  return rows;
}

interface DeadlineRow {
  readonly id: Id;
  readonly unit_id: Id;
  readonly issuer: string;
  readonly duty: string;
  readonly milestone: string;
  readonly on_day: string;
  readonly strictly: boolean;
}

/** Days set by the units above, those that still stand, at their paths of today. */
async function deadlinesOf(tx: Tx, above: readonly string[], asOf: string): Promise<DeadlineRow[]> {
  const { rows } = await sql<DeadlineRow>`${often}
    select d.id, d.unit_id, u.scope_path as issuer, d.duty, d.milestone, d.on_day, d.strictly
    from unit u join duty_deadline d on d.unit_id = u.id where u.scope_path = any(${[...above]}::text[]) and u.closed_on is null
      and d.set_on <= ${asOf}::date and (d.withdrawn_on is null or d.withdrawn_on > ${asOf}::date) order by d.id`.execute(tx);
  return rows;
}

/** How a day set by a unit names its issuer in readings: by the unit, not by the paper. */
export const issuedBy = (unit: Id): string => `unit:${unit}`;

/** The paths of the nodes above a path, the nearest first; the root is none. */
export function pathsAbove(path: string): string[] {
  const above: string[] = [];
  for (let at = parentOf(path); at !== '/'; at = parentOf(at)) above.push(at);
  return above;
}

/** The path of the node directly above; `/` above a top body. */
export function parentOf(path: string): string {
  return path.replace(/[^/]+\/$/u, '');
}

/** The facts of units for a day, in the order of the ids. As the owner of the schema: restricted evidence counts whoever asks. */
export async function loadFacts(tx: Tx, ids: readonly Id[], asOf: string): Promise<KnownFacts[]> {
  if (ids.length === 0) return [];
  const units = await unitsOf(tx, ids);
  const paths = units.map((unit) => unit.scope_path);
  const events = Map.groupBy(await eventsOf(tx, paths, asOf), ({ path }) => path);
  const objects = Map.groupBy(await objectsOf(tx, paths), ({ path }) => path);
  const above = [...new Set(paths.flatMap(pathsAbove))];
  const deadlines = Map.groupBy(above.length === 0 ? [] : await deadlinesOf(tx, above, asOf), ({ issuer }) => issuer);
  const byId = new Map(
    units.map((unit) => {
      const path = unit.scope_path;
      const set = pathsAbove(path).flatMap((issuer) => deadlines.get(issuer) ?? []);
      return [unit.id, factsOf(unit, events.get(path) ?? [], objects.get(path) ?? [], set.map(deadlineOf), asOf)];
    }),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function factsOf(
  row: UnitRow,
  eventRows: readonly EventRow[],
  objectRows: readonly ObjectRow[],
  deadlines: readonly SetDeadline[],
  asOf: string,
): KnownFacts {
  const events = eventRows.map(eventOf);
  const objects = objectRows.map(objectOf);
  const daysAhead = [
    ...events.map(({ on }) => on),
    ...objects.flatMap(({ until }) => (until === undefined ? [] : [addDays(until, 1)])),
    row.opened_on,
  ].filter((day) => day > asOf);
  const none = events.some(({ fact, on }) => fact === 'inventory.none' && on <= asOf);
  const usesCameras = row.uses_cameras || objects.some(({ kind }) => kind === 'system') ? true : none ? false : undefined;
  return { unit: unitOf(row, usesCameras), homeId: row.home_id, placePath: row.place_path, events, objects, deadlines, daysAhead };
}

function unitOf(row: UnitRow, usesCameras: boolean | undefined): DutyUnit {
  const history = historyOf(row);
  return {
    id: row.id,
    kind: row.kind,
    roles: row.roles,
    topKind: row.top_kind,
    path: row.scope_path,
    placePath: row.place_path === '' ? null : row.place_path,
    ...(history === undefined ? {} : { placeHistory: history }),
    openedOn: row.opened_on,
    ...(row.closed_on === null ? {} : { closedOn: addDays(row.closed_on, -1) }),
    ...(usesCameras === undefined ? {} : { answers: { usesCameras } }),
  };
}

/** Where a unit lay before the register knew it: where it lay first. */
const BEFORE = '0001-01-01';

/** Where it has lain, where that has changed; a unit that never moved lies where it lies. */
function historyOf({ places }: UnitRow): DutyUnit['placeHistory'] {
  if (new Set(places.filter(({ closed }) => !closed).map(({ path }) => path)).size < 2) return undefined;
  return places.flatMap(({ from, path, closed }, n) => {
    if (closed || path === '') return [];
    const next = places[n + 1]?.from;
    return [{ path, from: n === 0 ? BEFORE : from, ...(next === undefined ? {} : { to: addDays(next, -1) }) }];
  });
}

function eventOf({ register, source_id, fact, on_day, object_id, period, withdrawn_on }: EventRow): DutyEvent {
  return {
    fact,
    on: on_day,
    ref: `${register}/${source_id}`,
    ...(object_id === null ? {} : { object: object_id }),
    ...(period === null ? {} : { period }),
    ...(withdrawn_on === null ? {} : { withdrawnOn: withdrawn_on }),
  };
}

function objectOf({ kind, object_id, on_day, until, answers }: ObjectRow): DutyObject {
  return { kind, id: object_id, answers, ...(on_day === null ? {} : { on: on_day }), ...(until === null ? {} : { until }) };
}

function deadlineOf({ id, unit_id, issuer, duty, milestone, on_day, strictly }: DeadlineRow): SetDeadline {
  return { id, duty, scope: issuer, document: issuedBy(unit_id), milestone, on: on_day, ...(strictly ? { strictly } : {}) };
}
