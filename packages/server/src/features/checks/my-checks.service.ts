import type { WorkItem } from '@ancam/contract';
import { getWorkflow } from '@ancam/law';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { handsOf, holds } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { MOST_WORK } from '../../my-work.ts';

interface Waiting {
  readonly id: string;
  readonly check_id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly state: string;
}

/** The workflow and the step that lead on from a state in which a check or a shortcoming waits for another person. */
const NEXT: Readonly<Record<string, readonly [workflow: 'check' | 'shortcoming', step: string]>> = {
  reported: ['check', 'close'],
  fixed: ['shortcoming', 'pass'],
  asked: ['shortcoming', 'accept'],
};

/** Checks to conclude and shortcomings to retest or accept, that another person reported, took over, fixed or asked for; those that wait longest first. */
export async function myChecks({ law }: Context, { tx, actor }: Work): Promise<WorkItem[]> {
  if (!holds(actor, 'record.approve')) return [];
  const hands = [...handsOf(actor)];
  const { rows } = await sql<Waiting>`select w.id, w.check_id, w.name, u.name as unit, w.state from (
      select c.id, c.id as check_id, i.name, i.steward_id, c.state, array[e.by_id, o.imported_by] as by_ids, e.seq
        from system_check c join information_system i on i.id = c.system_id
        cross join lateral (select x.by_id, x.seq from check_event x where x.check_id = c.id and x.shortcoming_id is null and x.to_state = c.state
          order by x.seq desc limit 1) e
        left join lateral (select case when x.after ? 'import' then x.by_id end as imported_by from check_event x
          where x.check_id = c.id and (x.after ? 'import' or x.before ? 'import') order by x.seq desc limit 1) o on true
        where c.state = 'reported' and may_write(c.scope_path, c.classification)
      union all
      select s.id, s.check_id, i.name || ': ' || s.title, i.steward_id, s.state, array[e.by_id], e.seq
        from check_shortcoming s join system_check c on c.id = s.check_id join information_system i on i.id = c.system_id
        cross join lateral (select x.by_id, x.seq from check_event x where x.shortcoming_id = s.id and x.to_state = s.state
          order by x.seq desc limit 1) e
        where s.state in ('fixed', 'asked') and may_write(s.scope_path, s.classification)) w
      left join unit u on u.id = w.steward_id
    where not (w.by_ids && ${hands}::uuid[]) order by w.seq limit ${MOST_WORK + 1}`.execute(tx);
  return rows.flatMap(({ id, check_id: check, name, unit, state }) => {
    const [workflow, step] = NEXT[state] ?? [];
    if (workflow === undefined) return [];
    const what = getWorkflow(law, workflow).steps.find((each) => each.id === step)?.title ?? { vi: state, en: state };
    return [{ id, name: { vi: name, en: name }, what, unit, due: null, late: false, link: `/checks/${check}` }];
  });
}
