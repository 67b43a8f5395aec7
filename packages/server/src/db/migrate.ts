import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { AppError } from '@ancam/core';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const FOLDER = new URL('migrations/', import.meta.url);
/** Any number; the same for every AnCam, so that two starters wait for each other. */
const ADVISORY_LOCK = 23_2026;

/** A step of the schema, as the database remembers it. */
export interface MigrationMark {
  readonly id: number;
  readonly name: string;
  /** SHA-256 of its file. */
  readonly checksum: string;
  /** An older AnCam must not work on a schema with this migration; first line `-- breaking`. */
  readonly breaking: boolean;
}

interface Migration extends MigrationMark {
  readonly sql: string;
}

async function loadMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), 'utf8');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { id: Number(name.slice(0, 4)), name, sql: text, checksum, breaking: text.startsWith('-- breaking') };
    }),
  );
}

/** What a migration needs of an open database, whichever driver. */
export interface MigrationTarget {
  readonly kysely: Kysely<unknown>;
  /** Runs many statements on the one connection given. */
  readonly exec: (sql: string) => Promise<void>;
}

/** Throws `store.newer-schema` or `store.failed` where this AnCam cannot work with what was done to a schema. */
function assertUsable(done: readonly MigrationMark[], known: readonly MigrationMark[]): void {
  for (const each of done) {
    const same = known.find(({ id }) => id === each.id);
    if (same === undefined && each.breaking) {
      throw new AppError('store.newer-schema', `the data was written by a newer AnCam (${each.name})`, {
        place: each.name,
        fix: 'start the newer AnCam again, or restore a backup made before the update',
      });
    }
    if (same !== undefined && same.checksum !== each.checksum) {
      throw new AppError('store.failed', `migration ${each.name} differs from the one that was run`, {
        place: each.name,
        fix: 'restore the file; a schema is changed by a new migration only',
      });
    }
  }
}

/** What was run on a database, and what this AnCam would run. Changes nothing, and needs nothing to be there. */
export async function migrationState(db: Kysely<unknown>): Promise<{ done: MigrationMark[]; pending: MigrationMark[] }> {
  const known = await loadMigrations();
  const { rows: there } = await sql<{ there: boolean }>`select to_regclass('migration') is not null as there`.execute(db);
  const done = there[0]?.there === true ? await readDone(db) : [];
  assertUsable(done, known);
  const pending = known.filter(({ id }) => !done.some((each) => each.id === id));
  return { done, pending: pending.map(({ id, name, checksum, breaking }) => ({ id, name, checksum, breaking })) };
}

async function readDone(db: Kysely<unknown>): Promise<MigrationMark[]> {
  return (await sql<MigrationMark>`select id, name, checksum, breaking from migration order by id`.execute(db)).rows;
}

/**
 * Brings the schema up to date, each migration in one transaction. Must be given a single connection. `only` names the migrations to run
 * where the schema of an earlier day is wanted; they must be known here. Gives the names of those that ran.
 * Throws `store.newer-schema` where a newer AnCam has made a breaking change.
 */
export async function migrate({ kysely, exec }: MigrationTarget, only?: readonly MigrationMark[]): Promise<string[]> {
  const known = await loadMigrations();
  if (only !== undefined) assertKnown(only, known);
  await sql`select pg_advisory_lock(${sql.lit(ADVISORY_LOCK)})`.execute(kysely);
  try {
    await exec(
      'create table if not exists migration (id integer primary key, name text not null, checksum text not null, breaking boolean not null, run_at timestamptz not null default now())',
    );
    const done = await readDone(kysely);
    assertUsable(done, known);
    const wanted = known.filter(({ id }) => only === undefined || only.some((each) => each.id === id));
    const missing = wanted.filter(({ id }) => !done.some((each) => each.id === id));
    for (const migration of missing) await run(exec, migration);
    return missing.map(({ name }) => name);
  } finally {
    await sql`select pg_advisory_unlock(${sql.lit(ADVISORY_LOCK)})`.execute(kysely);
  }
}

async function run(exec: MigrationTarget['exec'], migration: Migration): Promise<void> {
  const row = `insert into migration (id, name, checksum, breaking) values (${migration.id}, '${migration.name}', '${migration.checksum}', ${migration.breaking});`;
  try {
    await exec(`begin; ${row}\n${migration.sql}\n; commit;`);
  } catch (fault) {
    await exec('rollback');
    throw new AppError('store.failed', `migration ${migration.name} failed`, { place: migration.name }, fault);
  }
}

/** Whether this AnCam has these very migrations. Throws `store.newer-schema` for one of a newer AnCam, `store.failed` for a changed one. */
function assertKnown(wanted: readonly MigrationMark[], known: readonly MigrationMark[]): void {
  const stranger = wanted.find((each) => !known.some(({ id }) => id === each.id));
  if (stranger !== undefined) {
    throw new AppError('store.newer-schema', `${stranger.name} is not known to this AnCam`, {
      place: stranger.name,
      fix: 'use the AnCam that wrote it, or a newer one',
    });
  }
  assertUsable(wanted, known);
}
