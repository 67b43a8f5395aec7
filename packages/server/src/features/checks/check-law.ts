import type { Workflow } from '@ancam/knowledge';
import { assessorFaults, assessorsFor, getWorkflow } from '@ancam/law';
import type { AssessorReading, Law } from '@ancam/law';
import type { CheckKept } from './system-checks.store.ts';

/** A check as far as its conditions look at it. */
export type Judged = Pick<
  CheckKept,
  | 'kind'
  | 'level'
  | 'regime'
  | 'planned_on'
  | 'ended_on'
  | 'assessor_kind'
  | 'assessor'
  | 'independent'
  | 'licence_number'
  | 'licence_issuer'
  | 'licence_from'
  | 'licence_until'
  | 'outcome'
  | 'summary'
  | 'n_total'
>;

/** Who may carry a check out, on the day on which it ended or else is planned. */
export function assessorsOf(law: Law, { level, regime, kind, ended_on, planned_on }: Judged): AssessorReading | undefined {
  return assessorsFor(law, { level, regime, kind, on: ended_on ?? planned_on });
}

/** The conditions of the workflow `check` that hold of a check. */
export function conditionsOf(law: Law, check: Judged): ReadonlySet<string> {
  const { assessor_kind: kind, independent, outcome, n_total: shortcomings, ended_on } = check;
  const licence = {
    number: check.licence_number,
    issuer: check.licence_issuer,
    from: check.licence_from,
    until: check.licence_until,
  };
  const allowed = assessorsOf(law, check)?.kinds;
  // Who is not named cannot be held against anything: that it is missing is said once.
  const faults = kind === null ? [] : assessorFaults({ kind, independent, licence }, allowed, ended_on ?? check.planned_on);
  const held: Readonly<Record<string, boolean>> = {
    'day-given': ended_on !== null,
    'assessor-named': kind !== null && check.assessor !== '',
    'assessor-fits': !faults.includes('assessor-fits'),
    independent: !faults.includes('independent'),
    'licence-given': !faults.includes('licence-given'),
    'licence-valid': !faults.includes('licence-valid'),
    'result-given': outcome !== null && check.summary !== '',
    'shortcomings-listed': outcome === null || (outcome === 'shortcomings' ? shortcomings > 0 : outcome === 'failed' || shortcomings === 0),
  };
  return new Set(Object.keys(held).filter((id) => held[id]));
}

export function checkFlow(law: Law): Workflow {
  return getWorkflow(law, 'check');
}

export function shortcomingFlow(law: Law): Workflow {
  return getWorkflow(law, 'shortcoming');
}
