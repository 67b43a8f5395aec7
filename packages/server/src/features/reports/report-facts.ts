import type { ReportKind } from '@ancam/contract';
import type { DutyEvent } from '@ancam/law';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import { tellFacts } from '../duties/facts.service.ts';
import type { ReportRecord } from './reports.store.ts';
import { kindOf } from './reports.view.ts';

/** What a kind of report is evidence for once it has been sent; null: the camera annex goes with another report. */
const FACTS: Readonly<Record<ReportKind, string | null>> = {
  yearly: 'report.yearly',
  directive: 'result.reported',
  cameras: null,
  'consolidated-yearly': 'report.yearly',
  'consolidated-directive': 'result.consolidated',
};
/** A report that was returned has not been delivered; one that was replaced after it was accepted had been. */
const DELIVERED: ReadonlySet<string> = new Set(['submitted', 'accepted', 'replaced']);

/** The facts that a report tells as it stands: from the day on which it was sent, unless it came back. */
function factsOf(row: ReportRecord): DutyEvent[] {
  const fact = FACTS[kindOf(row)];
  if (fact === null || row.sent_on === null || !DELIVERED.has(row.state)) return [];
  return [{ fact, on: row.sent_on, ...(fact === 'report.yearly' ? { period: row.period_to.slice(0, 4) } : {}) }];
}

/** Tells what a report is evidence for after a step; nothing before it was sent. */
export async function tellReport(context: Context, work: Work, row: ReportRecord): Promise<void> {
  if (row.sent_on === null) return;
  await tellFacts(context, work, { register: 'reports', id: row.id }, row, factsOf(row));
}
