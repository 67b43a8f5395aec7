import type { DutyHeat, HeatQuery } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { searchText } from '../../search-text.ts';
import { aboveOf, nodeOf } from './node.ts';
import * as store from './reading.store.ts';

/** Units of one map: more would not be read. */
const MOST_ROWS = 150;

/** The units directly below a node with the counts of their duties, those below them included. */
export function readHeat(context: Context, actor: Actor, query: HeatQuery): Promise<DutyHeat> {
  return withActor(context, actor, async (work) => {
    const node = await nodeOf(context, work, query);
    const words = searchText(query.q)
      .split(' ')
      .filter((word) => word !== '');
    const { rows, total } = await store.childrenOf(work.tx, node.unit, words, MOST_ROWS);
    const counts = await store.countsAt(
      work.tx,
      rows.map(({ scope_path }) => scope_path),
      query.issuer ?? '',
    );
    const byPath = Map.groupBy(counts, ({ path }) => path);
    return {
      node: { path: node.path, unit: node.unit, name: node.name, kind: node.kind },
      above: await aboveOf(work, node),
      on: dayOf(work.now),
      rows: rows.map(({ id, name, kind, below, scope_path }) => ({
        unit: { id, name, kind },
        below,
        cells: [...Map.groupBy(byPath.get(scope_path) ?? [], ({ duty }) => duty)].map(([duty, states]) => {
          const units = store.noUnits();
          for (const each of states) units[each.state] += each.units;
          return { duty, units };
        }),
      })),
      left: total - rows.length,
    };
  });
}
