import type { AssessmentFormat } from '@ancam/contract';
import type { Language } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import type { AssessmentInput, HostNote } from '@ancam/scanner';

/** What the thread of an assessment is given. */
export interface AssessmentJob {
  /** Host results as JSON texts. */
  readonly hosts: readonly string[];
  readonly hostNotes: Readonly<Record<string, HostNote>>;
  readonly asOf: string;
  readonly regulation?: string;
  readonly options: AssessmentInput['options'];
  readonly format: AssessmentFormat;
  readonly language: Language;
  /** Absent: the product's own. */
  readonly knowledge?: KnowledgeIndex;
}

/** A rendered assessment. */
export interface Rendered {
  readonly content: string | Uint8Array;
  readonly type: string;
  /** Of the file's name. */
  readonly ending: string;
}
