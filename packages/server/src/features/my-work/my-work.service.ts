import type { MyWork, WorkItem, WorkKind } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { MOST_WORK } from '../../my-work.ts';
import { myChecks } from '../checks/my-checks.service.ts';
import { myDossiers } from '../dossiers/my-dossiers.service.ts';
import { myDuties } from '../duties/my-duties.service.ts';
import { myLevels } from '../levels/my-levels.service.ts';
import { myPlans } from '../plans/my-plans.service.ts';
import { myRecords } from '../records/my-records.service.ts';
import { myReports } from '../reports/my-reports.service.ts';

/** So many of a kind are shown; the rest stands in its list. */
const SHOWN = 5;

interface Source {
  readonly kind: WorkKind;
  readonly link: string;
  readonly items: (context: Context, work: Work) => Promise<WorkItem[]>;
}

const SOURCES: readonly Source[] = [
  { kind: 'dossiers', link: '/dossiers?mine=yes', items: (_context, work) => myDossiers(work) },
  { kind: 'levels', link: '/levels?status=to-confirm', items: (_context, work) => myLevels(work) },
  { kind: 'plans', link: '/plans', items: myPlans },
  { kind: 'checks', link: '/checks', items: myChecks },
  { kind: 'records', link: '/registers', items: (_context, work) => myRecords(work) },
  { kind: 'reports', link: '/reports', items: myReports },
  { kind: 'duties', link: '/duties', items: myDuties },
];

const NEVER = '9999-12-31';

/** What waits for the actor now: nothing that another has to do, and nothing that it may not do. */
export function myWork(context: Context, actor: Actor): Promise<MyWork> {
  return withActor(context, actor, async (work) => {
    const groups: MyWork['groups'] = [];
    for (const { kind, link, items } of SOURCES) {
      const found = await items(context, work);
      if (found.length === 0) continue;
      const first = found.toSorted((a, b) => Number(b.late) - Number(a.late) || (a.due ?? NEVER).localeCompare(b.due ?? NEVER, 'en'));
      groups.push({ kind, count: Math.min(found.length, MOST_WORK), more: found.length > MOST_WORK, link, items: first.slice(0, SHOWN) });
    }
    return { on: dayOf(work.now), groups };
  });
}
