import { REPORT_DECISIONS, REPORT_STEPS } from '@ancam/contract';
import type { Actions, Report, ReportStep } from '@ancam/contract';
import { getWorkflow, readSteps } from '@ancam/law';
import type { Law, StepReading } from '@ancam/law';
import type { Party, Workflow } from '@ancam/knowledge';
import { handsOf, holds, mayChange } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import type { ReportRecord } from './reports.store.ts';

const STEPS: readonly ReportStep[] = [...REPORT_STEPS, ...REPORT_DECISIONS];
/** In the words of the workflow: whoever makes a report, and whoever receives it. `owner` stands there on both sides and tells neither. */
const MAKER: readonly Party[] = ['operator'];
const RECEIVER: readonly Party[] = ['superior'];

/** What decides on the steps of a report beside its state. */
export interface Standing {
  /** Ids of the conditions of the workflow that hold. */
  readonly holds: ReadonlySet<string>;
}

export function workflowOf(law: Law): Workflow {
  return getWorkflow(law, 'report');
}

/** What an actor is in a report. */
function partiesOf(row: ReportRecord, actor: Actor): Party[] {
  const receives = row.receiver_path !== null && actor.writeScopes.some((scope) => row.receiver_path?.startsWith(scope) === true);
  return [...(mayChange(actor, row) ? MAKER : []), ...(receives ? RECEIVER : [])];
}

/** The hand that took each step; a hand of the actor counts as the actor. */
function takenBy(row: ReportRecord, actor: Actor): Record<string, string> {
  const mine = new Set(handsOf(actor));
  const named = { check: row.checked_by, freeze: row.frozen_by, submit: row.submitted_by };
  return Object.fromEntries(Object.entries(named).flatMap(([step, by]) => (by === null ? [] : [[step, mine.has(by) ? 'self' : by]])));
}

/** The steps out of the present state with what stands against each. */
export function stepsOf(law: Law, row: ReportRecord, actor: Actor, standing: Standing): StepReading[] {
  return readSteps(workflowOf(law), row.state, {
    parties: partiesOf(row, actor),
    actor: 'self',
    taken: takenBy(row, actor),
    holds: standing.holds,
  });
}

/** Why a step is refused, as a code; the words of a condition come from the statute book. */
function reasonsOf(step: StepReading, actor: Actor, row: ReportRecord): Report['steps'][number]['blockers'] {
  const needed = REPORT_DECISIONS.some((each) => each === step.step) ? 'report.approve' : 'report.write';
  const permission = holds(actor, needed) ? [] : [{ reason: 'no-permission', text: null }];
  // The system is no other person: without an account nobody takes a step.
  const person = actor.accountId === null ? [{ reason: 'no-permission', text: null }] : [];
  const others = step.blockers.map(({ because, what, text }) => {
    if (because === 'party') return { reason: mayChange(actor, row) ? 'not-receiver' : 'out-of-scope', text: null };
    return because === 'same-person' ? { reason: 'same-person', text: null } : { reason: what, text: text ?? null };
  });
  return [...permission, ...person, ...others];
}

/** The steps as the page shows them. */
export function viewSteps(law: Law, row: ReportRecord, actor: Actor, standing: Standing): Report['steps'] {
  return stepsOf(law, row, actor, standing).map((step) => ({
    id: step.step,
    title: step.title,
    needsReason: step.needsReason,
    blockers: reasonsOf(step, actor, row),
  }));
}

/** What may be done with a report now, and why not the rest. */
export function actionsOf(law: Law, row: ReportRecord, actor: Actor, standing: Standing): Actions {
  const steps = viewSteps(law, row, actor, standing);
  const entries =
    row.state !== 'draft' ? 'state' : !holds(actor, 'report.write') ? 'no-permission' : mayChange(actor, row) ? undefined : 'out-of-scope';
  const reasons = new Map<string, string | undefined>([
    ['entries', entries],
    ...STEPS.map((id): [string, string | undefined] => {
      const step = steps.find((each) => each.id === id);
      return [id, step === undefined ? 'state' : step.blockers[0]?.reason];
    }),
  ]);
  return {
    state: row.state,
    may: [...reasons].flatMap(([action, reason]) => (reason === undefined ? [action] : [])),
    blockers: [...reasons].flatMap(([action, reason]) => (reason === undefined ? [] : [{ action, reason }])),
  };
}
