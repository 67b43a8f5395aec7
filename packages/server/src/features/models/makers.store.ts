import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type MakerRow = Selectable<Tables['maker']> & { readonly aliases: string[]; readonly models: number };

/** Makers are hundreds at most: read whole, by name. */
export async function listMakers(tx: Tx, id?: Id): Promise<MakerRow[]> {
  const only = id === undefined ? sql`` : sql`where m.id = ${id}`;
  const { rows } =
    await sql<MakerRow>`select m.*, array(select a.alias from maker_alias a where a.maker_id = m.id order by a.alias) as aliases,
    (select count(*)::int from model x where x.maker_id = m.id) as models from maker m ${only} order by m.name, m.id limit 5000`.execute(
      tx,
    );
  return rows;
}

export interface NewMaker {
  readonly id: Id;
  readonly key: string;
  readonly name: string;
  readonly country: string;
  readonly grammar: string | null;
  readonly source: 'knowledge' | 'hand';
  readonly search: string;
}

/** Enters a maker; false where its key is taken. */
export async function insertMaker(work: Pick<Work, 'tx' | 'instanceId' | 'now'>, maker: NewMaker): Promise<boolean> {
  return (await insertMakers(work, [maker])) === 1;
}

/** Enters makers, at least one, but for those whose key is taken; gives how many. */
export async function insertMakers(
  { tx, instanceId, now }: Pick<Work, 'tx' | 'instanceId' | 'now'>,
  makers: readonly NewMaker[],
): Promise<number> {
  const done = await tx
    .insertInto('maker')
    .values(makers.map((maker) => ({ ...maker, instance_id: instanceId, created_at: now })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .execute();
  return done.length;
}

export type KeyedMaker = Pick<Selectable<Tables['maker']>, 'id' | 'key' | 'name' | 'grammar'> & { readonly aliases: string[] };

/** The makers of these keys with their spellings. */
export async function listMakersByKey(tx: Tx, keys: readonly string[]): Promise<KeyedMaker[]> {
  const { rows } =
    await sql<KeyedMaker>`select m.id, m.key, m.name, m.grammar, array(select a.alias from maker_alias a where a.maker_id = m.id) as aliases
    from maker m where m.key = any(${[...keys]}::text[])`.execute(tx);
  return rows;
}

export async function updateKnown(tx: Tx, id: Id, name: string, grammar: string): Promise<void> {
  await tx.updateTable('maker').set({ name, grammar }).where('id', '=', id).where('source', '=', 'knowledge').execute();
}

/** Enters a spelling where nobody has it yet; gives whose it is. */
export async function putMakerAlias(tx: Tx, makerId: Id, alias: string, aliasKey: string): Promise<Id> {
  await tx
    .insertInto('maker_alias')
    .values({ maker_id: makerId, alias, alias_key: aliasKey })
    .onConflict((conflict) => conflict.column('alias_key').doNothing())
    .execute();
  return (await tx.selectFrom('maker_alias').select('maker_id').where('alias_key', '=', aliasKey).executeTakeFirstOrThrow()).maker_id;
}

/** Enters spellings, at least one, that nobody has yet; gives those entered. */
export async function insertMakerAliases(
  tx: Tx,
  aliases: readonly { readonly maker_id: Id; readonly alias: string; readonly alias_key: string }[],
): Promise<string[]> {
  const entered = await tx
    .insertInto('maker_alias')
    .values(aliases)
    .onConflict((conflict) => conflict.column('alias_key').doNothing())
    .returning('alias')
    .execute();
  return entered.map(({ alias }) => alias);
}

export async function deleteMakerAlias(tx: Tx, makerId: Id, aliasKey: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('maker_alias')
    .where('maker_id', '=', makerId)
    .where('alias_key', '=', aliasKey)
    .returning('alias_key')
    .execute();
  return done.length === 1;
}
