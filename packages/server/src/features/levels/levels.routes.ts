import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { LEVEL_TABLE } from './level-columns.ts';
import * as levels from './level-list.service.ts';
import * as noted from './noted.service.ts';
import * as sheets from './sheets.service.ts';

export function levelHandlers(context: Context) {
  return {
    listLevels: ({ actor, query }) => levels.list(context, actor, query),
    exportLevels: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...LEVEL_TABLE,
        audit: { action: 'level.exported', object: 'levels' },
        page: (page) => levels.list(context, actor, { ...query, ...page }),
      }),
    getSystemLevel: ({ actor, params }) => sheets.get(context, actor, { kind: 'system', id: params.id }),
    previewSystemLevel: ({ actor, params, body }) => sheets.preview(context, actor, { kind: 'system', id: params.id }, body),
    saveSystemLevel: ({ actor, params, body }) => sheets.save(context, actor, { kind: 'system', id: params.id }, body),
    getGroupLevel: ({ actor, params }) => sheets.get(context, actor, { kind: 'group', id: params.id }),
    previewGroupLevel: ({ actor, params, body }) => sheets.preview(context, actor, { kind: 'group', id: params.id }, body),
    saveGroupLevel: ({ actor, params, body }) => sheets.save(context, actor, { kind: 'group', id: params.id }, body),
    stepLevel: ({ actor, params, body }) => sheets.step(context, actor, params.id, body.action),
    decideLevel: ({ actor, params, body }) => sheets.decide(context, actor, params.id, body),
    noteLevelChange: ({ actor, params, body }) => noted.note(context, actor, params.id, body),
    dismissLevelChange: ({ actor, params, body }) => noted.dismiss(context, actor, params.id, body.reason),
  } satisfies Partial<Handlers>;
}
