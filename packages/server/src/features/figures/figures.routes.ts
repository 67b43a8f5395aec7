import type { Context } from '../../context.ts';
import { streamed } from '../../http/download.ts';
import type { Handlers } from '../../http/router.ts';
import { exportFigures } from './export.service.ts';
import { readFigures } from './reading.service.ts';

export function figureHandlers(context: Context) {
  return {
    figures: ({ actor, query }) => readFigures(context, actor, query),
    exportFigures: async ({ actor, query }) => {
      const { content, type } = await exportFigures(context, actor, query);
      return streamed(content, type, `figures-${query.mode}.${query.format}`);
    },
  } satisfies Partial<Handlers>;
}
