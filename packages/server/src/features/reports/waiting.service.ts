import { getWorkflow } from '@ancam/law';
import type { Context } from '../../context.ts';
import { handsOf, placementOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import type { ReportRecord } from './reports.store.ts';

const FREEZE = { vi: 'chốt số liệu báo cáo', en: 'freeze a report' };
const DECIDE = { vi: 'tiếp nhận hoặc trả lại báo cáo', en: 'accept or return a report' };

/** After a step: tells whoever another person has to be for the next one, and the makers what the level above decided. */
export async function tellWaiting(context: Context, work: Work, row: ReportRecord, reason: string): Promise<void> {
  const about = `report/${row.id}`;
  await settle(work, about);
  const told = { about, rung: `${row.state}-${work.now}`, link: `/reports/${row.id}` };
  const name = `${row.subject_name}, ${row.period_to.split('-').toReversed().join('/')}`;
  const step = { kind: 'step', name, by: work.actor.name } as const;
  const place = placementOf({ ...row, unit_id: row.steward_id });
  if (row.state === 'checked') {
    const to = { permission: 'report.approve', at: row.scope_path, except: handsOf(work.actor) } as const;
    await notify(context, work, to, { ...told, place, facts: { ...step, step: FREEZE } });
  }
  if (row.state === 'submitted' && row.receiver_path !== null) {
    const makers = [row.checked_by, row.frozen_by, row.submitted_by].flatMap((id) => id ?? []);
    const to = { permission: 'report.approve', at: row.receiver_path, except: makers } as const;
    // What was sent to a unit is shown to it, wherever it stands.
    await notify(context, work, to, { ...told, place: { own: row.classification }, facts: { ...step, step: DECIDE } });
  }
  if (row.state === 'accepted' || row.state === 'returned') {
    const outcome = getWorkflow(context.law, 'report').states.find(({ id }) => id === row.state)?.title ?? DECIDE;
    const accounts = [...new Set([row.checked_by, row.frozen_by, row.submitted_by].flatMap((id) => id ?? []))];
    const facts = { kind: 'decided', outcome, name, by: work.actor.name, reason } as const;
    await notify(context, work, { accounts }, { ...told, place, severity: 'info', facts });
  }
}
