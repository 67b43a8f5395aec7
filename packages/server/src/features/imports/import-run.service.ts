import type { ImportPolicy, TableImport } from '@ancam/contract';
import { AppError, toAppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { refusalOf } from '@ancam/sheets';
import type { ReadRow } from '@ancam/sheets';
import { dayOf } from '../../day.ts';
import { asOwner, placementOf, standingAt, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { permissionsOf } from '../../http/permissions.ts';
import { actorOf, findAccount } from '../sessions/sessions.service.ts';
import { assertMay, getRow, placeFaults } from './import-access.ts';
import type { ImportContext } from './import-context.ts';
import { hasFile, pathOf } from './import-files.ts';
import type { ImportSession } from './import-kind.ts';
import { getKind } from './import-kinds.ts';
import * as store from './imports.store.ts';
import type { ImportRecord } from './imports.store.ts';
import { mappingOf, viewImport } from './imports.view.ts';
import type { Batch } from './read-batches.ts';
import { readInThread } from './row-thread.ts';

/** Faults kept of one import; what goes beyond is counted. */
const KEPT_FAULTS = 100_000;

const LEASE_MS = 20_000;

/** When a lease taken now is over. */
export function leaseFrom(now: string): string {
  return new Date(Date.parse(now) + LEASE_MS).toISOString();
}

/** The import is no longer this process's to work on: it was cancelled, or another has taken it. */
class Lost extends AppError {
  constructor() {
    super('conflict', 'the import is not being worked on here any more');
  }
}

/** Starts the check of every row. Nothing is entered. */
export async function startCheck(context: ImportContext, actor: Actor, id: Id): Promise<TableImport> {
  const row = await withActor(context, actor, async (work) => {
    assertMay(await getRow(work, id, true), actor, 'check');
    await store.resetCounts(work.tx, id);
    await store.updateImport(work.tx, id, { state: 'checking', lease_until: leaseFrom(work.now), ...runAs(actor) });
    return getRow(work, id);
  });
  work(context, row);
  return viewImport(row, actor);
}

/** Starts to enter the good rows, behind those that an earlier run has entered. */
export async function startApply(context: ImportContext, actor: Actor, id: Id, policy: ImportPolicy): Promise<TableImport> {
  const row = await withActor(context, actor, async (work) => {
    assertMay(await getRow(work, id, true), actor, policy === 'all' ? 'apply-all' : 'apply-good');
    const change = {
      state: 'applying',
      policy,
      lease_until: leaseFrom(work.now),
      finished_at: null,
      failure: null,
      ...runAs(actor),
    } as const;
    await store.updateImport(work.tx, id, change);
    work.audit({ action: 'import.started', object: `import/${id}`, summary: policy });
    return getRow(work, id);
  });
  work(context, row);
  return viewImport(row, actor);
}

export async function cancel(context: ImportContext, actor: Actor, id: Id): Promise<TableImport> {
  const row = await withActor(context, actor, async (work) => {
    assertMay(await getRow(work, id, true), actor, 'cancel');
    await store.updateImport(work.tx, id, { state: 'cancelled', lease_until: null, finished_at: work.now });
    const now = await getRow(work, id);
    work.audit({ action: 'import.cancelled', object: `import/${id}`, summary: `entered up to row ${now.cursor_row}` });
    return now;
  });
  context.imports.cancel(id);
  return viewImport(row, actor);
}

/** Who an import runs for: whoever starts it. */
function runAs(actor: Actor): { account_id: Id | null; created_by: string; clearance: number } {
  return { account_id: actor.accountId, created_by: actor.name, clearance: actor.clearance };
}

/** In whose name an import runs: with the scope that it was started with, and what its account administers today. */
async function actorFor(context: ImportContext, row: ImportRecord): Promise<Actor> {
  const { account_id: accountId } = row;
  const { permission, administers } = getKind(row.kind);
  const account =
    accountId === null || administers !== true
      ? undefined
      : await asOwner(context, (tx) => findAccount(tx, accountId, context.clock().toISOString()));
  return {
    accountId: row.account_id,
    name: row.created_by,
    role: 'officer',
    permissions: [...permissionsOf('officer'), permission],
    ...standingAt(row),
    adminScopes: account === undefined ? [] : actorOf(account).adminScopes,
    clearance: row.clearance,
  };
}

/** Works on an import here, in the state that its row says. */
export function work(context: ImportContext, row: ImportRecord): void {
  context.imports.start(row.id, async (signal) => {
    const actor = await actorFor(context, row);
    try {
      if (!(await hasFile(context.importFolder, row.id)))
        throw new AppError('conflict', 'no file', { fault: 'import.file-gone', values: {} });
      await (row.state === 'checking' ? checkAll(context, actor, row, signal) : applyAll(context, actor, row, signal));
    } catch (thrown) {
      if (!(thrown instanceof Lost)) await fail(context, actor, row.id, thrown);
    }
  });
}

async function fail(context: ImportContext, actor: Actor, id: Id, thrown: unknown): Promise<void> {
  const error = toAppError(thrown);
  const known = refusalOf(error);
  if (known === undefined) context.log.error({ err: error, import: id }, 'an import failed');
  const failure = known ?? { code: 'import.broken', values: { cause: error.code } };
  await withActor(context, actor, async (work) => {
    const row = await getRow(work, id, true);
    if (row.state !== 'checking' && row.state !== 'applying') return;
    await store.updateImport(work.tx, id, { state: 'failed', failure, lease_until: null, finished_at: work.now });
    work.audit({ action: 'import.failed', object: `import/${id}`, summary: failure.code });
  }).catch((fault: unknown) => context.log.error({ err: fault, import: id }, 'the end of an import could not be written'));
}

function batchesOf(context: ImportContext, row: ImportRecord, after: number): AsyncIterable<Batch> {
  const path = pathOf(context.importFolder, row.id);
  return readInThread({ path, kind: row.kind, mapping: mappingOf(row), today: dayOf(row.created_at), after, size: context.importChunk });
}

function isGood({ faults }: ReadRow): boolean {
  return faults.length === 0;
}

async function checkAll(context: ImportContext, actor: Actor, row: ImportRecord, signal: AbortSignal): Promise<void> {
  await asOwner(context, async (tx) => {
    await store.dropFaults(tx, row.id);
    await store.resetCounts(tx, row.id);
  });
  const session = getKind(row.kind).open(context);
  let kept = 0;
  for await (const batch of batchesOf(context, row, 0)) {
    if (signal.aborted) throw new Lost();
    kept += await withActor(context, actor, (work) => checkChunk(work, row, session, batch, KEPT_FAULTS - kept));
  }
  if (signal.aborted) throw new Lost();
  await withActor(context, actor, async (work) => {
    if (!(await store.advance(work.tx, row.id, { state: 'checking', lease: leaseFrom(work.now) }))) throw new Lost();
    await store.updateImport(work.tx, row.id, { state: 'checked', checked_at: work.now, lease_until: null });
  });
}

async function checkChunk(work: Work, row: ImportRecord, session: ImportSession, { rows }: Batch, room: number): Promise<number> {
  const good = rows.filter(isGood);
  const against = placeFaults(await session.check(work, good), mappingOf(row));
  const faults = [...rows.flatMap((each) => each.faults), ...against].sort((a, b) => a.row - b.row);
  const faulty = new Set(faults.map((fault) => fault.row)).size;
  const step = { read: rows.length, good: rows.length - faulty, faulty, faults: faults.length };
  if (!(await store.advance(work.tx, row.id, { state: 'checking', lease: leaseFrom(work.now), ...step }))) throw new Lost();
  const kept = faults.slice(0, Math.max(0, room));
  await store.insertFaults(work.tx, row.id, placementOf(row), kept);
  return kept.length;
}

async function applyAll(context: ImportContext, actor: Actor, row: ImportRecord, signal: AbortSignal): Promise<void> {
  const session = getKind(row.kind).open(context);
  let cursor = row.cursor_row;
  // The chunk that began last, and the one before it: never are more than two under way, and the earlier is always kept first.
  let [earlier, writing] = [Promise.resolve(), Promise.resolve()];
  try {
    for await (const batch of batchesOf(context, row, cursor)) {
      await session.prepare?.(batch.rows.filter(isGood));
      await (session.overlapping === true ? earlier : writing);
      if (signal.aborted) throw new Lost();
      const chunk = { batch, from: cursor, before: writing };
      earlier = writing;
      writing = withActor(context, actor, (work) => applyChunk(work, row, session, chunk));
      writing.catch(() => undefined); // told in a later round, or after the last
      cursor = batch.last;
    }
  } finally {
    await writing;
  }
  if (signal.aborted) throw new Lost();
  await session.settle?.();
  await withActor(context, actor, async (work) => {
    if (!(await store.advance(work.tx, row.id, { state: 'applying', lease: leaseFrom(work.now) }))) throw new Lost();
    await store.updateImport(work.tx, row.id, { state: 'done', lease_until: null, finished_at: work.now });
    const { created, updated, unchanged, rows_faulty } = await getRow(work, row.id);
    const summary = `${created} created, ${updated} updated, ${unchanged} unchanged, ${rows_faulty} left out`;
    work.audit({ action: 'import.done', object: `import/${row.id}`, summary });
  });
}

/** Rows behind a cursor, and the chunk before them, which may still be under way. */
interface Chunk {
  readonly batch: Batch;
  readonly from: number;
  readonly before: Promise<void>;
}

/**
 * Enters a chunk and moves the cursor in one transaction: whatever happens, a row is entered once. Where the chunk before fails, this one
 * fails with it.
 */
async function applyChunk(work: Work, row: ImportRecord, session: ImportSession, { batch, from, before }: Chunk): Promise<void> {
  const good: readonly ReadRow[] = batch.rows.filter(isGood);
  const { created, updated, unchanged, faults } = await session.apply(work, good, before);
  await before;
  const [first] = faults;
  if (first !== undefined && row.policy === 'all') {
    throw new AppError('conflict', 'the register has changed', { fault: 'import.changed', values: { row: first.row } });
  }
  // Those that the check has found already are kept; new ones come from changes of the register since.
  const late = await store.insertFaults(work.tx, row.id, placementOf(row), placeFaults(faults, mappingOf(row)));
  const counts = { created, updated, unchanged, faults: late.faults, faulty: late.rows, good: -late.rows };
  const cursor = { from, to: batch.last };
  if (!(await store.advance(work.tx, row.id, { state: 'applying', lease: leaseFrom(work.now), ...counts, cursor }))) throw new Lost();
  if (created + updated > 0) {
    const summary = `rows ${from + 1}–${batch.last}: ${created} created, ${updated} updated`;
    work.audit({ action: 'import.entered', object: `import/${row.id}`, summary });
  }
}
