import type { ShortcomingFilter, ShortcomingState } from '@ancam/contract';
import type { Id, Severity } from '@ancam/core';
import type { Level, RegimeId } from '@ancam/knowledge';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { likeOf, searchText } from '../../search-text.ts';
import { isOpenOn } from './system-checks.store.ts';

/** A shortcoming with its check and system. */
export interface ShortcomingKept extends Omit<Selectable<Tables['check_shortcoming']>, 'state' | 'severity'> {
  readonly state: ShortcomingState;
  readonly severity: Severity;
  readonly check_state: string;
  readonly level: Level;
  readonly regime: RegimeId;
  readonly system_id: Id;
  readonly system: string;
}

const ROWS = sql`select s.*, c.state as check_state, c.level, c.regime, c.system_id, i.name as system
  from check_shortcoming s join system_check c on c.id = s.check_id join information_system i on i.id = c.system_id`;
/** Behind every day: where none is set. */
const NEVER = '9999-12-31';

/** The shortcomings of a check, the gravest first. */
export async function listOfCheck(tx: Tx, checkId: Id): Promise<ShortcomingKept[]> {
  const { rows } = await sql<ShortcomingKept>`${ROWS} where s.check_id = ${checkId}
    order by array_position(array['critical', 'high', 'medium', 'low', 'info'], s.severity), s.id`.execute(tx);
  return rows;
}

/** A page of shortcomings, the earliest day first, one row more than asked for. */
export async function listShortcomings(
  tx: Tx,
  filter: ShortcomingFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
  day: string,
): Promise<ShortcomingKept[]> {
  const after = readCursor(page.cursor, 2);
  const words = searchText(filter.q).split(' ').filter(Boolean);
  const by = sql`coalesce(s.mend_by, ${NEVER}::date)`;
  const { state } = filter;
  const all = [
    sql`c.state <> 'cancelled'`,
    ...words.map((word) => sql`(i.search like ${likeOf(word)} or s.search like ${likeOf(word)})`),
    ...(state === undefined ? [] : [state === 'open' ? isOpenOn(day) : sql`s.state = ${state}`]),
    ...(filter.severity === undefined ? [] : [sql`s.severity = ${filter.severity}`]),
    ...(filter.overdue === undefined ? [] : [sql`${isOpenOn(day)} and s.mend_by < ${day}::date`]),
    ...(filter.system === undefined ? [] : [sql`c.system_id = ${filter.system}`]),
    ...(after === undefined ? [] : [sql`(${by}, s.id) > (${after[0]}::date, ${after[1]}::uuid)`]),
  ];
  const { rows } =
    await sql<ShortcomingKept>`${ROWS} where ${sql.join(all, sql` and `)} order by ${by}, s.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}

/** Where a row stands in the order of the list. */
export function cursorKeys({ mend_by, id }: ShortcomingKept): [string, string] {
  return [mend_by ?? NEVER, id];
}

export async function findShortcoming(tx: Tx, id: Id): Promise<ShortcomingKept | undefined> {
  return (await sql<ShortcomingKept>`${ROWS} where s.id = ${id}`.execute(tx)).rows[0];
}

/** What is said of a shortcoming. */
export type ShortcomingChange = Partial<
  Pick<
    ShortcomingKept,
    'title' | 'detail' | 'severity' | 'requirement' | 'owner' | 'mend_by' | 'state' | 'fixed_on' | 'retested_on' | 'accepted_until'
  >
>;

export async function insertShortcoming(
  { tx, actor, now }: Work,
  check: Placement & { readonly id: Id },
  row: Required<Pick<ShortcomingChange, 'title' | 'detail' | 'severity' | 'requirement' | 'owner' | 'mend_by'>> & {
    readonly id: Id;
    readonly finding_id: Id | null;
  },
): Promise<void> {
  await tx
    .insertInto('check_shortcoming')
    .values({
      ...row,
      search: searchText(row.title, row.detail),
      ...placementOf(check),
      unit_id: actor.unitId,
      check_id: check.id,
      changed_at: now,
      changed_by: actor.name,
    })
    .execute();
}

/** Changes a shortcoming that still has the version; false where somebody was faster. */
export async function updateShortcoming(
  { tx, actor, now }: Work,
  { id, version, title, detail }: Pick<ShortcomingKept, 'id' | 'version' | 'title' | 'detail'>,
  change: ShortcomingChange,
): Promise<boolean> {
  const search = searchText(change.title ?? title, change.detail ?? detail);
  const done = await tx
    .updateTable('check_shortcoming')
    .set({ ...change, search, version: version + 1, changed_at: now, changed_by: actor.name })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute();
  return done.length === 1;
}

export async function deleteShortcoming(tx: Tx, id: Id): Promise<void> {
  await sql`delete from check_shortcoming where id = ${id}`.execute(tx);
}
