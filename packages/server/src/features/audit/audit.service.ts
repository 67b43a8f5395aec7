import type { AuditList, PageQuery } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { auditHash } from '../../db/audit.ts';
import type { Tx } from '../../db/database.ts';
import * as store from './audit.store.ts';

const BATCH = 1000;

/** Follows the whole chain of a home from its first event to its head. */
async function isIntact(tx: Tx, homeId: string): Promise<boolean> {
  let seq = 0;
  let hash = '';
  for (;;) {
    const rows = await store.listChain(tx, homeId, seq, BATCH);
    for (const row of rows) {
      const { id, at, by_name: by, action, object, summary } = row;
      const expected = auditHash(hash, { id, at, by, seq: seq + 1, action, object, summary });
      if (row.seq !== seq + 1 || row.previous_hash !== hash || row.hash !== expected) return false;
      ({ seq, hash } = row);
    }
    if (rows.length < BATCH) break;
  }
  const head = await store.findHead(tx, homeId);
  return head === undefined ? seq === 0 : head.seq === seq && head.hash === hash;
}

/** Who did what, newest first, and whether the chain of hashes holds. */
export function list(context: Context, actor: Actor, query: PageQuery): Promise<AuditList> {
  return withActor(context, actor, async ({ tx }) => {
    const before = readCursor(query.cursor, 1)?.[0];
    const page = pageOf(await store.listAudit(tx, actor.homeId, before, query.limit + 1), query.limit, (row) => [row.seq]);
    const items = page.items.map(({ id, at, by_name: by, action, object, summary, hash }) => ({
      id,
      at,
      by,
      action,
      object,
      summary,
      hash,
    }));
    return { items, next: page.next, chainIntact: await isIntact(tx, actor.homeId) };
  });
}
