import { factText, messageText } from '@ancam/core';
import type { Language, ReportFinding } from '@ancam/core';

/** What a finding rests on, one fact a line, then why it is undecided. */
export function evidenceLines({ evidence, reason }: ReportFinding, language: Language): readonly string[] {
  return [...evidence.map((fact) => factText(fact, language)), ...(reason === undefined ? [] : [messageText(reason, language)])];
}
