import type { Permission } from '@ancam/contract';
import type { Id, Text } from '@ancam/core';
import type { Context } from '../../context.ts';
import { handsOf, placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import type { ShortcomingKept } from './shortcomings.store.ts';
import * as store from './system-checks.store.ts';
import type { CheckKept } from './system-checks.store.ts';

const CONCLUDE = { vi: 'xác nhận kết luận kiểm tra', en: 'conclude a check' };
const RETEST = { vi: 'kiểm tra lại tồn tại đã khắc phục', en: 'retest a shortcoming' };
const ACCEPT = { vi: 'xem xét chấp nhận tồn tại có thời hạn', en: 'decide whether a shortcoming is accepted' };
const FIX = { vi: 'khắc phục lại: kiểm tra lại không đạt', en: 'fix it again: the retest failed' };
const OUTCOMES: Readonly<Record<string, Text>> = {
  close: { vi: 'Kết luận kiểm tra bạn báo cáo đã được xác nhận', en: 'The check you reported has been concluded' },
  return: { vi: 'Báo cáo kiểm tra bị trả lại', en: 'The check you reported has been returned' },
  pass: { vi: 'Kiểm tra lại đạt', en: 'The retest passed' },
  accept: { vi: 'Tồn tại được chấp nhận có thời hạn', en: 'The shortcoming has been accepted until a day' },
  refuse: { vi: 'Tồn tại không được chấp nhận', en: 'The shortcoming has not been accepted' },
};

interface Asked {
  readonly about: string;
  readonly check: CheckKept;
  readonly name: string;
}

/** Whoever may take the next step is told that it waits for them. */
function waits(
  context: Context,
  work: Work,
  { about, check, name }: Asked,
  step: Text,
  permission: Permission,
  due?: string,
): Promise<void> {
  const to = { permission, at: check.scope_path, except: permission === 'record.approve' ? handsOf(work.actor) : [] };
  const facts = { kind: 'step', step, name, by: work.actor.name, ...(due === undefined ? {} : { due }) } as const;
  const link = `/checks/${check.id}`;
  return notify(context, work, to, {
    about,
    rung: `${step.en}-${work.now}`,
    link,
    place: placementOf({ ...check, unit_id: check.steward_id }),
    facts,
  });
}

/** Whoever took the step that was decided on learns what became of it. */
async function decided(
  context: Context,
  work: Work,
  asked: Asked,
  step: string,
  proposer: Id | null | undefined,
  reason: string,
): Promise<void> {
  const outcome = OUTCOMES[step];
  if (outcome === undefined || proposer == null) return;
  const { about, check, name } = asked;
  const facts = { kind: 'decided', outcome, name, by: work.actor.name, reason } as const;
  const place = placementOf({ ...check, unit_id: check.steward_id });
  const told = { about, rung: `${step}-${work.now}`, link: `/checks/${check.id}`, place, severity: 'info', facts } as const;
  await notify(context, work, { accounts: [proposer] }, told);
}

/** After a step of a check: tells whoever concludes it, or whoever reported it. */
export async function tellCheck(context: Context, work: Work, check: CheckKept, step: string, reason: string): Promise<void> {
  const asked = { about: `check/${check.id}`, check, name: check.system };
  await settle(work, asked.about);
  if (step === 'report') return waits(context, work, asked, CONCLUDE, 'record.approve');
  const steps = await store.listSteps(work.tx, [check.id]);
  const reported = steps.findLast((each) => each.shortcoming_id === null && each.step === 'report');
  await decided(context, work, asked, step, reported?.by_id, reason);
}

/** After a step of a shortcoming: tells whoever retests or decides, whoever has to fix it again, or whoever asked. */
export async function tellShortcoming(
  context: Context,
  work: Work,
  check: CheckKept,
  row: ShortcomingKept,
  { step, reason }: { readonly step: string; readonly reason: string },
): Promise<void> {
  const asked = { about: `shortcoming/${row.id}`, check, name: `${check.system}: ${row.title}` };
  await settle(work, asked.about);
  if (step === 'fix') return waits(context, work, asked, RETEST, 'record.approve');
  if (step === 'ask') return waits(context, work, asked, ACCEPT, 'record.approve');
  if (step === 'fail') return waits(context, work, asked, FIX, 'system.write', row.mend_by ?? undefined);
  const steps = await store.listSteps(work.tx, [check.id]);
  const before = step === 'pass' ? 'fix' : 'ask';
  const taken = steps.findLast((each) => each.shortcoming_id === row.id && each.step === before);
  await decided(context, work, asked, step, taken?.by_id, reason);
}
