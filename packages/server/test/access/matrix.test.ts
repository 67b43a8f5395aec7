import { ROLES, api, urlOf } from '@ancam/contract';
import type { Route } from '@ancam/contract';
import { newId } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../app.ts';
import { describeOnEachStore } from '../store.ts';
import { sampleOf } from './sample.ts';
import { HIDDEN, openWorld } from './world.ts';
import type { Objects, World } from './world.ts';

/** Rows of the table, types widened. */
const ROUTES = Object.values(api) as unknown as Route[];
const CALLERS = ['nobody', ...ROLES] as const;
type Caller = (typeof CALLERS)[number];
/** Where the object stands that a route is asked for; `-` where it is asked for none. */
const SCOPES = ['inside', 'outside', 'restricted', 'unknown'] as const;

/** Ends the caller's session, so it is asked last. */
const LAST = new Set(['endOtherSessions', 'logout']);
/** Answers that tell of the caller's own doing since or of the whole installation to everybody, and files that carry the time of their making. */
const MOVING = new Set(['importTemplate', 'audit', 'session', 'health', 'openapi', 'metrics', 'ready']);

/** Parameters that name no object of a body: the same for everybody. */
const FIXED: Readonly<Record<string, string>> = { code: '51', kind: 'cameras', register: 'bylaws' };
/** Kinds of objects that belong to the installation: everybody who may read them at all reads all of them. */
const SHARED = new Set(['makers', 'models', 'firmware-lines', 'certificates', 'warnings']);

/** The kind of object that a route is asked for: the step before its id. */
const kindOf = (route: Route): string => /\/([\w-]+)\/:id/.exec(route.path)?.[1] ?? '';
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

describeOnEachStore('the access matrix', (open) => {
  let world: World;
  let outside: Objects;
  let restricted: Objects;
  let before: Map<string, Answer>;
  const browserOf = (caller: Caller): Browser =>
    caller === 'nobody' ? world.app.browser() : (world.callers.get(caller) ?? world.app.browser());
  const listings = ROUTES.filter((route) => route.method === 'GET' && !takesId(route));

  async function readAll(): Promise<Map<string, Answer>> {
    const answers = new Map<string, Answer>();
    for (const role of ROLES) for (const route of listings) answers.set(`${role} ${route.id}`, await ask(browserOf(role), route, newId()));
    return answers;
  }

  beforeAll(async () => {
    world = await openWorld(open);
    before = await readAll();
    ({ outside, restricted } = await world.addHidden());
  }, 120_000);
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
  }, 180_000);

  test('no search finds what stands elsewhere', async () => {
    for (const role of ROLES) {
      for (const query of [{ q: HIDDEN }, { q: '10.0.2.1' }, { q: '10.0.3.1' }]) {
        expect(await browserOf(role).call(api.listCameras, { query }), role).toMatchObject({ items: [], total: { count: 0 } });
        expect(JSON.stringify(await browserOf(role).call(api.search, { query })), role).not.toContain('"id"');
      }
    }
  });

  test('what is forbidden answers byte for byte as what does not exist', async () => {
    const rows: string[] = [];
    const routes = ROUTES.filter((route) => !LAST.has(route.id)).concat(ROUTES.filter((route) => LAST.has(route.id)));
    for (const route of routes) {
      for (const caller of CALLERS) rows.push(...(await cells(route, caller)));
    }
    const scopes = ROUTES.map((route) => (takesId(route) ? SCOPES.filter((scope) => has(route, scope)).length : 1));
    expect(rows).toHaveLength(CALLERS.length * scopes.reduce((sum, count) => sum + count, 0));
    await expect(render(rows)).toMatchFileSnapshot('../../../../docs/generated/access-matrix.md');
  }, 600_000);

  /** Some kinds are never restricted: units and what is decided about them. */
  const has = (route: Route, scope: (typeof SCOPES)[number]): boolean => scope !== 'restricted' || kindOf(route) in restricted;

  async function cells(route: Route, caller: Caller): Promise<string[]> {
    const row = (scope: string, answer: Answer): string =>
      `| ${route.id} | ${route.permission} | ${caller} | ${scope} | ${answer.status} |`;
    const browser = browserOf(caller);
    if (!takesId(route)) return [row('-', await ask(browser, route, newId()))];
    const unknown = await ask(browser, route, newId());
    const found: string[] = [];
    for (const scope of ['outside', 'restricted'] as const) {
      if (!has(route, scope)) continue;
      const answer = await ask(browser, route, (scope === 'outside' ? outside : restricted)[kindOf(route)] ?? '');
      expect(answer, `${route.id} ${caller} ${scope}`).toEqual(unknown);
      found.push(row(scope, answer));
    }
    const id = world.inside[kindOf(route)] ?? '';
    const inside = await ask(browser, route, id);
    return [row('inside', inside), ...found, row('unknown', unknown)];
  }
});

function render(rows: readonly string[]): string {
  return `# Who may do what where

Written by \`packages/server/test/access/matrix.test.ts\` from what every route answered; \`vitest run -u\` writes it anew. A commune's account asks for an object
of its own commune (\`inside\`), of the commune beside it (\`outside\`), of its own but restricted (\`restricted\`) and for one that does not exist (\`unknown\`).
The test fails where an answer to \`outside\` or \`restricted\` differs from that to \`unknown\` by a single byte.

| route | permission | caller | object | status |
|---|---|---|---|---|
${rows.join('\n')}
`;
}
