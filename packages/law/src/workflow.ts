import type { Text } from '@ancam/core';
import type { Level, Party, RegimeId, Workflow, WorkflowStep } from '@ancam/knowledge';

/** Who asks, about which file, and what is known. */
export interface WorkflowContext {
  readonly level?: Level;
  readonly regime?: RegimeId;
  /** What the one who asks is in this file. */
  readonly parties: readonly Party[];
  /** Id of the one who asks. */
  readonly actor: string;
  /** Who took each step last, by step. */
  readonly taken: Readonly<Record<string, string>>;
  /** Ids of the conditions that hold. */
  readonly holds: ReadonlySet<string>;
}

/** A step with what stands against it; none: it may be taken. */
export interface StepReading {
  readonly step: string;
  readonly title: Text;
  readonly to: string;
  readonly form?: string;
  readonly needsReason: boolean;
  readonly blockers: readonly StepBlocker[];
}

/** Why a step is refused: the wrong party, a person barred by an earlier step, a condition that does not hold. */
export interface StepBlocker {
  readonly because: 'party' | 'same-person' | 'condition';
  /** Parties that may, the earlier step, or the condition. */
  readonly what: string;
  readonly text?: Text;
}

/** The steps that lead out of a state for a level and a regime, whoever may take them. */
export function stepsFrom(workflow: Workflow, state: string, level?: Level, regime?: RegimeId): WorkflowStep[] {
  return workflow.steps.filter(
    ({ from, levels, regimes }) =>
      from.includes(state) &&
      (levels === undefined || level === undefined || levels.includes(level)) &&
      (regimes === undefined || regime === undefined || regimes.includes(regime)),
  );
}

/** The steps out of a state with what stands against each. */
export function readSteps(workflow: Workflow, state: string, context: WorkflowContext): StepReading[] {
  return stepsFrom(workflow, state, context.level, context.regime).map((step) => ({
    step: step.id,
    title: step.title,
    to: step.to,
    ...(step.form === undefined ? {} : { form: step.form }),
    needsReason: step.reason === true,
    blockers: blockersOf(workflow, step, context),
  }));
}

function blockersOf(workflow: Workflow, step: WorkflowStep, { parties, actor, taken, holds }: WorkflowContext): StepBlocker[] {
  const party = step.by.some((each) => parties.includes(each)) ? [] : [{ because: 'party', what: step.by.join(' ') } as const];
  const barred = (step.notBy ?? []).filter((other) => taken[other] === actor).map((what) => ({ because: 'same-person', what }) as const);
  const lacking = (step.needs ?? [])
    .filter((need) => !holds.has(need))
    .map((what) => {
      const text = workflow.conditions.find(({ id }) => id === what)?.blocker;
      return { because: 'condition', what, ...(text === undefined ? {} : { text }) } as const;
    });
  return [...party, ...barred, ...lacking];
}

/** The state that a step leads to from a state; undefined where it does not lead out of it at this level and regime. */
export function nextState(workflow: Workflow, state: string, step: string, level?: Level, regime?: RegimeId): string | undefined {
  return stepsFrom(workflow, state, level, regime).find(({ id }) => id === step)?.to;
}
