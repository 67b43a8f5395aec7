import type { Id } from '@ancam/core';
import { dutyBoard } from '@ancam/law';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { withinAsOwner } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { latenessOf } from './rows.service.ts';
import { loadFacts } from './unit-facts.store.ts';

/** The latest periodic check of a system on record. */
export interface CheckOnDay {
  readonly object_id: Id;
  readonly on: string;
  /** Done by another body; null where the record does not tell. */
  readonly by_another: boolean | null;
}

/** A duty of a unit as it stood on a day. */
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
      coalesce(c.independent, case r.f_inspection_type when 'agency' then true when 'self' then false end) as by_another
    from duty_event e left join record r on r.id = e.source_id left join system_check c on c.id = e.source_id
    where e.fact = 'check.periodic' and e.object_id = any(${[...systemIds]}::text[]) and e.on_day between ${from}::date and ${to}::date
      and (e.withdrawn_on is null or e.withdrawn_on > ${to}::date)
    order by e.object_id, e.on_day desc`.execute(tx);
  return new Map(rows.map((row) => [row.object_id, row]));
}

/** What the checks of a system in a period came to. */
export interface Compliance {
  readonly system: Id;
  readonly checks: number;
  readonly latest: string | null;
  /** Shortcomings on record, and those that a retest found mended. */
  readonly breaches: number;
  readonly mended: number;
}

/** The checks of some systems between two days in numbers, by system. Inspections are restricted, how many there are and what they count is not. */
export async function complianceBetween(
  work: Work,
  systemIds: readonly Id[],
  from: string,
  to: string,
): Promise<ReadonlyMap<Id, Compliance>> {
  const rows = await withinAsOwner(work, async (tx) => {
    const found = await sql<Compliance>`
      with told as (
        select distinct e.object_id, e.source_id, e.on_day from duty_event e
        where e.fact = 'check.periodic' and e.object_id = any(${[...systemIds]}::text[])
          and e.on_day between ${from}::date and ${to}::date and (e.withdrawn_on is null or e.withdrawn_on > ${to}::date)
      ), counted as (
        select t.object_id, t.on_day, l.shown + s.shown as breaches, s.closed
            + case when r.data ->> 'retestOutcome' = 'mended' and (r.data ->> 'retestOn')::date <= ${to}::date then l.shown else 0 end as mended
        from told t left join record r on r.id = t.source_id
          cross join lateral (select count(*) as shown from regexp_split_to_table(coalesce(r.data ->> 'shortcomings', ''), E'\\n') as line where btrim(line) <> '') l
          cross join lateral (select count(*) as shown, count(*) filter (where c.state = 'closed' and coalesce(c.retested_on <= ${to}::date, true)) as closed
            from check_shortcoming c where c.check_id = t.source_id) s
      )
      select object_id as system, count(*)::int as checks, max(on_day) as latest, sum(breaches)::int as breaches, sum(mended)::int as mended
      from counted group by object_id`.execute(tx);
    return found.rows;
  });
  return new Map(rows.map((row) => [row.system, row]));
}

/** The duties of a unit as they stood at the end of a day, computed from its facts, in the order of the statute book. The caller has seen to it that the actor reads the unit. */
export async function dutiesOfUnit({ law }: Pick<Context, 'law'>, work: Work, unitId: Id, day: string): Promise<ReportedDuty[]> {
  const [facts] = await withinAsOwner(work, (tx) => loadFacts(tx, [unitId], day));
  if (facts === undefined) return [];
  return dutyBoard(law, facts, day).flatMap(({ duty, state, due = null, metOn, lateDays }) =>
    state === 'not-applicable'
      ? []
      : [{ duty, state, due, met_on: metOn ?? null, late_days: latenessOf(state, due, state === 'met-late' ? lateDays : null, day) }],
  );
}
