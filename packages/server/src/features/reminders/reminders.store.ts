import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Placement } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';

/** An open duty of a unit with its last day, and the rung that was told last. */
export interface OpenDuty extends Placement {
  readonly duty: string;
  readonly due: string;
  readonly told_due: string | null;
  readonly told_rung: string | null;
}

/** Open duties with a last day up to a day, by unit and duty, after one where it is given. */
export async function listOpen(
  tx: Tx,
  {
    until,
    after,
    limit,
  }: { readonly until: string; readonly after: Pick<OpenDuty, 'unit_id' | 'duty'> | undefined; readonly limit: number },
): Promise<OpenDuty[]> {
  const behind = after === undefined ? sql`true` : sql`(s.unit_id, s.duty) > (${after.unit_id}::uuid, ${after.duty})`;
  const { rows } = await sql<OpenDuty>`
    select s.home_id, s.unit_id, s.scope_path, s.place_path, s.classification, s.duty, s.due, r.due as told_due, r.rung as told_rung
    from duty_status s left join duty_reminder r on r.unit_id = s.unit_id and r.duty = s.duty
    where ${behind} and s.state in ('not-due', 'in-progress', 'overdue') and s.due <= ${until}::date
    order by s.unit_id, s.duty limit ${limit}`.execute(tx);
  return rows;
}

/** A rung of a duty of a unit. */
export interface Reached {
  readonly unit_id: Id;
  readonly duty: string;
  readonly due: string;
  readonly rung: string;
  /** Whether nobody above is to be told of it. */
  readonly climbed: boolean;
}

/** Notes rungs that are told now; gives those that no other process has told, as `unit duty`. */
export async function noteReached(tx: Tx, reached: readonly Reached[], day: string): Promise<Set<string>> {
  const { rows } = await sql<{ unit_id: Id; duty: string }>`
    insert into duty_reminder (unit_id, duty, due, rung, told_on, climbed)
    select v.unit_id, v.duty, v.due, v.rung, ${day}::date, v.climbed
    from jsonb_to_recordset(${json(reached)}::text::jsonb) as v (unit_id uuid, duty text, due date, rung text, climbed boolean) order by 1, 2
    on conflict (unit_id, duty) do update set due = excluded.due, rung = excluded.rung, told_on = excluded.told_on, climbed = excluded.climbed
      where (duty_reminder.due, duty_reminder.rung) is distinct from (excluded.due, excluded.rung)
    returning unit_id, duty`.execute(tx);
  return new Set(rows.map(({ unit_id, duty }) => `${unit_id} ${duty}`));
}

/** Units below one that have reached a climbing rung and of which it has not been told. */
export interface Climbing extends Placement {
  readonly duty: string;
  readonly due: string;
  readonly rung: string;
  readonly units: number;
}

interface Rungs {
  /** Told to the unit above. */
  readonly superior: readonly string[];
  /** Told to the top of the tree. */
  readonly top: readonly string[];
}

/** What has to be told above: per unit above, duty, last day and rung. A unit below counts once, where its superior is the top as well. */
export async function listClimbing(tx: Tx, { superior, top }: Rungs): Promise<Climbing[]> {
  const { rows } = await sql<Climbing>`
    with late as (
      select r.duty, r.due, r.rung, r.unit_id, u.parent_id as above from duty_reminder r join unit u on u.id = r.unit_id
      where not r.climbed and r.rung = any(${[...superior]}::text[])
      union
      select r.duty, r.due, r.rung, r.unit_id, nullif(u.home_id, u.id) from duty_reminder r join unit u on u.id = r.unit_id
      where not r.climbed and r.rung = any(${[...top]}::text[])
    )
    select p.home_id, p.id as unit_id, p.scope_path, p.place_path, 0::smallint as classification, l.duty, l.due, l.rung, count(*)::int as units
    from late l join unit p on p.id = l.above where p.closed_on is null
    group by p.id, l.duty, l.due, l.rung order by p.id, l.duty, l.due, l.rung`.execute(tx);
  return rows;
}

/** Notes that everybody above has been told of what climbs. */
export async function noteClimbed(tx: Tx): Promise<void> {
  await sql`update duty_reminder set climbed = true where not climbed`.execute(tx);
}

/** Whether all reminders of a day have been told. */
export async function isDone(tx: Tx, day: string): Promise<boolean> {
  return (await tx.selectFrom('reminder_day').select('day').where('day', '=', day).executeTakeFirst()) !== undefined;
}

export async function noteDone(tx: Tx, day: string, now: string): Promise<void> {
  await sql`insert into reminder_day (day, done_at) values (${day}::date, ${now}::timestamptz) on conflict do nothing`.execute(tx);
}

/** Whether duties still have to be brought up to date with a day. */
export async function isBehind(tx: Tx, day: string): Promise<boolean> {
  const { rows } = await sql<{
    behind: boolean;
  }>`select exists (select from duty_unit where due_on <= ${day}::date or figures_changed) as behind`.execute(tx);
  return rows[0]?.behind === true;
}

/** One process at a time tells those above: both would count the same units. */
export async function lockClimbing(tx: Tx): Promise<void> {
  await sql`lock table reminder_day in share row exclusive mode`.execute(tx);
}
