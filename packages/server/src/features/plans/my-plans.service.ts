import type { WorkItem } from '@ancam/contract';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { handsOf, holds } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { MOST_WORK } from '../../my-work.ts';
import { planWorkflow } from './plans.view.ts';

interface Waiting {
  readonly id: string;
  readonly system: string;
  readonly unit: string | null;
  readonly state: string;
}

/** The step that leads on from a state in which a plan waits for another person. */
const NEXT: Readonly<Record<string, string>> = { proposed: 'approve', reported: 'confirm' };

/** Plans that another person proposed, or reported as fully deployed, and the reader may decide on; those that wait longest first. */
export async function myPlans({ law }: Context, { tx, actor }: Work): Promise<WorkItem[]> {
  if (!holds(actor, 'record.approve')) return [];
  const { rows } = await sql<Waiting>`select p.id, s.name as system, u.name as unit, p.state
    from plan p join information_system s on s.id = p.system_id left join unit u on u.id = s.steward_id
      cross join lateral (select e.by_id, e.seq from plan_event e where e.plan_id = p.id and e.to_state = p.state order by e.seq desc limit 1) e
    where p.state in ('proposed', 'reported') and may_write(p.scope_path, p.classification)
      and not coalesce(e.by_id = any(${[...handsOf(actor)]}::uuid[]), false)
    order by e.seq limit ${MOST_WORK + 1}`.execute(tx);
  const titles = new Map(planWorkflow(law).steps.map(({ id, title }) => [id, title]));
  return rows.map(({ id, system, unit, state }) => ({
    id,
    name: { vi: system, en: system },
    what: titles.get(NEXT[state] ?? '') ?? { vi: state, en: state },
    unit,
    due: null,
    late: false,
    link: `/plans/${id}`,
  }));
}
