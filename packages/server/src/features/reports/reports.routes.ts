import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { coverage } from './coverage.service.ts';
import { reportFile } from './files.service.ts';
import { REPORT_TABLE } from './report-table.ts';
import * as service from './reports.service.ts';
import * as steps from './steps.service.ts';

export function reportHandlers(context: Context) {
  return {
    listReports: ({ actor, query }) => service.list(context, actor, query),
    exportReports: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...REPORT_TABLE,
        audit: { action: 'report.exported', object: 'reports' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    reportDue: ({ query }) => service.due(context, query.year),
    reportCoverage: ({ actor, query }) => coverage(context, actor, query),
    createReport: ({ actor, body }) => service.create(context, actor, body),
    getReport: ({ actor, params }) => service.get(context, actor, params.id),
    writeReportEntries: ({ actor, params, body }) => service.writeEntries(context, actor, params.id, body),
    moveReport: ({ actor, params, body }) => steps.move(context, actor, params.id, body),
    decideReport: ({ actor, params, body }) => steps.decide(context, actor, params.id, body),
    downloadReport: ({ actor, params, query }) => reportFile(context, actor, params.id, query),
  } satisfies Partial<Handlers>;
}
