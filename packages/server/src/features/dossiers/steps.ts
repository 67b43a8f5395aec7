import type { DossierStep, Permission } from '@ancam/contract';
import { DOSSIER_STATES } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Party, Workflow, WorkflowStep } from '@ancam/knowledge';
import { getWorkflow, readSteps } from '@ancam/law';
import type { StepBlocker } from '@ancam/law';
import type { Actor } from '../../db/actor.ts';
import { handsOf, holds } from '../../db/actor.ts';
import { statuteBook } from '../../law.ts';
import { levelOfRow, regimeOfRow } from './conditions.ts';
import type { Lack } from './conditions.ts';

/** A dossier as far as its steps follow from it. */
export interface StepColumns {
  readonly state: string;
  readonly level: number;
  readonly regime: string;
  readonly appraiser: string;
  readonly mine: readonly string[];
  readonly drafters: readonly Id[];
}

/** Who took a step, in whose hands. */
export interface Taken {
  readonly step: string;
  readonly hands: readonly Id[];
}

/** What stands against a step; the rights of a role are no matter of the workflow. */
type Against = Omit<StepBlocker, 'because'> & { readonly because: DossierStep['blockers'][number]['because'] };

/** The workflow of dossiers. */
export const dossierFlow = (): Workflow => getWorkflow(statuteBook(), 'dossier');

/** Steps that decide: whoever approves takes them. The others are work on the dossier. */
const DECIDING: ReadonlySet<string> = new Set(['opined', 'unfit', 'appraised', 'returned', 'approved', 'superseded']);

/** A state that the database may hold, as the contract names it. */
export function stateOf(state: string): (typeof DOSSIER_STATES)[number] {
  return DOSSIER_STATES.find((each) => each === state) ?? 'draft';
}

/** A step for whoever appraises, of the kinds that there are, and for nobody else. */
export function isAppraisers({ by }: Pick<WorkflowStep, 'by'>): boolean {
  return by.includes('council');
}

/** Whether whoever approves takes a step. */
export function decides({ to }: Pick<WorkflowStep, 'to'>): boolean {
  return DECIDING.has(to);
}

/** The steps out of the state of a dossier with what stands against each for an actor. */
export function stepsFor(row: StepColumns, actor: Actor, events: readonly Taken[], lacks: readonly Lack[], issuer?: string): DossierStep[] {
  const flow = dossierFlow();
  const hands = handsOf(actor);
  const me = hands[0] ?? '';
  const conditions = new Set(flow.conditions.map(({ id }) => id));
  for (const { condition } of lacks) conditions.delete(condition);
  // Whoever took a step through another's hands took it himself.
  const taken = Object.fromEntries(events.map((event) => [event.step, event.hands.some((each) => hands.includes(each)) ? me : '-']));
  const parties = row.mine as readonly Party[]; // the names of parties that the database knows
  const context = { level: levelOfRow(row), regime: regimeOfRow(row), parties, actor: me, taken, holds: conditions };
  return readSteps(flow, row.state, context).map((reading) => {
    const step = flow.steps.find(({ id }) => id === reading.step);
    const own = step === undefined ? [] : ownBlockers(row, actor, step);
    const others = reading.blockers.filter(({ because }) => because !== 'party' || !own.some((each) => each.because === 'party'));
    // First what the person cannot mend.
    const blockers = [...others, ...own].toSorted((a, b) => Number(a.because === 'condition') - Number(b.because === 'condition'));
    return {
      step: reading.step,
      title: reading.title,
      to: stateOf(reading.to),
      parties: [...(step === undefined ? [] : isAppraisers(step) ? [row.appraiser] : step.by)],
      form: reading.form ?? null,
      needsReason: reading.needsReason,
      needsDecision: step?.needs?.includes('decision-scanned') === true,
      issuer: step?.needs?.includes('decision-scanned') === true ? (issuer ?? null) : null,
      blockers: blockers.flatMap((blocker) => viewBlocker(blocker, lacks)),
    };
  });
}

/** What the workflow alone does not say: only whoever appraises appraises, whoever wrote does not decide, and a role has to allow it. */
function ownBlockers(row: StepColumns, actor: Actor, step: WorkflowStep): Against[] {
  const wrote = (step.notBy ?? []).length > 0 && handsOf(actor).some((hand) => row.drafters.includes(hand));
  const permission: readonly Permission[] = DECIDING.has(step.to) ? ['record.approve'] : ['system.write', 'record.approve'];
  return [
    ...(isAppraisers(step) && !row.mine.includes(row.appraiser) ? [{ because: 'party', what: row.appraiser } as const] : []),
    ...(wrote ? [{ because: 'same-person', what: 'draft' } as const] : []),
    ...(permission.some((each) => holds(actor, each)) ? [] : [{ because: 'permission', what: permission[0] ?? '' } as const]),
  ];
}

function viewBlocker({ because, what, text }: Against, lacks: readonly Lack[]): DossierStep['blockers'] {
  const found = because === 'condition' ? lacks.filter(({ condition }) => condition === what) : [];
  if (found.length > 0) return found.map((lack) => ({ because, what, text: lack.text, clause: lack.clause }));
  return [{ because, what, text: text ?? null, clause: null }];
}
