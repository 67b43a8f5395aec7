import type { ChangeKind } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Placement, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import * as store from './changes.store.ts';
import type { Difference } from './changes.store.ts';
import { findInForce } from './levels.store.ts';
import type { RegisterFacts } from './register.ts';

/** Columns of the register whose change is a change of a kind. Fewer users than were answered never raise a level. */
const COLUMNS: Partial<Record<ChangeKind, readonly (keyof RegisterFacts)[]>> = {
  function: ['serviceType', 'dedicated', 'hostSystemId', 'purpose'],
  scope: ['reach', 'scope'],
  information: ['informationKinds'],
  owner: ['owner'],
};

function pick(facts: RegisterFacts, names: readonly (keyof RegisterFacts)[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, facts[name]]));
}

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(String).toSorted() : value);

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** How the register differs from what a determination rested on. `users`: how many were answered for, where they were counted. */
export function differencesOf(before: RegisterFacts, after: RegisterFacts, users: number | null): Difference[] {
  const columns = Object.entries(COLUMNS).flatMap(([kind, names]): Difference[] => {
    const changed = names.filter((name) => !same(before[name], after[name]));
    // a key of the table above
    return changed.length === 0 ? [] : [{ kind: kind as ChangeKind, before: pick(before, changed), after: pick(after, changed) }];
  });
  const counted = users ?? before.usersEstimate ?? 0;
  const more = after.usersEstimate !== null && after.usersEstimate > counted;
  return more
    ? [...columns, { kind: 'users', before: { usersEstimate: counted }, after: { usersEstimate: after.usersEstimate } }]
    : columns;
}

const BY_REGISTER: ReadonlySet<string> = new Set([...Object.keys(COLUMNS), 'users']);

/**
 * Holds the register against the determination in force of a system: what differs raises it anew, what was taken back no longer does.
 * Called in the transaction of whatever changes a system.
 */
export async function compareWithRegister(work: Work, systemId: Id, place: Placement, facts: RegisterFacts): Promise<void> {
  const [row] = await findInForce(work.tx, [systemId]);
  if (row === undefined) return;
  const answers = row.answers as Record<string, unknown>; // written by this feature as an object
  const users = typeof answers['usersWithData'] === 'number' ? answers['usersWithData'] : null;
  const found = differencesOf(row.register as RegisterFacts, facts, users); // written by this feature
  const noted = (await store.listChanges(work.tx, systemId)).filter(({ determination_id: of }) => of === row.id);
  const open = noted.filter(({ state }) => state === 'open');
  // What a person has said not to touch the level is not raised again, unless it goes on changing.
  const judged = noted.filter(({ state }) => state === 'dismissed');
  const on = dayOf(work.now);
  for (const difference of found) {
    if (judged.some(({ kind, after }) => kind === difference.kind && same(after, difference.after))) continue;
    const known = open.find(({ kind }) => kind === difference.kind);
    if (known === undefined) {
      await store.insertChange(work, { systemId, determinationId: row.id, on }, place, difference);
      work.audit({ action: 'level.anew', object: `system/${systemId}`, summary: difference.kind });
    } else if (!same(known.after, difference.after)) await store.setAfter(work.tx, known.id, difference.after);
  }
  const gone = open.filter(({ kind }) => BY_REGISTER.has(kind) && !found.some((each) => each.kind === kind));
  await store.settle(
    work.tx,
    gone.map(({ id }) => id),
    { state: 'void', on, by: work.actor.name },
  );
}
