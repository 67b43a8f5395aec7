import type { EvidenceList, EvidenceQuery } from '@ancam/contract';
import { fieldOf } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import * as evidence from '../evidence/evidence.service.ts';
import { getRegister, getRow } from './records.service.ts';
import type { RecordKept } from './records.store.ts';

interface Target {
  readonly register: string;
  readonly id: Id;
}

function rowOf(work: Work, { register, id }: Target): Promise<RecordKept> {
  return getRow(work, getRegister(register), id);
}

/** Files of a record, newest first. */
export function listFiles(context: Context, actor: Actor, target: Target): Promise<EvidenceList> {
  return withActor(context, actor, async (work) => evidence.listOf(work, (await rowOf(work, target)).id));
}

function assertMayAdd(actor: Actor, row: RecordKept): void {
  if (row.data['secret'] === true) throw new AppError('conflict', 'a state secret is kept on paper', { place: row.id, reason: 'secret' });
  if (!actor.writeScopes.some((scope) => row.scope_path.startsWith(scope))) {
    throw new AppError('auth.forbidden', 'the record belongs to another unit', { place: row.id, reason: 'out-of-scope' });
  }
}

/** Adds a file to a record. The right to do so is looked at before the first byte and again when it is entered. */
export async function addFile(
  context: Context,
  actor: Actor,
  target: Target,
  query: EvidenceQuery,
  content: AsyncIterable<Uint8Array>,
): Promise<EvidenceList> {
  const field = fieldOf(getRegister(target.register), query.purpose);
  if (query.purpose !== '' && field?.kind !== 'file') throw new AppError('input.invalid', 'no such purpose', { place: 'query.purpose' });
  await withActor(context, actor, async (work) => assertMayAdd(actor, await rowOf(work, target)));
  const checked = await evidence.takeIn(context, query, content);
  return withActor(context, actor, async (work) => {
    const row = await rowOf(work, target);
    assertMayAdd(actor, row);
    await evidence.attach(work, row, checked);
    return evidence.listOf(work, row.id);
  });
}

/** The content of a file for its reader to save. Reads of restricted files are noted. */
export async function readFile(
  context: Context,
  actor: Actor,
  target: Target,
  file: Id,
): Promise<{ readonly content: AsyncIterable<Uint8Array>; readonly name: string; readonly type: string }> {
  const row = await withActor(context, actor, async (work) => evidence.openFile(context, work, await rowOf(work, target), file));
  if (row.scan === 'waiting' || row.scan === 'infected') {
    throw new AppError('conflict', `the file is ${row.scan}`, { place: row.name, reason: row.scan });
  }
  return { content: await context.files.read(row.sha256), name: row.name, type: row.type };
}
