import type { ReminderLadder, ReminderRung } from '@ancam/knowledge';
import { addDays, holdsOn } from './days.ts';
import { found } from './found.ts';
import type { Law } from './law.ts';

/** The ladder of reminders that holds on a day. Throws `input.invalid` where there is none. */
export function ladderOn(law: Law, on: string): ReminderLadder {
  return found(
    law.data.ladders.find((each) => holdsOn(each, on)),
    `there are no reminders on ${on}`,
  );
}

/** The rung that stands on a day for what is due on another: the newest that has been reached; undefined before the first. */
export function rungOn({ rungs }: ReminderLadder, due: string, on: string): ReminderRung | undefined {
  return rungs.findLast(({ days }) => addDays(due, days) <= on);
}
