import type { Context } from '../../context.ts';
import { streamed } from '../../http/download.ts';
import type { Handlers } from '../../http/router.ts';
import { exportRecords } from './export.service.ts';
import * as service from './records.service.ts';

export function recordHandlers(context: Context) {
  return {
    listRegisters: ({ actor }) => service.index(context, actor),
    listRecords: ({ actor, params, query }) => service.list(context, actor, params.register, query),
    exportRecords: async ({ actor, params, query }) => {
      const { content, type } = await exportRecords(context, actor, params.register, query);
      return streamed(content, type, `${params.register}.${query.format}`);
    },
    createRecord: ({ actor, params, body }) => service.create(context, actor, params.register, body),
    getRecord: ({ actor, params }) => service.get(context, actor, params.register, params.id),
    updateRecord: ({ actor, params, body }) => service.update(context, actor, params.register, params.id, body),
    moveRecord: ({ actor, params, body }) => service.move(context, actor, { ...params, permission: 'record.write' }, body),
    decideRecord: ({ actor, params, body }) => service.move(context, actor, { ...params, permission: 'record.approve' }, body),
  } satisfies Partial<Handlers>;
}
