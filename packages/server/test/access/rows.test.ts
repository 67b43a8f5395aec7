import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withActor } from '../../src/db/actor.ts';
import type { Actor } from '../../src/db/actor.ts';
import type { Tx } from '../../src/db/database.ts';
import { actorAt } from '../actors.ts';
import { describeOnEachStore } from '../store.ts';
import { HERE } from './callers.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

/** What belongs to no body: knowledge of devices, warnings, the facts of this instance. */
const SHARED = new Set([
  'certificate',
  'check_step',
  'declared_interface',
  'dossier_gate',
  'dossier_part',
  'dossier_state',
  'dossier_step',
  'firmware_line',
  'hardware_revision',
  'instance',
  'maker',
  'maker_alias',
  'migration',
  'model',
  'model_alias',
  'report_transition',
  'plan_step',
  'requirement_catalogue',
  'system_transition',
  'warning',
  'warning_model',
]);

/** Rows of a table that a transaction sees; undefined where it may not even ask. */
async function seenBy(run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, table: string, where = sql`true`): Promise<number | undefined> {
  const question = run(
    async (tx) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} t where ${where}`.execute(tx)).rows[0]?.n,
  );
  return question.catch((thrown: unknown) => {
    if (thrown instanceof Error && /permission denied/.test(thrown.message)) return undefined;
    throw thrown;
  });
}
describeOnEachStore('rows in SQL, as the role of requests', (open) => {
  let world: World;
  /** Every table of the catalogue, and whether its rows say where they stand. */
  let tables: { name: string; placed: boolean }[];
  beforeAll(async () => {
    world = await openWorld(open);
    await world.addHidden();
    const { rows } = await sql<{ name: string; placed: boolean }>`
      select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'scope_path') as placed
      from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') order by 1`.execute(
      world.app.context.db,
    );
    tables = rows;
  }, 120_000);
  afterAll(() => world.app.close());

  const asRole = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    world.app.context.db.transaction().execute(async (tx) => {
      await sql`select set_config('role', 'ancam_app', true)`.execute(tx);
      return work(tx);
    });
  const asActor =
    (actor: Actor) =>
    <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      withActor(world.app.context, actor, ({ tx }) => work(tx));

  /** Tables with rows of which a reader sees any. */
  async function shownTo(run: Parameters<typeof seenBy>[0], where?: ReturnType<typeof sql>): Promise<string[]> {
    const shown: string[] = [];
    for (const { name, placed } of tables) {
      if (where !== undefined && !placed) continue;
      if ((await seenBy(run, name, where)) ?? 0) shown.push(name);
    }
    return shown;
  }

  test('every kind of row stands in this world', async () => {
    const { db } = world.app.context;
    const empty: string[] = [];
    for (const { name } of tables.filter(({ placed }) => placed)) {
      const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
      if (rows.length === 0) empty.push(name);
    }
    expect(empty).toEqual([]);
  });

  test('an unset setting, or an empty one, sees no row of any table of a body', async () => {
    const shown = await shownTo(asRole);
    expect(shown.filter((name) => !SHARED.has(name))).toEqual([]);
    expect(await shownTo(asActor(actorAt('/nowhere/', { scopes: [], writeScopes: [], adminScopes: [] })))).toEqual(shown);
  });

  test('a commune sees no row that stands beside it or that is restricted, in any table', async () => {
    const { rows: units } = await sql<{ id: string; home_id: string; scope_path: string; place_path: string; name: string }>`
      select id, home_id, scope_path, place_path, name from unit`.execute(world.app.context.db);
    const here = units.find(({ id }) => id === world.inside['units']);
    const beside = units.find(({ name }) => name.includes('zz'));
    if (here === undefined || beside === undefined) throw new TypeError('both communes stand in this world');
    const actor = actorAt(here.scope_path, { homeId: here.home_id, unitId: here.id, role: 'officer' });
    expect((await shownTo(asActor(actor), sql`t.scope_path ^@ ${here.scope_path}`)).length).toBeGreaterThan(15);
    expect(await shownTo(asActor(actor), sql`t.scope_path ^@ ${beside.scope_path}`)).toEqual([]);
    expect(await shownTo(asActor(actor), sql`to_jsonb(t) ->> 'classification' > '0'`)).toEqual([]);
    const police = actorAt('/police/', { places: [HERE] });
    expect((await shownTo(asActor(police), sql`t.scope_path ^@ ${here.scope_path}`)).length).toBeGreaterThan(10);
    expect(await shownTo(asActor(police), sql`t.scope_path ^@ ${beside.scope_path}`)).toEqual([]);
  });

  test('a right over a territory changes no row of any table', async () => {
    const police = asActor(actorAt('/police/', { places: [HERE] }));
    for (const { name } of tables.filter(({ placed }) => placed)) {
      const change = police((tx) =>
        sql`update ${sql.table(name)} set scope_path = scope_path`.execute(tx).then(({ numAffectedRows }) => Number(numAffectedRows ?? 0)),
      );
      const changed = await change.catch((thrown: unknown) => {
        if (thrown instanceof Error && /permission denied|row-level security/.test(thrown.message)) return 0;
        throw thrown;
      });
      expect(changed, name).toBe(0);
    }
  });
});
