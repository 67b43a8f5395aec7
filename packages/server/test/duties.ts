import type { Id } from '@ancam/core';
import { canonicalJson } from '@ancam/knowledge';
import { dutyBoard } from '@ancam/law';
import type { DutyEvent, DutyObject } from '@ancam/law';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Context } from '../src/context.ts';
import { asOwner, withActor } from '../src/db/actor.ts';
import { dayOf } from '../src/day.ts';
import { tellFacts, tellObjects } from '../src/features/duties/facts.service.ts';
import type { FactPlace } from '../src/features/duties/facts.service.ts';
import { rowOf } from '../src/features/duties/statuses.service.ts';
import { statusesOf } from '../src/features/duties/statuses.store.ts';
import type { StatusRow } from '../src/features/duties/statuses.store.ts';
import { loadFacts } from '../src/features/duties/unit-facts.store.ts';
import type { UnitKey } from '../src/features/units/register-unit.ts';
import { actorAt } from './actors.ts';
import type { TestApp } from './app.ts';

/** Where rows of a unit stand. */
export function placeOf({ id, homeId, scopePath }: UnitKey, placePath = ''): FactPlace {
  return { home_id: homeId, unit_id: id, steward_id: id, scope_path: scopePath, place_path: placePath, classification: 0 };
}

/** Tells what a source of a unit is evidence for, or makes duties be counted by, as somebody of the unit. */
export function tellOf(
  app: TestApp,
  unit: UnitKey,
  source: Id,
  { events, objects }: { readonly events?: readonly DutyEvent[]; readonly objects?: readonly DutyObject[] },
): Promise<void> {
  return withActor(app.context, actorAt(unit.scopePath, { homeId: unit.homeId, unitId: unit.id }), async (work) => {
    if (objects !== undefined) await tellObjects(app.context, work, { register: 'systems', id: source }, placeOf(unit), objects);
    if (events !== undefined) await tellFacts(app.context, work, { register: 'dossiers', id: source }, placeOf(unit), events);
  });
}

/** A system of level 2 that has been there since 2022. */
export function systemObject(id: Id): DutyObject {
  return { kind: 'system', id, on: '2022-01-01', answers: { level: 2, treatment: 'system' } };
}

/** The statuses of a unit as the table holds them. */
export function statusRows(app: TestApp, unit: Id): Promise<StatusRow[]> {
  return asOwner(app.context, (tx) => statusesOf(tx, [unit]));
}

function texts(rows: readonly object[]): string[] {
  return rows.map((row) => canonicalJson(row)).sort();
}

/** Expects that the tables hold what the facts say: the statuses of all units, and the counts of the nodes above them. */
export async function expectAgreement(app: { readonly context: Context }): Promise<void> {
  const { db, law } = app.context;
  const day = dayOf(app.context.clock());
  const { rows: units } = await sql<{ id: Id }>`select id from unit`.execute(db);
  const ids = units.map(({ id }) => id);
  const { kept, said } = await asOwner(app.context, async (tx) => ({
    kept: await statusesOf(tx, ids),
    said: (await loadFacts(tx, ids, day)).flatMap((facts) => dutyBoard(law, facts, day).flatMap((status) => rowOf(facts, status) ?? [])),
  }));
  expect(texts(kept)).toEqual(texts(said));
  const counted = await sql`select path || ' ' || duty || ' ' || state as node, sum(units)::bigint as n from (
      select path, duty, state, units from duty_rollup where reading = ''
      union all select n.path, d.duty, d.state, d.units from duty_delta d cross join lateral path_nodes(d.path) as n (path) where d.reading = ''
    ) a group by 1 having sum(units) <> 0 order by 1`.execute(db);
  const sums = await sql`select n.path || ' ' || s.duty || ' ' || s.state as node, count(*) as n
    from duty_status s cross join lateral path_nodes(s.scope_path) as n (path) where n.path <> s.scope_path group by 1 order by 1`.execute(
    db,
  );
  expect(counted.rows).toEqual(sums.rows);
}
