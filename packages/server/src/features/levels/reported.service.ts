import { LevelFindings } from '@ancam/contract';
import type { Text } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';

/** What was held of a system's level on a day. */
export interface LevelOnDay {
  readonly system_id: Id;
  readonly level: number | null;
  readonly treatment: 'system' | 'terminals';
}

/** Cameras that are terminals of another system, with what justifies it. */
export interface Terminals {
  readonly id: Id;
  readonly kind: 'system' | 'group';
  readonly name: string;
  readonly owner: string;
  readonly host: string;
  readonly confirmedOn: string;
  /** Cameras in use of the group or system. */
  readonly cameras: number;
  /** Null where the worksheet kept no words. */
  readonly grounds: Text | null;
}

/** The determinations that held of some systems at the end of a day, by system; those without one are left out. */
export async function levelsOn({ tx }: Pick<Work, 'tx'>, systemIds: readonly Id[], day: string): Promise<ReadonlyMap<Id, LevelOnDay>> {
  const { rows } = await sql<LevelOnDay>`select distinct on (system_id) system_id, level, treatment from level_determination
    where system_id = any(${[...systemIds]}::uuid[]) and state in ('confirmed', 'superseded') and confirmed_on <= ${day}::date
    order by system_id, confirmed_on desc, created_at desc`.execute(tx);
  return new Map(rows.map((row) => [row.system_id, row]));
}

interface TerminalsRow extends Omit<Terminals, 'grounds'> {
  readonly result: unknown;
}

/** Cameras in some parts of the tree that were confirmed as terminals of another system by a day and still are, by name. */
export async function terminalsWithin({ tx }: Pick<Work, 'tx'>, paths: readonly string[], day: string): Promise<Terminals[]> {
  const { rows } = await sql<TerminalsRow>`
    select coalesce(d.group_id, d.system_id) as id, case when d.group_id is null then 'system' else 'group' end as kind,
      coalesce(g.name, s.name) as name, coalesce(o.name, '') as owner, coalesce(h.name, '') as host, d.confirmed_on::text as "confirmedOn",
      (select count(*)::int from camera c where c.status = 'in-use' and (c.group_id = d.group_id or c.system_id = d.system_id)) as cameras, d.result
    from level_determination d left join camera_group g on g.id = d.group_id left join information_system s on s.id = d.system_id
      left join unit o on o.id = coalesce(g.steward_id, s.steward_id) left join information_system h on h.id = d.host_system_id
    where d.state = 'confirmed' and d.treatment = 'terminals' and d.confirmed_on <= ${day}::date and d.scope_path ^@ any(${[...paths]}::text[])
      and coalesce(s.state, '') <> 'retired'
    order by 3, 1`.execute(tx);
  return rows.map(({ result, ...row }) => ({ ...row, grounds: LevelFindings.safeParse(result).data?.cameras?.grounds ?? null }));
}
