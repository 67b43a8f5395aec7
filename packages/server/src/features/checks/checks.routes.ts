import type { Context } from '../../context.ts';
import { readLimited } from '../../http/body.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { LARGEST_OSCAL } from '../../oscal-body.ts';
import { checkTable } from './check-table.ts';
import { calendar } from './calendar.service.ts';
import * as service from './checks.service.ts';
import { checkOscal } from './results-export.service.ts';
import * as results from './results.service.ts';
import * as shortcomings from './shortcomings.service.ts';
import { shortcomingTable, systemCheckTable } from './system-check-tables.ts';
import * as checks from './system-checks.service.ts';

export function checkHandlers(context: Context) {
  return {
    listChecks: ({ actor, query }) => service.list(context, actor, query),
    exportChecks: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...checkTable(query.language),
        audit: { action: 'check.exported', object: 'systems' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    checkCalendar: ({ actor, query }) => calendar(context, actor, query.year),
    listSystemChecks: ({ actor, query }) => checks.list(context, actor, query),
    exportSystemChecks: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...systemCheckTable(context.law),
        audit: { action: 'check.exported', object: 'checks' },
        page: (page) => checks.list(context, actor, { ...query, ...page }),
      }),
    addSystemCheck: ({ actor, params, body }) => checks.add(context, actor, params.id, body),
    getSystemCheck: ({ actor, params }) => checks.get(context, actor, params.id),
    setSystemCheck: ({ actor, params, body }) => checks.set(context, actor, params.id, body),
    moveSystemCheck: ({ actor, params, body }) => checks.move(context, actor, { ...params, decision: false }, body),
    decideSystemCheck: ({ actor, params, body }) => checks.move(context, actor, { ...params, decision: true }, body),
    listCheckFindings: ({ actor, params }) => shortcomings.findings(context, actor, params.id),
    addShortcoming: ({ actor, params, body }) => shortcomings.add(context, actor, params.id, body),
    listShortcomings: ({ actor, query }) => shortcomings.list(context, actor, query),
    exportShortcomings: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...shortcomingTable(context.law, query.language),
        audit: { action: 'check.exported', object: 'checks' },
        page: (page) => shortcomings.list(context, actor, { ...query, ...page }),
      }),
    setShortcoming: ({ actor, params, body }) => shortcomings.set(context, actor, params.id, body),
    removeShortcoming: ({ actor, params }) => shortcomings.remove(context, actor, params.id),
    moveShortcoming: ({ actor, params, body }) => shortcomings.move(context, actor, { ...params, decision: false }, body),
    decideShortcoming: ({ actor, params, body }) => shortcomings.move(context, actor, { ...params, decision: true }, body),
    previewCheckResults: async ({ actor, params, query, visit }) =>
      results.preview(context, actor, { ...params, ...query }, await readLimited(visit.request, LARGEST_OSCAL)),
    importCheckResults: async ({ actor, params, query, visit }) =>
      results.take(context, actor, { ...params, ...query }, await readLimited(visit.request, LARGEST_OSCAL)),
    undoCheckResults: ({ actor, params }) => results.undo(context, actor, params.id),
    checkOscal: ({ actor, params }) => checkOscal(context, actor, params.id),
  } satisfies Partial<Handlers>;
}
