import type { Text } from '@ancam/core';
import type { AssessorKind, Confidence, Level, RegimeId } from '@ancam/knowledge';
import { inForce } from './authority.ts';
import { citeAll } from './citation.ts';
import { holdsOn } from './days.ts';
import type { Law } from './law.ts';

/** Kinds of assessors that show a paper: the licence of a business, the decision that designates it. */
const PAPERED: ReadonlySet<AssessorKind> = new Set(['licensed', 'designated']);

/** Why a system is checked: by its cycle, before it goes into operation, or after an incident or major change, on doubt or request. */
export type CheckKind = 'periodic' | 'before-operation' | 'extraordinary';

/** Who may check a system, and on what that rests. */
export interface AssessorReading {
  readonly kinds: readonly AssessorKind[];
  readonly confidence: Confidence;
  readonly clause: Text;
  readonly note?: Text;
}

/** Who may carry out a check of a system on a day. Every kind where no rule of the regime says otherwise: then undefined. */
export function assessorsFor(
  law: Law,
  query: { readonly level: Level; readonly regime: RegimeId; readonly kind: CheckKind; readonly on: string },
): AssessorReading | undefined {
  const day = inForce(law, query.regime, query.on);
  const rule = law.data.assessors.find((each) => each.regime === query.regime && holdsOn(each, day));
  if (rule === undefined) return undefined;
  const { confidence, sources, note } = rule;
  const byLevel = rule.kinds[query.level];
  const kinds = query.kind === 'extraordinary' ? (rule.extraordinary ?? byLevel) : byLevel;
  return { kinds, confidence, clause: citeAll(law, sources), ...(note === undefined ? {} : { note }) };
}

/** An assessor as a check names it. Days are `yyyy-mm-dd`. */
export interface Assessor {
  readonly kind: AssessorKind;
  /** It does not run the system. */
  readonly independent: boolean;
  /** Licence, or the decision that designates it. */
  readonly licence: { readonly number: string; readonly issuer: string; readonly from: string | null; readonly until: string | null };
}

/** What stands against an assessor, as the conditions of the workflow `check` are called. */
export type AssessorFault = 'assessor-fits' | 'independent' | 'licence-given' | 'licence-valid';

/** What stands against an assessor on the day of the check. A licence without an end is in force; one without a number is none. */
export function assessorFaults(assessor: Assessor, allowed: readonly AssessorKind[] | undefined, on: string): AssessorFault[] {
  const { kind, independent, licence } = assessor;
  const needsPaper = PAPERED.has(kind);
  const given = licence.number !== '' && licence.issuer !== '' && (kind !== 'licensed' || licence.until !== null);
  const inTime = (licence.from === null || licence.from <= on) && (licence.until === null || on <= licence.until);
  return [
    ...(allowed === undefined || allowed.includes(kind) ? [] : (['assessor-fits'] as const)),
    ...(independent ? [] : (['independent'] as const)),
    ...(!needsPaper || given ? [] : (['licence-given'] as const)),
    ...(!needsPaper || inTime ? [] : (['licence-valid'] as const)),
  ];
}
