import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorAt } from '../../test/actors.ts';
import { describeOnEachStore } from '../../test/store.ts';
import type { TestStore } from '../../test/store.ts';
import { settingsOf, withActor } from './actor.ts';
import { often } from './server-pool.ts';

const assigned = sql<{ held: boolean }>`select txid_current_if_assigned() is not null as held`;

describeOnEachStore('transactions and kept plans', (open) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await open();
    await sql`create table note (word text primary key)`.execute(store.db);
  });
  afterAll(() => store.close());

  const words = async (): Promise<string[]> => {
    const { rows } = await sql<{ word: string }>`select word from note order by word`.execute(store.db);
    return rows.map(({ word }) => word);
  };

  test('what fails leaves nothing behind, whether the first statement has parameters or none', async () => {
    const attempts = [sql`insert into note values ('bare')`, sql`insert into note values (${'bound'})`];
    for (const first of attempts) {
      const done = store.db.transaction().execute(async (tx) => {
        await first.execute(tx);
        expect((await assigned.execute(tx)).rows[0]?.held).toBe(true);
        await sql`insert into note values (null)`.execute(tx);
      });
      await expect(done).rejects.toThrow();
    }
    expect(await words()).toEqual([]);
  });

  test('a first statement that fails ends its transaction, and the connection serves on', async () => {
    for (let round = 0; round < 12; round += 1) {
      await expect(store.db.transaction().execute((tx) => sql`select 1 / 0`.execute(tx))).rejects.toThrow();
      await expect(store.db.transaction().execute((tx) => sql`select 1 / ${0}::int`.execute(tx))).rejects.toThrow();
      await store.db.transaction().execute(async () => undefined);
      await expect(store.db.transaction().execute(async () => Promise.reject(new Error('nothing asked')))).rejects.toThrow('nothing asked');
    }
    await store.db.transaction().execute((tx) => sql`insert into note values ('kept')`.execute(tx));
    expect(await words()).toEqual(['kept']);
  });

  test('a kept statement answers for its parameters of the moment, and follows a change of its table', async () => {
    const ask = async (word: string): Promise<number> =>
      (await sql`${often} select word from note where word = ${word}`.execute(store.db)).rows.length;
    for (let round = 0; round < 12; round += 1) expect(await ask(round % 2 === 0 ? 'kept' : 'none')).toBe(round % 2 === 0 ? 1 : 0);
    await sql`alter table note add column other text`.execute(store.db);
    await sql`create index note_other on note (other)`.execute(store.db);
    expect(await ask('kept')).toBe(1);
  });

  test('settings of an actor hold whatever a path is made of, and end with the transaction', async () => {
    const scopes = [`/a'; drop table note; --/`, `/"b",c/`, String.raw`/d\e/`, '/{f}/'];
    const actor = { ...actorAt('/tinh-a/'), scopes, scopePath: String.raw`/x'\'/` };
    const context = { db: store.db, clock: () => new Date(), instanceId: newId() };
    const read = sql<{ scopes: string[]; path: string; who: string }>`select current_setting('ancam.scopes')::text[] as scopes,
      current_setting('ancam.unit_path') as path, current_user as who`;
    const { rows } = await withActor(context, actor, ({ tx }) => read.execute(tx));
    expect(rows).toEqual([{ scopes, path: actor.scopePath, who: 'ancam_app' }]);
    const after = await sql<{
      left: string | null;
      who: string;
    }>`select nullif(current_setting('ancam.scopes', true), '') as left, current_user as who`.execute(store.db);
    expect(after.rows[0]?.left).toBeNull();
    expect(after.rows[0]?.who).not.toBe('ancam_app');
    expect(Object.keys(settingsOf(actor))).toContain('role');
  });
});
