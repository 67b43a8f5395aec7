import type { Language, ReportCamera } from '@ancam/core';
import { standingOf } from './summary.ts';
import { textsOf } from './texts.ts';

/** What to say of a camera without findings: nothing seen, or nothing judged. Neither is a pass. */
export function noFindingsText(camera: ReportCamera, language: Language): string {
  const t = textsOf(language);
  return standingOf(camera) === 'not-checked' ? t.notJudged : t.noFindings;
}
