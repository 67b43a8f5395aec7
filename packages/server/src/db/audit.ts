import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { auditHash } from './audit-hash.ts';
import { classificationsOf } from './audit-objects.ts';
import type { AuditObject } from './audit-objects.ts';
import type { Tx } from './database.ts';

/** On whose account an event stands, and where. */
interface Recorder {
  readonly accountId: Id | null;
  readonly name: string;
  readonly homeId: Id;
  readonly unitId: Id;
  readonly scopePath: string;
  readonly placePath: string;
  readonly clearance: number;
}

/** What happened: `action` like `scan.started`, `object` like `scan/<id>`, a line for people. How far it may be seen follows from the object. */
export interface AuditNote {
  readonly action: string;
  readonly object: AuditObject;
  readonly summary: string;
  /** What the object was before the change, where it was more restricted. */
  readonly atLeast?: number;
}

/** Appends to the chain of the actor's home. The head is locked here, last, so that chains hold nobody up. */
export async function appendAudit(
  tx: Tx,
  by: { readonly actor: Recorder; readonly instanceId: Id; readonly now: string },
  notes: readonly AuditNote[],
): Promise<void> {
  if (notes.length === 0) return;
  const { actor, instanceId, now } = by;
  const objects = notes.map(({ object }) => object);
  const classifications = await classificationsOf(tx, objects, actor.clearance);
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
    const content = {
      id: newId(),
      instance_id: instanceId,
      home_id: actor.homeId,
      unit_id: actor.unitId,
      actor_id: actor.accountId,
      seq,
      at: now,
      by_name: actor.name,
      action: note.action,
      object: note.object,
      summary: note.summary,
      scope_path: actor.scopePath,
      place_path: actor.placePath,
      classification: Math.max(classifications.get(note.object) ?? 0, note.atLeast ?? 0),
    };
    const previous = hash;
    hash = auditHash(previous, content);
    return { ...content, previous_hash: previous, hash };
  });
  await tx.insertInto('audit_event').values(rows).execute();
  await tx.updateTable('audit_head').set({ seq, hash }).where('home_id', '=', actor.homeId).execute();
}
