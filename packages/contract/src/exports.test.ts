import { expect, test } from 'vitest';
import { z } from 'zod';
import { api } from './api.ts';
import type { Route } from './route.ts';

/** Rows of the table, types widened. */
const ROUTES = Object.values(api) as unknown as Route[];

/** Lists that are no file of their own, and why. */
const NOT_EXPORTED: Readonly<Record<string, string>> = {
  importFaults: 'the file of errors carries them beside the rows they are about (importErrorFile)',
};

const keysOf = (schema: Route['query']): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);
const pages = ROUTES.filter(({ method, query }) => method === 'GET' && keysOf(query).includes('cursor'));
const exported = new Map(ROUTES.flatMap((route) => (route.exports === undefined ? [] : [[route.exports, route] as const])));

test('every list of pages is exported, or says why not', () => {
  expect(pages.length).toBeGreaterThan(15);
  const missing = pages.map(({ id }) => id).filter((id) => !exported.has(id) && !(id in NOT_EXPORTED));
  expect(missing).toEqual([]);
  expect(Object.keys(NOT_EXPORTED).filter((id) => exported.has(id) || !pages.some((page) => page.id === id))).toEqual([]);
});

test.each([...exported])('the export of %s takes exactly the filters of the list, in three formats', (id, route) => {
  const list = ROUTES.find((each) => each.id === id);
  const filters = keysOf(list?.query).filter((key) => key !== 'cursor' && key !== 'limit');
  const own = keysOf(route.query);
  expect(own.filter((key) => key !== 'format' && key !== 'language').sort()).toEqual(
    // A register's filters come from its definition and pass unnamed.
    id === 'listRecords' ? [] : filters.sort(),
  );
  expect(own).toEqual(expect.arrayContaining(['format', 'language']));
  expect(keysOf(route.params)).toEqual(keysOf(list?.params));
  expect([...(route.produces ?? [])].sort()).toEqual([
    'application/json',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'text/csv',
  ]);
});
