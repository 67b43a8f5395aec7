import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import { searchText } from '../../search-text.ts';
import { WORK_OF_UNITS } from './objects.ts';
import type { LineageStep, UnitStep } from './plan.ts';

const SHAPE = sql.raw(
  'unit_id uuid, home_id uuid, parent_id uuid, name text, kind text, code text, line text, roles text[], scope_path text, place_code text, place_path text, search text',
);
const NAMES = sql.raw('name, kind, code, line, parent_id, scope_path, place_code, place_path, roles');

function listOf(steps: readonly UnitStep[]) {
  const rows = steps.map(({ unit, after }) => ({
    unit_id: unit,
    home_id: after.homeId,
    parent_id: after.parentId,
    name: after.name,
    kind: after.kind,
    code: after.code,
    line: after.line,
    roles: after.roles,
    scope_path: after.path,
    place_code: after.placeCode,
    place_path: after.placePath,
    search: searchText(after.name, after.code),
  }));
  return sql`jsonb_to_recordset(${json(rows)}::text::jsonb) as v (${SHAPE})`;
}

/** What an event is to its units. */
export interface EventKey {
  readonly id: Id;
  readonly effectiveOn: string;
}

/** Keeps what units were, and what becomes of them, in the order in which their objects are moved. */
export async function keepSteps(tx: Tx, { id, effectiveOn }: EventKey, steps: readonly UnitStep[], first: number): Promise<void> {
  const rows = steps.map((step, index) => ({
    seq: first + index,
    unit_id: step.unit,
    part: step.part,
    path_from: step.pathFrom,
    path_to: step.part === 'closed' ? null : step.after.path,
    place_from: step.placeFrom,
    place_to: step.after.placePath,
  }));
  await sql`insert into reorganisation_unit (event_id, seq, unit_id, part, path_from, path_to, place_from, place_to, before, version_before)
    select ${id}::uuid, v.seq, v.unit_id, v.part, v.path_from, v.path_to, v.place_from, v.place_to,
      case when v.part <> 'created' then to_jsonb(u) end,
      (select to_jsonb(w) from unit_version w where w.unit_id = v.unit_id and w.valid_from = ${effectiveOn}::date and v.part <> 'created')
    from jsonb_to_recordset(${json(rows)}::text::jsonb)
      as v (seq int, unit_id uuid, part text, path_from text, path_to text, place_from text, place_to text)
    join unit u on u.id = v.unit_id order by v.seq`.execute(tx);
}

/** Ends units: they keep their path, which nobody gets again. */
export async function closeUnits(tx: Tx, { id, effectiveOn }: EventKey, units: readonly Id[]): Promise<void> {
  const ids = [...units];
  await sql`update unit set closed_on = ${effectiveOn}::date where id = any(${ids}::uuid[])`.execute(tx);
  await sql`insert into unit_version (unit_id, valid_from, ${NAMES}, closed, event_id)
    select id, ${effectiveOn}::date, ${NAMES}, true, ${id}::uuid from unit where id = any(${ids}::uuid[])
    on conflict (unit_id, valid_from) do update set closed = true, event_id = excluded.event_id`.execute(tx);
}

/** Registers the units that the event creates. */
export async function openUnits(
  tx: Tx,
  { id, effectiveOn }: EventKey,
  steps: readonly UnitStep[],
  { instanceId, now }: { readonly instanceId: Id; readonly now: string },
): Promise<void> {
  if (steps.length === 0) return;
  await sql`insert into unit (id, instance_id, home_id, ${NAMES}, opened_on, search, created_at)
    select v.unit_id, ${instanceId}::uuid, v.home_id, v.name, v.kind, v.code, v.line, v.parent_id, v.scope_path, v.place_code, v.place_path, v.roles,
      ${effectiveOn}::date, v.search, ${now}::timestamptz from ${listOf(steps)}`.execute(tx);
  await writeVersions(tx, { id, effectiveOn }, steps);
}

/** Writes what units are from the day on. */
export async function changeUnits(tx: Tx, event: EventKey, steps: readonly UnitStep[]): Promise<void> {
  if (steps.length === 0) return;
  await sql`update unit u set name = v.name, kind = v.kind, code = v.code, line = v.line, parent_id = v.parent_id, scope_path = v.scope_path,
      place_code = v.place_code, place_path = v.place_path, roles = v.roles, search = v.search
    from ${listOf(steps)} where u.id = v.unit_id`.execute(tx);
  await writeVersions(tx, event, steps);
}

async function writeVersions(tx: Tx, { id, effectiveOn }: EventKey, steps: readonly UnitStep[]): Promise<void> {
  await sql`insert into unit_version (unit_id, valid_from, ${NAMES}, event_id)
    select v.unit_id, ${effectiveOn}::date, v.name, v.kind, v.code, v.line, v.parent_id, v.scope_path, v.place_code, v.place_path, v.roles, ${id}::uuid
    from ${listOf(steps)}
    on conflict (unit_id, valid_from) do update set name = excluded.name, kind = excluded.kind, code = excluded.code, line = excluded.line,
      parent_id = excluded.parent_id, scope_path = excluded.scope_path, place_code = excluded.place_code, place_path = excluded.place_path,
      roles = excluded.roles, event_id = excluded.event_id`.execute(tx);
}

/** Rights over a unit that moves stay rights over that unit, at its new path. */
export async function moveRights(tx: Tx, moves: readonly { readonly from: string; readonly to: string }[]): Promise<void> {
  await sql`update jurisdiction j set path = v.to_path from jsonb_to_recordset(${json(moves.map(({ from, to }) => ({ from_path: from, to_path: to })))}::text::jsonb)
    as v (from_path text, to_path text) where j.axis = 'scope' and j.path = v.from_path`.execute(tx);
}

export async function moveWork(tx: Tx, moves: readonly { readonly unit: Id; readonly from: string; readonly to: string }[]): Promise<void> {
  const rows = json(moves.map(({ unit, from, to }) => ({ unit_id: unit, from_path: from, to_path: to })));
  for (const table of WORK_OF_UNITS) {
    await sql`update ${sql.table(table)} w set scope_path = v.to_path
      from jsonb_to_recordset(${rows}::text::jsonb) as v (unit_id uuid, from_path text, to_path text)
      where w.unit_id = v.unit_id and w.scope_path = v.from_path`.execute(tx);
  }
}

export async function insertLineage(
  tx: Tx,
  event: EventKey & { readonly title: string; readonly decree: string },
  lineage: readonly LineageStep[],
): Promise<void> {
  for (const { predecessor, successor, rule } of lineage) {
    await sql`insert into lineage (event_id, predecessor_id, successor_id, rule, title, decree, effective_on, predecessor_path, successor_path)
      select ${event.id}::uuid, p.id, s.id, ${rule}, ${event.title}, ${event.decree}, ${event.effectiveOn}::date, p.scope_path, s.scope_path
      from unit p, unit s where p.id = ${predecessor} and s.id = ${successor}`.execute(tx);
  }
}

/** Gives the accounts of a unit to the one that takes over all of it. */
export async function moveAccounts(tx: Tx, { id, effectiveOn }: EventKey, from: Id, to: Id): Promise<void> {
  await sql`with moved as (update account set unit_id = ${to}::uuid where unit_id = ${from}::uuid and disabled_at is null returning id)
    insert into stewardship (object_table, object_id, home_id, event_id, unit_from, unit_to, path_from, path_to, place_from, place_to, from_on)
    select 'account', moved.id, f.home_id, ${id}::uuid, f.id, t.id, f.scope_path, t.scope_path, '', '', ${effectiveOn}::date
    from moved, unit f, unit t where f.id = ${from}::uuid and t.id = ${to}::uuid`.execute(tx);
}

/** Puts units back as they were. New ones are closed on the day on which they opened: a path is never given twice, and nothing vanishes. */
export async function restoreUnits(tx: Tx, { id, effectiveOn }: EventKey, day: string): Promise<void> {
  await sql`update unit set closed_on = opened_on from reorganisation_unit ru
    where ru.event_id = ${id} and ru.part = 'created' and unit.id = ru.unit_id`.execute(tx);
  await sql`update unit_version v set closed = true from reorganisation_unit ru
    where ru.event_id = ${id} and ru.part = 'created' and v.unit_id = ru.unit_id and v.valid_from = ${effectiveOn}::date`.execute(tx);
  await sql`update jurisdiction j set path = ru.path_from from reorganisation_unit ru
    where ru.event_id = ${id} and ru.part = 'moved' and j.axis = 'scope' and j.path = ru.path_to`.execute(tx);
  await sql`update unit u set name = b.name, kind = b.kind, code = b.code, line = b.line, parent_id = b.parent_id, scope_path = b.scope_path,
      place_code = b.place_code, place_path = b.place_path, roles = b.roles, search = b.search, closed_on = b.closed_on
    from reorganisation_unit ru cross join lateral jsonb_populate_record(null::unit, ru.before) b
    where ru.event_id = ${id} and ru.before is not null and ru.part <> 'joined' and u.id = ru.unit_id`.execute(tx);
  await sql`delete from unit_version v using reorganisation_unit ru where ru.event_id = ${id} and ru.part in ('changed', 'moved', 'closed')
    and v.unit_id = ru.unit_id and v.valid_from = ${effectiveOn}::date and v.event_id = ${id}::uuid`.execute(tx);
  await sql`insert into unit_version select b.* from reorganisation_unit ru cross join lateral jsonb_populate_record(null::unit_version, ru.version_before) b
    where ru.event_id = ${id} and ru.version_before is not null and ru.part in ('changed', 'moved', 'closed')`.execute(tx);
  for (const table of WORK_OF_UNITS) {
    await sql`update ${sql.table(table)} w set scope_path = ru.path_from from reorganisation_unit ru
      where ru.event_id = ${id} and ru.part in ('moved', 'closed') and w.unit_id = ru.unit_id
        and w.scope_path in (select path_to from reorganisation_unit o where o.event_id = ${id} and o.path_to is not null)`.execute(tx);
  }
  await sql`update lineage set until = ${day}::date where event_id = ${id}`.execute(tx);
  await sql`update account a set unit_id = s.unit_from from stewardship s
    where s.event_id = ${id} and s.object_table = 'account' and s.until is null and a.id = s.object_id`.execute(tx);
  await sql`update stewardship set until = ${day}::date where event_id = ${id} and object_table = 'account'`.execute(tx);
}
