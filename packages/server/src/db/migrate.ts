import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { AppError } from '@ancam/core';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const FOLDER = new URL('migrations/', import.meta.url);
/** Any number; the same for every AnCam, so that two starters wait for each other. */
const ADVISORY_LOCK = 23_2026;

interface Migration {
  readonly id: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  /** An older AnCam must not work on a schema with this migration; first line `-- breaking`. */
  readonly breaking: boolean;
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

type Done = { id: number; name: string; checksum: string; breaking: boolean };

async function assertUsable(done: readonly Done[], known: readonly Migration[]): Promise<void> {
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

/**
 * Brings the schema up to date, each migration in one transaction. Must be given a single connection.
 * Throws `store.newer-schema` where a newer AnCam has made a breaking change.
 */
export async function migrate({ kysely, exec }: MigrationTarget): Promise<void> {
  const known = await loadMigrations();
  await sql`select pg_advisory_lock(${sql.lit(ADVISORY_LOCK)})`.execute(kysely);
  try {
    await exec(
      'create table if not exists migration (id integer primary key, name text not null, checksum text not null, breaking boolean not null, run_at timestamptz not null default now())',
    );
    const { rows: done } = await sql<Done>`select id, name, checksum, breaking from migration order by id`.execute(kysely);
    await assertUsable(done, known);
    for (const migration of known.filter(({ id }) => !done.some((each) => each.id === id))) {
      const row = `insert into migration (id, name, checksum, breaking) values (${migration.id}, '${migration.name}', '${migration.checksum}', ${migration.breaking});`;
      try {
        await exec(`begin; ${row}\n${migration.sql}\n; commit;`);
      } catch (fault) {
        await exec('rollback');
        throw new AppError('store.failed', `migration ${migration.name} failed`, { place: migration.name }, fault);
      }
    }
  } finally {
    await sql`select pg_advisory_unlock(${sql.lit(ADVISORY_LOCK)})`.execute(kysely);
  }
}
