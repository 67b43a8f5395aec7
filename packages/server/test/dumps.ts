import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openEmbedded } from '../src/db/open-database.ts';

const MIGRATIONS = new URL('../src/db/migrations/', import.meta.url);

/** One name for each state of the migrations, and of how dumps are made here. */
export async function stateOfMigrations(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(import.meta.filename));
  for (const name of (await readdir(MIGRATIONS)).sort()) hash.update(name).update(await readFile(new URL(name, MIGRATIONS)));
  return hash.digest('hex').slice(0, 16);
}

/** Bytes that are the same for all tests of a state of the migrations: made by the first that asks, in a folder for all. */
async function keptDump(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const folder = join(tmpdir(), 'ancam-test');
  const path = join(folder, `${await stateOfMigrations()}-${name}.tar`);
  const cached = await readFile(path).catch(() => undefined);
  if (cached !== undefined) return cached;
  const dump = await make();
  await mkdir(folder, { recursive: true });
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, dump);
  await rename(fresh, path);
  return dump;
}

/** Buffers of the usual 128 MB are zeroed each time a database opens, which took a third of the time of that. */
const SMALL = ["shared_buffers = '16MB'", "min_wal_size = '2MB'", "max_wal_size = '4MB'"];

/**
 * An empty embedded database in few bytes, as each opening unpacks them all: its log is in segments of one megabyte, not of sixteen, and the two
 * databases that others would be copied from are gone.
 */
export function emptyDump(): Promise<Uint8Array> {
  return keptDump('empty', async () => {
    const database = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
    for (const setting of SMALL) await database.exec(`alter system set ${setting}`);
    await database.exec("update pg_database set datistemplate = false where datname like 'template_'");
    for (const name of ['template0', 'template1']) await database.exec(`drop database ${name}`);
    const dump = await database.dumpDataDir('none');
    await database.close();
    return new Uint8Array(await dump.arrayBuffer());
  });
}

/** A migrated dump: the migrations take seconds. */
export function migratedDump(): Promise<Uint8Array> {
  return keptDump('migrated', async () => {
    const { db, pool } = await openEmbedded({ dump: await emptyDump() });
    await pool.exec('checkpoint');
    const dump = await pool.dump();
    await db.destroy();
    return dump;
  });
}

/** Lays the migrated database out in the data folder of a server. */
export async function layMigrated(dataFolder: string): Promise<void> {
  const place = join(dataFolder, 'pg');
  await mkdir(place, { recursive: true, mode: 0o700 });
  const dump = await migratedDump();
  const tar = spawn('tar', ['-x', '-C', place], { stdio: ['pipe', 'ignore', 'ignore'] });
  tar.stdin.end(dump);
  const [code] = await once(tar, 'close');
  if (code !== 0) throw new TypeError(`tar ended with ${String(code)}`);
}

/** Before any file of tests: four that begin at once would each make the dumps. */
export async function setup(): Promise<void> {
  await migratedDump();
}
