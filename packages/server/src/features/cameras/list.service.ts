import { CameraFilter } from '@ancam/contract';
import type { CameraList, CameraRow, FigureSet, PageQuery } from '@ancam/contract';
import { AppError, SEVERITIES } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { dayOf } from '../../day.ts';
import { BY_INDEX, withActor } from '../../db/actor.ts';
import type { Actor, Store, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { isWhole, reachOf } from '../../reach.ts';
import { searchWords } from '../../search-text.ts';
import { facetValues } from '../figures/facets.service.ts';
import { nameOfPlace } from '../figures/place-names.ts';
import { extentOf, figuresWithin } from '../figures/sums.service.ts';
import { refreshOpenCounts } from '../findings/open-counts.service.ts';
import { viewRow } from './cameras.view.ts';
import { namesOfFilter, namesOfLinks } from './links.store.ts';
import * as store from './list.store.ts';
import type { ListedCamera, Question, Way } from './list.store.ts';

/** A part of so many cameras is read whole and sorted; a larger one in the order of the page. */
const PART = 8000;
/** Rows that the search hands over. */
const FOUND = 300;
/** Rows that a word is in at most to be looked up by the index; those of commoner words show up soon enough in the order of the page. */
const COMMON = 100_000;
/** Rows in the order of the page that one request looks at. */
const WALK = 5000;
/** Rows looked at to tell how many there are. */
const COUNTED = 2000;

/** The filter as the database is asked. An unknown unit and one that the actor does not see are the same. */
export async function questionOf(work: Work, filter: CameraFilter): Promise<Question> {
  const unit = filter.under === undefined ? undefined : await store.findUnit(work.tx, filter.under);
  if (filter.under !== undefined && unit === undefined) throw new AppError('not-found', 'no such unit', { place: filter.under });
  const narrowing = { under: unit?.scope_path, place: filter.place };
  return { filter, narrowing, words: searchWords(filter.q), unit: unit?.name ?? null, day: dayOf(work.now) };
}

/** A way to the rows, and whether it may leave some out. */
export interface Chosen {
  readonly way: Way;
  readonly capped: boolean;
}

/** The shortest way to the rows that the actor may see and asks for. */
async function chooseWay(context: Store, work: Work, question: Question, lookUp = true): Promise<Chosen> {
  const reach = reachOf(work.actor, question.narrowing);
  const whole = isWhole(reach);
  const { size, homes } = whole ? { size: Infinity, homes: [] } : await extentOf(context, work, reach);
  if (size <= PART) return { way: { by: 'part', reach }, capped: false };
  if (question.words.length > 0 && lookUp) {
    const { ids, tooCommon } = await store.findByWords(work.tx, question, FOUND + 1, COMMON);
    if (!tooCommon) return { way: { by: 'ids', ids: ids.slice(0, FOUND) }, capped: ids.length > FOUND };
  }
  if (question.filter.home !== undefined && whole) return { way: { by: 'homes', homes: [question.filter.home], reach }, capped: false };
  const inTree = reach.every(({ axis }) => axis === 'scope');
  return { way: whole || !inTree ? { by: 'order' } : { by: 'homes', homes, reach }, capped: false };
}

/** A way that leaves nothing out: for exports and for changes of all rows of a filter. */
export async function wayToAll(context: Store, work: Work, question: Question): Promise<Chosen> {
  const chosen = await chooseWay(context, work, question);
  return chosen.capped ? chooseWay(context, work, question, false) : chosen;
}

/** A page of rows; where the walk stopped before the page was full, it goes on from there. */
export async function readPage(
  work: Work,
  { way }: Chosen,
  question: Question,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: ListedCamera[]; next: string | null }> {
  const window = { ...page, most: WALK };
  const rows = await store.listRows(work.tx, way, question, window);
  const cut = pageOf(rows, page.limit, (row) => store.cursorKeys(question.filter.sort, row));
  if (cut.next !== null || rows.length === page.limit) return cut;
  return { items: cut.items, next: (await store.endOfWalk(work.tx, way, question, window)) ?? null };
}

type Total = NonNullable<CameraList['total']>;

/** Figures that count the cameras in use of one more filter. */
const OF_THOSE_IN_USE: Readonly<Record<string, keyof FigureSet | undefined>> = {
  ...Object.fromEntries(SEVERITIES.map((name) => [`severity=${name}`, name])),
  'severity=none': 'clean',
  'severity=unchecked': 'unchecked',
  'identity=unknown': 'unidentified',
  'warned=any': 'warned',
  'papers=missing': 'paperless',
  'storage=abroad': 'abroad',
};
/** What says where, how and in which words, beside the filters proper. */
const BESIDE: ReadonlySet<string> = new Set(['q', 'sort', 'under', 'place', 'status']);
const FILTERS = Object.keys(CameraFilter.shape).filter((name) => !BESIDE.has(name)) as (keyof CameraFilter)[]; // the keys of the shape

/** How many cameras a filter has by the figures; undefined where none counts exactly those. */
async function figureOf(work: Work, { filter, narrowing, words }: Question): Promise<number | undefined> {
  if (words.length > 0 || (filter.under !== undefined && filter.place !== undefined)) return undefined;
  const [asked, ...more] = FILTERS.flatMap((name) => (filter[name] === undefined ? [] : [`${name}=${filter[name]}`]));
  if (more.length > 0) return undefined;
  const { status } = filter;
  if (asked !== undefined) {
    const figure = status === 'in-use' ? OF_THOSE_IN_USE[asked] : undefined;
    return figure === undefined ? undefined : (await figuresWithin(work, narrowing))[figure];
  }
  const { cameras, retired } = await figuresWithin(work, narrowing);
  if (status === 'in-use') return cameras;
  if (status === 'retired') return retired;
  const states = await facetValues(work, 'other', narrowing);
  const waiting = states.filter(({ value }) => status === undefined || value === status).reduce((sum, { count }) => sum + count, 0);
  return status === undefined ? cameras + retired + waiting : waiting;
}

/** How many cameras a filter has: from the figures, or counted up to a cap; `shown` are on the page. */
async function totalOf(work: Work, { way, capped }: Chosen, question: Question, shown: number): Promise<Total> {
  const figure = await figureOf(work, question);
  if (figure !== undefined) return { count: figure, exact: true };
  if (way.by === 'ids' && store.asksWordsAlone(question)) return { count: way.ids.length, exact: !capped };
  const walked = await store.countOnWalk(work.tx, way, question, COUNTED);
  // Rows of the page may lie behind those that were counted.
  if (walked !== undefined) return { count: Math.max(walked.count, shown), exact: walked.all };
  const cap = way.by === 'homes' ? FOUND : PART * 2;
  const count = await store.countRows(work.tx, way, question, cap, COUNTED);
  return { count: Math.min(count, cap), exact: !capped && count <= cap };
}

/** Makers of the cameras that the actor sees, in order of name. */
async function listMakers(work: Work): Promise<string[]> {
  const values = await facetValues(work, 'maker');
  return values.flatMap(({ value }) => (value === '' ? [] : [value])).sort();
}

/** What a filter means, in words. */
async function namesOf(context: Context, work: Work, filter: CameraFilter): Promise<Record<string, string>> {
  const names = await namesOfFilter(work.tx, filter);
  return filter.place === undefined ? names : { ...names, place: nameOfPlace(context, filter.place, dayOf(work.now)).name };
}

/** A page of the register. Total and makers come with the first page. */
export async function list(context: Context, actor: Actor, query: CameraFilter & PageQuery): Promise<CameraList> {
  await refreshOpenCounts(context);
  return withActor(context, actor, (work) => listIn(context, work, query), BY_INDEX);
}

async function listIn(context: Context, work: Work, query: CameraFilter & PageQuery): Promise<CameraList> {
  const question = await questionOf(work, query);
  const chosen = await chooseWay(context, work, question);
  const { items, next } = await readPage(work, chosen, question, query);
  noteRead(work, 'camera', items);
  const links = await namesOfLinks(work.tx, items);
  const page = { items: items.map((row) => viewRow(row, links)), next, unit: question.unit };
  if (query.cursor !== undefined) return { ...page, total: null, makers: [], names: {} };
  const whole = next === null && !chosen.capped;
  const total = whole ? { count: items.length, exact: true } : await totalOf(work, chosen, question, items.length);
  return { ...page, total, makers: await listMakers(work), names: await namesOf(context, work, query) };
}

/** The first cameras that a search finds, in order of name, and whether there are more. */
export async function findCameras(context: Store, work: Work, q: string, limit: number): Promise<{ items: CameraRow[]; more: boolean }> {
  const question = await questionOf(work, { q, sort: 'name' });
  if (question.words.length === 0) return { items: [], more: false };
  const chosen = await chooseWay(context, work, question);
  const { items, next } = await readPage(work, chosen, question, { limit });
  noteRead(work, 'camera', items);
  const names = await namesOfLinks(work.tx, items);
  return { items: items.map((row) => viewRow(row, names)), more: next !== null || chosen.capped };
}
