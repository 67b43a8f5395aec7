import { addDays, daysBetween, rungOn } from '@ancam/law';
import type { ReminderLadder, ReminderRung } from '@ancam/knowledge';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { aboutDueCheck, dueChecks } from '../checks/due-checks.service.ts';
import type { DueCheck } from '../checks/due-checks.service.ts';
import { settleAll, settleOthers, tell, untold } from '../notices/notify.service.ts';
import type { Told } from '../notices/notify.service.ts';
import { recipientsOfUnits } from '../notices/recipients.service.ts';

function reminderOf({ system, name, due, clause, place, open }: DueCheck, rung: ReminderRung, day: string, group: string): Told {
  const days = daysBetween(due, day);
  return {
    about: aboutDueCheck(system),
    rung: `${due}/${rung.id}`,
    link: open === null ? `/systems/${system}` : `/checks/${open}`,
    place,
    severity: rung.severity,
    group,
    facts: { kind: days > 0 ? 'check-late' : 'check-due', name, due, days: Math.abs(days), clause },
  };
}

/**
 * Tells the units that answer for systems of the rungs that their next periodic check has reached by a day: each rung once, after an outage
 * only the newest. What was checked, retired or is due later is no longer told. Gives how many notices are new.
 */
export async function tellChecks(
  context: Context,
  tx: Tx,
  ladder: ReminderLadder,
  { now, group }: { readonly now: string; readonly group: string },
): Promise<number> {
  const day = dayOf(now);
  const due = await dueChecks(context, tx, { on: day, until: addDays(day, -(ladder.rungs[0]?.days ?? 0)) });
  const reached = due.flatMap((check) => {
    const rung = rungOn(ladder, check.due, day);
    return rung === undefined ? [] : [{ place: check.place, told: reminderOf(check, rung, day, group) }];
  });
  await settleOthers(tx, ['check-due', 'check-late'], new Set(reached.map(({ told: { about } }) => about)), now);
  const fresh = new Set(
    await untold(
      tx,
      reached.map(({ told }) => told),
    ),
  );
  const mine = reached.filter(({ told }) => fresh.has(told));
  // What an earlier rung said is said anew.
  await settleAll(
    tx,
    mine.map(({ told: { about } }) => about),
    now,
  );
  const recipients = await recipientsOfUnits(
    tx,
    mine.map(({ place }) => place),
    ladder.roles,
    now,
  );
  const all = mine.flatMap(({ place, told }) => (recipients.get(place) ?? []).map((account) => ({ ...told, account })));
  return tell(context, tx, all, now);
}
