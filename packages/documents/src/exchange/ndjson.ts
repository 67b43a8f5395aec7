import { printableJson } from '@ancam/core';
import type { AssessmentReport } from '@ancam/core';

/** The assessment as lines of JSON: first what it says as a whole, then one camera a line. */
export function* ndjsonPieces({ cameras, ...head }: AssessmentReport): Iterable<string> {
  yield `${printableJson(JSON.stringify(head))}\n`;
  for (const camera of cameras) yield `${printableJson(JSON.stringify(camera))}\n`;
}
