import type { Text } from '@ancam/core';
import type { Answers, Confidence } from '@ancam/knowledge';
import { citeAll } from './citation.ts';
import { judge } from './conditions.ts';
import type { Law } from './law.ts';
import { determineLevel } from './level.ts';
import type { LevelResult } from './level.ts';

/** How a group of cameras is treated. */
export interface CameraTreatment {
  /** `open` while the questions of the rule are not answered. */
  readonly treatment: 'terminal' | 'system' | 'open';
  readonly grounds: Text;
  readonly clause: Text;
  readonly note?: Text;
  readonly confidence: Confidence;
  /** Questions of the rule without an answer. */
  readonly unanswered: readonly string[];
  /** Answers that the recorded justification still lacks. */
  readonly justificationLacks: readonly string[];
  /** The level of a system of its own. Terminals take the level of their host. */
  readonly level?: LevelResult;
}

/**
 * Terminals of a host system, or a system of their own: information infrastructure, whose level is determined with all other criteria tested too.
 * There is no threshold: the numbers are recorded with the reason.
 */
export function cameraRule(law: Law, answers: Answers, asOf: string, dossier: Answers = {}): CameraTreatment {
  const { treatments, sources, confidence, note } = law.data.cameraRule;
  const judged = treatments.map((treatment) => ({ treatment, judgement: judge(treatment.when, answers) }));
  const chosen = judged.find(({ judgement }) => judgement.verdict === 'yes')?.treatment;
  const common = { clause: citeAll(law, sources), confidence, ...(note === undefined ? {} : { note }) };
  if (chosen === undefined) {
    const unanswered = [...new Set(judged.flatMap(({ judgement }) => judgement.open))];
    return { treatment: 'open', grounds: NOTHING_YET, ...common, unanswered, justificationLacks: [] };
  }
  const { id, grounds, justification, serviceType } = chosen;
  const justificationLacks = justification.filter((question) => isEmpty(answers[question]));
  if (serviceType === undefined) return { treatment: id, grounds, ...common, unanswered: [], justificationLacks };
  const given = answers['serviceTypes'];
  const serviceTypes = [...new Set([...(Array.isArray(given) ? (given as readonly string[]) : []), serviceType])]; // a list of choices by its question
  return {
    treatment: id,
    grounds,
    ...common,
    unanswered: [],
    justificationLacks,
    level: determineLevel(law, { ...answers, serviceTypes }, asOf, dossier),
  };
}

const NOTHING_YET: Text = { vi: 'Chưa đủ câu trả lời.', en: 'Not enough has been answered.' };

function isEmpty(value: Answers[string] | undefined): boolean {
  return value === undefined || value === null || value === '';
}
