import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOnPglite } from '../../test/store.ts';
import type { TestStore } from '../../test/store.ts';
import { tidy } from './tidy.ts';

describe('tidying the embedded database', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openOnPglite();
  });
  afterAll(() => store.close());

  /** Counts of changes are kept back for up to a second. */
  const settle = () => sql`select pg_stat_force_next_flush()`.execute(store.db);

  async function knowsRows(): Promise<number> {
    const { rows } = await sql<{ n: number }>`select reltuples::int as n from pg_class where oid = 'facet_delta'::regclass`.execute(
      store.db,
    );
    return rows[0]?.n ?? 0;
  }

  test('makes statistics of what has changed much, once', async () => {
    await sql`insert into facet_delta (home_id, unit_id, scope_path, place_path, classification, facet, value, count)
      select gen_random_uuid(), gen_random_uuid(), '/', '', 0, 'maker', 'm' || i, 1 from generate_series(1, 3000) as i`.execute(store.db);
    await settle();
    expect(await knowsRows()).not.toBe(3000);
    expect(await tidy(store.db)).toContain('facet_delta');
    expect(await knowsRows()).toBe(3000);
    await settle();
    expect(await tidy(store.db)).toEqual([]);
  });

  test('takes up what dead rows hold', async () => {
    await sql`delete from facet_delta where value < 'm2'`.execute(store.db);
    await settle();
    expect(await tidy(store.db)).toContain('facet_delta');
    const { rows } = await sql<{ n: number }>`select n_dead_tup::int as n from pg_stat_user_tables where relname = 'facet_delta'`.execute(
      store.db,
    );
    expect(rows[0]?.n).toBe(0);
  });
});
