import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import * as places from './places.service.ts';
import { SYSTEM_TABLE } from './system-columns.ts';
import * as service from './systems.service.ts';
import { SITE_TABLE } from './place-tables.ts';
import { GROUP_TABLE } from './place-tables.ts';

export function systemHandlers(context: Context) {
  return {
    listSystems: ({ actor, query }) => service.list(context, actor, query),
    exportSystems: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...SYSTEM_TABLE,
        audit: { action: 'system.exported', object: 'systems' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    addSystem: ({ actor, body }) => service.add(context, actor, body),
    getSystem: ({ actor, params }) => service.get(context, actor, params.id),
    updateSystem: ({ actor, params, body }) => service.update(context, actor, params.id, body),
    moveSystem: ({ actor, params, body }) => service.move(context, actor, params.id, body),
    listSites: ({ actor, query }) => places.listSites(context, actor, query),
    exportSites: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...SITE_TABLE,
        audit: { action: 'site.exported', object: 'sites' },
        page: (page) => places.listSites(context, actor, { ...query, ...page }),
      }),
    addSite: ({ actor, body }) => places.addSite(context, actor, body),
    updateSite: ({ actor, params, body }) => places.updateSite(context, actor, params.id, body),
    listGroups: ({ actor, query }) => places.listGroups(context, actor, query),
    exportGroups: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...GROUP_TABLE,
        audit: { action: 'group.exported', object: 'groups' },
        page: (page) => places.listGroups(context, actor, { ...query, ...page }),
      }),
    addGroup: ({ actor, body }) => places.addGroup(context, actor, body),
    updateGroup: ({ actor, params, body }) => places.updateGroup(context, actor, params.id, body),
  } satisfies Partial<Handlers>;
}
