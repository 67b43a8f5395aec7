import { readFile } from 'node:fs/promises';
import { AppError } from '@ancam/core';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openEmbedded } from './open-database.ts';
import type { Db } from './database.ts';
import { renderSchema, renderTables } from '../../test/describe-schema.ts';
import { migrate } from './migrate.ts';
import type { PglitePool } from './pglite-pool.ts';

describe('migrations', () => {
  let db: Db;
  let pool: PglitePool;
  beforeAll(async () => {
    ({ db, pool } = await openEmbedded({}));
  });
  afterAll(() => db.destroy());

  const again = (): Promise<string[]> => migrate({ kysely: db as unknown as Kysely<unknown>, exec: (text) => pool.exec(text) });

  test('run once: a second start changes nothing', async () => {
    await again();
    const { rows } = await sql<{ name: string }>`select name from migration`.execute(db);
    expect(rows.length).toBe(new Set(rows.map(({ name }) => name)).size);
  });

  test('the generated tables and the readable schema are those of the migrations', async () => {
    const [tables, schema] = [await renderTables(db), await renderSchema(db)];
    expect(await readFile(new URL('tables.generated.ts', import.meta.url), 'utf8')).toBe(tables);
    expect(await readFile(new URL('schema.sql', import.meta.url), 'utf8')).toBe(schema);
  });

  test('a failed statement leaves the connection usable', async () => {
    await expect(pool.exec('begin; select 1/0; commit;')).rejects.toThrow(/division by zero/);
    await pool.exec('rollback');
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  test('refuses data that a newer AnCam has changed so that this one would spoil it', async () => {
    await sql`insert into migration (id, name, checksum, breaking) values (9000, '9000-later.sql', 'x', false)`.execute(db);
    await again();
    await sql`update migration set breaking = true where id = 9000`.execute(db);
    await expect(again()).rejects.toMatchObject({ code: 'store.newer-schema', details: { place: '9000-later.sql' } });
    await sql`delete from migration where id = 9000`.execute(db);
  });

  test('refuses a migration that was changed after it ran', async () => {
    await sql`update migration set checksum = 'x' where id = 1`.execute(db);
    await expect(again()).rejects.toBeInstanceOf(AppError);
  });
});
