import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { api, urlOf } from '@ancam/contract';
import type { Route } from '@ancam/contract';
import { openTable } from '@ancam/sheets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openWorld } from './access/world.ts';
import type { World } from './access/world.ts';
import { describeOnOneStore } from './store.ts';

/** Rows of the table, types widened. */
const ROUTES = Object.values(api) as unknown as Route[];
const EXPORTS = ROUTES.filter((route) => route.exports !== undefined);
/** What has no list of items to compare with. */
const FIGURES = new Set(['exportFigures', 'exportDutyRollup']);
const Listed = z.object({ items: z.array(z.unknown()), next: z.string().nullable().optional() });

const kindOf = (route: Route): string => /\/([\w-]+)\/:id/.exec(route.path)?.[1] ?? '';

describeOnOneStore('every export of the contract', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(open);
  }, 120_000);
  afterAll(() => world.app.close());

  const ask = (route: Route, query: Record<string, unknown>): Promise<Response> => {
    const params = { register: 'bylaws', id: world.inside[kindOf(route)] ?? '' };
    return world.maker.fetch(urlOf(route, { params, query }));
  };

  /** Rows of the list, page by page. */
  async function listed(route: Route): Promise<number> {
    let count = 0;
    for (let cursor: string | null | undefined = ''; cursor !== null && cursor !== undefined;) {
      const page = Listed.parse(await (await ask(route, cursor === '' ? {} : { cursor })).json());
      count += page.items.length;
      cursor = page.next;
    }
    return count;
  }

  test.each(EXPORTS.map((route): [string, Route] => [route.id, route]))(
    '%s holds the rows of its list in each format, and is in the trail',
    async (id, route) => {
      const list = ROUTES.find((each) => each.id === route.exports);
      const expected = list === undefined || FIGURES.has(id) ? undefined : await listed(list);
      const { context } = world.app;
      for (const format of ['csv', 'xlsx', 'json'] as const) {
        const { rows: before } = await sql<{ n: number }>`select count(*)::int as n from audit_event`.execute(context.db);
        const response = await ask(route, { format, language: 'en' });
        expect(response.status, format).toBe(200);
        expect(response.headers.get('content-disposition')).toContain('attachment');
        const bytes = Buffer.from(await response.arrayBuffer());
        const { rows: events } = await sql<{ action: string }>`
          select action from audit_event order by at desc, seq desc limit 20`.execute(context.db);
        expect(events.some(({ action }) => action.endsWith('.exported'))).toBe(true);
        const { rows: after } = await sql<{ n: number }>`select count(*)::int as n from audit_event`.execute(context.db);
        // the trail itself grows by being exported
        const grown = route.exports === 'audit' ? undefined : expected;
        expect((after[0]?.n ?? 0) - (before[0]?.n ?? 0)).toBe(1);
        if (format === 'json') {
          const rows = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')));
          if (grown !== undefined) expect(rows).toHaveLength(grown);
          continue;
        }
        if (format === 'csv') expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
        const path = join(context.importFolder, `${id}.${format}`);
        await writeFile(path, bytes);
        const table = await openTable(path);
        const numbers: number[] = [];
        for await (const { number } of table.rows()) numbers.push(number);
        table.close();
        if (grown !== undefined) expect(numbers.length - 1, format).toBe(grown);
      }
    },
  );
});
