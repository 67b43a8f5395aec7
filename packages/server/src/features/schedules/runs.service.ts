import type { PageQuery, ScheduleRun, ScheduleRuns } from '@ancam/contract';
import { AppError, ScanStats, ScanStatus } from '@ancam/core';
import type { Id } from '@ancam/core';
import { pageOf } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { countChanges } from '../scans/changes.service.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { findScans } from '../scans/scheduled.service.ts';
import type { ScanRow } from '../scans/scheduled.service.ts';
import * as store from './schedules.store.ts';
import type { RunRow } from './schedules.store.ts';

function viewRun(row: RunRow, scan: ScanRow | undefined, changes: ScheduleRun['changes']): ScheduleRun {
  return {
    id: row.id,
    dueAt: row.due_at,
    outcome: row.outcome === 'started' || row.outcome === 'skipped' ? row.outcome : 'refused',
    reason: row.reason,
    scan:
      scan === undefined
        ? null
        : {
            id: scan.id,
            status: ScanStatus.parse(scan.status),
            startedAt: scan.started_at,
            finishedAt: scan.finished_at,
            stats: ScanStats.parse(scan.stats),
          },
    changes,
  };
}

/** What became of each time that a schedule was due, with what its scan found otherwise than the one before. */
export function runs(context: ScanContext, actor: Actor, id: Id, query: PageQuery): Promise<ScheduleRuns> {
  return withActor(context, actor, async (work) => {
    const schedule = await store.findListed(work.tx, id);
    if (schedule === undefined) throw new AppError('not-found', 'no such schedule', { place: id });
    const page = pageOf(await store.listRuns(work.tx, id, query), query.limit, (row) => [row.due_at, row.id]);
    const scans = await findScans(
      work.tx,
      page.items.flatMap(({ scan_id }) => scan_id ?? []),
    );
    noteRead(work, 'scan', scans);
    const items: ScheduleRun[] = [];
    for (const row of page.items) {
      const scan = scans.find((each) => each.id === row.scan_id);
      const changes = scan?.status === 'completed' ? await countChanges(work, scan) : null;
      items.push(viewRun(row, scan, changes));
    }
    return { items, next: page.next };
  });
}
