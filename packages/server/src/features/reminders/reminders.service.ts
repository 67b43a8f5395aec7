import { addDays, daysBetween, getDuty, ladderOn, rungOn } from '@ancam/law';
import type { ReminderLadder, ReminderRung } from '@ancam/knowledge';
import type { Logger } from 'pino';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { turnsOf } from '../../turns.ts';
import { settleAll, tell } from '../notices/notify.service.ts';
import type { ToldAccount } from '../notices/notify.service.ts';
import { recipientsAbove, recipientsOfUnits } from '../notices/recipients.service.ts';
import { tellChecks } from './check-reminders.service.ts';
import * as store from './reminders.store.ts';
import type { Climbing, OpenDuty } from './reminders.store.ts';

const AT_ONCE = 500;
const EVERY_MS = 60_000;

/** What all notices about a duty of a unit are about: settled together once it is met. */
export function aboutDuty(unitId: string, duty: string): string {
  return `duty/${unitId}/${duty}`;
}

/** Mails of one day's reminders come as one. */
function groupOf(day: string): string {
  return `reminders/${day}`;
}

/**
 * Tells each unit of the rungs that its open duties and the checks of its systems have reached by a day, and the units above of the duties
 * that are late; each rung once, after an outage only the newest. Goes on where it stopped. Gives how many notices are new.
 */
export async function remind(context: Context, isStopped: () => boolean = () => false): Promise<number> {
  const now = context.clock().toISOString();
  const day = dayOf(now);
  const ladder = ladderOn(context.law, day);
  const turn = turnsOf(context, AT_ONCE);
  let told = 0;
  let after: OpenDuty | undefined;
  for (;;) {
    const batch = await turn((limit) =>
      asOwner(context, async (tx) => {
        const open = await store.listOpen(tx, { until: addDays(day, -(ladder.rungs[0]?.days ?? 0)), after, limit });
        return { open, isLast: open.length < limit, told: await tellUnits(context, tx, ladder, open, now) };
      }),
    );
    told += batch.told;
    after = batch.open.at(-1);
    if (isStopped()) return told;
    if (batch.isLast) break;
  }
  told += await asOwner(context, (tx) => tellAbove(context, tx, ladder, now));
  return told + (await asOwner(context, (tx) => tellChecks(context, tx, ladder, { now, group: groupOf(day) })));
}

interface Due {
  readonly open: OpenDuty;
  readonly rung: ReminderRung;
}

async function tellUnits(context: Context, tx: Tx, ladder: ReminderLadder, open: readonly OpenDuty[], now: string): Promise<number> {
  const day = dayOf(now);
  const due = open.flatMap((each): Due[] => {
    const rung = rungOn(ladder, each.due, day);
    return rung === undefined || (each.told_due === each.due && each.told_rung === rung.id) ? [] : [{ open: each, rung }];
  });
  if (due.length === 0) return 0;
  const reached = due.map(({ open: { unit_id, duty, due: on }, rung }) => ({
    unit_id,
    duty,
    due: on,
    rung: rung.id,
    climbed: rung.to.every((to) => to === 'unit'),
  }));
  const fresh = await store.noteReached(tx, reached, day);
  const mine = due.filter(({ open: { unit_id, duty } }) => fresh.has(`${unit_id} ${duty}`));
  // What an earlier rung said is said anew.
  await settleAll(
    tx,
    mine.map(({ open: { unit_id, duty } }) => aboutDuty(unit_id, duty)),
    now,
  );
  const recipients = await recipientsOfUnits(
    tx,
    mine.map(({ open: each }) => each),
    ladder.roles,
    now,
  );
  const told = mine.flatMap((each) => (recipients.get(each.open) ?? []).map((account) => ({ account, ...reminderOf(context, each, day) })));
  return tell(context, tx, told, now);
}

function reminderOf(context: Context, { open, rung }: Due, day: string): Omit<ToldAccount, 'account'> {
  const { title } = getDuty(context.law, open.duty);
  const days = daysBetween(open.due, day);
  const facts = { duty: open.duty, title, due: open.due, days: Math.abs(days) };
  return {
    about: aboutDuty(open.unit_id, open.duty),
    rung: `${open.due}/${rung.id}`,
    link: `/duties?unit=${open.unit_id}`,
    place: open,
    severity: rung.severity,
    group: groupOf(day),
    facts: days > 0 ? { kind: 'duty-late', ...facts } : { kind: 'duty-due', ...facts },
  };
}

/** Tells the units above how many below them have reached a rung that climbs. */
async function tellAbove(context: Context, tx: Tx, ladder: ReminderLadder, now: string): Promise<number> {
  await store.lockClimbing(tx);
  const rungsTo = (whom: 'superior' | 'top'): string[] => ladder.rungs.filter(({ to }) => to.includes(whom)).map(({ id }) => id);
  let told = 0;
  for (const each of await store.listClimbing(tx, { superior: rungsTo('superior'), top: rungsTo('top') })) {
    told += await tellOne(context, tx, ladder, each, now);
  }
  await store.noteClimbed(tx);
  return told;
}

async function tellOne(context: Context, tx: Tx, ladder: ReminderLadder, each: Climbing, now: string): Promise<number> {
  const accounts = await recipientsAbove(tx, each, ladder.roles, now);
  const { duty, due, rung, units, unit_id } = each;
  const { title } = getDuty(context.law, duty);
  const told = {
    about: `late/${unit_id}/${duty}`,
    rung: `${due}/${rung}`,
    link: `/duties/rows?duty=${duty}&state=overdue&unit=${unit_id}`,
    place: each,
    severity: 'urgent',
    group: groupOf(dayOf(now)),
    facts: { kind: 'units-late', duty, title, due, units },
  } as const;
  await settleAll(tx, [told.about], now);
  return tell(
    context,
    tx,
    accounts.map((account) => ({ account, ...told })),
    now,
  );
}

/** Tells the reminders of a day once the duties are up to date with it; false where they are not yet, or the day is done. */
export async function remindOnce(context: Context, isStopped?: () => boolean): Promise<boolean> {
  const day = dayOf(context.clock());
  const ready = await asOwner(context, async (tx) => !(await store.isDone(tx, day)) && !(await store.isBehind(tx, day)));
  if (!ready) return false;
  await remind(context, isStopped);
  if (isStopped?.() === true) return false;
  await asOwner(context, (tx) => store.noteDone(tx, day, context.clock().toISOString()));
  return true;
}

/** Looks every minute whether a new day has reminders to tell; gives how to stop it, which waits for the batch under way. */
export function keepReminding(context: Context & { readonly log: Logger }): () => Promise<void> {
  let stopped = false;
  let working: Promise<unknown> | undefined;
  const begin = (): void => {
    working ??= remindOnce(context, () => stopped)
      .catch((fault: unknown) => context.log.error({ err: fault }, 'reminders were not told'))
      .finally(() => (working = undefined));
  };
  begin();
  const timer = setInterval(begin, EVERY_MS);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await working;
  };
}
