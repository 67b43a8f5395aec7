import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@ancam/core';
import type { Config } from '../config.ts';
import { holdDataFolder } from '../data-folder.ts';
import { connectEmbedded, connectServer } from '../db/open-database.ts';
import type { SingleConnection } from '../db/open-database.ts';

/** Where the data is. */
export type StoreConfig = Pick<Config, 'databaseUrl' | 'dataFolder' | 's3'>;

/** Whether the data folder holds an embedded database. */
export async function hasEmbeddedData({ dataFolder }: Pick<Config, 'dataFolder'>): Promise<boolean> {
  return (await stat(join(dataFolder, 'pg')).catch(() => undefined)) !== undefined;
}

/**
 * Opens the data for one command, its schema left as it is, and closes it again. `create`: an embedded database may be made.
 * Throws `store.locked` where a running server has the embedded data open, `not-found` where there is none.
 */
export async function withStore<T>(config: StoreConfig, work: (store: SingleConnection) => Promise<T>, create = false): Promise<T> {
  if (config.databaseUrl !== undefined) return closing(await connectServer(config.databaseUrl), work);
  if (!create && !(await hasEmbeddedData(config))) {
    throw new AppError('not-found', 'there is no data', {
      place: config.dataFolder,
      fix: {
        vi: 'Không có dữ liệu ở đó; đặt ANCAM_DATA hoặc DATABASE_URL tới nơi có dữ liệu.',
        en: 'there is no data; set ANCAM_DATA or DATABASE_URL to where it is',
      },
    });
  }
  const held = await holdDataFolder(config.dataFolder);
  try {
    return await closing(await connectEmbedded({ folder: join(config.dataFolder, 'pg') }), work);
  } finally {
    await held.release();
  }
}

async function closing<T>(store: SingleConnection, work: (store: SingleConnection) => Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
