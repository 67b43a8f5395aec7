import { download } from '../../http/download.ts';
import type { Handlers } from '../../http/router.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { assess } from './assessments.service.ts';

export function assessmentHandlers(context: ScanContext) {
  return {
    exportAssessment: async ({ actor, query }) => {
      const { content, type, ending } = await assess(context, actor, query);
      return download(content, type, `ancam-assessment.${ending}`);
    },
  } satisfies Partial<Handlers>;
}
