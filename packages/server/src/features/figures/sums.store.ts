import type { FigureSet } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { often } from '../../db/server-pool.ts';
import { isWhole, narrowed, within } from '../../reach.ts';
import type { Narrowing, Node } from '../../reach.ts';
import { FIGURES } from './figures.store.ts';

const sums = sql.raw(FIGURES.map((name) => `coalesce(sum(${name}), 0)::bigint as ${name}`).join(', '));
const columns = sql.raw(FIGURES.join(', '));

/** The sums over one node: its row of the tier, and what is not folded into it yet. */
async function sumOfNode(tx: Tx, { axis, path }: Node): Promise<FigureSet | undefined> {
  const { rows } = await sql<FigureSet>`${often} select ${sums} from (
    select ${columns} from rollup where axis = ${axis} and path = ${path}
    union all select ${columns} from tally_delta where ${sql.ref(axis === 'scope' ? 'scope_path' : 'place_path')} ^@ ${path}) as parts`.execute(
    tx,
  );
  return rows[0];
}

/** The sums over the units of a reach. */
async function sumOfUnits(tx: Tx, reach: readonly Node[], narrowing: Narrowing): Promise<FigureSet | undefined> {
  const where = sql.join([isWhole(reach) ? sql`true` : within(reach), ...narrowed(narrowing)], sql` and `);
  const { rows } = await sql<FigureSet>`select ${sums} from tally where ${where}`.execute(tx);
  return rows[0];
}

/** Figures of a reach under the policy; of one node from its tier, of several from the units below them. */
export async function sumFigures(tx: Tx, reach: readonly Node[], narrowing: Narrowing, tierIsSeen: boolean): Promise<FigureSet> {
  const [node] = reach;
  const single = reach.length === 1 && node !== undefined && tierIsSeen;
  const found = single ? await sumOfNode(tx, node) : await sumOfUnits(tx, reach, narrowing);
  return found ?? (Object.fromEntries(FIGURES.map((name) => [name, 0])) as FigureSet); // all names are there
}

/** How many cameras the nodes of a reach hold, about: what the tiers have folded. */
export async function sizeOf(tx: Tx, reach: readonly Node[]): Promise<number> {
  const { rows } = await sql<{ size: number }>`${often} select coalesce(sum(r.cameras + r.retired), 0)::bigint as size
    from unnest(${reach.map(({ axis }) => axis)}::text[], ${reach.map(({ path }) => path)}::text[]) as n (axis, path)
    join rollup r on r.axis = n.axis and r.path = n.path`.execute(tx);
  return rows[0]?.size ?? 0;
}

/** Top bodies that have recorded what stands within a reach. */
export async function homesWithin(tx: Tx, reach: readonly Node[]): Promise<Id[]> {
  const { rows } = await sql<{ home_id: Id }>`select distinct home_id from tally where ${within(reach)}`.execute(tx);
  return rows.map(({ home_id }) => home_id);
}
