import { ROLES, api, urlOf } from '@ancam/contract';
import type { Route } from '@ancam/contract';
import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUDITED_LISTS } from '../../src/db/audit-objects.ts';
import type { Browser } from '../app.ts';
import { describeOnOneStore } from '../store.ts';
import { OTHER_CALLERS, STRANGERS } from './callers.ts';
import { sampleOf } from './sample.ts';
import { HIDDEN, openWorld } from './world.ts';
import type { Objects } from './law-objects.ts';
import type { World } from './world.ts';

/** Rows of the table, types widened. */
const ROUTES = Object.values(api) as unknown as Route[];
const CALLERS = ['nobody', ...ROLES, ...OTHER_CALLERS] as const;
type Caller = (typeof CALLERS)[number];
/** Whose every question is refused: the table below shows it. */
const SHUT_OUT: ReadonlySet<Caller> = new Set(['token-expired', 'token-revoked', 'delegation-ended']);
/** Where the object stands that a route is asked for; `-` where it is asked for none. */
const SCOPES = ['inside', 'outside', 'restricted', 'unknown'] as const;

/** Ends the caller's session, so it is asked last. */
const LAST = new Set(['endOtherSessions', 'logout']);
/** Answers that tell of the caller's own doing since or of the whole installation to everybody, and files that carry the time of their making. */
const MOVING = new Set([
  'importTemplate',
  'accountSheetTemplate',
  'audit',
  'exportAudit',
  'session',
  'health',
  'openapi',
  'metrics',
  'ready',
]);

/** Parameters that name no object of a body: the same for everybody. */
const FIXED: Readonly<Record<string, string>> = { code: '51', holder: 'cameras', kind: 'cameras', register: 'bylaws' };
/** Kinds of objects that belong to the installation: everybody who may read them at all reads all of them. */
const SHARED = new Set(['makers', 'models', 'firmware-lines', 'certificates', 'warnings']);

/** The kind of object that a route is asked for: the step before its id. */
const kindOf = (route: Route): string => {
  const [, sign = '', step = ''] = /\/(:?)([\w-]+)\/:id/.exec(route.path) ?? [];
  return sign === '' ? step : (FIXED[step] ?? '');
};
const takesId = (route: Route): boolean => kindOf(route) !== '' && !SHARED.has(kindOf(route));

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function ask(browser: Browser, route: Route, id: string): Promise<Answer> {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const params = Object.fromEntries(names.map((name) => [name, FIXED[name] ?? id]));
  const url = urlOf(route, { params, query: sampleOf(route.query) });
  const body = route.body === undefined ? (route.streamedBody === true ? '{}' : undefined) : JSON.stringify(sampleOf(route.body));
  const init = { method: route.method, ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }) };
  const response = await browser.fetch(url, init);
  const streamed = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (streamed) await response.body?.cancel();
  const text = streamed ? '' : await response.text();
  return { status: response.status, text: text.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(id, '<id>') };
}

describeOnOneStore('the access matrix', (open) => {
  let world: World;
  let outside: Objects;
  let restricted: Objects;
  let before: Map<string, Answer>;
  const browserOf = (caller: Caller): Browser =>
    caller === 'nobody' ? world.app.browser() : (world.callers.get(caller) ?? world.app.browser());
  const listings = ROUTES.filter((route) => route.method === 'GET' && !takesId(route));

  async function readAll(): Promise<Map<string, Answer>> {
    const answers = new Map<string, Answer>();
    for (const caller of CALLERS.filter((each) => !SHUT_OUT.has(each))) {
      const asked = listings.map(async (route) => [`${caller} ${route.id}`, await ask(browserOf(caller), route, newId())] as const);
      for (const [key, answer] of await Promise.all(asked)) answers.set(key, answer);
    }
    return answers;
  }

  beforeAll(async () => {
    world = await openWorld(open);
    before = await readAll();
    ({ outside, restricted } = await world.addHidden());
  }, 300_000);
  afterAll(() => world.app.close());

  test('every kind of object that a route is asked for stands in this world', () => {
    const kinds = new Set(ROUTES.filter(takesId).map(kindOf));
    expect([...kinds].filter((kind) => !(kind in outside))).toEqual([]);
  });

  test('lists, counts and exports are the same to the letter, whatever stands elsewhere or is restricted', async () => {
    const told: string[] = [];
    for (const [key, answer] of await readAll()) {
      if (answer.text.toLowerCase().includes(HIDDEN)) told.push(`${key}: ${answer.text.slice(0, 500)}`);
      else if (!MOVING.has(key.split(' ')[1] ?? '')) expect.soft(answer, key).toEqual(before.get(key));
    }
    expect(told).toEqual([]);
  }, 300_000);

  test('no search finds what stands elsewhere', async () => {
    for (const caller of CALLERS) {
      for (const q of [HIDDEN, '10.0.2.1', '10.0.3.1']) {
        const list = await browserOf(caller).fetch(urlOf(api.listCameras, { query: { q } }));
        const found = await browserOf(caller).fetch(urlOf(api.search, { query: { q } }));
        if (list.status === 200) expect(await list.json(), caller).toMatchObject({ items: [], total: { count: 0 } });
        expect(await found.text(), caller).not.toContain('"id"');
      }
    }
  });

  test('who has a right over a territory finds what stands there, of whatever owner, while the right is in force', async () => {
    for (const [caller, expected] of [
      ['police', [world.inside['cameras'], world.inside['proposed cameras']]],
      ['market-elsewhere', []],
      ['customs-ended', []],
    ] as const) {
      const { items } = await browserOf(caller).call(api.listCameras);
      expect(new Set(items.map(({ id }) => id)), caller).toEqual(new Set(expected));
    }
  });

  test('what anybody does with a restricted object only those with the clearance read of in the audit', async () => {
    const ids = new Set(Object.values(restricted));
    const last = async (): Promise<number> =>
      (await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from audit_event`.execute(world.app.context.db)).rows[0]?.seq ?? 0;
    const start = await last();
    for (const route of ROUTES.filter((each) => takesId(each) && kindOf(each) in restricted)) {
      await ask(world.maker, route, restricted[kindOf(route)] ?? '');
    }
    for (const route of listings) await ask(world.maker, route, newId());
    const { rows } = await sql<{ action: string; object: string; summary: string; classification: number }>`
      select action, object, summary, classification from audit_event where seq > ${start} and by_name = 'Tài khoản administrator'`.execute(
      world.app.context.db,
    );
    const about = rows.filter(({ object, summary }) => [...ids].some((id) => object.includes(id) || summary.includes(id)));
    expect(about.filter(({ classification }) => classification === 0)).toEqual([]);
    expect([...new Set(about.map(({ action }) => action))].sort()).toMatchInlineSnapshot(`
      [
        "authorisation.letter",
        "authorisation.read",
        "authorisation.revoked",
        "camera.changed",
        "camera.read",
        "camera.restored",
        "camera.retired",
        "dossier.commented",
        "dossier.read",
        "evidence.listed",
        "evidence.read",
        "evidence.withdrawn",
        "finding.accepted",
        "finding.fixed",
        "finding.reopened",
        "level.anew",
        "level.change-dismissed",
        "level.drafted",
        "plan.exported",
        "plan.read",
        "proposal.accepted",
        "record.changed",
        "record.read",
        "scan.exported",
        "scan.read",
        "system.changed",
        "system.read",
      ]
    `);
    const lists = new Set(Object.entries(AUDITED_LISTS).flatMap(([list, canHold]) => (canHold ? [list] : [])));
    expect(rows.filter(({ object, classification }) => classification === 0 && lists.has(object.split('/')[0] ?? ''))).toEqual([]);
    const read = await browserOf('auditor').call(api.audit, { query: { limit: 200 } });
    expect(JSON.stringify(read.items)).not.toMatch(new RegExp([HIDDEN, ...ids].join('|')));
  }, 60_000);

  test('what is forbidden answers byte for byte as what does not exist', async () => {
    const rows: string[] = [];
    const routes = ROUTES.filter((route) => !LAST.has(route.id)).concat(ROUTES.filter((route) => LAST.has(route.id)));
    for (const route of routes) {
      for (const caller of CALLERS) rows.push(...(await cells(route, caller)));
    }
    const scopes = ROUTES.map((route) => (takesId(route) ? SCOPES.filter((scope) => has(route, scope)).length : 1));
    expect(rows).toHaveLength(CALLERS.length * scopes.reduce((sum, count) => sum + count, 0));
    await expect(render(rows)).toMatchFileSnapshot('../../../../docs/generated/access-matrix.md');
  }, 900_000);

  /** Some kinds are never restricted: units and what is decided about them. */
  const has = (route: Route, scope: (typeof SCOPES)[number]): boolean => scope !== 'restricted' || kindOf(route) in restricted;

  async function cells(route: Route, caller: Caller): Promise<string[]> {
    const row = (scope: string, answer: Answer): string =>
      `| ${route.id} | ${route.permission} | ${caller} | ${scope} | ${answer.status} |`;
    const browser = browserOf(caller);
    if (!takesId(route)) return [row('-', await ask(browser, route, newId()))];
    const hidden = (['outside', 'restricted'] as const).filter((scope) => has(route, scope));
    const ids = [newId(), ...hidden.map((scope) => (scope === 'outside' ? outside : restricted)[kindOf(route)] ?? '')];
    // what does not exist for the caller is changed by nobody, so it can be asked for side by side
    const [unknown, ...answers] = await Promise.all(ids.map((id) => ask(browser, route, id)));
    if (unknown === undefined) throw new Error('nothing was asked');
    const found: string[] = [];
    for (const [index, scope] of hidden.entries()) {
      const answer = answers[index];
      expect(answer, `${route.id} ${caller} ${scope}`).toEqual(unknown);
      if (answer !== undefined) found.push(row(scope, answer));
    }
    const inside = await ask(browser, route, world.inside[kindOf(route)] ?? '');
    if (STRANGERS.has(caller)) expect(inside, `${route.id} ${caller} inside`).toEqual(unknown);
    if (caller === 'police' && route.method !== 'GET') expect.soft(inside.status, `${route.id} police inside`).toBeGreaterThanOrEqual(400);
    return [row('inside', inside), ...found, row('unknown', unknown)];
  }
});

function render(rows: readonly string[]): string {
  return `# Who may do what where

Written by \`packages/server/test/access/matrix.test.ts\` from what every route answered; \`vitest run -u\` writes it anew. An account asks for an object
of its own commune (\`inside\`), of the commune beside it (\`outside\`), of its own but restricted (\`restricted\`) and for one that does not exist (\`unknown\`).
The test fails where an answer to \`outside\` or \`restricted\` differs from that to \`unknown\` by a single byte.

Roles sit in the commune. \`token\`: a token of an administrator above, for reading and writing in the commune; \`token-narrow\`: for reading cameras there;
\`token-expired\`, \`token-revoked\`: over. \`delegation\`: a viewer of another unit by delegation of an officer above, for the commune;
\`delegation-elsewhere\`: for another unit; \`delegation-ended\`: its term is over. \`police\`: an officer of a body outside of the tree with a right over the
territory, who reads there and changes nothing; \`market-elsewhere\`: with a right over another territory; \`customs-ended\`: the right was ended.
\`behalf\`: an officer above who enters for the commune. To those that are over, ended or elsewhere the commune itself has to be \`unknown\`.

| route | permission | caller | object | status |
|---|---|---|---|---|
${rows.join('\n')}
`;
}
