import type { AuditList, PageQuery } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../../cursor.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { followChain } from '../../db/audit-read.ts';
import * as store from './audit.store.ts';

/** A longer chain takes seconds to follow: `ancam audit verify` does, a page does not. */
const LONGEST_FOLLOWED = 20_000;

/**
 * Whether the whole chain of a home holds, from its first event to its head; null where it is too long for a page. Read as the owner:
 * who sees a part of the home only is told of its whole chain, and of nothing in it.
 */
function isIntact(context: Context, homeId: string): Promise<boolean | null> {
  return asOwner(context, async (tx) => {
    const length = await store.chainLength(tx, homeId);
    return length > LONGEST_FOLLOWED ? null : (await followChain(tx, homeId)).faults === 0;
  });
}

/** Who did what, newest first, page by page. */
export function page(
  context: Context,
  actor: Actor,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Pick<AuditList, 'items' | 'next'>> {
  return withActor(context, actor, async ({ tx }) => {
    const before = readCursor(cursor, 1)?.[0];
    const { items, next } = pageOf(await store.listAudit(tx, actor.homeId, before, limit + 1), limit, (row) => [row.seq]);
    return {
      items: items.map(({ id, at, by_name: by, action, object, summary, hash }) => ({ id, at, by, action, object, summary, hash })),
      next,
    };
  });
}

/** A page of the trail, and whether the chain of hashes holds. */
export async function list(context: Context, actor: Actor, query: PageQuery): Promise<AuditList> {
  const chainIntact = await isIntact(context, actor.homeId);
  return { ...(await page(context, actor, query)), chainIntact };
}
