import { api } from '@ancam/contract';
import type { PlanDetail, PlanItem, SystemBody } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sampleOf } from './access/sample.ts';
import type { Browser } from './app.ts';

/** Somebody who enters, and another person who decides. */
export interface Pair {
  readonly officer: Browser;
  readonly approver: Browser;
}

/** What a system answers so that it comes to a level. */
export const AT_LEVEL = {
  1: { informationKinds: ['public'], serviceTypes: ['internal'] },
  2: { informationKinds: ['private', 'personal'], serviceTypes: ['internal'] },
} as const;

/** Registers a system of a name. */
export async function addSystem(officer: Browser, name: string): Promise<Id> {
  const sample = { ...sampleOf(api.addSystem.body), name, purpose: 'Giám sát', scope: 'Trụ sở' } as SystemBody; // the sample has the rest
  return (await officer.call(api.addSystem, { body: sample })).id;
}

/** Determines the level of a system on a day; another person confirms it. */
export async function determine({ officer, approver }: Pair, systemId: Id, asOf: string, level: keyof typeof AT_LEVEL): Promise<void> {
  const { informationKinds, serviceTypes } = AT_LEVEL[level];
  const body = { asOf, answers: { informationKinds: [...informationKinds], serviceTypes: [...serviceTypes] }, reason: 'Xác định' };
  const { open } = await officer.call(api.saveSystemLevel, { params: { id: systemId }, body });
  const params = { id: open?.id ?? '' };
  await officer.call(api.stepLevel, { params, body: { action: 'propose' } });
  await approver.call(api.decideLevel, { params, body: { action: 'confirm' } });
}

export async function itemsOf(browser: Browser, planId: Id): Promise<PlanItem[]> {
  return (await browser.call(api.listPlanItems, { params: { id: planId } })).items;
}

const DECISIONS: ReadonlySet<string> = new Set(['approve', 'return', 'confirm', 'reject']);

/** Takes a step of a plan as it stands now. */
export async function takeStep({ officer, approver }: Pair, planId: Id, step: string, reason = 'Đã xem'): Promise<PlanDetail> {
  const { version } = await officer.call(api.getPlan, { params: { id: planId } });
  const input = { params: { id: planId }, body: { version, step, reason } };
  return DECISIONS.has(step) ? approver.call(api.decidePlan, input) : officer.call(api.movePlan, input);
}

/** Begins the plan of a system whose level is confirmed and takes it to its full deployment, every requirement met with a record as evidence. */
export async function deployPlan(officer: Browser, approver: Browser, systemId: Id, evidence: Id): Promise<void> {
  const pair = { officer, approver };
  const { id } = await officer.call(api.addPlan, { params: { id: systemId } });
  const ids = (await itemsOf(officer, id)).map((item) => item.id);
  await officer.call(api.setPlanItems, { params: { id }, body: { ids, set: { answer: 'none', owner: 'Tổ CNTT', dueOn: '2026-12-31' } } });
  for (const step of ['propose', 'approve', 'start']) await takeStep(pair, id, step);
  await officer.call(api.setPlanItems, { params: { id }, body: { ids, set: { answer: 'full' } } });
  for (const item of ids) await officer.call(api.linkPlanItem, { params: { id: item }, body: { kind: 'record', target: evidence } });
  for (const step of ['report', 'confirm']) await takeStep(pair, id, step);
}
