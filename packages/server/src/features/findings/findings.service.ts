import type { Finding } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { CheckResult, HostResult, Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import * as store from './findings.store.ts';
import type { FindingChange, FindingRow, NewEvent } from './findings.store.ts';
import { viewFindings } from './findings.view.ts';
import { isDecided, speaks, stepOf } from './life.ts';
import type { Standing, Step } from './life.ts';

function standingOf(row: FindingRow | undefined): Standing {
  if (row === undefined) return 'absent';
  if (row.status === 'open' || row.status === 'accepted') return row.status;
  return row.fixed_by === 'person' ? 'fixed-by-person' : 'fixed-by-scan';
}

/** Columns that a step changes. */
function changeOf(step: Exclude<Step, 'none' | 'opened'>, result: CheckResult, at: string): FindingChange {
  const seen = {
    severity: result.severity,
    certainty: result.certainty ?? null,
    evidence: json(result.evidence),
    last_seen_at: at,
  };
  if (step === 'seen') return seen;
  if (step === 'reopened') return { ...seen, status: 'open', fixed_by: null, reason: null, accepted_until: null };
  return { status: 'fixed', fixed_by: 'scan' };
}

const EVENTS = { opened: 'opened', seen: 'seen', reopened: 'reopened', fixed: 'fixed', confirmed: 'fixed' } as const;

/** Lets the findings of a camera live on by what a scan of it said. */
export async function applyChecks(
  context: Context,
  work: Work,
  {
    cameraId,
    scanId,
    host,
    fleetDecided,
  }: { readonly cameraId: Id; readonly scanId: Id | null; readonly host: HostResult; readonly fleetDecided: boolean },
): Promise<void> {
  const rows = new Map((await store.listByCamera(work.tx, cameraId)).map((row) => [row.check_id, row]));
  const spoken = scanId === null ? new Set<Id>() : await store.listSeenInScan(work.tx, cameraId, scanId);
  const needs = new Map(context.knowledge.checks.map((check) => [check.id, check.needs]));
  const { maker, model, firmware } = host.identity;
  const identified = maker !== undefined && model !== undefined && firmware !== undefined;
  const answers = { probes: host.probes, identified, fleetDecided };
  const at = host.finishedAt;
  const opened: Parameters<typeof store.insertFindings>[1][number][] = [];
  const events: NewEvent[] = [];
  for (const result of host.checks.filter(speaks)) {
    const row = rows.get(result.check);
    const checkNeeds = needs.get(result.check);
    const decided = checkNeeds !== undefined && isDecided(result.outcome, checkNeeds, answers);
    const step = stepOf(standingOf(row), result.outcome, decided);
    if (step === 'none') continue;
    const findingId = row?.id ?? newId();
    if (step === 'opened') opened.push({ id: findingId, cameraId, result, at });
    else await store.updateFinding(work.tx, findingId, changeOf(step, result, at));
    // A host may be written again within one scan; being seen twice in it is no news.
    if (step === 'seen' && spoken.has(findingId)) continue;
    events.push({ findingId, scanId, at, by: work.actor.name, event: EVENTS[step], reason: null });
  }
  await store.insertFindings(work, opened);
  await store.insertEvents(work, events);
}

/** All findings of a camera, as the API tells them. */
export async function viewOfCamera(context: Context, work: Work, cameraId: Id): Promise<Finding[]> {
  return viewFindings(context, work, await store.listByCamera(work.tx, cameraId));
}
