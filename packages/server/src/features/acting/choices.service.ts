import type { UnitChoices } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { listUnitsWithin } from './grants.store.ts';

const MOST = 50;

/** Units at or below the actor's, found by a part of name or code, by path. */
export function unitChoices(context: Context, actor: Actor, q: string): Promise<UnitChoices> {
  return asOwner(context, async (tx) => ({ items: await listUnitsWithin(tx, actor.writeScopes, q, MOST) }));
}
