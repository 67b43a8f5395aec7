import type { CheckKind, CheckOutcome, SystemCheckFilter, SystemCheckState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { AssessorKind, Level, RegimeId } from '@ancam/knowledge';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { newId } from '@ancam/core';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { likeOf, searchText } from '../../search-text.ts';

/** A check with the name of its system, who answers for that, and its shortcomings counted. */
export interface CheckKept extends Omit<
  Selectable<Tables['system_check']>,
  'kind' | 'state' | 'level' | 'regime' | 'assessor_kind' | 'outcome'
> {
  readonly kind: CheckKind;
  readonly state: SystemCheckState;
  readonly level: Level;
  readonly regime: RegimeId;
  readonly assessor_kind: AssessorKind | null;
  readonly outcome: CheckOutcome | null;
  readonly steward_id: Id;
  readonly system: string;
  readonly unit_name: string | null;
  readonly n_total: number;
  readonly n_open: number;
  readonly n_accepted: number;
  readonly n_overdue: number;
}

export type CheckEventRow = Selectable<Tables['check_event']> & { readonly shortcoming: string | null };

/** A shortcoming that is neither retested well nor accepted on a day. */
export function isOpenOn(day: string) {
  return sql`s.state <> 'closed' and not (s.state = 'accepted' and s.accepted_until >= ${day}::date)`;
}

function rowsOf(day: string) {
  const open = isOpenOn(day);
  return sql`select c.*, i.name as system, i.steward_id, o.name as unit_name, n.*
    from system_check c join information_system i on i.id = c.system_id left join unit o on o.id = i.steward_id
    cross join lateral (select count(*)::int as n_total, count(*) filter (where ${open})::int as n_open,
      count(*) filter (where s.state = 'accepted' and s.accepted_until >= ${day}::date)::int as n_accepted,
      count(*) filter (where ${open} and s.mend_by < ${day}::date)::int as n_overdue
      from check_shortcoming s where s.check_id = c.id) as n`;
}

/** A page of checks, the latest planned day first, one row more than asked for. */
export async function listChecks(
  tx: Tx,
  filter: SystemCheckFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
  day: string,
): Promise<CheckKept[]> {
  const after = readCursor(page.cursor, 2);
  const words = searchText(filter.q).split(' ').filter(Boolean);
  const all = [
    sql`true`,
    ...words.map((word) => sql`i.search like ${likeOf(word)}`),
    ...(filter.kind === undefined ? [] : [sql`c.kind = ${filter.kind}`]),
    ...(filter.state === undefined ? [] : [sql`c.state = ${filter.state}`]),
    ...(filter.system === undefined ? [] : [sql`c.system_id = ${filter.system}`]),
    ...(after === undefined ? [] : [sql`(c.planned_on, c.id) < (${after[0]}::date, ${after[1]}::uuid)`]),
  ];
  const { rows } = await sql<CheckKept>`${rowsOf(day)} where ${sql.join(all, sql` and `)}
    order by c.planned_on desc, c.id desc limit ${page.limit + 1}`.execute(tx);
  return rows;
}

export async function findCheck(tx: Tx, id: Id, day: string): Promise<CheckKept | undefined> {
  return (await sql<CheckKept>`${rowsOf(day)} where c.id = ${id}`.execute(tx)).rows[0];
}

/** The check of a kind of a system that is planned, under way or reported. */
export async function findOpen(tx: Tx, systemId: Id, kind: CheckKind, day: string): Promise<CheckKept | undefined> {
  const { rows } = await sql<CheckKept>`${rowsOf(day)} where c.system_id = ${systemId} and c.kind = ${kind}
    and c.state in ('planned', 'running', 'reported') order by c.planned_on limit 1`.execute(tx);
  return rows[0];
}

/** The latest concluded check of a system before operation. */
export async function findBeforeOperation(tx: Tx, systemId: Id, day: string): Promise<CheckKept | undefined> {
  const { rows } =
    await sql<CheckKept>`${rowsOf(day)} where c.system_id = ${systemId} and c.kind = 'before-operation' and c.state = 'closed'
    order by c.ended_on desc, (select max(e.seq) from check_event e where e.check_id = c.id and e.step = 'close') desc limit 1`.execute(tx);
  return rows[0];
}

/** The day of a check: the one on which it ended once that is reported, else the one on which it is planned. */
const DAY_OF = sql`case when c.state in ('reported', 'closed') then c.ended_on else c.planned_on end`;

/** Checks with a day of a year; one more than asked for. */
export async function listOfYear(tx: Tx, year: number, most: number, day: string): Promise<CheckKept[]> {
  const [from, until] = [`${year}-01-01`, `${year}-12-31`];
  const { rows } = await sql<CheckKept>`${rowsOf(day)} where c.state <> 'cancelled'
    and ${DAY_OF} between ${from}::date and ${until}::date order by ${DAY_OF}, c.id limit ${most + 1}`.execute(tx);
  return rows;
}

/** Checks of kinds that repeat which are planned, under way or reported, by system. */
export async function openPeriodic(
  tx: Tx,
  systemIds: readonly Id[],
): Promise<ReadonlyMap<Id, { readonly id: Id; readonly state: string; readonly planned_on: string }>> {
  const { rows } = await sql<{
    id: Id;
    system_id: Id;
    state: string;
    planned_on: string;
  }>`select id, system_id, state, planned_on from system_check
    where kind = 'periodic' and state in ('planned', 'running', 'reported') and system_id = any(${[...systemIds]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ system_id, ...row }) => [system_id, row]));
}

export async function insertCheck(
  { tx, actor, instanceId, now }: Work,
  row: {
    readonly id: Id;
    readonly systemId: Id;
    readonly place: Placement;
    readonly kind: CheckKind;
    readonly level: Level;
    readonly regime: RegimeId;
    readonly plannedOn: string;
  },
): Promise<void> {
  await tx
    .insertInto('system_check')
    .values({
      id: row.id,
      instance_id: instanceId,
      ...placementOf(row.place),
      unit_id: actor.unitId,
      system_id: row.systemId,
      kind: row.kind,
      level: row.level,
      regime: row.regime,
      planned_on: row.plannedOn,
      created_at: now,
      created_by: actor.name,
      changed_at: now,
      changed_by: actor.name,
    })
    .execute();
}

/** What a change of a check writes. */
export type CheckChange = Partial<
  Pick<
    CheckKept,
    | 'state'
    | 'planned_on'
    | 'started_on'
    | 'ended_on'
    | 'assessor_kind'
    | 'assessor'
    | 'independent'
    | 'licence_number'
    | 'licence_issuer'
    | 'licence_scope'
    | 'licence_from'
    | 'licence_until'
    | 'outcome'
    | 'summary'
  >
>;

/** Changes a check that still has the version; false where somebody was faster. */
export async function updateCheck(
  { tx, actor, now }: Work,
  { id, version }: { readonly id: Id; readonly version: number },
  change: CheckChange,
): Promise<boolean> {
  const done = await tx
    .updateTable('system_check')
    .set({ ...change, version: version + 1, changed_at: now, changed_by: actor.name })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute();
  return done.length === 1;
}

/** Something that happened to a check or to one of its shortcomings. */
export interface NewCheckEvent {
  readonly event: 'created' | 'changed' | 'step' | 'removed';
  readonly shortcoming_id?: Id;
  readonly step?: string;
  readonly from_state?: string;
  readonly to_state?: string;
  readonly reason?: string;
  readonly before?: object;
  readonly after?: object;
}

export async function insertEvent(
  { tx, actor, now }: Work,
  check: Placement & { readonly id: Id },
  { before = {}, after = {}, ...rest }: NewCheckEvent,
): Promise<void> {
  const who = { at: now, by_id: actor.accountId, by_name: actor.name };
  await tx
    .insertInto('check_event')
    .values({ id: newId(), ...placementOf(check), check_id: check.id, ...who, ...rest, before: json(before), after: json(after) })
    .execute();
}

/** Most events that one page shows. */
const MOST_EVENTS = 200;

/** The latest events of a check and its shortcomings, newest first. */
export async function listEvents(tx: Tx, checkId: Id): Promise<CheckEventRow[]> {
  const { rows } = await sql<CheckEventRow>`select e.*, coalesce(s.title, e.before ->> 'title') as shortcoming from check_event e
    left join check_shortcoming s on s.id = e.shortcoming_id where e.check_id = ${checkId} order by e.seq desc limit ${MOST_EVENTS}`.execute(
    tx,
  );
  return rows;
}

/** A step that was taken, of a check itself or of a shortcoming. */
export interface TakenStep {
  readonly check_id: Id;
  readonly shortcoming_id: Id | null;
  readonly step: string;
  readonly by_id: Id | null;
}

/** All steps of checks and their shortcomings in their order. */
export async function listSteps(tx: Tx, checkIds: readonly Id[]): Promise<TakenStep[]> {
  if (checkIds.length === 0) return [];
  const { rows } = await sql<TakenStep>`select check_id, shortcoming_id, step, by_id from check_event
    where check_id = any(${[...checkIds]}::uuid[]) and step is not null order by seq`.execute(tx);
  return rows;
}
