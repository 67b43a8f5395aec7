import type { PageQuery, ReportFilter, ReportKind } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Insertable, Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type ReportRecord = Selectable<Tables['report']>;
type Change = Omit<Updateable<Tables['report']>, 'entries'> & { readonly entries?: Readonly<Record<string, string>> };

/** A page of reports, those of the latest period first; one row more than asked for. */
export function listReports(tx: Tx, { kind, state, subject, receiver, year }: ReportFilter, page: PageQuery): Promise<ReportRecord[]> {
  const after = readCursor(page.cursor, 3);
  let rows = tx.selectFrom('report').selectAll();
  if (kind !== undefined) rows = rows.where('kind', '=', kind);
  if (state !== undefined) rows = rows.where('state', '=', state);
  if (subject !== undefined) rows = rows.where('subject_id', '=', subject);
  if (receiver !== undefined) {
    // What was sent to a unit that is no more is received by the one that follows it.
    rows = rows
      .where(sql<boolean>`(receiver_id = ${receiver} or receiver_path = (select scope_path from unit where id = ${receiver}))`)
      .where('sent_on', 'is not', null);
  }
  if (year !== undefined) rows = rows.where('period_to', '>=', `${year}-01-01`).where('period_to', '<=', `${year}-12-31`);
  if (after !== undefined) {
    rows = rows.where(
      sql<boolean>`(period_to, created_at, id) < (${String(after[0])}::date, ${String(after[1])}::timestamptz, ${String(after[2])}::uuid)`,
    );
  }
  return rows
    .orderBy('period_to', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

export function findReport(tx: Tx, id: Id): Promise<ReportRecord | undefined> {
  return tx.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertReport(tx: Tx, row: Omit<Insertable<Tables['report']>, 'entries'>, entries: object): Promise<void> {
  await tx
    .insertInto('report')
    .values({ ...row, entries: json(entries) })
    .execute();
}

/** Changes a report that is still in the state it was read in. False where somebody else took a step in the meantime. */
export async function updateReport(tx: Tx, row: ReportRecord, { entries, ...change }: Change): Promise<boolean> {
  const done = await tx
    .updateTable('report')
    .set({ ...change, ...(entries === undefined ? {} : { entries: json(entries) }) })
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .returning('id')
    .execute();
  return done.length > 0;
}

/** A step as it is kept. */
export interface ReportStepDone {
  readonly step: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** Notes a step. `sent`: the receiver may read it. */
export async function insertEvent({ tx, actor, now }: Work, row: ReportRecord, done: ReportStepDone, sent: boolean): Promise<void> {
  await tx
    .insertInto('report_event')
    .values({
      id: newId(),
      ...placementOf(row),
      receiver_path: sent ? row.receiver_path : null,
      report_id: row.id,
      step: done.step,
      from_state: done.from,
      to_state: done.to,
      reason: done.reason,
      by_id: actor.accountId,
      by_name: actor.name,
      at: now,
    })
    .execute();
}

export function listEvents(tx: Tx, reportId: Id): Promise<Selectable<Tables['report_event']>[]> {
  return tx.selectFrom('report_event').selectAll().where('report_id', '=', reportId).orderBy('seq').execute();
}

export function listVersions(tx: Tx, seriesId: Id): Promise<Pick<ReportRecord, 'id' | 'version' | 'state'>[]> {
  return tx.selectFrom('report').select(['id', 'version', 'state']).where('series_id', '=', seriesId).orderBy('version').execute();
}

/** The latest frozen report of a kind about a unit whose period ended before a day. */
export function findPrevious(tx: Tx, row: Pick<ReportRecord, 'kind' | 'subject_id' | 'period_to'>): Promise<ReportRecord | undefined> {
  return tx
    .selectFrom('report')
    .selectAll()
    .where('kind', '=', row.kind)
    .where('subject_id', '=', row.subject_id)
    .where('period_to', '<', row.period_to)
    .where('state', 'in', ['accepted', 'submitted', 'frozen'])
    .orderBy('period_to', 'desc')
    .orderBy(sql`state = 'accepted'`, 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Living reports of a kind for a period about some units, each unit's furthest. */
export async function listOfUnits(
  tx: Tx,
  asked: { readonly kind: ReportKind; readonly from: string; readonly to: string; readonly units: readonly Id[] },
): Promise<ReportRecord[]> {
  if (asked.units.length === 0) return [];
  const { rows } = await sql<ReportRecord>`select distinct on (subject_id) * from report
    where kind = ${asked.kind} and period_from = ${asked.from}::date and period_to = ${asked.to}::date and state <> 'replaced'
      and subject_id = any(${[...asked.units]}::uuid[])
    order by subject_id, array_position(array['accepted', 'submitted', 'returned', 'frozen', 'checked', 'draft'], state), version desc`.execute(
    tx,
  );
  return rows;
}

/** A unit that can receive reports: any that the actor sees in the directory. */
export async function findReceiver(tx: Tx, id: Id): Promise<{ id: Id; name: string; path: string } | undefined> {
  return tx
    .selectFrom('unit')
    .select(['id', 'name', 'scope_path as path'])
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .executeTakeFirst();
}
