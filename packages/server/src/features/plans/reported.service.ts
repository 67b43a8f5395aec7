import type { Text } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Law } from '@ancam/law';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';

/** A requirement that a plan does not meet. */
export interface UnmetRequirement {
  readonly id: string;
  readonly title: Text;
  readonly due: string | null;
}

/** How far a system's plan had come on a day, and what it does not meet today. */
export interface ReportedPlan {
  readonly deployment: 'none' | 'some' | 'full';
  readonly unmet: readonly UnmetRequirement[];
}

interface PlanRow {
  readonly system_id: Id;
  readonly deployment: ReportedPlan['deployment'];
  readonly unmet: readonly { readonly key: string; readonly id: string; readonly due: string | null }[];
}

/** The plans of some systems as reports tell them, by system; those without one are left out. Answers to requirements keep no days: they are those of today. */
export async function plansOn(
  { tx }: Pick<Work, 'tx'>,
  law: Law,
  systemIds: readonly Id[],
  day: string,
): Promise<ReadonlyMap<Id, ReportedPlan>> {
  const { rows } = await sql<PlanRow>`
    select p.system_id,
      case when p.deployed_on <= ${day}::date then 'full'
        when p.started_on <= ${day}::date or p.deployed_on is not null then 'some' else 'none' end as deployment,
      coalesce((select jsonb_agg(jsonb_build_object('key', i.key, 'id', i.requirement, 'due', i.due_on) order by i.requirement)
        from plan_item i where i.plan_id = p.id and not i.dropped and i.answer in ('open', 'none', 'partial')), '[]') as unmet
    from plan p where p.system_id = any(${[...systemIds]}::uuid[]) and p.state <> 'ended' and p.created_at < (${day}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`.execute(
    tx,
  );
  const titles = new Map(law.data.requirements.map(({ key, title }) => [key, title]));
  return new Map(
    rows.map(({ system_id, deployment, unmet }) => [
      system_id,
      { deployment, unmet: unmet.map(({ key, id, due }) => ({ id, due, title: titles.get(key) ?? { vi: id, en: id } })) },
    ]),
  );
}
