import type { Context } from '../../context.ts';
import { streamed } from '../../http/download.ts';
import type { Handlers } from '../../http/router.ts';
import * as service from './cameras.service.ts';
import { exportList } from './export.service.ts';
import { list } from './list.service.ts';

export function cameraHandlers(context: Context) {
  return {
    listCameras: ({ actor, query }) => list(context, actor, query),
    exportCameras: async ({ actor, query }) => {
      const { content, type } = await exportList(context, actor, query);
      return streamed(content, type, `cameras.${query.format}`);
    },
    addCamera: ({ actor, body }) => service.add(context, actor, body),
    getCamera: ({ actor, params }) => service.get(context, actor, params.id),
    updateCamera: ({ actor, params, body }) => service.update(context, actor, params.id, body),
    retireCamera: ({ actor, params }) => service.setStatus(context, actor, params.id, 'retired'),
    restoreCamera: ({ actor, params }) => service.setStatus(context, actor, params.id, 'in-use'),
  } satisfies Partial<Handlers>;
}
