import type { Maker, MakerBody, MakerList } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { nameKey } from '@ancam/rules';
import type { Context } from '../../context.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { searchText } from '../../search-text.ts';
import { applyPending, lookUpAgain, makersSpelled } from '../warnings/apply.service.ts';
import { actionsOf } from './actions.ts';
import { assertKeeper, hindrance, keepsReference } from './keeper.ts';
import * as store from './makers.store.ts';
import type { MakerRow } from './makers.store.ts';

/** Transactions of a pass that a request waits for; the rest follows in the background. */
export const WAITS_FOR = 10;

type Barred = ReturnType<typeof hindrance>;

function view(row: MakerRow, barred: Barred): Maker {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    country: row.country,
    grammar: row.grammar,
    source: row.source === 'knowledge' ? 'knowledge' : 'hand',
    aliases: row.aliases,
    models: row.models,
    actions: actionsOf('registered', ['edit'], barred),
  };
}

export function listMakers(context: Context, actor: Actor): Promise<MakerList> {
  return withActor(context, actor, async (work) => {
    const barred = hindrance(work, 'model.write', await keepsReference(work));
    const rows = await store.listMakers(work.tx);
    return { items: rows.map((row) => view(row, barred)), actions: actionsOf('list', ['add'], barred) };
  });
}

async function getMaker(work: Work, id: Id): Promise<Maker> {
  const [row] = await store.listMakers(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such maker', { place: id });
  return view(row, hindrance(work, 'model.write', await keepsReference(work)));
}

/** A key of plain letters from a name; of the id where a name has none. */
export function keyOf(name: string, id: Id): string {
  const key = searchText(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return key === '' ? `x-${id.slice(-12)}` : key;
}

async function putAlias(work: Pick<Work, 'tx'>, makerId: Id, alias: string): Promise<void> {
  const key = nameKey(alias);
  if (key === '')
    throw new AppError('input.invalid', 'the name has no letter and no digit', { place: 'alias', fix: 'give another spelling' });
  if ((await store.putMakerAlias(work.tx, makerId, alias, key)) !== makerId) {
    throw new AppError('conflict', `${alias} means another maker already`, {
      place: alias,
      reason: 'alias-of-other',
      fix: 'take it back there first',
    });
  }
}

/** Enters a maker within a transaction; gives its id. */
export async function enterMaker(work: Work, { name, country, grammar, aliases }: MakerBody): Promise<Id> {
  const id = newId();
  if (!(await store.insertMaker(work, { id, key: keyOf(name, id), name, country, grammar, source: 'hand', search: searchText(name) }))) {
    throw new AppError('conflict', 'there is a maker of this name', { place: name, reason: 'double' });
  }
  for (const alias of [name, ...aliases]) await putAlias(work, id, alias);
  work.audit({ action: 'maker.added', object: `maker/${id}`, summary: name });
  return id;
}

export async function addMaker(context: Context, actor: Actor, body: MakerBody): Promise<Maker> {
  const maker = await withActor(context, actor, async (work) => {
    await assertKeeper(work);
    return getMaker(work, await enterMaker(work, body));
  });
  await resolveMakers(context, [body.name, ...body.aliases]);
  return maker;
}

/** Cameras of all units that carry one of the spellings are looked up anew. */
export async function resolveMakers(context: Context, aliases: readonly string[]): Promise<void> {
  await asOwner(context, (tx) => makersSpelled(tx, aliases));
  await applyPending(context, WAITS_FOR);
}

/** Notes within a transaction that a spelling means a maker. */
export async function addSpelling(work: Work, id: Id, alias: string): Promise<void> {
  await putAlias(work, id, alias);
  work.audit({ action: 'maker.alias-added', object: `maker/${id}`, summary: alias });
}

/** Makers by the keys of all their spellings. */
export async function listSpellings({ tx }: Pick<Work, 'tx'>): Promise<Map<string, Id>> {
  return new Map((await store.listMakers(tx)).flatMap(({ id, name, aliases }) => [name, ...aliases].map((each) => [nameKey(each), id])));
}

/** Says that a spelling means a maker. The cameras of all units that carry it are looked up anew. */
export async function addAlias(context: Context, actor: Actor, id: Id, alias: string): Promise<Maker> {
  const maker = await withActor(context, actor, async (work) => {
    await assertKeeper(work);
    await getMaker(work, id);
    await addSpelling(work, id, alias);
    return getMaker(work, id);
  });
  await resolveMakers(context, [alias]);
  return maker;
}

export async function removeAlias(context: Context, actor: Actor, id: Id, alias: string): Promise<Maker> {
  const maker = await withActor(context, actor, async (work) => {
    await assertKeeper(work);
    const before = await getMaker(work, id);
    if (nameKey(before.name) === nameKey(alias))
      throw new AppError('conflict', 'a maker keeps its own name', { place: alias, reason: 'own-name' });
    if (!(await store.deleteMakerAlias(work.tx, id, nameKey(alias)))) throw new AppError('not-found', 'no such spelling', { place: alias });
    work.audit({ action: 'maker.alias-removed', object: `maker/${id}`, summary: alias });
    return getMaker(work, id);
  });
  await asOwner(context, (tx) => lookUpAgain(tx, id));
  await applyPending(context, WAITS_FOR);
  return maker;
}

/** Names of some makers. */
export async function listNames({ tx }: Pick<Work, 'tx'>, ids: readonly Id[]): Promise<Map<Id, string>> {
  return new Map((await store.listMakers(tx)).filter(({ id }) => ids.includes(id)).map(({ id, name }) => [id, name]));
}

/** One maker as names resolve to it. */
export async function findMakerRow(tx: Work['tx'], id: Id): Promise<MakerRow | undefined> {
  return (await store.listMakers(tx, id))[0];
}
