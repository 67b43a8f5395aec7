import { FIGURE_NAMES } from '@ancam/contract';
import type { FigureAxis, FigureNode, FigureQuery, FigureSet, Figures } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { refreshOpenCounts } from '../findings/open-counts.service.ts';
import { nameOfPlace } from './place-names.ts';
import * as store from './reading.store.ts';
import type { GroupedFigures } from './reading.store.ts';

/** Kept: one made for each comparison takes longer than the query. */
const BY_NAME = new Intl.Collator('vi');

/** No counts. */
function none(): FigureSet {
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, 0])) as FigureSet; // every name is there
}

function plus(a: FigureSet, b: FigureSet): FigureSet {
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, a[name] + b[name]])) as FigureSet; // every name is there
}

function only(row: FigureSet): FigureSet {
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, row[name]])) as FigureSet; // every name is there
}

/** Today's figures of some paths, by who answers today; of those that the actor sees. */
export async function figuresAt({ tx, actor }: Work, axis: FigureAxis, paths: readonly string[]): Promise<Map<string, FigureSet>> {
  const seen = paths.filter((path) => mayRead(actor, axis, path));
  const rows = await store.restatedAt(tx, axis, seen);
  return new Map(rows.map((row) => [row.path, only(row)]));
}

function mayRead(actor: Actor, axis: FigureAxis, path: string): boolean {
  const over = axis === 'scope' ? actor.scopes : [...actor.places, ...(actor.scopes.includes('/') ? ['/'] : [])];
  return over.some((prefix) => path.startsWith(prefix));
}

/** The node that a question is about. */
interface Asked {
  readonly path: string;
  /** All paths at which it has stood, for what was recorded there. */
  readonly paths: readonly string[];
  readonly unit: string | null;
  readonly axis: FigureAxis;
  readonly day: string;
}

function notFound(place: string): AppError {
  return new AppError('not-found', 'no such unit or territory', { place });
}

async function askedOf(work: Work, query: FigureQuery, day: string): Promise<Asked> {
  const { actor, tx } = work;
  if (query.axis === 'place') {
    const path = query.place ?? (actor.scopes.includes('/') ? '/' : actor.places[0]);
    if (path === undefined || !mayRead(actor, 'place', path)) throw notFound(path ?? 'place');
    return { path, paths: [path], unit: null, axis: 'place', day };
  }
  if (query.unit === undefined && actor.scopes.includes('/')) return { path: '/', paths: ['/'], unit: null, axis: 'scope', day };
  const unit = query.unit ?? actor.unitId;
  const paths = await store.pathsOf(tx, unit, day);
  const path = paths[0];
  if (path === undefined || !paths.some((each) => mayRead(actor, 'scope', each))) throw notFound(unit);
  return { path, paths, unit, axis: 'scope', day };
}

interface Read {
  readonly total: FigureSet;
  readonly own: FigureSet;
  readonly children: readonly { readonly path: string; readonly figures: FigureSet; readonly deeper: boolean }[];
}

async function readRestated({ tx }: Work, { path, unit, axis, day }: Asked): Promise<Read> {
  const below = axis === 'scope' ? await store.childrenOn(tx, unit, day) : await store.placesBelow(tx, path);
  const rows = new Map((await store.restatedAt(tx, axis, [path, ...below])).map((row) => [row.path, only(row)]));
  const children = below.map((each) => ({ path: each, figures: rows.get(each) ?? none(), deeper: true }));
  return { total: rows.get(path) ?? none(), own: only((await store.restatedOwn(tx, axis, path)) ?? none()), children };
}

function readGrouped(groups: readonly GroupedFigures[], standing: readonly string[]): Read {
  const own = groups.filter((group) => group.child === null).reduce((sum, group) => plus(sum, group.figures), none());
  const counted = groups.flatMap(({ child, figures, deeper }) => (child === null ? [] : [{ path: child, figures, deeper }]));
  const known = new Set(counted.map((each) => each.path));
  const empty = standing.filter((path) => !known.has(path)).map((path) => ({ path, figures: none(), deeper: false }));
  return { own, total: counted.reduce((sum, each) => plus(sum, each.figures), own), children: [...counted, ...empty] };
}

async function read(work: Work, asked: Asked, mode: Figures['mode']): Promise<Read> {
  if (mode === 'restated') return readRestated(work, asked);
  const standing = asked.axis === 'scope' ? await store.childrenOn(work.tx, asked.unit, asked.day) : [];
  const groups =
    mode === 'as-recorded'
      ? await store.recordedBelow(work.tx, asked.paths)
      : await store.dayBelow(work.tx, asked.axis, asked.path, asked.day);
  return readGrouped(groups, standing);
}

/** Names the nodes; paths at which one and the same unit stood become one node. */
async function nodesOf(context: Context, work: Work, { axis, day }: Asked, children: Read['children']): Promise<FigureNode[]> {
  if (axis === 'place') {
    return children.map(({ path, figures, deeper }) => ({
      path,
      unit: null,
      ...nameOfPlace(context, path, day),
      closed: false,
      below: deeper,
      figures,
    }));
  }
  const names = await store.namesAt(
    work.tx,
    children.map((each) => each.path),
    day,
  );
  const named = new Map(names.map((name) => [name.path, name]));
  const nodes = new Map<string, FigureNode>();
  for (const { path, figures, deeper } of children) {
    const name = named.get(path);
    const key = name?.unit ?? path;
    const before = nodes.get(key);
    if (before === undefined) {
      const { unit = null, kind = '', closed = true } = name ?? {};
      nodes.set(key, { path, unit, name: name?.name ?? '', kind, closed, below: deeper, figures });
    } else {
      nodes.set(key, {
        ...before,
        closed: before.closed && name?.closed === true,
        below: before.below || deeper,
        figures: plus(before.figures, figures),
      });
    }
  }
  return [...nodes.values()].sort((a, b) => BY_NAME.compare(a.name, b.name) || (a.path < b.path ? -1 : 1));
}

async function aboveOf(context: Context, work: Work, { axis, path, day }: Asked): Promise<Figures['above']> {
  const steps = path.split('/').slice(1, -1);
  const above = steps
    .map(
      (_, index) =>
        `/${steps
          .slice(0, index)
          .map((step) => `${step}/`)
          .join('')}`,
    )
    .filter((each) => mayRead(work.actor, axis, each));
  if (axis === 'place')
    return above.map((each) => ({ path: each, unit: null, name: each === '/' ? '' : nameOfPlace(context, each, day).name }));
  const names = new Map((await store.namesAt(work.tx, above, day)).map((name) => [name.path, name]));
  return above.map((each) => ({ path: each, unit: names.get(each)?.unit ?? null, name: names.get(each)?.name ?? '' }));
}

async function nodeOf(context: Context, work: Work, asked: Asked, total: FigureSet, below: boolean): Promise<FigureNode> {
  const { path, axis, day } = asked;
  const base = { path, figures: total, below };
  if (path === '/') return { ...base, unit: null, name: '', kind: 'whole', closed: false };
  if (axis === 'place') return { ...base, unit: null, ...nameOfPlace(context, path, day), closed: false };
  const [name] = await store.namesAt(work.tx, [path], day);
  return { ...base, unit: asked.unit, name: name?.name ?? '', kind: name?.kind ?? '', closed: name?.closed ?? true };
}

/** Figures in an open transaction; see `readFigures`. */
export async function figuresOf(context: Context, work: Work, query: FigureQuery): Promise<Figures> {
  const today = dayOf(work.now);
  const on = query.mode === 'as-of' ? (query.on ?? today) : today;
  if (on > today) throw new AppError('input.invalid', 'the day lies ahead', { place: 'query.on', fix: 'give a day up to today' });
  if (query.axis === 'place' && query.mode === 'as-recorded') {
    throw new AppError('input.invalid', 'a territory records nothing', { place: 'query.mode', fix: 'choose the mode restated or as-of' });
  }
  const asked = await askedOf(work, query, on);
  const { total, own, children } = await read(work, asked, query.mode);
  return {
    mode: query.mode,
    on,
    axis: query.axis,
    node: await nodeOf(context, work, asked, total, children.length > 0),
    above: await aboveOf(context, work, asked),
    children: await nodesOf(context, work, asked, children),
    own,
  };
}

/** Figures of a node and of what lies directly below, naming mode and day. A node outside of what the actor sees is not there. */
export async function readFigures(context: Context, actor: Actor, query: FigureQuery): Promise<Figures> {
  await refreshOpenCounts(context);
  return withActor(context, actor, (work) => figuresOf(context, work, query));
}
