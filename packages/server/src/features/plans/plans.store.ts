import type { PlanFilter, PlanState } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Level, RegimeId } from '@ancam/knowledge';
import type { RequirementRow } from '@ancam/law';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { likeOf, searchText } from '../../search-text.ts';

/** A plan with the name of its system, who answers for that, and its requirements counted. */
export interface PlanKept extends Omit<Selectable<Tables['plan']>, 'state' | 'level' | 'regime'> {
  readonly state: PlanState;
  readonly level: Level;
  readonly regime: RegimeId;
  readonly steward_id: Id;
  readonly system: string;
  readonly unit_name: string | null;
  readonly next_due: string | null;
  readonly n_open: number;
  readonly n_none: number;
  readonly n_partial: number;
  readonly n_full: number;
  readonly n_inapplicable: number;
  readonly n_overdue: number;
  readonly n_changed: number;
}

export type PlanEventRow = Selectable<Tables['plan_event']>;

const UNMET = sql`not i.dropped and i.answer in ('open', 'none', 'partial')`;

function rowsOf(day: string) {
  return sql`select p.*, s.name as system, s.steward_id, o.name as unit_name, c.*
    from plan p join information_system s on s.id = p.system_id left join unit o on o.id = s.steward_id
    cross join lateral (select
      min(i.due_on) filter (where ${UNMET}) as next_due,
      count(*) filter (where i.answer = 'open')::int as n_open, count(*) filter (where i.answer = 'none')::int as n_none,
      count(*) filter (where i.answer = 'partial')::int as n_partial, count(*) filter (where i.answer = 'full')::int as n_full,
      count(*) filter (where i.answer = 'not-applicable')::int as n_inapplicable,
      count(*) filter (where ${UNMET} and i.due_on < ${day}::date)::int as n_overdue,
      count(*) filter (where i.change is not null)::int as n_changed
      from plan_item i where i.plan_id = p.id and not i.dropped) as c`;
}

/** A page of plans by the name of their system, one row more than asked for. `day` decides what is overdue. */
export async function listPlans(
  tx: Tx,
  filter: PlanFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
  day: string,
): Promise<PlanKept[]> {
  const after = readCursor(page.cursor, 2);
  const words = searchText(filter.q).split(' ').filter(Boolean);
  const all = [
    sql`true`,
    ...words.map((word) => sql`s.search like ${likeOf(word)}`),
    ...(filter.state === undefined ? [] : [sql`p.state = ${filter.state}`]),
    ...(filter.level === undefined ? [] : [sql`p.level = ${filter.level}`]),
    ...(filter.system === undefined ? [] : [sql`p.system_id = ${filter.system}`]),
    ...(filter.overdue === undefined
      ? []
      : [sql`p.state <> 'ended' and exists (select from plan_item i where i.plan_id = p.id and ${UNMET} and i.due_on < ${day}::date)`]),
    ...(after === undefined ? [] : [sql`(s.name, p.id) > (${after[0]}::text, ${after[1]}::uuid)`]),
  ];
  const { rows } = await sql<PlanKept>`${rowsOf(day)} where ${sql.join(all, sql` and `)}
    order by s.name, p.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}

export async function findPlan(tx: Tx, id: Id, day: string): Promise<PlanKept | undefined> {
  return (await sql<PlanKept>`${rowsOf(day)} where p.id = ${id}`.execute(tx)).rows[0];
}

/** The plan of a system that has not ended, else the latest. */
export async function findPlanOf(tx: Tx, systemId: Id, day: string): Promise<PlanKept | undefined> {
  const { rows } = await sql<PlanKept>`${rowsOf(day)} where p.system_id = ${systemId}
    order by p.state = 'ended', p.created_at desc limit 1`.execute(tx);
  return rows[0];
}

/** Keeps the requirements of a level as this edition of the catalogue has them. */
export async function keepCatalogue(tx: Tx, hash: string, level: Level, rows: readonly RequirementRow[]): Promise<void> {
  await sql`insert into requirement_catalogue (hash, level, rows) values (${hash}, ${level}, ${json(rows)}) on conflict do nothing`.execute(
    tx,
  );
}

/** The requirements of a level as an edition had them. */
export async function readCatalogue(tx: Tx, hash: string, level: Level): Promise<readonly RequirementRow[]> {
  const row = await tx
    .selectFrom('requirement_catalogue')
    .select('rows')
    .where('hash', '=', hash)
    .where('level', '=', level)
    .executeTakeFirstOrThrow();
  return row.rows as readonly RequirementRow[]; // written by keepCatalogue alone
}

export async function insertPlan(
  { tx, actor, instanceId, now }: Work,
  row: {
    readonly id: Id;
    readonly systemId: Id;
    readonly place: Placement;
    readonly level: Level;
    readonly regime: RegimeId;
    readonly hash: string;
  },
): Promise<void> {
  await tx
    .insertInto('plan')
    .values({
      id: row.id,
      instance_id: instanceId,
      ...placementOf(row.place),
      unit_id: actor.unitId,
      system_id: row.systemId,
      level: row.level,
      regime: row.regime,
      catalogue: row.hash,
      state: 'draft',
      created_at: now,
      created_by: actor.name,
      changed_at: now,
      changed_by: actor.name,
    })
    .execute();
}

/** What a change of the plan itself writes. */
export interface PlanChange {
  readonly state?: PlanState;
  readonly level?: Level;
  readonly regime?: RegimeId;
  readonly catalogue?: string;
  readonly approved_on?: string;
  readonly started_on?: string;
  readonly deployed_on?: string | null;
}

/** Changes a plan that still has the version; false where somebody was faster. */
export async function updatePlan(
  { tx, actor, now }: Work,
  { id, version }: { readonly id: Id; readonly version: number },
  change: PlanChange,
): Promise<boolean> {
  const done = await tx
    .updateTable('plan')
    .set({ ...change, version: version + 1, changed_at: now, changed_by: actor.name })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute();
  return done.length === 1;
}

/** Something that happened to a plan. */
export interface NewPlanEvent {
  readonly event: 'created' | 'step' | 'items' | 'undo' | 'adopted' | 'linked' | 'unlinked';
  readonly step?: string;
  readonly from_state?: string;
  readonly to_state?: string;
  readonly reason?: string;
  readonly before?: readonly object[];
  readonly after?: readonly object[];
  readonly undoes?: Id;
}

export async function insertEvent({ tx, actor, now }: Work, plan: Placement & { readonly id: Id }, event: NewPlanEvent): Promise<Id> {
  const id = newId();
  const { before = [], after = [], ...rest } = event;
  await tx
    .insertInto('plan_event')
    .values({
      id,
      ...placementOf(plan),
      plan_id: plan.id,
      at: now,
      by_id: actor.accountId,
      by_name: actor.name,
      ...rest,
      before: json(before),
      after: json(after),
    })
    .execute();
  return id;
}

/** Most events that one page shows. */
const MOST_EVENTS = 200;

/** The latest events, newest first. */
export function listEvents(tx: Tx, planId: Id): Promise<PlanEventRow[]> {
  return tx.selectFrom('plan_event').selectAll().where('plan_id', '=', planId).orderBy('seq', 'desc').limit(MOST_EVENTS).execute();
}

/** All steps of a plan in their order. */
export function listSteps(tx: Tx, planId: Id): Promise<Pick<PlanEventRow, 'step' | 'by_id' | 'at'>[]> {
  return tx
    .selectFrom('plan_event')
    .select(['step', 'by_id', 'at'])
    .where('plan_id', '=', planId)
    .where('step', 'is not', null)
    .orderBy('seq')
    .execute();
}

export function findEvent(tx: Tx, planId: Id, id: Id): Promise<PlanEventRow | undefined> {
  return tx.selectFrom('plan_event').selectAll().where('plan_id', '=', planId).where('id', '=', id).executeTakeFirst();
}
