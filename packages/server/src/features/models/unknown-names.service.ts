import type { UnknownName, UnknownNames } from '@ancam/contract';
import { modelKey, nameKey } from '@ancam/rules';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { actionsOf } from './actions.ts';
import { hindrance, keepsReference } from './keeper.ts';
import * as store from './models.store.ts';
import { nearest } from './near.ts';

const MOST = 200;
const CANDIDATES = 5;

/** Spellings of the actor's cameras that no alias explains, with known names that are close. */
export function listUnknownNames(context: Context, actor: Actor): Promise<UnknownNames> {
  return withActor(context, actor, async (work) => {
    const rows = await store.listUnknownNames(work.tx, MOST);
    const makerIds = [...new Set(rows.flatMap((row) => row.maker_id ?? []))];
    const spellings = Map.groupBy(await store.listSpellings(work.tx, makerIds), (each) => each.maker_id);
    const items = rows.map((row): UnknownName => {
      const key = row.kind === 'maker' ? nameKey(row.name) : modelKey(row.name);
      const near = nearest(key, spellings.get(row.maker_id) ?? [], CANDIDATES);
      const candidates = [...new Map(near.map(({ id, name }) => [id, { id, name }])).values()];
      return { kind: row.kind, name: row.name, makerId: row.maker_id, makerName: row.maker_name, cameras: row.cameras, candidates };
    });
    return { items, actions: actionsOf('list', ['map'], hindrance(work, 'model.write', await keepsReference(work))) };
  });
}
