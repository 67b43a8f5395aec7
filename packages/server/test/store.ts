import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@ancam/core';
import { Client } from 'pg';
import { describe } from 'vitest';
import type { Db } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { connectServer, openEmbedded, openServer } from '../src/db/open-database.ts';
import type { SingleConnection } from '../src/db/open-database.ts';
import { spreadTables } from '../src/operations/citus.ts';

/** A fresh, migrated database of one test file. */
export interface TestStore {
  readonly db: Db;
  readonly close: () => Promise<void>;
}

const MIGRATIONS = new URL('../src/db/migrations/', import.meta.url);

/** A migrated dump, made once per state of the migrations: the first start of the embedded database takes seconds. */
async function migratedDump(): Promise<Uint8Array> {
  const hash = createHash('sha256');
  for (const name of (await readdir(MIGRATIONS)).sort()) hash.update(name).update(await readFile(new URL(name, MIGRATIONS)));
  const folder = join(tmpdir(), 'ancam-test');
  const path = join(folder, `${hash.digest('hex').slice(0, 16)}.tar`);
  const cached = await readFile(path).catch(() => undefined);
  if (cached !== undefined) return cached;
  const { db, pool } = await openEmbedded({});
  const dump = await pool.dump();
  await db.destroy();
  await mkdir(folder, { recursive: true });
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, dump);
  await rename(fresh, path);
  return dump;
}

/** The embedded database, loaded from a migrated dump. */
export async function openOnPglite(): Promise<TestStore> {
  const { db } = await openEmbedded({ dump: await migratedDump() });
  return { db, close: () => db.destroy() };
}

/** A database of its own on a server; `prepare` is given it before the schema is made, `finish` after. */
async function openOnServer(
  address: string,
  prepare?: string,
  finish?: (single: SingleConnection) => Promise<unknown>,
): Promise<TestStore> {
  const url = new URL(address);
  const name = `ancam_test_${newId().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`create database ${name}`);
  url.pathname = `/${name}`;
  if (prepare !== undefined || finish !== undefined) {
    const single = await connectServer(url.href);
    if (prepare !== undefined) await single.exec(prepare);
    await migrate(single);
    await finish?.(single);
    await single.close();
  }
  const { db } = await openServer(url.href);
  const close = async (): Promise<void> => {
    await db.destroy();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { db, close };
}

const POSTGRES = process.env['TEST_DATABASE_URL'];
/** Coordinator of a Citus cluster on one machine, where databases may be made. */
const CITUS = process.env['CITUS_URL'];

/** Describes the same behaviour on the embedded database and, where TEST_DATABASE_URL is set, on PostgreSQL; else it shows as skipped. With CITUS_URL also on tables that are spread. */
export function describeOnEachStore(name: string, body: (open: () => Promise<TestStore>) => void): void {
  describe(`${name} (embedded)`, () => body(openOnPglite));
  describe.skipIf(POSTGRES === undefined)(`${name} (PostgreSQL; needs TEST_DATABASE_URL)`, () => body(() => openOnServer(POSTGRES ?? '')));
  if (CITUS === undefined) return;
  describe(`${name} (Citus)`, () => body(() => openOnServer(CITUS, 'create extension citus', ({ kysely }) => spreadTables(kysely))));
}

/**
 * Describes behaviour that takes long to ask for, on one database: PostgreSQL where TEST_DATABASE_URL is set, the embedded one elsewhere. For what
 * rests on the same policies and statements in both, which other tests hold on each.
 */
export function describeOnOneStore(name: string, body: (open: () => Promise<TestStore>) => void): void {
  if (POSTGRES === undefined) describe(`${name} (embedded)`, () => body(openOnPglite));
  else describe(`${name} (PostgreSQL)`, () => body(() => openOnServer(POSTGRES)));
}
