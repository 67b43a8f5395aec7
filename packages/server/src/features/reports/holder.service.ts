import type { Locate } from '../evidence/holder.ts';
import { placedHolder } from '../evidence/holder.ts';
import { findReport } from './reports.store.ts';

/** A report as the signed paper is attached to it; what was sent keeps the paper that it was sent with. */
export const locateReport: Locate = async (work, id) => {
  const row = await findReport(work.tx, id);
  if (row === undefined) return undefined;
  const holder = placedHolder(work, row, `${row.subject_name} ${row.period_to}`, 'report.write');
  return { ...holder, purposes: ['signed'], settled: row.sent_on !== null };
};
