import { Fact, newId } from '@ancam/core';
import type { CheckResult, Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { placementOf } from '../../db/actor.ts';
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
export async function listByCameras(tx: Tx, cameraIds: readonly Id[]): Promise<FindingRow[]> {
  if (cameraIds.length === 0) return [];
  const { rows } = await sql<FindingRow>`select f.* from unnest(${[...cameraIds]}::uuid[]) as k (camera)
    cross join lateral (select * from finding where camera_id = k.camera offset 0) as f order by f.check_id`.execute(tx);
  return rows;
}

/** A finding with the camera that it is of. */
export interface FindingOfSystem {
  readonly id: Id;
  readonly check_id: string;
  readonly severity: string;
  readonly status: string;
  readonly accepted_until: string | null;
  readonly camera_id: Id;
  readonly camera: string;
  readonly system_id: Id | null;
}

const WITH_CAMERA = sql`select f.id, f.check_id, f.severity, f.status, f.accepted_until, c.id as camera_id, c.name as camera, c.system_id
  from finding f join camera c on c.id = f.camera_id`;

/** Findings of the cameras in use of a system, open ones first, the gravest first; one more than asked for. */
export async function listOfSystem(tx: Tx, systemId: Id, most: number): Promise<FindingOfSystem[]> {
  const { rows } = await sql<FindingOfSystem>`${WITH_CAMERA} where c.system_id = ${systemId} and c.status = 'in-use'
    order by array_position(array['open', 'accepted', 'fixed'], f.status),
      array_position(array['critical', 'high', 'medium', 'low', 'info'], f.severity), c.name, f.id limit ${most + 1}`.execute(tx);
  return rows;
}

/** Findings by their ids. */
export async function listByIds(tx: Tx, ids: readonly Id[]): Promise<FindingOfSystem[]> {
  if (ids.length === 0) return [];
  return (await sql<FindingOfSystem>`${WITH_CAMERA} where f.id = any(${[...ids]}::uuid[])`.execute(tx)).rows;
}

/** A finding for one who reads it only. */
export function seeFinding(tx: Tx, id: Id): Promise<FindingRow | undefined> {
  return tx.selectFrom('finding').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A finding for one who changes it, locked until the end of the transaction. */
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
    .where('finding_event.event', 'in', ['opened', 'fixed', 'reopened', 'worsened'])
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

/** Numbers the different values of a list: many findings share few results and places, which travel once. */
function numbered<T>(values: readonly T[], keyOf: (value: T) => unknown): { readonly different: T[]; readonly numbers: number[] } {
  const numberOf = new Map<unknown, number>();
  const different: T[] = [];
  const numbers = values.map((value) => {
    const key = keyOf(value);
    const known = numberOf.get(key);
    if (known !== undefined) return known;
    numberOf.set(key, different.length);
    return different.push(value) - 1;
  });
  return { different, numbers };
}

const placeKey = ({ home_id, unit_id, scope_path, place_path, classification }: Placement): string =>
  JSON.stringify([home_id, unit_id, scope_path, place_path, classification]);

function places(of: readonly { readonly placement: Placement }[]) {
  const { different, numbers } = numbered(
    of.map(({ placement }) => placement),
    placeKey,
  );
  const rows = different.map((placement, n) => Object.assign({ n }, placementOf(placement)));
  const list = sql`jsonb_to_recordset(${json(rows)}::text::jsonb)
    as p (n int, home_id uuid, unit_id uuid, scope_path text, place_path text, classification smallint)`;
  return { list, numbers };
}

export async function insertFindings({ tx, instanceId }: Work, findings: readonly NewFinding[]): Promise<void> {
  if (findings.length === 0) return;
  const place = places(findings);
  const results = numbered(
    findings.map(({ result }) => result),
    (result) => result,
  );
  const said = results.different.map(({ check, severity, certainty, evidence }, n) => ({ n, check, severity, certainty, evidence }));
  const rows = findings.map(({ id, cameraId, at }, row) => ({
    id,
    camera_id: cameraId,
    at,
    r: results.numbers[row],
    p: place.numbers[row],
  }));
  await sql`insert into finding (id, instance_id, home_id, unit_id, scope_path, place_path, classification, camera_id, check_id, severity,
      certainty, status, evidence, first_seen_at, last_seen_at)
    select f.id, ${instanceId}::uuid, p.home_id, p.unit_id, p.scope_path, p.place_path, p.classification, f.camera_id, r."check", r.severity,
      r.certainty, 'open', r.evidence, f.at, f.at
    from jsonb_to_recordset(${json(rows)}::text::jsonb) as f (id uuid, camera_id uuid, at timestamptz, r int, p int)
    join jsonb_to_recordset(${json(said)}::text::jsonb) as r (n int, "check" text, severity text, certainty text, evidence jsonb) on r.n = f.r
    join ${place.list} on p.n = f.p`.execute(tx);
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
  readonly event: 'opened' | 'accepted' | 'fixed' | 'reopened' | 'worsened';
  readonly reason: string | null;
  /** Of an acceptance: its last day. */
  readonly until?: string | null;
}

export async function insertEvents({ tx }: Work, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const place = places(events);
  const rows = events.map(({ findingId, scanId, at, by, event, reason, until = null }, row) => ({
    row,
    id: newId(),
    finding_id: findingId,
    scan_id: scanId,
    at,
    by_name: by,
    event,
    reason,
    until,
    p: place.numbers[row],
  }));
  await sql`insert into finding_event (id, home_id, unit_id, scope_path, place_path, classification, finding_id, scan_id, at, by_name, event, reason, until)
    select e.id, p.home_id, p.unit_id, p.scope_path, p.place_path, p.classification, e.finding_id, e.scan_id, e.at, e.by_name, e.event, e.reason, e.until
    from jsonb_to_recordset(${json(rows)}::text::jsonb) as e (row int, id uuid, finding_id uuid, scan_id uuid, at timestamptz, by_name text, event text, reason text, until date, p int)
    join ${place.list} on p.n = e.p order by e.row`.execute(tx);
}

/** Facts as stored with a finding. */
export function evidenceOf(row: FindingRow): Fact[] {
  return z.array(Fact).parse(row.evidence);
}
