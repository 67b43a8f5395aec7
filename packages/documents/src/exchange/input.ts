import type { AssessmentReport, CheckNote, HostResult, Language } from '@ancam/core';
import { cleanText, clip } from '../clean.ts';

/** What is written for other programs: the assessment, the hosts it rests on, and what its checks mean. */
export interface ExchangeInput {
  readonly report: AssessmentReport;
  /** The hosts that the report was made of; read once, cameras and recorders in the order of the report. */
  readonly hosts: Iterable<HostResult>;
  readonly checks: readonly CheckNote[];
  readonly language: Language;
}

/** Longest text handed to another program: what a device says of itself has no end of its own. */
const TEXT_LIMIT = 4096;

/** A text of unknown origin as other programs, screens and logs may take it: no control characters, no endless length. */
export function plain(value: string): string {
  return clip(cleanText(value), TEXT_LIMIT);
}

/** The list in pieces, with commas between them. */
export function* separated(pieces: Iterable<string>): Iterable<string> {
  let first = true;
  for (const piece of pieces) {
    yield first ? `\n${piece}` : `,\n${piece}`;
    first = false;
  }
}
