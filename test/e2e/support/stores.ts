import { rmSync } from 'node:fs';
import { newServerDatabase } from '../../../packages/server/test/server-database.ts';
import { TEST_DATABASE_URL } from './postgres.ts';
import { newDataFolder } from './server-process.ts';
import type { ServerOptions } from './server-process.ts';

/** A place for the data of a server, and its removal. */
export interface Place {
  readonly options: ServerOptions;
  readonly end: () => Promise<void>;
}

/** A new folder for the embedded database. */
export async function embedded(): Promise<Place> {
  const dataFolder = newDataFolder();
  return { options: { dataFolder }, end: async () => rmSync(dataFolder, { recursive: true, force: true }) };
}

/** A new database on the PostgreSQL of the tests, with a folder beside it. */
export async function onPostgres(): Promise<Place> {
  const place = await embedded();
  const database = await newServerDatabase(TEST_DATABASE_URL, 'empty');
  const end = async (): Promise<void> => {
    await place.end();
    await database.drop();
  };
  return { options: { ...place.options, databaseUrl: database.url }, end };
}

/** Both stores: what each is called, what it lacks on this machine, and how a place is made; for `describe.each`. */
export function eachStore(): [about: string, lacking: string, prepare: () => Promise<Place>][] {
  return [
    ['the embedded database', '', embedded],
    ['PostgreSQL', TEST_DATABASE_URL === '' ? 'needs TEST_DATABASE_URL' : '', onPostgres],
  ];
}
