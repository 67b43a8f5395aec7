import type { ChangeCounts } from '@ancam/contract';
import { messageValues, opensAt } from '@ancam/core';
import type { Id, Text } from '@ancam/core';
import { asOwner, placedBy, withActor, withinAsOwner } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { placesOfCameras } from '../cameras/places.service.ts';
import { notify, settle, untold } from '../notices/notify.service.ts';
import type { Told } from '../notices/notify.service.ts';
import { countKinds, changesOf } from '../scans/changes.service.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { findScans, hasBegun, isOver, isWithinHours } from '../scans/scheduled.service.ts';
import type { ScanRow } from '../scans/scheduled.service.ts';
import { systemFor } from '../scans/system-actor.ts';
import { aboutUnrun } from './schedules.service.ts';
import * as store from './schedules.store.ts';
import type { RunRow, ScheduleRow } from './schedules.store.ts';
import { windowOf } from './schedules.view.ts';

const WHY = {
  skipped: { vi: 'lần quét trước chưa xong', en: 'the scan before had not ended' },
  hours: { vi: 'khung giờ đã hết mà chưa quét được thiết bị nào', en: 'its hours passed before any device was scanned' },
  unstable: { vi: 'dừng vì mạng không ổn định', en: 'it stopped since the network is not stable' },
  limit: { vi: 'dừng vì hết thời gian cho phép', en: 'it came to the end of its time' },
  failed: { vi: 'lỗi của chương trình quét', en: 'a fault of the scanner' },
  interrupted: { vi: 'bị ngắt nhiều lần giữa chừng', en: 'it was cut off several times' },
} as const satisfies Record<string, Text>;

/** Why a scan did not come to its end; undefined where it did, or a person ended it. */
function whyOf({ status, notes }: ScanRow): Text | undefined {
  if (status === 'limit') return notes.some((note) => messageValues('network-unstable', note) !== undefined) ? WHY.unstable : WHY.limit;
  return status === 'failed' || status === 'interrupted' ? WHY[status] : undefined;
}

/** Those who keep the cameras of a place, and whoever answers for the schedule. */
async function tellThere(context: ScanContext, work: Work, at: Placement, told: Omit<Told, 'place'>, responsible?: Id): Promise<void> {
  await notify(context, work, { permission: 'camera.write', at: at.scope_path }, { ...told, place: at });
  if (responsible !== undefined) await notify(context, work, { accounts: [responsible] }, { ...told, place: at });
}

const worthTelling = (counts: ChangeCounts): boolean => Object.values(counts).some((count) => count > 0);

/**
 * Tells what a scan found otherwise than the run before, and that it did not come to its end: those who answer for the scan of all of it, units
 * below it of their own cameras alone, since they do not see the scan.
 */
async function tellScan(context: ScanContext, work: Work, schedule: ScheduleRow, run: RunRow, scan: ScanRow): Promise<void> {
  const { items, previousScanId } = await changesOf(work, scan);
  const compared = previousScanId === null ? [] : items;
  const counts = countKinds(compared);
  const why = whyOf(scan);
  const at = placedBy(work.actor);
  const link = `/scans/${scan.id}?tab=changes`;
  const rung = `ended/${scan.finished_at ?? ''}`;
  const { name, account_id: responsible } = schedule;
  if (why !== undefined) {
    const facts = { kind: 'scan-unrun' as const, name, why, due: run.due_at, counts };
    await tellThere(context, work, at, { about: aboutUnrun(schedule.id), rung: `${run.id}/${rung}`, link, facts }, responsible);
  } else {
    if (scan.status === 'completed') await settle(work, aboutUnrun(schedule.id));
    const [before] = previousScanId === null ? [] : await findScans(work.tx, [previousScanId]);
    const facts = { kind: 'scan-changed' as const, name, before: before?.started_at ?? null, counts };
    if (worthTelling(counts)) await tellThere(context, work, at, { about: `run/${run.id}`, rung, link, facts }, responsible);
  }
  const places = await placesOfCameras(
    work.tx,
    compared.flatMap(({ cameraId }) => cameraId ?? []),
  );
  for (const [path, cameras] of Map.groupBy(places.values(), ({ scope_path }) => scope_path)) {
    const [there] = cameras;
    if (there === undefined || path === at.scope_path) continue;
    const own = compared.filter(({ cameraId }) => places.get(cameraId ?? '')?.scope_path === path);
    const ids = new Set(own.map(({ cameraId }) => cameraId));
    const facts = { kind: 'scan-changed' as const, name: null, before: null, counts: countKinds(own) };
    const to = ids.size === 1 ? `/cameras/${[...ids].join('')}` : '/cameras';
    if (worthTelling(facts.counts)) await tellThere(context, work, there, { about: `run/${run.id}`, rung, link: to, facts });
  }
}

/** Tells of one run that has ended, once. */
export async function tellRun(context: ScanContext, { run, schedule, scan }: Ended): Promise<void> {
  await withActor(context, systemFor(scan ?? schedule), async (work) => {
    if (!(await withinAsOwner(work, (tx) => store.markTold(tx, run.id, work.now)))) return;
    if (!schedule.tells_changes || schedule.state === 'deleted') return;
    if (scan !== undefined) return tellScan(context, work, schedule, run, scan);
    const facts = { kind: 'scan-unrun' as const, name: schedule.name, why: WHY.skipped, due: run.due_at, counts: null };
    const told = { about: aboutUnrun(schedule.id), rung: `${run.id}/skipped`, link: `/schedules/${schedule.id}`, facts };
    return tellThere(context, work, placedBy(work.actor), told, schedule.account_id);
  });
}

/** A run of which nobody has been told: its scan has ended, or it was skipped. */
export interface Ended {
  readonly run: RunRow;
  readonly schedule: ScheduleRow;
  readonly scan: ScanRow | undefined;
}

/** Runs of which nobody has been told. */
export async function untoldRuns(context: ScanContext): Promise<Ended[]> {
  return asOwner(context, async (tx) => {
    const runs = await store.listUntold(tx);
    const scans = new Map((await findScans(tx, [...new Set(runs.flatMap(({ scan_id }) => scan_id ?? []))])).map((row) => [row.id, row]));
    const schedules = new Map(
      (await store.findSchedules(tx, [...new Set(runs.map((run) => run.schedule_id))])).map((row) => [row.id, row]),
    );
    return runs.flatMap((run): Ended[] => {
      const schedule = schedules.get(run.schedule_id);
      const scan = scans.get(run.scan_id ?? '');
      return schedule === undefined || (scan !== undefined && !isOver(scan)) ? [] : [{ run, schedule, scan }];
    });
  });
}

/** Tells that the hours of a schedule passed without a device being scanned: nobody was there to begin, or no probe took it up. Once for each closing of the hours. */
export async function tellHoursPassed(context: ScanContext, schedule: ScheduleRow, scan?: ScanRow): Promise<void> {
  const window = windowOf(schedule);
  const now = context.clock();
  if (window === null || !schedule.tells_changes || isWithinHours(context, window)) return;
  const due = scan?.started_at ?? schedule.next_at;
  // Nothing has passed where the hours have been closed since it was due.
  if (due === null || opensAt(window, new Date(due)) >= now) return;
  const about = { about: aboutUnrun(schedule.id), rung: `hours/${due}/${opensAt(window, now).toISOString()}` };
  if ((await asOwner(context, (tx) => untold(tx, [about]))).length === 0) return;
  await withActor(context, systemFor(scan ?? schedule), async (work) => {
    if (scan !== undefined && (await hasBegun(work.tx, scan))) return;
    const facts = { kind: 'scan-unrun' as const, name: schedule.name, why: WHY.hours, due, counts: null };
    await tellThere(context, work, placedBy(work.actor), { ...about, link: `/schedules/${schedule.id}`, facts }, schedule.account_id);
  });
}
