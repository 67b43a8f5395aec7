import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import { OBJECTS } from './objects.ts';
import type { ObjectTable } from './objects.ts';
import * as moving from './moving.store.ts';
import type { Move, Standing } from './moving.store.ts';
import { rewritePlace } from './paths.ts';
import { targetOf } from './placing.ts';
import { compilePlan } from './plan.ts';
import type { Compiled, Placing, Plan, UnitStep } from './plan.ts';
import { countObjects, loadFacts, underWay } from './plan.store.ts';
import { accountTarget } from './preview.service.ts';
import * as store from './reorganisations.store.ts';
import type { ReorganisationRow, UnitPartRow } from './reorganisations.store.ts';
import * as units from './units.store.ts';

/** Objects moved in one transaction. Small: the embedded database does one thing at a time. */
export const BATCH = 500;

/** A batch within its open transaction. */
export interface Batch {
  readonly tx: Tx;
  readonly now: string;
  /** Today in Việt Nam. */
  readonly day: string;
  readonly instanceId: Id;
  readonly row: ReorganisationRow;
}

export function planOf(row: Pick<ReorganisationRow, 'plan'>): Plan {
  return row.plan as Plan; // written by this feature, from a body that the contract has parsed
}

/** The plan against the units of today, with what only the database knows. */
export async function compileNow(tx: Tx, plan: Plan, event: Id | null): Promise<Compiled> {
  const compiled = compilePlan(plan, await loadFacts(tx, plan));
  const busy = await underWay(
    tx,
    compiled.steps.map(({ unit }) => unit),
    event,
  );
  return { ...compiled, conflicts: [...compiled.conflicts, ...busy.map((unit) => ({ code: 'under-way', unit, name: '' }))] };
}

/** First step: what units are from the day on, in one transaction. Their objects follow in batches. */
export async function applyUnits({ tx, now, instanceId, row }: Batch): Promise<void> {
  const event = { id: row.id, effectiveOn: row.effective_on, title: row.title, decree: row.decree };
  const compiled = await compileNow(tx, planOf(row), row.id);
  const [conflict] = compiled.conflicts;
  if (conflict !== undefined)
    throw new AppError('conflict', `the plan cannot be carried out: ${conflict.code}`, { place: row.id, reason: conflict.code });
  const part = (...parts: UnitStep['part'][]) => compiled.steps.filter((step) => parts.includes(step.part));
  const standing = [...part('closed', 'divided'), ...part('moved', 'changed', 'joined')];
  const created = part('created');
  await units.keepSteps(tx, event, standing, 0);
  await units.closeUnits(
    tx,
    event,
    part('closed').map(({ unit }) => unit),
  );
  await units.openUnits(tx, event, created, { instanceId, now });
  await units.keepSteps(tx, event, created, standing.length);
  await units.changeUnits(tx, event, part('moved', 'changed'));
  const moves = part('moved').map(({ unit, pathFrom, after }) => ({ unit, from: pathFrom ?? '', to: after.path }));
  await units.moveRights(tx, moves);
  await units.insertLineage(tx, event, compiled.lineage);
  const paths = new Map(compiled.steps.map(({ unit, after }) => [unit, after.path]));
  for (const { unit, pathFrom } of part('closed')) {
    const to = accountTarget(compiled, unit);
    if (to === undefined) continue;
    await units.moveAccounts(tx, event, unit, to);
    moves.push({ unit, from: pathFrom ?? '', to: paths.get(to) ?? '' });
  }
  await units.moveWork(
    tx,
    moves.filter(({ to }) => to !== ''),
  );
  const moved = part('closed', 'divided', 'moved').map(({ unit }) => unit);
  const total = (await countObjects(tx, moved)).reduce((sum, { count }) => sum + count, 0);
  await store.updateReorganisation(tx, row.id, {
    phase: 'objects',
    cursor_seq: 0,
    cursor_table: 0,
    cursor_id: null,
    total_objects: total,
    route: json(keepRoute(compiled)),
  });
}

/** Where the objects of a unit go, with the paths and territories of the units that take over. */
interface Route {
  readonly placings: Compiled['placings'];
  readonly places: Compiled['places'];
  readonly targets: ReadonlyMap<Id, { readonly path: string; readonly place: string }>;
}

/** Next batch of objects; the cursor moves in the same transaction. True when there is nothing left. */
export async function applyObjects(batch: Batch, route: Route): Promise<boolean> {
  const { tx, row } = batch;
  const [mover] = await store.listMovers(tx, row.id, row.cursor_seq);
  if (mover === undefined) return true;
  const fresh = mover.seq !== row.cursor_seq;
  const index = fresh ? 0 : row.cursor_table;
  const objects = OBJECTS[index];
  if (objects === undefined) {
    await store.updateReorganisation(tx, row.id, { cursor_seq: mover.seq + 1, cursor_table: 0, cursor_id: null });
    return false;
  }
  const taken = await moving.takeObjects(tx, objects, mover.unit_id, fresh ? null : row.cursor_id, BATCH);
  const moved = await moveTaken(batch, objects, mover, taken, route);
  const last = taken.length < BATCH;
  await store.updateReorganisation(tx, row.id, {
    cursor_seq: mover.seq,
    cursor_table: last ? index + 1 : index,
    cursor_id: last ? null : (taken.at(-1)?.id ?? null),
    done_objects: row.done_objects + moved,
  });
  return false;
}

async function moveTaken(
  batch: Batch,
  objects: ObjectTable,
  mover: UnitPartRow,
  taken: readonly Standing[],
  route: Route,
): Promise<number> {
  const { tx, row } = batch;
  const moves: Move[] = [];
  const unresolved: { object: Standing; parent: Id }[] = [];
  for (const object of taken) {
    const placing = route.placings.get(mover.unit_id);
    if (mover.part === 'moved' || placing === undefined) {
      moves.push({ object, steward: object.steward, path: mover.path_to ?? object.path, place: rewritePlace(object.place, route.places) });
      continue;
    }
    const target = targetOf(placing, object);
    const to = target ?? placing.superior;
    const at = to === null ? undefined : route.targets.get(to);
    if (to === null || at === undefined) throw new AppError('internal', 'the unit that takes over is not there', { place: mover.unit_id });
    if (target === undefined) unresolved.push({ object, parent: to });
    moves.push({ object, steward: to, path: at.path, place: placeAfter(object, mover, at.place, route.places) });
  }
  const changed = moves.filter(
    ({ object, steward, path, place }) => steward !== object.steward || path !== object.path || place !== object.place,
  );
  await moveCounted(batch, objects, changed);
  await moving.keepStewards(tx, { id: row.id, effectiveOn: row.effective_on }, objects.table, changed);
  await moving.keepUnresolved(tx, row, objects.table, unresolved);
  return changed.length;
}

/** An object that lay in its unit's own territory lies in that of its successor; one with a place of its own keeps it. */
function placeAfter(object: Standing, mover: UnitPartRow, target: string, places: Compiled['places']): string {
  const rewritten = rewritePlace(object.place, places);
  return rewritten === object.place && object.place === mover.place_from && target.startsWith(object.place) ? target : rewritten;
}

/** Moves objects with what follows them, and their figures with them. */
export async function moveCounted({ tx, now }: Pick<Batch, 'tx' | 'now'>, objects: ObjectTable, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const change = (): Promise<void> => moving.placeObjects(tx, objects, moves);
  const ids = moves.map(({ object }) => object.id);
  await (objects.counting === undefined ? change() : objects.counting({ tx, now }, ids, change));
}

/** The route as it is kept with the event while its objects move. */
interface KeptRoute {
  readonly placings: readonly {
    readonly predecessor: Id;
    readonly objects: readonly (readonly [Id, Id])[];
    readonly recorders: readonly (readonly [Id, Id])[];
    readonly places: Placing['places'];
    readonly rest: Id | null;
    readonly superior: Id | null;
  }[];
  readonly places: Compiled['places'];
}

function keepRoute({ placings, places }: Compiled): KeptRoute {
  const kept = [...placings.values()].map((each) => ({ ...each, objects: [...each.objects], recorders: [...each.recorders] }));
  return { placings: kept, places };
}

/** The route of an event's objects, as it was decided when its units changed. */
export async function routeOf({ tx, row }: Pick<Batch, 'tx' | 'row'>): Promise<Route> {
  const { placings, places } = row.route as KeptRoute; // written by keepRoute
  const read = placings.map((each) => ({ ...each, objects: new Map(each.objects), recorders: new Map(each.recorders) }));
  const ids = read.flatMap((each) => [
    each.rest,
    each.superior,
    ...each.objects.values(),
    ...each.recorders.values(),
    ...each.places.map(({ to }) => to),
  ]);
  const known = await tx
    .selectFrom('unit')
    .select(['id', 'scope_path', 'place_path'])
    .where('id', 'in', [row.unit_id, ...ids.filter((id) => id !== null)])
    .execute();
  return {
    placings: new Map(read.map((each) => [each.predecessor, each])),
    places,
    targets: new Map(known.map((unit) => [unit.id, { path: unit.scope_path, place: unit.place_path }])),
  };
}
