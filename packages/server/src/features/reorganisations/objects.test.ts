import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOnPglite } from '../../../test/store.ts';
import type { TestStore } from '../../../test/store.ts';
import { OBJECTS, WORK_OF_UNITS } from './objects.ts';

/**
 * Tables with `scope_path` that a reorganisation leaves alone: the trail and history say where something stood then, units and rights are
 * moved by steps of their own, figures follow their objects, statuses of duties are computed anew.
 */
const STAY: readonly string[] = [
  'audit_event',
  'unit',
  'unit_version',
  'reorganisation',
  'tally',
  'tally_day',
  'tally_delta',
  'facet_delta',
  'duty_status',
];

let store: TestStore;
beforeAll(async () => {
  store = await openOnPglite();
});
afterAll(() => store.close());

async function tablesWith(...columns: string[]): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = current_schema() and table_type = 'BASE TABLE' and column_name = any(${columns}::text[])
    group by table_name having count(*) = ${columns.length} order by 1`.execute(store.db);
  return rows.map(({ name }) => name);
}

test('every table that stands somewhere in the tree is moved, follows what is moved, or stays on purpose', async () => {
  const moved = OBJECTS.flatMap(({ table, followers }) => [table, ...followers.map((each) => each.table)]);
  // Files of evidence follow more than one kind of object.
  expect([...new Set([...moved, ...WORK_OF_UNITS, ...STAY])].sort()).toEqual(await tablesWith('scope_path'));
});

test('every object with a steward is moved by its steward', async () => {
  const stewarded = (await tablesWith('steward_id', 'scope_path')).filter((name) => !STAY.includes(name));
  expect(OBJECTS.map(({ table }) => table).sort()).toEqual(stewarded);
});
