import type { ImportPolicy } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Fault, Mapping } from '@ancam/sheets';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import { placedBy } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type ImportRecord = Selectable<Tables['table_import']>;
export type FaultRecord = Selectable<Tables['import_fault']>;

export interface NewImport {
  readonly id: Id;
  readonly kind: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly fileBytes: number;
  readonly format: 'xlsx' | 'csv';
  readonly sheets: readonly string[];
  readonly mapping: Mapping;
  readonly header: readonly unknown[];
}

export async function insertImport({ tx, actor, instanceId, now }: Work, given: NewImport): Promise<void> {
  await tx
    .insertInto('table_import')
    .values({
      id: given.id,
      instance_id: instanceId,
      ...placedBy(actor),
      kind: given.kind,
      state: 'uploaded',
      policy: null,
      file_name: given.fileName,
      file_hash: given.fileHash,
      file_bytes: given.fileBytes,
      format: given.format,
      sheets: [...given.sheets],
      mapping: json(given.mapping),
      header: json(given.header),
      failure: null,
      lease_until: null,
      account_id: actor.accountId,
      created_by: actor.name,
      clearance: actor.clearance,
      created_at: now,
      checked_at: null,
      finished_at: null,
    })
    .execute();
}

export function findImport(tx: Tx, id: Id, lock = false): Promise<ImportRecord | undefined> {
  const query = tx.selectFrom('table_import').selectAll().where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** The latest import of the same content into the same kind by the same unit. */
export function findSame({ tx, actor }: Work, kind: string, hash: string): Promise<ImportRecord | undefined> {
  return tx
    .selectFrom('table_import')
    .selectAll()
    .where('file_hash', '=', hash)
    .where('kind', '=', kind)
    .where('unit_id', '=', actor.unitId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
}

/** A page of imports, newest first, one row more than asked for. */
export function listImports(tx: Tx, page: { readonly cursor?: string | undefined; readonly limit: number }): Promise<ImportRecord[]> {
  const after = readCursor(page.cursor, 2);
  let query = tx.selectFrom('table_import').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc');
  if (after !== undefined) query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.limit(page.limit + 1).execute();
}

export type ImportChange = Partial<
  Pick<ImportRecord, 'state' | 'lease_until' | 'finished_at' | 'checked_at' | 'account_id' | 'created_by' | 'clearance'>
> & { readonly policy?: ImportPolicy | null; readonly mapping?: Mapping; readonly header?: readonly unknown[]; readonly failure?: unknown };

export async function updateImport(tx: Tx, id: Id, { mapping, header, failure, ...change }: ImportChange): Promise<void> {
  const documents = {
    ...(mapping === undefined ? {} : { mapping: json(mapping) }),
    ...(header === undefined ? {} : { header: json(header) }),
    ...(failure === undefined ? {} : { failure: failure === null ? null : json(failure) }),
  };
  await tx
    .updateTable('table_import')
    .set({ ...change, ...documents })
    .where('id', '=', id)
    .execute();
}

/** Counts that start over with a check. */
export async function resetCounts(tx: Tx, id: Id): Promise<void> {
  const none = { rows_read: 0, rows_good: 0, rows_faulty: 0, faults: 0, cursor_row: 0, created: 0, updated: 0, unchanged: 0 };
  await tx
    .updateTable('table_import')
    .set({ ...none, failure: null, finished_at: null, checked_at: null, policy: null })
    .where('id', '=', id)
    .execute();
}

/** What a chunk adds to an import. */
export interface Step {
  readonly state: 'checking' | 'applying';
  readonly lease: string;
  readonly read?: number;
  readonly good?: number;
  readonly faulty?: number;
  readonly faults?: number;
  readonly created?: number;
  readonly updated?: number;
  readonly unchanged?: number;
  /** Where the file has been entered up to. */
  readonly cursor?: { readonly from: number; readonly to: number };
}

/** Adds a chunk to the counts and moves the cursor. False where the import is no longer in that state, or another has moved the cursor. */
export async function advance(tx: Tx, id: Id, step: Step): Promise<boolean> {
  const { cursor } = step;
  const { numAffectedRows } = await sql`update table_import set lease_until = ${step.lease}::timestamptz,
      rows_read = rows_read + ${step.read ?? 0}, rows_good = rows_good + ${step.good ?? 0}, rows_faulty = rows_faulty + ${step.faulty ?? 0},
      faults = faults + ${step.faults ?? 0}, created = created + ${step.created ?? 0}, updated = updated + ${step.updated ?? 0},
      unchanged = unchanged + ${step.unchanged ?? 0}, cursor_row = ${cursor === undefined ? sql`cursor_row` : cursor.to}
    where id = ${id} and state = ${step.state} ${cursor === undefined ? sql`` : sql`and cursor_row = ${cursor.from}`}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Keeps faults of rows; gives how many of how many rows were new. */
export async function insertFaults(
  tx: Tx,
  id: Id,
  placement: Placement,
  faults: readonly Fault[],
): Promise<{ readonly faults: number; readonly rows: number }> {
  if (faults.length === 0) return { faults: 0, rows: 0 };
  const positions = new Map<number, number>();
  const values = faults.map((fault) => {
    const position = positions.get(fault.row) ?? 0;
    positions.set(fault.row, position + 1);
    return {
      row_number: fault.row,
      position,
      cell: fault.cell ?? null,
      column_key: fault.column ?? null,
      code: fault.code,
      fault_values: fault.values,
      remedy: fault.remedy ?? null,
    };
  });
  const { rows } = await sql<{ row_number: number }>`
    insert into import_fault (import_id, home_id, unit_id, scope_path, place_path, classification, row_number, position, cell, column_key,
      code, fault_values, remedy)
    select ${id}::uuid, ${placement.home_id}::uuid, ${placement.unit_id}::uuid, ${placement.scope_path}, ${placement.place_path},
      ${placement.classification}::smallint, v.row_number, v.position, v.cell, v.column_key, v.code, v.fault_values, v.remedy
    from jsonb_to_recordset(${json(values)}::text::jsonb) as v (row_number int, position smallint, cell text, column_key text, code text,
      fault_values jsonb, remedy jsonb)
    on conflict do nothing returning row_number`.execute(tx);
  return { faults: rows.length, rows: new Set(rows.map(({ row_number }) => row_number)).size };
}

/** Faults in the order of rows, one more than asked for. */
export function listFaults(
  tx: Tx,
  id: Id,
  page: { readonly cursor?: string | undefined; readonly limit: number; readonly code?: string | undefined },
): Promise<FaultRecord[]> {
  const after = readCursor(page.cursor, 2);
  let query = tx.selectFrom('import_fault').selectAll().where('import_id', '=', id).orderBy('row_number').orderBy('position');
  if (page.code !== undefined) query = query.where('code', '=', page.code);
  if (after !== undefined) query = query.where(sql<boolean>`(row_number, position) > (${after[0]}::int, ${after[1]}::smallint)`);
  return query.limit(page.limit + 1).execute();
}

export async function countFaults(tx: Tx, id: Id): Promise<{ code: string; count: number }[]> {
  const { rows } = await sql<{ code: string; count: number }>`select code, count(*)::int as count from import_fault
    where import_id = ${id} group by code order by count(*) desc, code`.execute(tx);
  return rows;
}

/** Removes the faults of an earlier check. As the owner of the schema: for everyone else faults are only added. */
export async function dropFaults(tx: Tx, id: Id): Promise<void> {
  await tx.deleteFrom('import_fault').where('import_id', '=', id).execute();
}

/** Renews the leases of the imports that this process works on. */
export async function renewLeases(tx: Tx, ids: readonly Id[], until: string): Promise<void> {
  await sql`update table_import set lease_until = ${until}::timestamptz where id = any(${[...ids]}::uuid[])
    and state in ('checking', 'applying')`.execute(tx);
}

/** Takes imports whose process is gone: all that run where `now` is undefined, else those whose lease is over. */
export async function takeDead(tx: Tx, now: string | undefined, until: string, mine: readonly Id[]): Promise<ImportRecord[]> {
  const { rows } = await sql<ImportRecord>`update table_import set lease_until = ${until}::timestamptz
    where state in ('checking', 'applying') and not (id = any(${[...mine]}::uuid[]))
      ${now === undefined ? sql`` : sql`and coalesce(lease_until, 'epoch') < ${now}::timestamptz`} returning *`.execute(tx);
  return rows;
}

/** Which of these imports there are, and which of them came to rest before an instant: nothing works on them. */
export async function listResting(tx: Tx, ids: readonly string[], before: string): Promise<{ known: ReadonlySet<string>; resting: Id[] }> {
  const { rows } = await sql<{ id: Id; resting: boolean }>`select id, state not in ('checking', 'applying')
      and coalesce(finished_at, checked_at, created_at) < ${before}::timestamptz as resting
    from table_import where id = any(${[...ids]}::uuid[])`.execute(tx);
  return { known: new Set(rows.map(({ id }) => id)), resting: rows.filter(({ resting }) => resting).map(({ id }) => id) };
}
