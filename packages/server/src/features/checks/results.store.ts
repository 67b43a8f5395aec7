import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { CheckEventRow } from './system-checks.store.ts';

/** Under this name an event keeps what was taken over, and an event that took it back what that was. */
export const IMPORT = 'import';

/** Results of an assessor that were taken over; written by `results.service` alone. */
export interface Imported {
  /** UUID of the document. */
  readonly document: string;
  readonly title: string;
  readonly version: string;
  /** Whether the check began with it; otherwise it was planned before. */
  readonly began: boolean;
  /** Keys of the requirements that are said to be met. */
  readonly satisfied: readonly string[];
}

export interface ImportEvent extends Omit<CheckEventRow, 'shortcoming'> {
  readonly imported: Imported;
}

const LATEST = sql`select distinct on (e.check_id) e.*, e.after -> ${IMPORT}::text as imported from check_event e
  where (e.after ? ${IMPORT}::text or e.before ? ${IMPORT}::text)`;

/** The results that a check holds; undefined where none were taken over, or they were taken back. */
export async function importOf(tx: Tx, checkId: Id): Promise<ImportEvent | undefined> {
  const { rows } = await sql<ImportEvent>`select * from (${LATEST} and e.check_id = ${checkId} order by e.check_id, e.seq desc) as latest
    where latest.imported is not null`.execute(tx);
  return rows[0];
}

/** The check of a system that a document has become and that was not cancelled. */
export async function findImported(tx: Tx, systemId: Id, document: string): Promise<Id | undefined> {
  const { rows } = await sql<{ check_id: Id }>`select check_id from (${LATEST} and e.check_id in
    (select c.id from system_check c where c.system_id = ${systemId} and c.state <> 'cancelled') order by e.check_id, e.seq desc) as latest
    where latest.imported ->> 'document' = ${document} limit 1`.execute(tx);
  return rows[0]?.check_id;
}

/** Whether anything has happened to a check since an event. */
export async function happenedSince(tx: Tx, checkId: Id, seq: ImportEvent['seq']): Promise<boolean> {
  const { rows } = await sql`select from check_event where check_id = ${checkId} and seq > ${seq} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Lets one import into a system wait for another, until the end of the transaction. */
export async function lockResults(tx: Tx, systemId: Id): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${systemId}, 42))`.execute(tx);
}
