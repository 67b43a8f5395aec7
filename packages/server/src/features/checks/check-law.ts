import type { PlanStep } from '@ancam/contract';
import type { Workflow } from '@ancam/knowledge';
import { assessorFaults, assessorsFor, getWorkflow, readSteps } from '@ancam/law';
import type { AssessorReading, Law } from '@ancam/law';
import type { Actor } from '../../db/actor.ts';
import { handsOf, holds, mayChange } from '../../db/actor.ts';
import { viewSteps } from '../plans/plans.view.ts';
import type { CheckKept, TakenStep } from './system-checks.store.ts';

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

/** Those who enter run the system; those who approve decide for its owner. */
function partiesOf(actor: Actor): ('operator' | 'owner' | 'security-unit')[] {
  return [
    ...(holds(actor, 'system.write') ? (['operator'] as const) : []),
    ...(holds(actor, 'record.approve') ? (['owner', 'security-unit'] as const) : []),
  ];
}

interface Stood {
  readonly state: string;
  readonly level: CheckKept['level'];
  readonly regime: CheckKept['regime'];
  readonly scope_path: string;
}

/** The steps out of the state of a check or shortcoming. `taken`: the steps of that one alone. */
export function stepsOf(
  workflow: Workflow,
  actor: Actor,
  row: Stood,
  taken: readonly Pick<TakenStep, 'step' | 'by_id'>[],
  held: ReadonlySet<string>,
): PlanStep[] {
  const self = actor.accountId ?? '';
  const hands = handsOf(actor);
  // What another did in one's name is one's own.
  const last = Object.fromEntries(taken.map(({ step, by_id: by }) => [step, by === null || hands.includes(by) ? self : by]));
  const { level, regime, state } = row;
  const steps = readSteps(workflow, state, { level, regime, parties: partiesOf(actor), actor: self, taken: last, holds: held });
  return viewSteps(workflow, steps, !mayChange(actor, row));
}
