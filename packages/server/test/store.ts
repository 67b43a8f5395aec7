import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@ancam/core';
import { Client } from 'pg';
import { describe } from 'vitest';
import type { Db } from '../src/db/database.ts';
import { openEmbedded, openServer } from '../src/db/open-database.ts';

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

/** A database of its own on the server of TEST_DATABASE_URL. */
async function openOnPostgres(): Promise<TestStore> {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  const name = `ancam_test_${newId().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`create database ${name}`);
  url.pathname = `/${name}`;
  const { db } = await openServer(url.href);
  const close = async (): Promise<void> => {
    await db.destroy();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { db, close };
}

/** Describes the same behaviour on the embedded database and, where TEST_DATABASE_URL is set, on PostgreSQL; else it shows as skipped. */
export function describeOnEachStore(name: string, body: (open: () => Promise<TestStore>) => void): void {
  describe(`${name} (embedded)`, () => body(openOnPglite));
  describe.skipIf(process.env['TEST_DATABASE_URL'] === undefined)(`${name} (PostgreSQL; needs TEST_DATABASE_URL)`, () =>
    body(openOnPostgres),
  );
}
