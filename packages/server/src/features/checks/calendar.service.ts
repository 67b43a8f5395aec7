import type { CalendarEntry, CheckCalendar } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { dueRows } from './checks.service.ts';
import * as store from './system-checks.store.ts';
import type { CheckKept } from './system-checks.store.ts';

/** Most entries of a year that are told. */
const MOST = 2000;

/** A check on its day: carried out, planned, or past the day on which it was to begin. */
function entryOf({ id, system_id, system, kind, level, state, planned_on, ended_on }: CheckKept, today: string): CalendarEntry {
  const isDone = state === 'reported' || state === 'closed';
  const isLate = state === 'planned' && planned_on < today;
  return {
    on: isDone ? (ended_on ?? planned_on) : planned_on,
    what: isDone ? 'done' : isLate ? 'overdue' : 'planned',
    system: { id: system_id, name: system },
    kind,
    level,
    check: id,
  };
}

/** The checks of a year, this one where none is named: carried out, planned, and the days on which the next are due; past its day it is overdue. */
export function calendar(context: Context, actor: Actor, asked: number | undefined): Promise<CheckCalendar> {
  return withActor(context, actor, async (work) => {
    const today = dayOf(work.now);
    const year = asked ?? Number(today.slice(0, 4));
    const kept = await store.listOfYear(work.tx, year, MOST, today);
    const checks = kept.map((row) => entryOf(row, today));
    const due = (await dueRows(context, work, {}))
      .filter((row) => row.due?.startsWith(`${year}-`) === true)
      .map(({ id, system, due: on, level }): CalendarEntry => ({
        on: on ?? '',
        what: (on ?? today) < today ? 'overdue' : 'due',
        system: { id, name: system },
        kind: 'periodic',
        level,
        check: null,
      }));
    const all = [...checks, ...due].toSorted((a, b) =>
      a.on < b.on ? -1 : a.on > b.on ? 1 : a.system.name.localeCompare(b.system.name, 'vi'),
    );
    return { year, items: all.slice(0, MOST), more: all.length > MOST };
  });
}
