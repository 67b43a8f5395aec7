import type { Language } from '@ancam/core';
import { en } from './texts.en.ts';
import { vi } from './texts.vi.ts';
import type { Texts } from './texts.vi.ts';

const CATALOGUES: Readonly<Record<Language, Texts>> = { vi, en };

/** Wording of all reports in one language. */
export function textsOf(language: Language): Texts {
  return CATALOGUES[language];
}

/** Words for severities, outcomes, verdicts and the like, so that screens and papers speak alike. */
export function labels(language: Language): Texts['labels'] {
  return CATALOGUES[language].labels;
}
