import type { RegisterDefinition, Transition } from '@ancam/contract';
import type { Text } from '@ancam/core';
import type { Context } from '../../context.ts';
import { placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import * as events from './events.store.ts';
import type { RecordKept } from './records.store.ts';
import { plainName } from './records.view.ts';

function lower(text: string): string {
  return `${text.charAt(0).toLocaleLowerCase('vi')}${text.slice(1)}`;
}

/** The words of a step in the middle of a sentence. */
function inSentence({ vi, en }: Text, one: Text): Text {
  return { vi: `${lower(vi)}: ${lower(one.vi)}`, en: `${lower(en)}: ${lower(one.en)}` };
}

/** After a step: tells whoever another person has to be for the next one, and the authors where somebody decided about their work. */
export async function tellMove(
  context: Context,
  work: Work,
  register: RegisterDefinition,
  row: RecordKept,
  made: Transition,
  reason: string,
): Promise<void> {
  const about = `record/${row.id}`;
  await settle(work, about);
  const authors = await events.listAuthors(work.tx, row.id);
  const told = {
    about,
    rung: `${made.to}-${row.version}`,
    link: `/registers/${register.id}/${row.id}`, // A unit that ends hands its work on: who answers for it counts, not who recorded it.
    place: placementOf({ ...row, unit_id: row.steward_id }),
  };
  const name = plainName(row) || register.one.vi;
  const next = register.transitions.find(({ from, otherPerson }) => otherPerson === true && from.includes(made.to));
  if (next !== undefined) {
    const facts = { kind: 'step', step: inSentence(next.title, register.one), name, by: work.actor.name } as const;
    await notify(context, work, { permission: next.permission, at: row.scope_path, except: authors }, { ...told, facts });
  }
  if (made.permission === 'record.approve') {
    const outcome = {
      vi: `${register.one.vi}: ${made.title.vi.toLocaleLowerCase('vi')}`,
      en: `${register.one.en}: ${made.title.en.toLowerCase()}`,
    };
    const facts = { kind: 'decided', outcome, name, by: work.actor.name, reason } as const;
    await notify(context, work, { accounts: authors }, { ...told, rung: `decided-${row.version}`, severity: 'info', facts });
  }
}
