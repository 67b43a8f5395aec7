import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { download, streamed } from '../../http/download.ts';
import type { ImportContext } from './import-context.ts';
import * as faults from './import-faults.service.ts';
import * as run from './import-run.service.ts';
import * as service from './imports.service.ts';
import { IMPORT_TABLE } from './import-table.ts';

export function importHandlers(context: ImportContext) {
  return {
    importKinds: ({ actor }) => service.kinds(actor),
    importTemplate: async ({ actor, params, query }) => {
      const { content, type, fileName } = await service.template(actor, params.kind, query);
      return download(content, type, fileName);
    },
    listImports: ({ actor, query }) => service.list(context, actor, query),
    exportImports: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...IMPORT_TABLE,
        audit: { action: 'import.exported', object: 'imports' },
        page: (page) => service.list(context, actor, page),
      }),
    uploadImport: ({ actor, query, visit }) => service.upload(context, actor, { ...query, body: visit.request.body }),
    getImport: ({ actor, params }) => service.get(context, actor, params.id),
    previewImport: ({ actor, params, query }) => service.preview(context, actor, params.id, query.language),
    mapImport: ({ actor, params, body }) => service.map(context, actor, params.id, body),
    checkImport: ({ actor, params }) => run.startCheck(context, actor, params.id),
    applyImport: ({ actor, params, body }) => run.startApply(context, actor, params.id, body.policy),
    cancelImport: ({ actor, params }) => run.cancel(context, actor, params.id),
    importFaults: ({ actor, params, query }) => faults.faults(context, actor, params.id, query),
    importErrorFile: async ({ actor, params, query }) => {
      const { content, type, fileName } = await faults.errorFile(context, actor, params.id, query);
      return streamed(content, type, fileName);
    },
  } satisfies Partial<Handlers>;
}
