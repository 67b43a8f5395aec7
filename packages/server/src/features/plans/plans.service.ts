import type { PageQuery, PlanDetail, PlanFilter, PlanList, PlanMove } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Level, RegimeId } from '@ancam/knowledge';
import { requirementsOf } from '@ancam/law';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { assertMayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import { isDecision } from '../../workflow-steps.ts';
import { tellFacts } from '../duties/facts.service.ts';
import { ownLevelOf } from '../levels/levels.service.ts';
import { placeOfSystem } from '../systems/place.service.ts';
import * as items from './items.store.ts';
import { eventsOfPlan } from './plan-law.ts';
import * as store from './plans.store.ts';
import type { PlanChange, PlanKept } from './plans.store.ts';
import { planStates, planWorkflow, viewRow } from './plans.view.ts';
import { tellWaiting } from './waiting.service.ts';
import { detailOf, getPlan, readItems, stepsOf } from './read.service.ts';

export function list(context: Context, actor: Actor, query: PlanFilter & PageQuery): Promise<PlanList> {
  return withActor(context, actor, async (work) => {
    const rows = await store.listPlans(work.tx, query, query, dayOf(work.now));
    const { items: page, next } = pageOf(rows, query.limit, (row) => [row.system, row.id]);
    noteRead(work, 'plan', page);
    return { items: page.map((row) => viewRow(row, context.law)), next, states: planStates(context.law) };
  });
}

export function get(context: Context, actor: Actor, id: Id): Promise<PlanDetail> {
  return withActor(context, actor, async (work) => detailOf(context, work, await getPlan(work, id)));
}

/** The plan of a system for whoever asks whether it is in force: dossiers at their gate, reports in their column. */
export interface SystemPlan {
  readonly id: Id;
  readonly level: Level;
  readonly regime: RegimeId;
  readonly state: PlanKept['state'];
  readonly approvedOn: string | null;
  readonly startedOn: string | null;
  /** Day of the full deployment; null while it is not, or no longer, confirmed. */
  readonly deployedOn: string | null;
  readonly full: boolean;
  /** Edition of the catalogue. */
  readonly catalogue: string;
  readonly requirements: { readonly total: number; readonly met: number };
}

/** The plan of a system that has not ended, else the latest; undefined where there is none, or the reader may not see it. */
export async function planOf(work: Pick<Work, 'tx' | 'now'>, systemId: Id): Promise<SystemPlan | undefined> {
  const row = await store.findPlanOf(work.tx, systemId, dayOf(work.now));
  if (row === undefined) return undefined;
  const { id, level, regime, state, approved_on: approvedOn, started_on: startedOn, deployed_on: deployedOn, catalogue } = row;
  const requirements = { total: row.n_open + row.n_none + row.n_partial + row.n_full, met: row.n_full };
  return { id, level, regime, state, approvedOn, startedOn, deployedOn, full: state === 'deployed', catalogue, requirements };
}

/** Begins the plan of a system with the requirements of its confirmed level. Throws `conflict` where there is none, or a plan already. */
export function add(context: Context, actor: Actor, systemId: Id): Promise<PlanDetail> {
  const { law } = context;
  return withActor(context, actor, async (work) => {
    const system = await placeOfSystem(work, systemId);
    assertMayChange(actor, system);
    const before = await planOf(work, systemId);
    if (before !== undefined && before.state !== 'ended') {
      throw new AppError('conflict', 'the system has a plan', { place: before.id, reason: 'has-plan', fix: 'open it' });
    }
    const found = await ownLevelOf(work, systemId);
    const id = newId();
    const hash = law.data.catalogueHash;
    const rows = requirementsOf(law, found.level);
    await store.keepCatalogue(work.tx, hash, found.level, rows);
    await store.insertPlan(work, { id, systemId, place: system, level: found.level, regime: found.regime, hash });
    const plan = await getPlan(work, id);
    await items.insertItems(
      work,
      plan,
      rows.map((row) => ({ key: row.key, requirement: row.id })),
    );
    await store.insertEvent(work, plan, { event: 'created' });
    work.audit({ action: 'plan.added', object: `plan/${id}`, summary: `${system.name}: ${found.regime}${found.level}` });
    return detailOf(context, work, await getPlan(work, id));
  });
}

export function changedMeanwhile(id: Id): AppError {
  return new AppError('conflict', 'the plan has been changed meanwhile', { place: id, reason: 'changed', fix: 'read it again' });
}

/** Takes a step of the kind that the caller's route has, `decision` or not. */
export function move(
  context: Context,
  actor: Actor,
  target: { readonly id: Id; readonly decision: boolean },
  body: PlanMove,
): Promise<PlanDetail> {
  return withActor(context, actor, async (work) => {
    const plan = await getPlan(work, target.id);
    if (isDecision(planWorkflow(context.law), body.step) !== target.decision) {
      throw new AppError('input.invalid', 'no such step', { place: 'body.step', fix: 'take one of `steps`' });
    }
    if (plan.version !== body.version) throw changedMeanwhile(plan.id);
    await takeStep(context, work, plan, body);
    return detailOf(context, work, await getPlan(work, plan.id));
  });
}

/** Takes a step within a transaction and tells its facts. Throws `conflict` or `auth.forbidden` with what stands against it. */
export async function takeStep(
  context: Context,
  work: Work,
  plan: PlanKept,
  { step, reason }: Pick<PlanMove, 'step' | 'reason'>,
): Promise<void> {
  const reading = (await stepsOf(context, work, plan, await readItems(context, work, plan))).find((each) => each.step === step);
  const workflow = planWorkflow(context.law);
  const to = workflow.steps.find((each) => each.id === step)?.to;
  if (reading === undefined || to === undefined) {
    throw new AppError('conflict', `a plan that is ${plan.state} does not take the step ${step}`, {
      place: plan.id,
      reason: 'state',
      action: step,
    });
  }
  const [blocker] = reading.blockers;
  if (blocker !== undefined) {
    const forbidden = ['no-permission', 'out-of-scope', 'own-proposal'].includes(blocker.reason);
    const details = { place: plan.id, reason: blocker.reason, action: step };
    throw new AppError(forbidden ? 'auth.forbidden' : 'conflict', `${step} is refused: ${blocker.reason}`, details);
  }
  if (reading.needsReason && reason === '') {
    throw new AppError('input.invalid', 'a reason is required', { place: 'body.reason', fix: 'say why' });
  }
  await store.insertEvent(work, plan, { event: 'step', step, from_state: plan.state, to_state: to, reason });
  const change = { state: to as PlanKept['state'], ...daysOf(plan, step, dayOf(work.now)) }; // a state of the workflow; a test holds the two together
  if (!(await store.updatePlan(work, plan, change))) throw changedMeanwhile(plan.id);
  work.audit({ action: `plan.${step}`, object: `plan/${plan.id}`, summary: `${plan.system}: ${plan.state} > ${to}` });
  await tellFacts(context, work, { register: 'plans', id: plan.id }, plan, eventsOfPlan({ ...plan, ...change }));
  await tellWaiting(context, work, plan, { step, reason });
}

/** The days that a step sets. What was deployed once and is opened again is no longer deployed. */
function daysOf(plan: PlanKept, step: string, day: string): PlanChange {
  if (step === 'approve') return { approved_on: day };
  if (step === 'start') return { started_on: plan.started_on ?? day };
  if (step === 'confirm') return { deployed_on: day };
  return step === 'reopen' ? { deployed_on: null } : {};
}
