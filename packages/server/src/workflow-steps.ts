import type { PlanStep } from '@ancam/contract';
import type { Id, Text } from '@ancam/core';
import type { Level, RegimeId, Workflow } from '@ancam/knowledge';
import { readSteps } from '@ancam/law';
import type { Actor } from './db/actor.ts';
import { handsOf, holds, mayChange } from './db/actor.ts';

/** What a workflow of the statute book looks at: a plan, a check, a shortcoming. */
interface Stood {
  readonly state: string;
  readonly level: Level;
  readonly regime: RegimeId;
  readonly scope_path: string;
}

/** A step that was taken; without an account by the system. */
interface Taken {
  readonly step: string | null;
  readonly by_id: Id | null;
}

/** Those who enter run the system; those who approve decide for its owner. */
function partiesOf(actor: Actor): ('operator' | 'owner' | 'security-unit')[] {
  return [
    ...(holds(actor, 'system.write') ? (['operator'] as const) : []),
    ...(holds(actor, 'record.approve') ? (['owner', 'security-unit'] as const) : []),
  ];
}

/** A step that nobody of those who run the system takes: it is decided. */
export function isDecision(workflow: Workflow, step: string): boolean {
  return workflow.steps.find(({ id }) => id === step)?.by.includes('operator') === false;
}

/** The title of a state; null for none. */
export function stateTitle(workflow: Workflow, state: string | null): Text | null {
  return workflow.states.find(({ id }) => id === state)?.title ?? null;
}

const REASONS = { party: 'no-permission', 'same-person': 'own-proposal', condition: 'condition' } as const;

/** The steps out of the state of a row with what stands against each. `taken`: its steps in their order; `held`: the conditions that hold. */
export function stepsFor(workflow: Workflow, actor: Actor, row: Stood, taken: readonly Taken[], held: ReadonlySet<string>): PlanStep[] {
  const self = actor.accountId ?? '';
  const hands = handsOf(actor);
  // What another did in one's name is one's own.
  const last = Object.fromEntries(taken.map(({ step, by_id: by }) => [step ?? '', by === null || hands.includes(by) ? self : by]));
  const { level, regime, state } = row;
  const outOfScope = !mayChange(actor, row);
  const read = readSteps(workflow, state, { level, regime, parties: partiesOf(actor), actor: self, taken: last, holds: held });
  return read.map((step) => ({
    step: step.step,
    title: step.title,
    to: stateTitle(workflow, step.to) ?? step.title,
    decision: isDecision(workflow, step.step),
    needsReason: step.needsReason,
    blockers: outOfScope
      ? [{ reason: 'out-of-scope', text: null }]
      : step.blockers.map(({ because, text, what }) => ({ reason: because === 'condition' ? what : REASONS[because], text: text ?? null })),
  }));
}
