import { readFile } from 'node:fs/promises';
import { describe } from 'vitest';
import type { Db } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { connectServer, openEmbedded, openServer } from '../src/db/open-database.ts';
import type { SingleConnection } from '../src/db/open-database.ts';
import { spreadTables } from '../src/operations/citus.ts';
import { migratedDump } from './dumps.ts';
import { newServerDatabase } from './server-database.ts';

/** A fresh, migrated database of one test file. */
export interface TestStore {
  readonly db: Db;
  readonly close: () => Promise<void>;
}

/**
 * The program of the embedded database, held so that V8 keeps what it has compiled of it: each database of the process then begins with machine
 * code, and not with half of its time spent on making that anew. Nothing else refers to it.
 */
let program: Promise<WebAssembly.Module> | undefined;

/** The embedded database, loaded from a migrated dump. */
export async function openOnPglite(): Promise<TestStore> {
  program ??= readFile(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'))).then((bytes) => WebAssembly.compile(bytes));
  await program;
  const { db } = await openEmbedded({ dump: await migratedDump() });
  return { db, close: () => db.destroy() };
}

/** A database of its own on a server: a copy of the migrated one, or what `prepare` makes of an empty one. */
async function openOnServer(address: string, prepare?: (single: SingleConnection) => Promise<unknown>): Promise<TestStore> {
  const { url, drop } = await newServerDatabase(address, prepare === undefined ? 'migrated' : 'empty');
  if (prepare !== undefined) {
    const single = await connectServer(url);
    await prepare(single);
    await single.close();
  }
  const { db } = await openServer(url);
  return { db, close: () => db.destroy().then(drop) };
}

const POSTGRES = process.env['TEST_DATABASE_URL'];
/** Coordinator of a Citus cluster on one machine, where databases may be made. */
const CITUS = process.env['CITUS_URL'];

async function spread(single: SingleConnection): Promise<void> {
  await single.exec('create extension citus');
  await migrate(single);
  await spreadTables(single.kysely);
}

/** Describes the same behaviour on the embedded database and, where TEST_DATABASE_URL is set, on PostgreSQL; else it shows as skipped. With CITUS_URL also on tables that are spread. */
export function describeOnEachStore(name: string, body: (open: () => Promise<TestStore>) => void): void {
  describe(`${name} (embedded)`, () => body(openOnPglite));
  describe.skipIf(POSTGRES === undefined)(`${name} (PostgreSQL; needs TEST_DATABASE_URL)`, () => body(() => openOnServer(POSTGRES ?? '')));
  if (CITUS === undefined) return;
  describe(`${name} (Citus)`, () => body(() => openOnServer(CITUS, spread)));
}

/**
 * Describes behaviour that takes long to ask for, on one database: PostgreSQL where TEST_DATABASE_URL is set, the embedded one elsewhere. For what
 * rests on the same policies and statements in both, which other tests hold on each.
 */
export function describeOnOneStore(name: string, body: (open: () => Promise<TestStore>) => void): void {
  if (POSTGRES === undefined) describe(`${name} (embedded)`, () => body(openOnPglite));
  else describe(`${name} (PostgreSQL)`, () => body(() => openOnServer(POSTGRES)));
}
