import { createHash } from 'node:crypto';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Tx } from './database.ts';

/** On whose account an event stands, and where. */
interface Recorder {
  readonly accountId: Id | null;
  readonly name: string;
  readonly homeId: Id;
  readonly unitId: Id;
  readonly scopePath: string;
  readonly placePath: string;
}

/** What happened: `action` like `scan.started`, `object` like `scan/<id>`, a line for people. */
export interface AuditNote {
  readonly action: string;
  readonly object: string;
  readonly summary: string;
  /** How far the event may be seen, where it tells of a restricted object. */
  readonly classification?: number;
}

/** The fields an event's hash covers, besides the hash of the event before it. */
export interface AuditContent extends AuditNote {
  readonly id: Id;
  readonly at: string;
  readonly by: string;
  readonly seq: number;
}

/** Hash of an event: SHA-256 over the hash before and its content, so that no event can change or go unnoticed. */
export function auditHash(previous: string, content: AuditContent): string {
  const { id, at, by, seq, action, object, summary } = content;
  return createHash('sha256')
    .update(JSON.stringify([previous, id, seq, at, by, action, object, summary]))
    .digest('hex');
}

/** Appends to the chain of the actor's home. The head is locked here, last, so that chains hold nobody up. */
export async function appendAudit(
  tx: Tx,
  by: { readonly actor: Recorder; readonly instanceId: Id; readonly now: string },
  notes: readonly AuditNote[],
): Promise<void> {
  if (notes.length === 0) return;
  const { actor, instanceId, now } = by;
  const start = { home_id: actor.homeId, seq: 0, hash: '' };
  await tx
    .insertInto('audit_head')
    .values(start)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const head = await tx.selectFrom('audit_head').selectAll().where('home_id', '=', actor.homeId).forUpdate().executeTakeFirstOrThrow();
  let { seq, hash } = head;
  const rows = notes.map((note) => {
    seq += 1;
    const content = { ...note, id: newId(), at: now, by: actor.name, seq };
    const previous = hash;
    hash = auditHash(previous, content);
    return {
      id: content.id,
      instance_id: instanceId,
      home_id: actor.homeId,
      unit_id: actor.unitId,
      scope_path: actor.scopePath,
      place_path: actor.placePath,
      seq,
      at: now,
      actor_id: actor.accountId,
      by_name: actor.name,
      ...note,
      classification: note.classification ?? 0,
      previous_hash: previous,
      hash,
    };
  });
  await tx.insertInto('audit_event').values(rows).execute();
  await tx.updateTable('audit_head').set({ seq, hash }).where('home_id', '=', actor.homeId).execute();
}
