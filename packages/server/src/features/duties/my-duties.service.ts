import type { WorkItem } from '@ancam/contract';
import { addDays } from '@ancam/law';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { holds } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { MOST_WORK } from '../../my-work.ts';

/** Duties that come due within so many days wait already. */
const AHEAD = 30;

/** Duties of the own unit that are overdue or come due soon, by their day. */
export async function myDuties({ law }: Context, { tx, actor, now }: Work): Promise<WorkItem[]> {
  if (!holds(actor, 'record.read')) return [];
  const day = dayOf(now);
  const { rows } = await sql<{ duty: string; state: string; due: string | null }>`select duty, state, due::text as due from duty_status
    where unit_id = ${actor.unitId}
      and (state = 'overdue' or state in ('not-due', 'in-progress') and due between ${day}::date and ${addDays(day, AHEAD)}::date)
    order by due nulls last, duty limit ${MOST_WORK + 1}`.execute(tx);
  const duties = new Map(law.data.duties.map(({ id, title }) => [id, title]));
  return rows.map(({ duty, state, due }) => ({
    id: duty,
    name: duties.get(duty) ?? { vi: duty, en: duty },
    what: {
      vi: state === 'overdue' ? `Nghĩa vụ ${duty}: quá hạn` : `Nghĩa vụ ${duty}: sắp đến hạn`,
      en: state === 'overdue' ? `Duty ${duty}: overdue` : `Duty ${duty}: due soon`,
    },
    unit: null,
    due,
    late: state === 'overdue',
    link: `/duties?unit=${actor.unitId}`,
  }));
}
