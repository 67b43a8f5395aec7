import type { Context } from '../../context.ts';
import { readLimited } from '../../http/body.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { LARGEST_OSCAL } from '../../oscal-body.ts';
import { adopt } from './adopt.service.ts';
import * as items from './items.service.ts';
import { importOscal, previewOscal } from './oscal-import.service.ts';
import { planOscal } from './oscal.service.ts';
import { itemTable, planTable } from './plan-tables.ts';
import * as service from './plans.service.ts';

export function planHandlers(context: Context) {
  return {
    listPlans: ({ actor, query }) => service.list(context, actor, query),
    exportPlans: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...planTable(context.law),
        audit: { action: 'plan.exported', object: 'plans' },
        page: (page) => service.list(context, actor, { ...query, ...page }),
      }),
    addPlan: ({ actor, params }) => service.add(context, actor, params.id),
    getPlan: ({ actor, params }) => service.get(context, actor, params.id),
    listPlanItems: ({ actor, params, query }) => items.list(context, actor, params.id, query),
    exportPlanItems: ({ actor, params, query }) =>
      exportList(context, actor, query, {
        ...itemTable(query.language),
        audit: { action: 'plan.exported', object: `plan/${params.id}` },
        page: () => items.list(context, actor, params.id, query),
      }),
    setPlanItems: ({ actor, params, body }) => items.set(context, actor, params.id, body),
    undoPlanItems: ({ actor, params, body }) => items.undo(context, actor, params.id, body.change),
    movePlan: ({ actor, params, body }) => service.move(context, actor, { ...params, decision: false }, body),
    decidePlan: ({ actor, params, body }) => service.move(context, actor, { ...params, decision: true }, body),
    adoptCatalogue: ({ actor, params, body }) => adopt(context, actor, params.id, body),
    planOscal: ({ actor, params, query }) => planOscal(context, actor, params.id, query.model),
    previewOscal: async ({ actor, params, visit }) =>
      previewOscal(context, actor, params.id, await readLimited(visit.request, LARGEST_OSCAL)),
    importOscal: async ({ actor, params, query, visit }) =>
      importOscal(context, actor, { id: params.id, version: query.version }, await readLimited(visit.request, LARGEST_OSCAL)),
    listPlanFindings: ({ actor, params }) => items.findings(context, actor, params.id),
    linkPlanItem: ({ actor, params, body }) => items.link(context, actor, params.id, body),
    unlinkPlanItem: ({ actor, params, body }) => items.unlink(context, actor, params.id, body.link),
  } satisfies Partial<Handlers>;
}
