import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEachStore } from '../../test/store.ts';
import type { TestStore } from '../../test/store.ts';
import { actorAt } from '../../test/actors.ts';
import { withActor } from './actor.ts';
import type { Actor, Store } from './actor.ts';

describeOnEachStore('row-level security', (open) => {
  let store: TestStore;
  let context: Store;
  const here = actorAt('/tinh-a/xa-1/');
  const above = actorAt('/tinh-a/');
  const beside = actorAt('/tinh-a/xa-10/');

  beforeAll(async () => {
    store = await open();
    context = { db: store.db, clock: () => new Date(), instanceId: newId() };
    await withActor(context, here, ({ tx, now, audit }) => {
      audit({ action: 'test', object: 'cameras', summary: 'one camera' });
      const { homeId, unitId, scopePath } = here;
      return sql`insert into camera (id, instance_id, home_id, unit_id, steward_id, recorded_path, scope_path, source, status, name, place, note, address_key, kind, strength, search, first_seen_at)
        values (${newId()}, ${newId()}, ${homeId}, ${unitId}, ${unitId}, ${scopePath}, ${scopePath}, 'hand', 'in-use', 'Cổng', '', '', '9', 'camera', 'none', 'cong', ${now})`.execute(
        tx,
      );
    });
  });
  afterAll(() => store.close());

  const count = (actor: Actor): Promise<number> =>
    withActor(context, actor, async ({ tx }) => (await tx.selectFrom('camera').select('id').execute()).length);

  const found = (actor: Actor): Promise<number | undefined> =>
    withActor(context, actor, async ({ tx }) => {
      const { rows } = await sql<{ ids: string[] }>`select ids from find_cameras(array['cong'], null, null, 10, 1000000)`.execute(tx);
      return rows[0]?.ids.length;
    });

  test('every table of a body has its policy', async () => {
    const { rows } = await sql<{ name: string }>`select relname as name from pg_class where relrowsecurity order by 1`.execute(store.db);
    const carriers = await sql<{ name: string }>`select c.table_name as name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where column_name = 'scope_path' and table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(store.db);
    const guarded = new Set(rows.map(({ name }) => name));
    expect(carriers.rows.length).toBeGreaterThan(15);
    expect(carriers.rows.filter(({ name }) => !guarded.has(name))).toEqual([]);
  });

  test('a row is seen from its unit and from above, not from beside, though the name begins alike', async () => {
    expect(await count(here)).toBe(1);
    expect(await count(above)).toBe(1);
    expect(await count(beside)).toBe(0);
  });

  test('without a scope nothing is seen, and nothing fails', async () => {
    const rows = await store.db.transaction().execute(async (tx) => {
      await sql`select set_config('role', 'ancam_app', true)`.execute(tx);
      return tx.selectFrom('camera').selectAll().execute();
    });
    expect(rows).toEqual([]);
    expect(await count({ ...here, scopes: [] })).toBe(0);
  });

  test('neither search function tells ids to one without scopes, with foreign ones or with a lower clearance', async () => {
    expect(await found(here)).toBe(1);
    expect(await found(above)).toBe(1);
    expect(await found(beside)).toBe(0);
    expect(await found({ ...here, scopes: [] })).toBe(0);
    expect(await found({ ...here, scopes: [], places: ['/'] })).toBe(0);
    await store.db.updateTable('camera').set({ classification: 1 }).execute();
    expect(await found(here)).toBe(0);
    expect(await found({ ...here, clearance: 1 })).toBe(1);
    await store.db.updateTable('camera').set({ classification: 0 }).execute();
    const unset = await store.db.transaction().execute(async (tx) => {
      await sql`select set_config('role', 'ancam_app', true)`.execute(tx);
      return sql`select ids, find_units(array['cong'], 10) as units from find_cameras(array['cong'], null, null, 10, 1000000)`.execute(tx);
    });
    expect(unset.rows).toEqual([{ ids: [], units: [] }]);
  });

  test('without a setting, and with that of others, no table of a body shows a row', async () => {
    const guarded = await sql<{ name: string }>`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      and a.attname = 'scope_path' where c.relrowsecurity`.execute(store.db);
    expect(guarded.rows.length).toBeGreaterThan(15);
    for (const { name } of guarded.rows) {
      const rows = await store.db.transaction().execute(async (tx) => {
        await sql`select set_config('role', 'ancam_app', true)`.execute(tx);
        return (await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx)).rows;
      });
      expect(rows, name).toEqual([]);
      const foreign = await withActor(
        context,
        beside,
        async ({ tx }) => (await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx)).rows,
      );
      expect(foreign, name).toEqual([]);
    }
  });

  test('what is classified higher than the clearance is not seen', async () => {
    await store.db.updateTable('camera').set({ classification: 1 }).execute();
    expect(await count(here)).toBe(0);
    expect(await count({ ...here, clearance: 1 })).toBe(1);
    await store.db.updateTable('camera').set({ classification: 0 }).execute();
  });

  test('nobody writes a row into another scope, or moves one there', async () => {
    const move = withActor(context, here, ({ tx }) => tx.updateTable('camera').set({ scope_path: beside.scopePath }).execute());
    await expect(move).rejects.toThrow(/row-level security/);
    const steal = await withActor(context, beside, ({ tx }) => tx.updateTable('camera').set({ name: 'x' }).returning('id').execute());
    expect(steal).toEqual([]);
  });

  test('the role of requests reaches neither accounts nor sessions, and deletes nothing', async () => {
    for (const statement of [
      sql`select * from account`,
      sql`select * from session`,
      sql`select * from setup_token`,
      sql`delete from camera`,
      sql`update audit_event set summary = ''`,
      sql`delete from audit_event`,
      sql`delete from audit_head`,
    ]) {
      await expect(withActor(context, here, ({ tx }) => statement.execute(tx))).rejects.toThrow(/permission denied/);
    }
  });

  test('not even the owner changes or removes an audit event', async () => {
    await expect(sql`update audit_event set summary = 'x'`.execute(store.db)).rejects.toThrow(/never changed/);
    await expect(sql`delete from audit_event`.execute(store.db)).rejects.toThrow(/never changed/);
    await expect(sql`truncate audit_event`.execute(store.db)).rejects.toThrow(/never changed/);
  });

  test('a transaction leaves neither role nor scope behind', async () => {
    await count(here);
    const { rows } = await sql<{ role: string; scopes: string | null }>`
      select current_user::text as role, current_setting('ancam.scopes', true) as scopes`.execute(store.db);
    expect(rows[0]?.role).not.toBe('ancam_app');
    expect(rows[0]?.scopes ?? '').toBe('');
  });

  test('values are read alike on every driver', async () => {
    const { rows } = await sql`select count(*) as count, date '2026-11-22' as day, timestamptz '2026-11-22 08:00:00.5+07' as at,
      '{"a":[1]}'::jsonb as data, array['x', 'y z'] as list, 0.5::float8 as share from camera`.execute(store.db);
    expect(rows).toEqual([
      { count: 1, day: '2026-11-22', at: '2026-11-22T01:00:00.500Z', data: { a: [1] }, list: ['x', 'y z'], share: 0.5 },
    ]);
  });
});
