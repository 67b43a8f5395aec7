import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { DutyEvent, DutyObject } from '@ancam/law';
import { canonicalJson } from '@ancam/knowledge/compiled';
import { placementOf } from '../../db/actor.ts';
import type { Placement } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';

/** What tells facts: a register or feature and the id of the row there. */
interface Source {
  readonly register: string;
  readonly id: Id;
}

/** What a change of what a source tells has touched. */
export interface Touched {
  /** Facts, or kinds of objects. */
  readonly what: readonly string[];
  /** Paths at which something was changed, that of the source among them. */
  readonly paths: readonly string[];
}

/** Every path at which a source has told something. */
export async function pathsOfSource(tx: Tx, table: 'duty_event' | 'duty_object', { register, id }: Source): Promise<string[]> {
  const rows = await tx
    .selectFrom(table)
    .select('scope_path')
    .distinct()
    .where('source_id', '=', id)
    .where('register', '=', register)
    .execute();
  return rows.map(({ scope_path }) => scope_path);
}

/** What makes two events of one source the same. */
function eventKey(fact: string, on: string, object: string | undefined, period: string | undefined, path: string): string {
  return JSON.stringify([fact, on, object ?? null, period ?? null, path]);
}

/**
 * Puts events in the place of those that the source told before. What stays the same is left alone; what is no longer told is kept as
 * withdrawn on the day, and erased where it was told on that day: no day ever ended with it. What is told as withdrawn ends on its own day.
 */
export async function replaceEvents(tx: Tx, source: Source, place: Placement, events: readonly DutyEvent[], day: string): Promise<Touched> {
  const before = await tx
    .selectFrom('duty_event')
    .select(['id', 'fact', 'on_day', 'object_id', 'period', 'scope_path', 'classification', 'told_on', 'withdrawn_on'])
    .where('source_id', '=', source.id)
    .where('register', '=', source.register)
    .execute();
  const told = new Map(
    events.map((event) => [eventKey(event.fact, event.on, event.object, event.period, place.scope_path), event] as const),
  );
  const known = new Set<string>();
  const staying: { readonly id: Id; readonly fact: string; readonly until: string | null; readonly was: string | null }[] = [];
  // Those that count come first: of equal ones, one goes on.
  const gone = before
    .toSorted((a, b) => Number(a.withdrawn_on !== null) - Number(b.withdrawn_on !== null))
    .filter((row) => {
      const key = eventKey(row.fact, row.on_day, row.object_id ?? undefined, row.period ?? undefined, row.scope_path);
      const until = told.get(key)?.withdrawnOn ?? null;
      // What was withdrawn stays what it was; told again as counting it is told anew.
      const stays = told.has(key) && !known.has(key) && (row.withdrawn_on === null || row.withdrawn_on === until);
      if (stays) {
        known.add(key);
        staying.push({ id: row.id, fact: row.fact, until, was: row.withdrawn_on });
      }
      return !stays && row.withdrawn_on === null;
    });
  const ending = staying.filter(({ until, was }) => until !== was);
  for (const { id, until } of ending) await tx.updateTable('duty_event').set({ withdrawn_on: until }).where('id', '=', id).execute();
  const added = [...told].filter(([key]) => !known.has(key)).map(([, event]) => event);
  const stale = before.filter((row) => row.classification !== place.classification).map(({ id }) => id);
  if (stale.length > 0) await tx.updateTable('duty_event').set({ classification: place.classification }).where('id', 'in', stale).execute();
  const erased = gone.filter(({ told_on }) => told_on === day).map(({ id }) => id);
  const ended = gone.filter(({ told_on }) => told_on !== day).map(({ id }) => id);
  if (erased.length > 0) await tx.deleteFrom('duty_event').where('id', 'in', erased).execute();
  if (ended.length > 0) await tx.updateTable('duty_event').set({ withdrawn_on: day }).where('id', 'in', ended).execute();
  if (added.length > 0) {
    const rows = added.map(({ fact, on, object, period, withdrawnOn }) => ({
      id: newId(),
      ...placementOf(place),
      register: source.register,
      source_id: source.id,
      fact,
      on_day: on,
      object_id: object ?? null,
      period: period ?? null,
      told_on: day,
      withdrawn_on: withdrawnOn ?? null,
    }));
    await tx.insertInto('duty_event').values(rows).execute();
  }
  return {
    what: [...new Set([...gone, ...ending, ...added].map(({ fact }) => fact))],
    paths: [...new Set([...gone.map(({ scope_path }) => scope_path), place.scope_path])],
  };
}

/** Puts objects in the place of those that the source told before. */
export async function replaceObjects(tx: Tx, source: Source, place: Placement, objects: readonly DutyObject[]): Promise<Touched> {
  const before = await tx
    .selectFrom('duty_object')
    .selectAll()
    .where('source_id', '=', source.id)
    .where('register', '=', source.register)
    .execute();
  const rows = [...new Map(objects.map((each) => [`${each.kind} ${each.id}`, each])).values()].map(({ kind, id, on, until, answers }) => ({
    ...placementOf(place),
    register: source.register,
    source_id: source.id,
    kind,
    object_id: id,
    on_day: on ?? null,
    until: until ?? null,
    answers: answers ?? {},
  }));
  const old = new Map(before.map(({ id, answers, ...row }) => [canonicalJson({ ...row, answers: answers as object }), { id, row }])); // jsonb object
  const kept = new Set(rows.map((row) => canonicalJson(row)).filter((text) => old.has(text)));
  const gone = [...old].filter(([text]) => !kept.has(text)).map(([, each]) => each);
  const added = rows.filter((row) => !kept.has(canonicalJson(row)));
  const ids = gone.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom('duty_object').where('id', 'in', ids).execute();
  if (added.length > 0) {
    await tx
      .insertInto('duty_object')
      .values(added.map((row) => ({ ...row, id: newId(), answers: json(row.answers) })))
      .execute();
  }
  return {
    what: [...new Set([...gone.map(({ row }) => row.kind), ...added.map(({ kind }) => kind)])],
    paths: [...new Set([...gone.map(({ row }) => row.scope_path), place.scope_path])],
  };
}
