import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';

/** The latest periodic check of a system on record. */
export interface CheckOnDay {
  readonly object_id: Id;
  readonly on: string;
  /** Done by another body; null where the record does not tell. */
  readonly by_another: boolean | null;
}

/** A duty of a unit as it stands. */
export interface ReportedDuty {
  readonly duty: string;
  readonly state: 'not-due' | 'in-progress' | 'met' | 'met-late' | 'overdue';
  readonly due: string | null;
  readonly met_on: string | null;
  readonly late_days: number | null;
}

/** Periodic checks of some systems between two days, the latest of each, by system. */
export async function checksBetween(
  { tx }: Pick<Work, 'tx'>,
  systemIds: readonly Id[],
  from: string,
  to: string,
): Promise<ReadonlyMap<Id, CheckOnDay>> {
  const { rows } = await sql<CheckOnDay>`
    select distinct on (e.object_id) e.object_id, e.on_day::text as on,
      case r.f_inspection_type when 'agency' then true when 'self' then false end as by_another
    from duty_event e left join record r on r.id = e.source_id
    where e.fact = 'check.periodic' and e.object_id = any(${[...systemIds]}::text[]) and e.on_day between ${from}::date and ${to}::date
      and (e.withdrawn_on is null or e.withdrawn_on > ${to}::date)
    order by e.object_id, e.on_day desc`.execute(tx);
  return new Map(rows.map((row) => [row.object_id, row]));
}

/** The duties of a unit as they stand today, in the order of the statute book. */
export async function dutiesOfUnit({ tx }: Pick<Work, 'tx'>, unitId: Id): Promise<ReportedDuty[]> {
  const { rows } = await sql<ReportedDuty>`select duty, state, due::text as due, met_on::text as met_on, late_days from duty_status
    where unit_id = ${unitId} order by length(duty), duty`.execute(tx);
  return rows;
}
