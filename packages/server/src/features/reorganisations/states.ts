import type { Actions, ReorganisationState } from '@ancam/contract';
import { handsOf, holds } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import type { ReorganisationRow } from './reorganisations.store.ts';

/** What people may do with an event, from which states, with which permission. The job makes the steps between. */
export const STEPS = {
  approve: { from: ['draft'], to: 'approved', permission: 'reorganisation.approve' },
  withdraw: { from: ['draft', 'approved'], to: 'withdrawn', permission: 'reorganisation.propose' },
  apply: { from: ['approved'], to: 'applying', permission: 'reorganisation.propose' },
  reverse: { from: ['applied'], to: 'reversing', permission: 'reorganisation.approve' },
  compensate: { from: ['applied'], to: 'applied', permission: 'reorganisation.propose' },
  assign: { from: ['applied'], to: 'applied', permission: 'reorganisation.propose' },
} as const satisfies Record<
  string,
  { from: readonly ReorganisationState[]; to: ReorganisationState; permission: 'reorganisation.approve' | 'reorganisation.propose' }
>;
export type StepName = keyof typeof STEPS;
const NAMES = Object.keys(STEPS) as StepName[]; // the keys of the table above

/** Facts that decide beside the state. */
export interface StepFacts {
  readonly day: string;
  readonly conflicts: number;
  /** Why it cannot be reversed, where it cannot. */
  readonly reversal: string | undefined;
}

type Hindrance = (row: ReorganisationRow, actor: Actor, facts: StepFacts) => string | undefined;

const conflicting = ({ conflicts }: StepFacts): string | undefined => (conflicts > 0 ? 'conflicts' : undefined);

/** What hinders a step beside the state and the permission. */
const FACTS: Record<StepName, Hindrance> = {
  approve: (row, actor, facts) => (handsOf(actor).includes(row.proposed_by) ? 'own-proposal' : conflicting(facts)),
  withdraw: () => undefined,
  apply: (row, _actor, facts) => (row.effective_on > facts.day ? 'not-yet' : conflicting(facts)),
  reverse: (_row, _actor, { reversal }) => reversal,
  compensate: (_row, _actor, { reversal }) => (reversal === undefined ? 'reversible' : undefined),
  assign: (row) => (row.unresolved === 0 ? 'nothing-unresolved' : undefined),
};

function blockerOf(name: StepName, row: ReorganisationRow, actor: Actor, facts: StepFacts): string | undefined {
  const step = STEPS[name];
  if (!holds(actor, step.permission) || !covers(actor, row.scope_path)) return 'no-permission';
  if (!step.from.some((state) => state === row.state)) return row.state;
  return FACTS[name](row, actor, facts);
}

/** Whether an actor may change events of a part of the tree. */
export function covers(actor: Actor, path: string): boolean {
  return [...actor.writeScopes, ...actor.adminScopes].some((prefix) => path.startsWith(prefix));
}

/** What may be done with an event now, and why not the rest. */
export function actionsOf(row: ReorganisationRow, actor: Actor, facts: StepFacts): Actions {
  const blockers = NAMES.flatMap((action) => {
    const reason = blockerOf(action, row, actor, facts);
    return reason === undefined ? [] : [{ action, reason }];
  });
  const may = NAMES.filter((name) => blockers.every(({ action }) => action !== name));
  return { state: row.state, may, blockers };
}
