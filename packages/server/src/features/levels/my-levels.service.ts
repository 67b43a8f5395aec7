import type { WorkItem } from '@ancam/contract';
import { sql } from 'kysely';
import { handsOf, holds } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { MOST_WORK } from '../../my-work.ts';

interface Proposed {
  readonly id: string;
  readonly system_id: string | null;
  readonly group_id: string | null;
  readonly name: string;
  readonly unit: string | null;
  readonly level: number | null;
}

/** Levels that another person proposed and the reader may confirm, those that wait longest first. */
export async function myLevels({ tx, actor }: Work): Promise<WorkItem[]> {
  if (!holds(actor, 'record.approve')) return [];
  const { rows } = await sql<Proposed>`select d.id, d.system_id, d.group_id, coalesce(s.name, g.name) as name, u.name as unit, d.level
    from level_determination d left join information_system s on s.id = d.system_id left join camera_group g on g.id = d.group_id
      left join unit u on u.id = coalesce(s.steward_id, g.steward_id)
    where d.state = 'proposed' and may_write(d.scope_path, d.classification) and coalesce(s.name, g.name) is not null
      and not coalesce(d.proposed_account = any(${[...handsOf(actor)]}::uuid[]), false)
    order by d.proposed_at, d.id limit ${MOST_WORK + 1}`.execute(tx);
  return rows.map(({ id, system_id: system, group_id: group, name, unit, level }) => ({
    id,
    name: { vi: name, en: name },
    what:
      level === null
        ? { vi: 'Xác nhận camera là thiết bị đầu cuối', en: 'Confirm that cameras are terminals' }
        : { vi: `Xác nhận cấp độ ${level}`, en: `Confirm level ${level}` },
    unit,
    due: null,
    late: false,
    link: system === null ? `/camera-groups/${group ?? ''}/level` : `/systems/${system}/level`,
  }));
}
