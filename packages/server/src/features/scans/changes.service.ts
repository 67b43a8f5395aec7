import type { ScanChange, ScanChanges } from '@ancam/contract';
import { Severity } from '@ancam/core';
import type { Id } from '@ancam/core';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { listEventsOfScan } from '../findings/events.service.ts';
import { listSightings, listEarlierSightings } from './changes.store.ts';
import type { Sighting } from './changes.store.ts';
import { coverageOf } from '@ancam/scanner';
import type { ScanContext } from './scan-context.ts';
import { getRow } from './scans.service.ts';
import * as store from './scans.store.ts';
import type { ScanRow } from './scans.store.ts';

const NOTHING = { check: null, severity: null, before: null, after: null } as const;
const KINDS = { opened: 'finding-new', fixed: 'finding-fixed', reopened: 'finding-reopened' } as const;

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

/** How many cameras are new, changed or moved, gone, and how many findings are new or back, against the scan before. */
export async function countChanges(work: Work, row: ScanRow): Promise<{ new: number; changed: number; gone: number; findings: number }> {
  const { items } = await changesOf(work, row);
  const count = (...kinds: ScanChange['kind'][]): number => items.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    new: count('new'),
    changed: count('changed', 'moved'),
    gone: count('gone'),
    findings: count('finding-new', 'finding-reopened'),
  };
}

async function changesOf(work: Work, row: ScanRow): Promise<ScanChanges> {
  const { id } = row;
  const seen = await listSightings(work.tx, id);
  const earlier = new Map((await listEarlierSightings(work.tx, row)).map((each) => [each.cameraId, each]));
  const items = seen.flatMap((sighting) => compare(sighting, earlier.get(sighting.cameraId)));
  const previous = await previousOf(
    work,
    row,
    seen.map(({ address }) => address),
  );
  if (previous !== undefined && row.status === 'completed') items.push(...(await gone(work, row, previous, seen)));
  for (const { cameraId, check, severity, event, address } of await listEventsOfScan(work, id)) {
    if (!isKind(event)) continue;
    items.push({ ...NOTHING, cameraId, address: address ?? '', kind: KINDS[event], check, severity: Severity.parse(severity) });
  }
  return { previousScanId: previous?.id ?? null, items };
}

/** Cameras of the scan before whose address was scanned again, and that were seen nowhere. A file does not say where it looked. */
async function gone(work: Work, row: ScanRow, previous: ScanRow, seen: readonly Sighting[]): Promise<ScanChange[]> {
  if (row.source !== null) return [];
  const plan = store.planOf(row);
  const covered = coverageOf(plan.targets, plan.excluded);
  const still = new Set(seen.map(({ cameraId }) => cameraId));
  const before = await listSightings(work.tx, previous.id);
  return before
    .filter(({ cameraId, address }) => !still.has(cameraId) && covered(address))
    .map(({ cameraId, address }) => Object.assign({}, NOTHING, { cameraId, address, kind: 'gone' as const, before: address }));
}
