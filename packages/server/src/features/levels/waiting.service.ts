import type { Context } from '../../context.ts';
import { handsOf, placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import type { DeterminationRecord } from './levels.store.ts';
import type { Subject } from './subject.service.ts';

const CONFIRM = { vi: 'xác nhận cấp độ', en: 'confirm a level' };
const OUTCOMES = {
  confirmed: { vi: 'Cấp độ bạn đề xuất đã được xác nhận', en: 'The level you proposed has been confirmed' },
  returned: { vi: 'Cấp độ bạn đề xuất bị trả lại', en: 'The level you proposed has been returned' },
} as const;

function toldOf({ key, place }: Subject, row: DeterminationRecord) {
  const link = key.kind === 'system' ? `/systems/${key.id}/level` : '/levels';
  return { about: `level/${row.id}`, link, place: placementOf({ ...place, unit_id: place.steward_id }) };
}

/** A worksheet waits for another person to confirm it. */
export async function tellProposed(context: Context, work: Work, subject: Subject, row: DeterminationRecord): Promise<void> {
  const to = { permission: 'record.approve', at: subject.place.scope_path, except: handsOf(work.actor) } as const;
  const facts = { kind: 'step', step: CONFIRM, name: subject.name, by: work.actor.name } as const;
  // Recalled and proposed again it waits again.
  await notify(context, work, to, { ...toldOf(subject, row), rung: `proposed-${work.now}`, facts });
}

/** It waits no more; whoever proposed it learns what was decided. */
export async function tellDecided(
  context: Context,
  work: Work,
  subject: Subject,
  row: DeterminationRecord,
  decided?: { readonly outcome: 'confirmed' | 'returned'; readonly reason: string },
): Promise<void> {
  const told = toldOf(subject, row);
  await settle(work, told.about);
  if (decided === undefined || row.proposed_account === null) return;
  const { outcome, reason } = decided;
  const facts = { kind: 'decided', outcome: OUTCOMES[outcome], name: subject.name, by: work.actor.name, reason } as const;
  await notify(context, work, { accounts: [row.proposed_account] }, { ...told, rung: `${outcome}-${work.now}`, severity: 'info', facts });
}
