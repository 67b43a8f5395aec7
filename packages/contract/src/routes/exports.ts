import { z } from 'zod';
import type { Route } from '../route.ts';
import { route } from '../route.ts';
import { Language } from './common.ts';

/** What a table is written as. */
export const TableFormat = z.enum(['csv', 'xlsx', 'json']);
export type TableFormat = z.infer<typeof TableFormat>;

const Written = { format: TableFormat, language: Language };
const TYPES = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/json'] as const;

/** The question of an export: the filters of its list, without pages. */
export function exportQuery<F extends z.ZodRawShape>(filter: z.ZodObject<F>) {
  return filter.extend(Written);
}

/** The export of a list: who may read it page by page may take all of it, exactly as filtered. */
export function exportRoute<P = undefined, Q = undefined>(
  given: Pick<Route<P, Q>, 'id' | 'path' | 'permission' | 'summary' | 'params' | 'query'> & { readonly exports: string },
): Route<P, Q, undefined, undefined> {
  return route<P, Q>({ ...given, method: 'GET', produces: TYPES });
}
