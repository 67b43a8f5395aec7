import { Fact, newId } from '@ancam/core';
import type { CheckResult, Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type FindingRow = Selectable<Tables['finding']>;
export type FindingEventRow = Selectable<Tables['finding_event']>;

export function listByCamera(tx: Tx, cameraId: Id): Promise<FindingRow[]> {
  return tx.selectFrom('finding').selectAll().where('camera_id', '=', cameraId).orderBy('check_id').execute();
}

/** Findings of many cameras at once. */
export function listByCameras(tx: Tx, cameraIds: readonly Id[]): Promise<FindingRow[]> {
  return tx
    .selectFrom('finding')
    .selectAll()
    .where(sql<boolean>`camera_id = any(${[...cameraIds]}::uuid[])`)
    .orderBy('check_id')
    .execute();
}

export function findFinding(tx: Tx, id: Id): Promise<FindingRow | undefined> {
  return tx.selectFrom('finding').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function listEvents(tx: Tx, findingIds: readonly Id[]): Promise<FindingEventRow[]> {
  if (findingIds.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('finding_event')
    .selectAll()
    .where('finding_id', 'in', [...findingIds])
    .orderBy('seq')
    .execute();
}

/** What a scan did to findings, with the camera of each. */
export async function listEventsOfScan(
  tx: Tx,
  scanId: Id,
): Promise<{ cameraId: Id; check: string; severity: string; event: string; address: string | null }[]> {
  return tx
    .selectFrom('finding_event')
    .innerJoin('finding', 'finding.id', 'finding_event.finding_id')
    .innerJoin('camera', 'camera.id', 'finding.camera_id')
    .select(['finding.camera_id as cameraId', 'finding.check_id as check', 'finding.severity', 'finding_event.event', 'camera.address'])
    .where('finding_event.scan_id', '=', scanId)
    .where('finding_event.event', 'in', ['opened', 'fixed', 'reopened'])
    .orderBy('finding_event.seq')
    .execute();
}

export interface NewFinding {
  /** Where its camera stands. */
  readonly placement: Placement;
  readonly id: Id;
  readonly cameraId: Id;
  readonly result: CheckResult;
  readonly at: string;
}

export async function insertFindings({ tx, instanceId }: Work, findings: readonly NewFinding[]): Promise<void> {
  if (findings.length === 0) return;
  await tx
    .insertInto('finding')
    .values(
      findings.map(({ id, placement, cameraId, result, at }) => ({
        id,
        instance_id: instanceId,
        ...placement,
        camera_id: cameraId,
        check_id: result.check,
        severity: result.severity,
        certainty: result.certainty ?? null,
        status: 'open',
        fixed_by: null,
        reason: null,
        accepted_until: null,
        evidence: json(result.evidence),
        first_seen_at: at,
        last_seen_at: at,
      })),
    )
    .execute();
}

export type FindingChange = Partial<Pick<FindingRow, 'status' | 'fixed_by' | 'reason' | 'accepted_until'>>;

export async function updateFinding(tx: Tx, id: Id, change: FindingChange): Promise<void> {
  await tx.updateTable('finding').set(change).where('id', '=', id).execute();
}

/** A finding with all columns that a scan may change. */
export type ChangedFinding = Pick<
  FindingRow,
  'id' | 'status' | 'fixed_by' | 'reason' | 'accepted_until' | 'severity' | 'certainty' | 'last_seen_at' | 'evidence'
>;

/** Writes findings that a scan changed. */
export async function updateFindings(tx: Tx, changed: readonly ChangedFinding[]): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    update finding f set status = v.status, fixed_by = v.fixed_by, reason = v.reason, accepted_until = v.accepted_until,
      severity = v.severity, certainty = v.certainty, last_seen_at = v.last_seen_at, evidence = v.evidence
    from jsonb_to_recordset(${json(changed)}::text::jsonb) as v (id uuid, status text, fixed_by text, reason text, accepted_until date,
      severity text, certainty text, last_seen_at timestamptz, evidence jsonb)
    where f.id = v.id`.execute(tx);
}

/** A finding that was there again, unchanged. */
export interface SeenFinding {
  readonly id: Id;
  readonly at: string;
}

/** Notes that findings were there again. */
export async function markSeen(tx: Tx, seen: readonly SeenFinding[]): Promise<void> {
  if (seen.length === 0) return;
  await sql`
    update finding f set last_seen_at = v.at from jsonb_to_recordset(${json(seen)}::text::jsonb) as v (id uuid, at timestamptz)
    where f.id = v.id and f.last_seen_at <> v.at`.execute(tx);
}

export interface NewEvent {
  /** Where its finding stands. */
  readonly placement: Placement;
  readonly findingId: Id;
  readonly scanId: Id | null;
  readonly at: string;
  readonly by: string;
  readonly event: 'opened' | 'accepted' | 'fixed' | 'reopened';
  readonly reason: string | null;
}

export async function insertEvents({ tx }: Work, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('finding_event')
    .values(
      events.map(({ placement, findingId, scanId, at, by, event, reason }) => ({
        id: newId(),
        ...placement,
        finding_id: findingId,
        scan_id: scanId,
        at,
        by_name: by,
        event,
        reason,
      })),
    )
    .execute();
}

/** Facts as stored with a finding. */
export function evidenceOf(row: FindingRow): Fact[] {
  return z.array(Fact).parse(row.evidence);
}
