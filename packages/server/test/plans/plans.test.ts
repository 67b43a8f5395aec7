import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp } from '../app.ts';
import type { Browser, TestApp } from '../app.ts';
import { accountOf } from '../tree.ts';
import { fillRegister } from './fill.ts';
import { openWatched } from './watched-store.ts';
import type { RunPlan, WatchedStore } from './watched-store.ts';

const POSTGRES = process.env['TEST_DATABASE_URL'];

/** What grows with a country, or with its units. No request of every day may read one of them from end to end. */
const LARGE: ReadonlySet<string> = new Set([
  'account',
  'audit_event',
  'camera',
  'camera_sighting',
  'facet_rollup',
  'finding',
  'finding_event',
  'rollup',
  'rollup_day',
  'scan_host',
  'session',
  'tally',
  'tally_day',
  'unit',
  'unit_version',
]);

/** Of 80,000 cameras. */
const MOST_ROWS = 10_000;

/** Statements that read a large table from end to end, or more of it than a page may cost, by whatever way. */
const scans = (plans: readonly RunPlan[]): string[] =>
  plans.flatMap(({ statement, scanned, read }) => [
    ...scanned.filter((table) => LARGE.has(table)).map((table) => `${table}, all: ${statement.trim()}`),
    ...read
      .filter(({ table, rows }) => LARGE.has(table) && rows > MOST_ROWS)
      .map(({ table, rows }) => `${table}, ${rows}: ${statement.trim()}`),
  ]);

describe.skipIf(POSTGRES === undefined)('plans of what is asked every day (PostgreSQL; needs TEST_DATABASE_URL)', () => {
  let store: WatchedStore;
  let app: TestApp;
  const people = new Map<string, Browser>();
  const units = new Map<string, string>();

  beforeAll(async () => {
    store = await openWatched(POSTGRES ?? '');
    app = await openApp(() => Promise.resolve(store));
    await fillRegister(app);
    const { rows } = await sql<{ id: string; path: string }>`select id, scope_path as path from unit`.execute(store.db);
    for (const { id, path } of rows) units.set(path, id);
    // so many that their tables are worth an index
    await sql`insert into account (id, instance_id, unit_id, login, display_name, role, password_hash, created_at, clearance)
      select gen_random_uuid(), id, id, 'u' || id, '', 'officer', '', now(), 0 from unit`.execute(store.db);
    await sql`insert into session (id, token_hash, account_id, state, method, second_factor, tries, address, device, created_at, last_seen_at, expires_at)
      select id, id::text, id, 'open', 'password', false, 0, '', '', now(), now(), now() + interval '1 day' from account`.execute(store.db);
    await sql`insert into jurisdiction (id, instance_id, unit_id, axis, path, legal_basis, document_date, valid_from, granted_by, created_at)
      values (${newId()}, ${newId()}, ${units.get('/p1/')}, 'scope', '/', 'Chỉ thị 23/CT-TTg', '2025-01-01', '2025-01-01', '', now())`.execute(
      store.db,
    );
    for (const [name, path] of [
      ['national', '/p1/'],
      ['provincial', '/p3/'],
      ['communal', '/p4/c7/'],
    ] as const)
      people.set(name, await accountOf(app, units.get(path) ?? '', 'officer'));
    await sql`vacuum analyze account, session, jurisdiction`.execute(store.db);
  }, 300_000);
  afterAll(() => app.close());

  const below: Readonly<Record<string, string>> = { national: '/p2/', provincial: '/p3/c9/', communal: '/p4/c7/o2/' };

  /** Asks as one of the people; gives the plans of all that ran. Asked until the server keeps its plans, which need not be those of the first time. */
  async function plansOf(name: string, path: string): Promise<RunPlan[]> {
    store.take();
    for (let round = 0; round < 7; round += 1) {
      const response = await people.get(name)?.fetch(path);
      expect(response?.status, path).toBe(200);
      await response?.arrayBuffer();
    }
    return store.take();
  }

  const asked = (name: string): [string, string][] => {
    const under = units.get(below[name] ?? '') ?? '';
    return [
      ['the list', '/api/cameras'],
      ...['name', 'address', 'lastSeen'].map((sort): [string, string] => [`the list in order of ${sort}`, `/api/cameras?sort=${sort}`]),
      ['a page of 100', '/api/cameras?limit=100'],
      ['a filter', '/api/cameras?severity=critical&status=in-use'],
      ['a filter in another order', '/api/cameras?status=retired&sort=name'],
      ['a maker', '/api/cameras?maker=Axis&sort=name'],
      ['a subtree', `/api/cameras?under=${under}`],
      ['a subtree with filter', `/api/cameras?under=${under}&severity=critical&status=in-use&sort=name`],
      ['a rare word', '/api/cameras?sort=name&q=m-123'],
      ['a common word', '/api/cameras?sort=name&q=cong'],
      ['an identifier', '/api/cameras?sort=name&q=sn12345'],
      ['a word nobody has', '/api/cameras?sort=name&q=khongcogi'],
      ['the search over everything', '/api/search?q=sn12345'],
      ['figures', '/api/figures'],
      ['figures of a subtree', `/api/figures?unit=${under}`],
      ['the first page', '/api/dashboard'],
      ['what waits', '/api/my-work'],
      ['who one is', '/api/session'],
    ];
  };

  test.each(['national', 'provincial', 'communal'])('no large table is read from end to end: %s user', async (name) => {
    for (const [what, path] of asked(name)) {
      const plans = await plansOf(name, path);
      expect(plans.length, what).toBeGreaterThan(0);
      expect(scans(plans), what).toEqual([]);
    }
  });

  test('the next page neither', async () => {
    const first = (await (await people.get('national')?.fetch('/api/cameras?sort=name'))?.json()) as { next: string };
    expect(scans(await plansOf('national', `/api/cameras?sort=name&cursor=${first.next}`))).toEqual([]);
  });

  test('the plans told are those of the requests: who asks, under the policy, and within functions', async () => {
    const plans = await plansOf('provincial', '/api/cameras?sort=name&q=sn12345');
    const holds = (text: string): boolean => plans.some(({ statement }) => statement.includes(text));
    expect([holds('"token_hash" ='), holds('find_cameras('), holds('c.words @@ $1')]).toEqual([true, true, true]);
  });

  test('without an index the reading is found out', async () => {
    await sql`drop index camera_name`.execute(store.db);
    expect(scans(await plansOf('national', '/api/cameras?sort=name')).join('\n')).toContain('camera, ');
    await sql`create index camera_name on camera (name, id)`.execute(store.db);
    expect(scans(await plansOf('national', '/api/cameras?sort=name'))).toEqual([]);
  });
});
