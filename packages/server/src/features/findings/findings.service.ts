import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { CheckResult, HostResult, Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Placement, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { countingCameras } from '../figures/figures.service.ts';
import * as store from './findings.store.ts';
import type { FindingRow, NewFinding } from './findings.store.ts';
import { viewFindings } from './findings.view.ts';
import { isDecided, isWorse, speaks, stepOf } from './life.ts';
import type { Answers, Standing, Step } from './life.ts';
import { recountOpen } from './open-counts.store.ts';

type NewEvent = Pick<store.NewEvent, 'placement' | 'findingId' | 'at' | 'event' | 'reason'>;

function standingOf(row: FindingRow | undefined): Standing {
  if (row === undefined) return 'absent';
  if (row.status === 'open' || row.status === 'accepted') return row.status;
  return row.fixed_by === 'person' ? 'fixed-by-person' : 'fixed-by-scan';
}

/** The columns of a finding that a scan may change, as they are. */
function standing(row: FindingRow): Omit<store.ChangedFinding, 'id'> {
  const { status, fixed_by, reason, accepted_until, severity, certainty, last_seen_at, evidence } = row;
  return { status, fixed_by, reason, accepted_until, severity, certainty, last_seen_at, evidence };
}

/** Columns that a step changes. */
function changeOf(step: Exclude<Step, 'none' | 'opened'>, result: CheckResult, at: string): Partial<store.ChangedFinding> {
  const { severity, certainty = null, evidence } = result;
  const seen = { severity, certainty, evidence, last_seen_at: at };
  if (step === 'seen') return seen;
  if (step === 'reopened') return { ...seen, status: 'open', fixed_by: null, reason: null, accepted_until: null };
  return { status: 'fixed', fixed_by: 'scan' };
}

const EVENTS = { opened: 'opened', reopened: 'reopened', fixed: 'fixed', confirmed: 'fixed' } as const;

/** What a scan, or a label, said of a camera. */
export interface Checked {
  readonly cameraId: Id;
  /** Where the camera stands. */
  readonly placement: Placement;
  readonly host: HostResult;
  /** Nobody else is known to hold the keys of this device. */
  readonly fleetDecided: boolean;
}

/** What is to be written. */
interface Batch {
  readonly opened: NewFinding[];
  readonly changed: store.ChangedFinding[];
  /** Seen again just as before. */
  readonly seen: store.SeenFinding[];
  readonly events: NewEvent[];
  readonly recount: Set<Id>;
}

/** Lets the findings of cameras live on by what a scan of them said. Each camera at most once. */
export async function applyChecks(context: Context, work: Work, scanId: Id | null, checked: readonly Checked[]): Promise<void> {
  const ids = checked.map(({ cameraId }) => cameraId);
  const rows = Map.groupBy(await store.listByCameras(work.tx, ids), (row) => row.camera_id);
  const needs = new Map(context.knowledge.checks.map((check) => [check.id, check.needs]));
  const batch: Batch = { opened: [], changed: [], seen: [], events: [], recount: new Set() };
  for (const each of checked) {
    const known = new Map((rows.get(each.cameraId) ?? []).map((row) => [row.check_id, row]));
    for (const result of each.host.checks.filter(speaks)) {
      const checkNeeds = needs.get(result.check);
      const decided = checkNeeds !== undefined && isDecided(result.outcome, checkNeeds, answersOf(each));
      take(batch, each, result, known.get(result.check), decided);
    }
  }
  await countingCameras(work, [...batch.recount], () => write(work, scanId, batch));
}

async function write(work: Work, scanId: Id | null, batch: Batch): Promise<void> {
  await store.insertFindings(work, batch.opened);
  await store.updateFindings(work.tx, batch.changed);
  await store.markSeen(work.tx, batch.seen);
  await store.insertEvents(
    work,
    batch.events.map((event) => Object.assign({}, event, { scanId, by: work.actor.name })),
  );
  await recountOpen(work.tx, [...batch.recount], dayOf(work.now));
}

function answersOf({ host, fleetDecided }: Checked): Answers {
  const { maker, model, firmware } = host.identity;
  return { probes: host.probes, identified: maker !== undefined && model !== undefined && firmware !== undefined, fleetDecided };
}

function take(
  batch: Batch,
  { cameraId, placement, host }: Checked,
  result: CheckResult,
  row: FindingRow | undefined,
  decided: boolean,
): void {
  const at = host.finishedAt;
  const step = stepOf(standingOf(row), result.outcome, decided);
  if (step === 'none') return;
  if (row !== undefined && step === 'seen' && isSame(row, result)) {
    batch.seen.push({ id: row.id, at });
    return;
  }
  batch.recount.add(cameraId);
  const id = row?.id ?? newId();
  if (row === undefined) batch.opened.push({ id, placement, cameraId, result, at });
  else if (step !== 'opened') batch.changed.push({ id, ...standing(row), ...changeOf(step, result, at) });
  if (step !== 'seen') batch.events.push({ placement, findingId: id, at, event: EVENTS[step], reason: null });
  else if (row !== undefined && isWorse(row, result)) batch.events.push({ placement, findingId: id, at, event: 'worsened', reason: null });
}

/** Whether a failed check says nothing that its finding does not say already. */
function isSame(row: FindingRow, result: CheckResult): boolean {
  if (row.severity !== result.severity || row.certainty !== (result.certainty ?? null)) return false;
  return isDeepStrictEqual(row.evidence, JSON.parse(JSON.stringify(result.evidence)));
}

/** All findings of a camera, as the API tells them. */
export async function viewOfCamera(context: Context, work: Work, cameraId: Id): Promise<Finding[]> {
  return viewFindings(context, work, await store.listByCamera(work.tx, cameraId));
}
