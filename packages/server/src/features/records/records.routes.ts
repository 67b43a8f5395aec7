import type { Context } from '../../context.ts';
import { evidenceResponse, streamed } from '../../http/download.ts';
import type { Handlers } from '../../http/router.ts';
import { addFile, listFiles, readFile } from './files.service.ts';
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
    listEvidence: ({ actor, params }) => listFiles(context, actor, params),
    addEvidence: ({ actor, params, query, visit }) => addFile(context, actor, params, query, visit.request.body ?? emptyBody()),
    readEvidence: async ({ actor, params }) => evidenceResponse(await readFile(context, actor, params, params.file)),
  } satisfies Partial<Handlers>;
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // no parts
}
