import type { EvidenceList, EvidenceQuery, Holder } from '@ancam/contract';
import { HOLDERS } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { holds, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { openKept } from '../../files/files.ts';
import { takeIn } from '../../files/take-in.ts';
import type { Taken } from '../../files/take-in.ts';
import * as store from './evidence.store.ts';
import type { EvidenceRow } from './evidence.store.ts';
import { openRefusal, replaceRefusal, viewFiles, withdrawRefusal } from './evidence.view.ts';
import type { Located } from './holder.ts';
import { HOLDER_KINDS, auditedAs } from './holders.ts';

/** The object that files are asked of. */
export interface Target {
  readonly holder: Holder;
  readonly id: Id;
}

/** What is unknown and what is forbidden is answered alike. */
function notFound(id: Id): AppError {
  return new AppError('not-found', 'no such object', { place: id });
}

async function locate(work: Work, { holder, id }: Target): Promise<Located> {
  const { read, locate: find } = HOLDER_KINDS[holder];
  if (!holds(work.actor, read)) {
    throw new AppError('auth.forbidden', `files of this kind need ${read}`, { place: read, fix: 'ask an administrator' });
  }
  const found = await find(work, id);
  if (found === undefined) throw notFound(id);
  return found;
}

async function viewOf({ files }: Context, work: Work, target: Target, holder: Located): Promise<EvidenceList> {
  return viewFiles(holder, await store.listVersions(work.tx, target.holder, target.id), files.largest);
}

/** Files of an object with their versions. */
export function list(context: Context, actor: Actor, target: Target): Promise<EvidenceList> {
  return withActor(context, actor, async (work) => {
    const holder = await locate(work, target);
    if (holder.placement.classification > 0) {
      work.audit({ action: 'evidence.listed', object: auditedAs(target.holder, target.id), summary: holder.name });
    }
    return viewOf(context, work, target, holder);
  });
}

function refused(id: Id, action: string, reason: string): AppError {
  const forbidden = reason === 'no-permission' || reason === 'out-of-scope' || reason === 'no-authority';
  return new AppError(forbidden ? 'auth.forbidden' : 'conflict', `${action} is refused: ${reason}`, { place: id, reason, action });
}

/** The file that an upload is the next version of; undefined where it is a new one. Throws where it cannot be taken. */
function seriesFor(holder: Located, rows: readonly EvidenceRow[], query: EvidenceQuery, name: string): EvidenceRow[] | undefined {
  if (holder.barred !== undefined) throw refused(holder.id, 'add', holder.barred);
  if (query.purpose !== '' && !holder.purposes.includes(query.purpose)) {
    throw new AppError('input.invalid', 'no such purpose', { place: 'query.purpose', fix: `one of: ${holder.purposes.join(', ') || '-'}` });
  }
  const named = query.replaces;
  const before = rows.find((row) => (named === undefined ? row.name === name && row.purpose === query.purpose : row.id === named));
  if (before === undefined) {
    if (named !== undefined) throw notFound(named);
    return undefined;
  }
  const refusal = replaceRefusal(holder, before.purpose);
  if (refusal !== undefined) throw refused(before.id, 'replace', refusal);
  return rows.filter((row) => row.series_id === before.series_id).toSorted((a, b) => b.version - a.version);
}

/** Enters a file that was taken in; the same content as the latest version again changes nothing. */
async function enter(work: Work, target: Target, holder: Located, taken: Taken, query: EvidenceQuery): Promise<void> {
  await store.lockHolder(work.tx, target.id);
  const rows = await store.listVersions(work.tx, target.holder, target.id);
  const series = seriesFor(holder, rows, query, taken.name);
  const [latest] = series ?? [];
  const same = latest !== undefined && latest.sha256 === taken.sha256 && latest.name === taken.name;
  if (same && latest.withdrawn_at === null) return;
  const id = newId();
  const { name, size, sha256, type, scan } = taken;
  const version = (latest?.version ?? 0) + 1;
  await store.insertVersion(work, holder.placement, {
    id,
    holder_kind: target.holder,
    holder_id: target.id,
    purpose: latest?.purpose ?? query.purpose,
    series_id: latest?.series_id ?? id,
    version,
    name,
    size,
    sha256,
    type,
    scan,
  });
  const summary = `${holder.name}: ${name} (${version}), SHA-256 ${sha256.slice(0, 16)}`.slice(0, 500);
  const action = version === 1 ? 'evidence.added' : 'evidence.replaced';
  work.audit({ action, object: auditedAs(target.holder, target.id), summary });
}

/**
 * Adds a file to an object. The right to do so is looked at before the first byte and again when it is entered; what is refused leaves
 * nothing behind but, where a virus was found, the note of it. Throws `file.refused`, `file.too-large`, `conflict`.
 */
export async function add(
  context: Context,
  actor: Actor,
  target: Target,
  query: EvidenceQuery,
  content: AsyncIterable<Uint8Array>,
): Promise<EvidenceList> {
  await withActor(context, actor, async (work) => {
    const holder = await locate(work, target);
    seriesFor(holder, await store.listVersions(work.tx, target.holder, target.id), query, query.name);
  });
  const taken = await takeIn(context.files, query.name, content, (found) =>
    withActor(context, actor, async (work) => {
      const holder = await locate(work, target);
      const summary = `${holder.name}: ${found.name}, SHA-256 ${found.sha256.slice(0, 16)}: ${found.threat}`.slice(0, 500);
      work.audit({ action: 'evidence.refused', object: auditedAs(target.holder, target.id), summary });
    }),
  );
  return withActor(context, actor, async (work) => {
    const holder = await locate(work, target);
    await enter(work, target, holder, taken, query);
    return viewOf(context, work, target, holder);
  });
}

/** A version and what it belongs to, as the actor sees both. */
async function getVersion(work: Work, id: Id): Promise<{ row: EvidenceRow; target: Target; holder: Located }> {
  const row = await store.findVersion(work.tx, id);
  const kind = HOLDERS.find((each) => each === row?.holder_kind);
  if (row === undefined || kind === undefined || !holds(work.actor, HOLDER_KINDS[kind].read)) throw notFound(id);
  const target = { holder: kind, id: row.holder_id };
  const holder = await HOLDER_KINDS[kind].locate(work, row.holder_id);
  if (holder === undefined) throw notFound(id);
  return { row, target, holder };
}

/** The content of a version for its reader to save. Reads of restricted ones are noted. */
export async function read(
  context: Context,
  actor: Actor,
  id: Id,
): Promise<{ readonly content: AsyncIterable<Uint8Array>; readonly name: string; readonly type: string; readonly size: number }> {
  const { name, type, size, sha256 } = await withActor(context, actor, async (work) => {
    const { row, target, holder } = await getVersion(work, id);
    const refusal = openRefusal(row);
    if (refusal !== undefined) throw refused(id, 'open', refusal);
    const classification = Math.max(row.classification, holder.placement.classification);
    if (classification > 0) {
      work.audit({ action: 'evidence.read', object: auditedAs(target.holder, target.id), summary: `${row.name} (${row.version})` });
    }
    return row;
  });
  return { content: await openKept(context.files, sha256), name, type, size };
}

/** Marks a version as withdrawn; it stays and can still be read. */
export function withdraw(context: Context, actor: Actor, id: Id, reason: string): Promise<EvidenceList> {
  return withActor(context, actor, async (work) => {
    const { row, target, holder } = await getVersion(work, id);
    const refusal = withdrawRefusal(holder, row);
    if (refusal !== undefined) throw refused(id, 'withdraw', refusal);
    await store.setWithdrawn(work, id, reason);
    const summary = `${holder.name}: ${row.name} (${row.version}): ${reason}`.slice(0, 500);
    work.audit({ action: 'evidence.withdrawn', object: auditedAs(target.holder, target.id), summary });
    return viewOf(context, work, target, holder);
  });
}
