import type { Text } from '@ancam/core';
import type { Context } from '../../context.ts';
import { handsOf, placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import * as store from './plans.store.ts';
import type { PlanKept } from './plans.store.ts';

/** What waits for those who decide after a step of those who run the system. */
const WAITS: Readonly<Record<string, Text>> = {
  propose: { vi: 'phê duyệt phương án', en: 'approve a security plan' },
  report: { vi: 'xác nhận phương án đã triển khai đầy đủ', en: 'confirm that a plan is fully deployed' },
};
/** What became of it, and the step that it was decided on. */
const DECIDED: Readonly<Record<string, { readonly of: string; readonly outcome: Text }>> = {
  approve: { of: 'propose', outcome: { vi: 'Phương án bạn trình đã được phê duyệt', en: 'The plan you submitted has been approved' } },
  return: { of: 'propose', outcome: { vi: 'Phương án bạn trình bị trả lại', en: 'The plan you submitted has been returned' } },
  confirm: { of: 'report', outcome: { vi: 'Triển khai đầy đủ đã được xác nhận', en: 'The full deployment has been confirmed' } },
  reject: { of: 'report', outcome: { vi: 'Triển khai chưa được coi là đầy đủ', en: 'The deployment was not found full' } },
};

/** After a step of a plan: tells whoever decides that it waits, or whoever submitted or reported it what was decided. */
export async function tellWaiting(
  context: Context,
  work: Work,
  plan: PlanKept,
  { step, reason }: { readonly step: string; readonly reason: string },
): Promise<void> {
  const about = `plan/${plan.id}`;
  await settle(work, about);
  const place = placementOf({ ...plan, unit_id: plan.steward_id });
  const told = { about, rung: `${step}-${work.now}`, link: `/plans/${plan.id}`, place };
  const waits = WAITS[step];
  if (waits !== undefined) {
    const to = { permission: 'record.approve', at: plan.scope_path, except: handsOf(work.actor) } as const;
    await notify(context, work, to, { ...told, facts: { kind: 'step', step: waits, name: plan.system, by: work.actor.name } });
  }
  const decided = DECIDED[step];
  if (decided === undefined) return;
  const proposer = (await store.listSteps(work.tx, plan.id)).findLast((each) => each.step === decided.of)?.by_id ?? null;
  if (proposer === null) return;
  const facts = { kind: 'decided', outcome: decided.outcome, name: plan.system, by: work.actor.name, reason } as const;
  await notify(context, work, { accounts: [proposer] }, { ...told, severity: 'info', facts });
}
