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
export async function insertMaker({ tx, instanceId, now }: Pick<Work, 'tx' | 'instanceId' | 'now'>, maker: NewMaker): Promise<boolean> {
  const done = await tx
    .insertInto('maker')
    .values({ ...maker, instance_id: instanceId, created_at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .execute();
  return done.length === 1;
}

export function findMakerByKey(tx: Tx, key: string): Promise<{ id: Id } | undefined> {
  return tx.selectFrom('maker').select('id').where('key', '=', key).executeTakeFirst();
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

export async function deleteMakerAlias(tx: Tx, makerId: Id, aliasKey: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('maker_alias')
    .where('maker_id', '=', makerId)
    .where('alias_key', '=', aliasKey)
    .returning('alias_key')
    .execute();
  return done.length === 1;
}
