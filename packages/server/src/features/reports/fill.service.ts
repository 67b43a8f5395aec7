import { ReportContent, ReadingMode } from '@ancam/contract';
import type { ReportKind } from '@ancam/contract';
import { regimeOn } from '@ancam/law';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { subtreeOf } from '../units/subtree.service.ts';
import type { Fill } from './content.ts';
import { fillCameras } from './cameras.ts';
import { fillConsolidation } from './consolidation.ts';
import { fillDirective } from './directive.ts';
import * as store from './reports.store.ts';
import type { ReportRecord } from './reports.store.ts';
import { paperEntries } from './paper-head.ts';
import { kindOf } from './reports.view.ts';
import { fillYearly } from './yearly.ts';

/** How each kind is filled. */
const FILLS: Readonly<Record<ReportKind, Fill>> = {
  yearly: fillYearly,
  directive: fillDirective,
  cameras: fillCameras,
  'consolidated-yearly': fillConsolidation(fillYearly),
  'consolidated-directive': fillConsolidation(fillDirective),
};

/** What a report says by the register as it stands in this transaction. */
export async function fillReport(context: Context, work: Work, row: ReportRecord): Promise<ReportContent> {
  const { law } = context;
  const kind = kindOf(row);
  const mode = ReadingMode.parse(row.mode);
  const subject = await subtreeOf(work, row.subject_id, mode, row.as_of);
  const before = await store.findPrevious(work.tx, row);
  const previous = before?.content == null ? undefined : ReportContent.parse(JSON.parse(before.content));
  const entries = row.entries as Record<string, string>; // written by `writeEntries` alone
  const { period_from: from, period_to: to, as_of: asOf } = row;
  const question = { kind, subject, exact: false, from, to, asOf, mode, entries, previous, today: dayOf(work.now) };
  const filled = await FILLS[kind]({ context, law, work }, question);
  return {
    kind,
    subject: { id: subject.id, name: subject.name },
    period: { from, to },
    asOf,
    mode,
    regime: regimeOn(law, asOf).regime,
    ...filled,
    entries: [...filled.entries, ...paperEntries(question)],
  };
}
