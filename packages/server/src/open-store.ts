import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Config } from './config.ts';
import { holdDataFolder } from './data-folder.ts';
import type { HeldFolder } from './data-folder.ts';
import type { Db } from './db/database.ts';
import type { PoolUsage } from './db/database.ts';
import { openEmbedded, openServer } from './db/open-database.ts';

/** An open database with what must be let go at the end. */
export interface OpenStore {
  readonly db: Db;
  readonly instanceId: Id;
  /** No other process can use this database. */
  readonly alone: boolean;
  /** How busy the connections are. */
  readonly usage: () => PoolUsage;
  readonly announce: (url: string) => void;
  readonly close: () => Promise<void>;
}

/** Opens the database that the settings name: a PostgreSQL server, or the embedded one under the lock of its folder. */
export async function openStore(config: Pick<Config, 'databaseUrl' | 'dataFolder'>): Promise<OpenStore> {
  if (config.databaseUrl !== undefined) {
    const { db, pool } = await openServer(config.databaseUrl);
    const usage = (): PoolUsage => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount });
    return { db, instanceId: await instanceOf(db), alone: false, usage, announce: () => undefined, close: () => db.destroy() };
  }
  const held = await holdDataFolder(config.dataFolder);
  try {
    const { db, pool } = await openEmbedded({ folder: `${config.dataFolder}/pg` });
    const instanceId = await instanceOf(db);
    return { db, instanceId, alone: true, usage: () => pool.usage(), announce: held.announce, close: () => closeEmbedded(db, held) };
  } catch (fault) {
    await held.release();
    throw fault;
  }
}

/** The folder is let go only when the database is closed. */
async function closeEmbedded(db: Db, held: HeldFolder): Promise<void> {
  await db.destroy();
  await held.release();
}

/** The id of this instance; minted at the first start. */
async function instanceOf(db: Db): Promise<Id> {
  await db
    .insertInto('instance')
    .values({ instance_id: newId(), created_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await db.selectFrom('instance').select('instance_id').executeTakeFirstOrThrow()).instance_id;
}
