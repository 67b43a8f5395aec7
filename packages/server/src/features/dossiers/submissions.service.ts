import type { DossierDifference, DossierSubmission } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor, withinAsOwner } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { groundsOf } from '../levels/grounds.service.ts';
import { planAnswers } from '../plans/answers.service.ts';
import { compareContents, readContent } from './content.ts';
import type { Content } from './content.ts';
import { getRow } from './dossiers.service.ts';
import * as store from './dossiers.store.ts';
import type { DossierRecord } from './dossiers.store.ts';
import type { Grounds } from './freeze.ts';

/** What the level of a dossier rests on and what the plan of its system answers now. Read as the owner of the schema: whoever submits may run the system without answering for it. */
export function groundsNow(work: Work, row: DossierRecord): Promise<Grounds> {
  return withinAsOwner(work, async (tx) => {
    const matches = await groundsOf({ tx }, row.determination_id);
    const criteria = matches.map(({ criterion: id, level, title, grounds, clause, confidence }) => ({
      id,
      level,
      title,
      grounds,
      clause,
      confidence,
    }));
    return { criteria, requirements: await planAnswers({ tx, now: work.now }, row.system_id) };
  });
}

async function submissionOf(
  work: Work,
  id: Id,
  version: number,
): Promise<Omit<DossierSubmission, 'content'> & { content: Content | undefined }> {
  const found = await store.findSubmission(work.tx, id, version);
  if (found === undefined) throw new AppError('not-found', 'no such submission', { place: String(version) });
  return { version, at: found.at, by: found.by_name, hash: found.content_hash, content: readContent(found.content) };
}

/** A submission word for word. Throws `not-found` where there is no such version, or what it says can no longer be read. */
export function read(context: Context, actor: Actor, id: Id, { version }: { version: number }): Promise<DossierSubmission> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    noteRead(work, 'dossier', [row]);
    const { content, ...found } = await submissionOf(work, row.id, version);
    if (content === undefined) throw new AppError('not-found', 'the submission cannot be read', { place: String(version) });
    return { ...found, content };
  });
}

/** What differs between two submissions. Throws `not-found` where there is no such submission. */
export function compare(context: Context, actor: Actor, id: Id, query: { from: number; to: number }): Promise<DossierDifference> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    const [before, after] = [await submissionOf(work, row.id, query.from), await submissionOf(work, row.id, query.to)];
    return { ...query, changes: compareContents(before.content, after.content) };
  });
}
