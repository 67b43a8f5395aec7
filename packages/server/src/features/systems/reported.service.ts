import type { ReadingMode } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';

/** A system as reports count it: as it stood on a day, with who answers for it in the chosen reading. */
export interface ReportedSystem {
  readonly id: Id;
  readonly name: string;
  readonly code: string;
  readonly dedicated: boolean;
  readonly service_type: string;
  readonly information_kinds: string[];
  readonly state: string;
  /** The day on which it went live; null where it has not by then. */
  readonly live_on: string | null;
  readonly owner_id: Id;
  readonly owner: string;
  readonly owner_kind: string;
  readonly parent_kind: string | null;
  readonly top_kind: string;
  readonly operator: string;
}

/** What part of the register is counted. */
export interface CountedPart {
  readonly paths: readonly string[];
  /** Only what stands at the paths themselves, not below. */
  readonly exact: boolean;
  readonly mode: ReadingMode;
  readonly asOf: string;
}

/** Who answers for a system in a reading: today, whoever recorded it, or whoever did on the day. */
const STEWARD = {
  restated: sql`s.steward_id`,
  'as-recorded': sql`s.unit_id`,
  'as-of': sql`coalesce((select t.unit_from from stewardship t where t.object_table = 'information_system' and t.object_id = s.id
    and t.until is null and t.from_on > day.on order by t.seq limit 1), s.steward_id)`,
};
const PATH = {
  restated: sql`x.scope_path`,
  'as-recorded': sql`x.recorded_path`,
  'as-of': sql`(select v.scope_path from unit_version v where v.unit_id = x.answers and v.valid_from <= x.on order by v.valid_from desc limit 1)`,
};
/** As of a day: what the register held at its end. Else: what there was on the day, whenever it was entered. */
const KNOWN = {
  restated: sql`least(x.entered, coalesce(x.first_on, x.entered))`,
  'as-recorded': sql`least(x.entered, coalesce(x.first_on, x.entered))`,
  'as-of': sql`x.entered`,
};

/** The systems of a part of the register that had not ended on a day, by owner and name. */
export async function reportedSystems({ tx }: Work, { paths, exact, mode, asOf }: CountedPart): Promise<ReportedSystem[]> {
  const path = PATH[mode];
  const inPart = exact ? sql`${path} = any(${[...paths]}::text[])` : sql`${path} ^@ any(${[...paths]}::text[])`;
  const { rows } = await sql<ReportedSystem>`
    with x as (
      select s.id, s.name, s.code, s.dedicated, s.service_type, s.information_kinds, s.scope_path, s.recorded_path, s.home_id, s.operator_kind,
        s.operator_name, s.operator_unit_id, day.on, ${STEWARD[mode]} as answers, (s.created_at at time zone 'Asia/Ho_Chi_Minh')::date as entered,
        (select min(e.on_day) from system_event e where e.system_id = s.id) as first_on,
        (select min(e.on_day) from system_event e where e.system_id = s.id and e.action = 'operate' and e.on_day <= day.on) as live_on,
        coalesce((select e.to_state from system_event e where e.system_id = s.id and e.on_day <= day.on order by e.on_day desc, e.seq desc limit 1), 'planned') as state
      from information_system s cross join (select ${asOf}::date as on) as day
    )
    select x.id, x.name, x.code, x.dedicated, x.service_type, x.information_kinds, x.state, x.live_on::text as live_on, x.answers as owner_id,
      coalesce(o.name, '') as owner, coalesce(o.kind, '') as owner_kind, p.kind as parent_kind, coalesce(t.kind, '') as top_kind,
      case x.operator_kind when 'contractor' then x.operator_name when 'unit' then coalesce(u.name, '') else coalesce(o.name, '') end as operator
    from x left join unit o on o.id = x.answers left join unit p on p.id = o.parent_id left join unit t on t.id = x.home_id
      left join unit u on u.id = x.operator_unit_id
    where x.state <> 'retired' and ${KNOWN[mode]} <= x.on and ${inPart} order by o.search, x.name, x.id`.execute(tx);
  return rows;
}
