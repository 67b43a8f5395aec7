import type { ReadingMode, ReportContent, ReportKind } from '@ancam/contract';
import type { Law } from '@ancam/law';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import type { Subtree } from '../units/subtree.service.ts';

/** What a report is asked about, with what was written by hand. */
export interface ReportQuestion {
  readonly kind: ReportKind;
  readonly subject: Subtree;
  /** Only what the unit itself answers for, without those below. */
  readonly exact: boolean;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly mode: ReadingMode;
  readonly entries: Readonly<Record<string, string>>;
  /** What was said a period ago; undefined where nothing was. */
  readonly previous: ReportContent | undefined;
  /** The day on which it is read. */
  readonly today: string;
}

/** What a kind makes of a question: everything but what every report says of itself. */
export type Filled = Pick<ReportContent, 'title' | 'clause' | 'figures' | 'tables' | 'entries' | 'faults' | 'sources' | 'missing'>;

/** What a kind is filled with. */
export interface Filling {
  readonly context: Context;
  readonly law: Law;
  readonly work: Work;
}

/** A kind of report: how it is filled from the register. */
export type Fill = (filling: Filling, question: ReportQuestion) => Promise<Filled>;
