import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import { tableDownload } from '../../http/table-download.ts';
import * as places from './places.service.ts';
import { SYSTEM_COLUMNS, systemCells } from './system-columns.ts';
import * as service from './systems.service.ts';

export function systemHandlers(context: Context) {
  return {
    listSystems: ({ actor, query }) => service.list(context, actor, query),
    exportSystems: async ({ actor, query }) => {
      const rows = await service.listForExport(context, actor, query, query.format);
      return tableDownload(rows.map(systemCells), SYSTEM_COLUMNS, query, 'systems');
    },
    addSystem: ({ actor, body }) => service.add(context, actor, body),
    getSystem: ({ actor, params }) => service.get(context, actor, params.id),
    updateSystem: ({ actor, params, body }) => service.update(context, actor, params.id, body),
    moveSystem: ({ actor, params, body }) => service.move(context, actor, params.id, body),
    listSites: ({ actor, query }) => places.listSites(context, actor, query),
    addSite: ({ actor, body }) => places.addSite(context, actor, body),
    updateSite: ({ actor, params, body }) => places.updateSite(context, actor, params.id, body),
    listGroups: ({ actor, query }) => places.listGroups(context, actor, query),
    addGroup: ({ actor, body }) => places.addGroup(context, actor, body),
    updateGroup: ({ actor, params, body }) => places.updateGroup(context, actor, params.id, body),
  } satisfies Partial<Handlers>;
}
