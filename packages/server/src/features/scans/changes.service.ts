import type { ChangeCounts, ScanChange, ScanChanges } from '@ancam/contract';
import { Severity } from '@ancam/core';
import type { Id } from '@ancam/core';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { listEventsOfScan } from '../findings/events.service.ts';
import { listEarlierSightings, listSightings, listSightingsOfRuns } from './changes.store.ts';
import type { Sighting } from './changes.store.ts';
import { coverageOf } from '@ancam/scanner';
import type { ScanContext } from './scan-context.ts';
import { getRow } from './scans.service.ts';
import * as store from './scans.store.ts';
import type { ScanRow } from './scans.store.ts';

const NOTHING = { check: null, severity: null, before: null, after: null } as const;
const KINDS = { opened: 'finding-new', fixed: 'finding-fixed', reopened: 'finding-reopened', worsened: 'finding-worse' } as const;

function isKind(event: string): event is keyof typeof KINDS {
  return event in KINDS;
}

/** What a scan saw otherwise than the sighting of the same camera before it. */
function compare(now: Sighting, before: Sighting | undefined): ScanChange[] {
  const at = { cameraId: now.cameraId, address: now.address };
  if (before === undefined) return now.by === 'new' ? [{ ...NOTHING, ...at, kind: 'new' }] : [];
  const changes: ScanChange[] = [];
  if (before.address !== now.address) changes.push({ ...NOTHING, ...at, kind: 'moved', before: before.address, after: now.address });
  const [was, is] = [before, now].map(({ makerName, model, firmware }) => [makerName, model, firmware].filter(Boolean).join(' '));
  if (was !== is && was !== undefined && is !== undefined) changes.push({ ...NOTHING, ...at, kind: 'changed', before: was, after: is });
  return changes;
}

/** The last scan before this one that covered some of its addresses. */
async function previousOf(work: Work, row: ScanRow, addresses: readonly string[]): Promise<ScanRow | undefined> {
  for (const earlier of await store.listScansBefore(work.tx, row)) {
    const plan = store.planOf(earlier);
    const same = plan.targets.some((target) => store.planOf(row).targets.includes(target));
    if (same || addresses.some(coverageOf(plan.targets, plan.excluded))) return earlier;
  }
  return undefined;
}

/** What changed against the scan before: cameras new, moved, changed or gone; findings new, fixed, reopened. */
export function changes(context: ScanContext, actor: Actor, id: Id): Promise<ScanChanges> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    noteRead(work, 'scan', [row]);
    return changesOf(work, row);
  });
}

/** Counts changes; what was fixed is none of them. */
export function countKinds(items: readonly ScanChange[]): ChangeCounts {
  const count = (...kinds: ScanChange['kind'][]): number => items.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    new: count('new'),
    changed: count('changed', 'moved', 'back'),
    gone: count('gone'),
    findings: count('finding-new', 'finding-reopened', 'finding-worse'),
  };
}

/** How much changed against the scan before. */
export async function countChanges(work: Work, row: ScanRow): Promise<ChangeCounts> {
  return countKinds((await changesOf(work, row)).items);
}

/** What changed against the scan before; of a scan by schedule, against the runs of that schedule since the last that came to its end. */
export async function changesOf(work: Work, row: ScanRow): Promise<ScanChanges> {
  const seen = await listSightings(work.tx, row.id);
  const run = await store.findRunBefore(work.tx, row);
  const { previous, items } = run === undefined ? await againstScan(work, row, seen) : await againstRun(work, row, run, seen);
  for (const { cameraId, check, severity, event, address } of await listEventsOfScan(work, row.id)) {
    if (!isKind(event)) continue;
    items.push({ ...NOTHING, cameraId, address: address ?? '', kind: KINDS[event], check, severity: Severity.parse(severity) });
  }
  return { previousScanId: previous?.id ?? null, items };
}

interface Compared {
  readonly previous: ScanRow | undefined;
  readonly items: ScanChange[];
}

/** Against the scan before that covered some of the same addresses, whoever began it. */
async function againstScan(work: Work, row: ScanRow, seen: readonly Sighting[]): Promise<Compared> {
  const earlier = new Map((await listEarlierSightings(work.tx, row)).map((each) => [each.cameraId, each]));
  const items = seen.flatMap((sighting) => compare(sighting, earlier.get(sighting.cameraId)));
  const previous = await previousOf(
    work,
    row,
    seen.map(({ address }) => address),
  );
  if (previous !== undefined) items.push(...gone(row, await listSightings(work.tx, previous.id), seen));
  return { previous, items };
}

/** Against the run before. What a run that was cut short saw since is known as well: it was told when that ended. */
async function againstRun(work: Work, row: ScanRow, previous: ScanRow, seen: readonly Sighting[]): Promise<Compared> {
  const before = await listSightingsOfRuns(work.tx, previous, row);
  const known = new Map(before.map((each) => [each.cameraId, each]));
  const plan = store.planOf(previous);
  const covered = coverageOf(plan.targets, plan.excluded);
  const items = seen.flatMap((sighting): ScanChange[] => {
    const { cameraId, address, by } = sighting;
    const was = known.get(cameraId);
    if (was !== undefined || by === 'new') return compare(sighting, was);
    // known to the register, and not there when these addresses were scanned; others are new to the schedule only
    return covered(address) ? [{ ...NOTHING, cameraId, address, kind: 'back', after: address }] : [];
  });
  return { previous, items: [...items, ...gone(row, before, seen)] };
}

/** Cameras seen before whose address was scanned again, and that were seen nowhere. A file does not say where it looked, nor does a scan that was cut short. */
function gone(row: ScanRow, before: readonly Sighting[], seen: readonly Sighting[]): ScanChange[] {
  if (row.source !== null || row.status !== 'completed') return [];
  const plan = store.planOf(row);
  const covered = coverageOf(plan.targets, plan.excluded);
  const still = new Set(seen.map(({ cameraId }) => cameraId));
  return before
    .filter(({ cameraId, address }) => !still.has(cameraId) && covered(address))
    .map(({ cameraId, address }) => Object.assign({}, NOTHING, { cameraId, address, kind: 'gone' as const, before: address }));
}
