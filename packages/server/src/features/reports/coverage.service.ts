import type { CoverageQuery, ReportCoverage } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import { childrenOf, subtreeOf } from '../units/subtree.service.ts';
import { listOfUnits } from './reports.store.ts';
import { stateOf } from './reports.view.ts';

/** Who of the units directly below one has reported for a period, by name. Throws `not-found`. */
export function coverage(context: Context, actor: Actor, query: CoverageQuery): Promise<ReportCoverage> {
  return withActor(context, actor, async (work) => {
    const today = dayOf(work.now);
    const unit = await subtreeOf(work, query.unit ?? actor.unitId, 'restated', today);
    const children = await childrenOf(work, unit.id);
    const { kind, periodFrom, periodTo } = query;
    const reports = await listOfUnits(work.tx, { kind, from: periodFrom, to: periodTo, units: children.map(({ id }) => id) });
    noteRead(work, 'report', reports);
    const ofUnit = new Map(reports.map((report) => [report.subject_id, report]));
    const items = children.map(({ id, name, kind: unitKind, place_path: placePath }) => {
      const found = ofUnit.get(id);
      const report =
        found === undefined
          ? null
          : { id: found.id, state: stateOf(found.state), version: found.version, sentOn: found.sent_on, hash: found.hash };
      return { unit: id, name, kind: unitKind, placePath, report };
    });
    const count = (...states: readonly string[]): number =>
      items.filter(({ report }) => report !== null && states.includes(report.state)).length;
    return {
      unit: { id: unit.id, name: unit.name },
      kind,
      periodFrom,
      periodTo,
      asOf: today,
      counts: {
        units: items.length,
        reported: count('submitted', 'accepted'),
        accepted: count('accepted'),
        returned: count('returned'),
        drafting: count('draft', 'checked', 'frozen'),
        missing: items.length - count('submitted', 'accepted'),
      },
      items,
    };
  });
}
