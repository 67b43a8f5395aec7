import type { AuditList, PageQuery } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { followChain } from '../../db/audit-read.ts';
import type { Tx } from '../../db/database.ts';
import * as store from './audit.store.ts';

/** Whether the whole chain of a home holds, from its first event to its head. */
async function isIntact(tx: Tx, homeId: string): Promise<boolean> {
  return (await followChain(tx, homeId, () => undefined)).faults === 0;
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
