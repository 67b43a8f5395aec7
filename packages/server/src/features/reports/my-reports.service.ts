import type { WorkItem } from '@ancam/contract';
import { formatDate } from '@ancam/core';
import { getWorkflow } from '@ancam/law';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { handsOf, holds } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { MOST_WORK } from '../../my-work.ts';

interface Waiting {
  readonly id: string;
  readonly state: string;
  readonly subject_name: string;
  readonly period_to: string;
}

/** The step that leads on from a state in which a report waits for another person. */
const NEXT: Readonly<Record<string, string>> = { checked: 'freeze', submitted: 'accept' };

/** Reports that wait to be frozen by another person than who checked them, and those that the own unit received and has not decided on. */
export async function myReports({ law }: Context, { tx, actor }: Work): Promise<WorkItem[]> {
  if (!holds(actor, 'report.approve')) return [];
  const hands = [...handsOf(actor)];
  const { rows } = await sql<Waiting>`select id, state, subject_name, period_to::text as period_to from (
      select id, state, subject_name, period_to, created_at from report
        where state = 'checked' and may_write(scope_path, classification) and not coalesce(checked_by = any(${hands}::uuid[]), false)
      union all
      select id, state, subject_name, period_to, created_at from report
        where state = 'submitted' and receiver_id = ${actor.unitId}
          and not (array_remove(array[checked_by, frozen_by, submitted_by], null) && ${hands}::uuid[])) r
    order by created_at, id limit ${MOST_WORK + 1}`.execute(tx);
  const titles = new Map(getWorkflow(law, 'report').steps.map(({ id, title }) => [id, title]));
  return rows.map(({ id, state, subject_name: subject, period_to: to }) => ({
    id,
    name: { vi: `${subject}, kỳ đến ${formatDate(to)}`, en: `${subject}, period to ${formatDate(to)}` },
    what: titles.get(NEXT[state] ?? '') ?? { vi: state, en: state },
    unit: null,
    due: null,
    late: false,
    link: `/reports/${id}`,
  }));
}
