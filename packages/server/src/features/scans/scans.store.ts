import type { ScanOrigin } from '@ancam/contract';
import { HostResult, ScanPlan, ScanSource, ScanStats, ScanWindow } from '@ancam/core';
import type { AuthorisationNote, Id, ScanStatus, Severity } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { addressKey } from '../../address-key.ts';
import type { Work } from '../../db/actor.ts';
import { ownedBy } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { readCursor } from '../../cursor.ts';
import { failedBySeverity } from './severities.ts';

/** A scan whose process ended so often while it ran may be what ends it. */
export const MOST_REVIVED = 5;

export type ScanRow = Selectable<Tables['scan']>;
export type HostRow = Omit<Selectable<Tables['scan_host']>, 'result' | 'failed'> & { failed: unknown };

export interface NewScan {
  readonly id: Id;
  readonly authorisationId: Id | null;
  readonly authorisation: AuthorisationNote | undefined;
  readonly origin: 'live' | 'imported' | 'probe';
  readonly status: ScanStatus;
  readonly leaseUntil: string | null;
  readonly plan: ScanPlan;
  readonly stats: ScanStats;
  readonly notes: readonly string[];
  readonly knowledge: string;
  readonly software: string;
  readonly contentHash: string | null;
  /** The file of another tool that it was read from. */
  readonly source?: ScanSource | undefined;
  /** The site where it runs, where it names one. */
  readonly siteId?: Id | null;
  /** The schedule that began it, and the hours in which it may send. */
  readonly scheduleId?: Id | null;
  readonly window?: ScanWindow | null;
  /** Who shares it, where probes scan. */
  readonly probes?: readonly Id[];
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

export async function insertScan({ tx, actor, instanceId }: Work, scan: NewScan): Promise<void> {
  await tx
    .insertInto('scan')
    .values({
      id: scan.id,
      instance_id: instanceId,
      ...ownedBy(actor),
      authorisation_id: scan.authorisationId,
      authorisation_note: scan.authorisation === undefined ? null : json(scan.authorisation),
      origin: scan.origin,
      status: scan.status,
      lease_until: scan.leaseUntil,
      plan: json(scan.plan),
      stats: json(scan.stats),
      notes: [...scan.notes],
      knowledge: scan.knowledge,
      software: scan.software,
      content_hash: scan.contentHash,
      started_by: actor.name,
      started_at: scan.startedAt,
      finished_at: scan.finishedAt,
      site_id: scan.siteId ?? null,
      source: scan.source === undefined ? null : json(scan.source),
      probe_ids: [...(scan.probes ?? [])],
      schedule_id: scan.scheduleId ?? null,
      run_window: scan.window == null ? null : json(scan.window),
    })
    .execute();
}

export function findScan(tx: Tx, id: Id): Promise<ScanRow | undefined> {
  return tx.selectFrom('scan').selectAll().where('id', '=', id).executeTakeFirst();
}

/** One row more than asked for, to tell whether another page follows. */
export function listScans(
  tx: Tx,
  page: { cursor?: string | undefined; limit: number; origin?: ScanOrigin | undefined },
): Promise<ScanRow[]> {
  const after = readCursor(page.cursor, 2);
  let query = tx.selectFrom('scan').selectAll();
  if (page.origin !== undefined) query = query.where('origin', '=', page.origin);
  if (after !== undefined) query = query.where(sql<boolean>`(started_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** The last run of the same schedule before this one that came to its end; undefined where no schedule began it, or none has. */
export async function findRunBefore(tx: Tx, { schedule_id: schedule, started_at: startedAt }: ScanRow): Promise<ScanRow | undefined> {
  if (schedule === null) return undefined;
  return tx
    .selectFrom('scan')
    .selectAll()
    .where('schedule_id', '=', schedule)
    .where('status', '=', 'completed')
    .where('started_at', '<', startedAt)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The scan before this one, in time, that was not thrown away. */
export function listScansBefore(tx: Tx, scan: ScanRow): Promise<ScanRow[]> {
  return tx.selectFrom('scan').selectAll().where('started_at', '<', scan.started_at).orderBy('started_at', 'desc').limit(50).execute();
}

export interface ScanEnd {
  readonly status: ScanStatus;
  readonly stats?: ScanStats;
  readonly notes?: readonly string[];
  readonly finishedAt: string;
}

export async function endScan(tx: Tx, id: Id, end: ScanEnd): Promise<void> {
  await tx
    .updateTable('scan')
    .set({
      status: end.status,
      finished_at: end.finishedAt,
      lease_until: null,
      ...(end.stats === undefined ? {} : { stats: json(end.stats) }),
      ...(end.notes === undefined ? {} : { notes: [...end.notes] }),
    })
    .where('id', '=', id)
    .execute();
}

/** `leaseUntil` null: probes scan, each piece has a term of its own. False where another process has taken it up meanwhile. */
export async function reviveScan(tx: Tx, id: Id, leaseUntil: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('scan')
    .set({
      status: 'running',
      finished_at: null,
      lease_until: leaseUntil,
      revived: sql<number>`case status when 'interrupted' then least(revived + 1, 1000) else 0 end`,
    })
    .where('id', '=', id)
    .where('status', '<>', 'running')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Scans of schedules, of some or of all, that have not come to their end: running, waiting for their hours, or cut off less often than is believed to be chance. */
export function listScheduled(tx: Tx, schedules?: readonly Id[]): Promise<ScanRow[]> {
  let query = tx.selectFrom('scan').selectAll().where('schedule_id', 'is not', null);
  if (schedules !== undefined) query = query.where(sql<boolean>`schedule_id = any (${[...schedules]}::uuid[])`);
  return query
    .where((eb) =>
      eb.or([eb('status', 'in', ['running', 'paused']), eb.and([eb('status', '=', 'interrupted'), eb('revived', '<', MOST_REVIVED)])]),
    )
    .execute();
}

/** Scans by their ids, those that the reader sees. */
export function findScans(tx: Tx, ids: readonly Id[]): Promise<ScanRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('scan')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/** Shared scans that run and may send at some hours only. */
export function listSharedWithHours(tx: Tx): Promise<Pick<ScanRow, 'id' | 'run_window'>[]> {
  return tx
    .selectFrom('scan')
    .select(['id', 'run_window'])
    .where('status', '=', 'running')
    .where('origin', '=', 'probe')
    .where('run_window', 'is not', null)
    .execute();
}

export async function renewLeases(tx: Tx, ids: readonly Id[], leaseUntil: string): Promise<void> {
  await tx
    .updateTable('scan')
    .set({ lease_until: leaseUntil })
    .where('id', 'in', [...ids])
    .where('status', '=', 'running')
    .execute();
}

/** Running scans whose process is dead; `before` undefined: all. What probes scan runs in no process here. */
export function listDeadScans(tx: Tx, before: string | undefined): Promise<ScanRow[]> {
  let query = tx.selectFrom('scan').selectAll().where('status', '=', 'running').where('origin', '<>', 'probe');
  if (before !== undefined) query = query.where('lease_until', '<', before);
  return query.execute();
}

/** Writes finished hosts, or writes them again with what the end of the scan added. A camera once told stays. */
export async function putHosts(
  { tx }: Work,
  scanId: Id,
  hosts: readonly { readonly host: HostResult; readonly cameraId: Id | null }[],
): Promise<void> {
  if (hosts.length === 0) return;
  const placement = await tx
    .selectFrom('scan')
    .select(['home_id', 'unit_id', 'scope_path', 'place_path', 'classification'])
    .where('id', '=', scanId)
    .executeTakeFirstOrThrow();
  const rows = hosts.map(({ host, cameraId }) => ({
    id: host.id,
    ...placement,
    scan_id: scanId,
    camera_id: cameraId,
    address: host.address,
    address_key: addressKey(host.address),
    kind: host.identity.kind,
    maker_name: host.identity.makerName ?? null,
    model: host.identity.model ?? null,
    firmware: host.identity.firmware ?? null,
    confidence: host.identity.confidence,
    strength: host.identity.strength,
    cut_short: host.cutShort,
    failed: json(failedBySeverity(host.checks)),
    result: json(host),
  }));
  await tx
    .insertInto('scan_host')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['scan_id', 'address', 'home_id']).doUpdateSet((eb) => ({
        id: eb.ref('excluded.id'),
        camera_id: eb.fn.coalesce('excluded.camera_id', 'scan_host.camera_id'),
        kind: eb.ref('excluded.kind'),
        maker_name: eb.ref('excluded.maker_name'),
        model: eb.ref('excluded.model'),
        firmware: eb.ref('excluded.firmware'),
        confidence: eb.ref('excluded.confidence'),
        strength: eb.ref('excluded.strength'),
        cut_short: eb.ref('excluded.cut_short'),
        failed: sql<string>`excluded.failed`,
        result: sql<string>`excluded.result`,
      })),
    )
    .execute();
}

const HOST_COLUMNS = [
  'id',
  'home_id',
  'unit_id',
  'scope_path',
  'place_path',
  'classification',
  'scan_id',
  'camera_id',
  'address',
  'address_key',
  'kind',
  'maker_name',
  'model',
  'firmware',
  'confidence',
  'strength',
  'cut_short',
  'failed',
] as const;

/** Hosts in order of address, one row more than asked for. */
export function listHosts(
  tx: Tx,
  scanId: Id,
  page: { cursor?: string | undefined; limit: number; camerasOnly: boolean },
): Promise<HostRow[]> {
  const after = readCursor(page.cursor, 2);
  let query = tx.selectFrom('scan_host').select(HOST_COLUMNS).where('scan_id', '=', scanId);
  if (page.camerasOnly) query = query.where('kind', 'in', ['camera', 'recorder']);
  if (after !== undefined) query = query.where(sql<boolean>`(address_key, id) > (${after[0]}::text, ${after[1]}::uuid)`);
  return query
    .orderBy('address_key')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
}

export function findHostRow(tx: Tx, scanId: Id, address: string): Promise<HostRow | undefined> {
  return tx.selectFrom('scan_host').select(HOST_COLUMNS).where('scan_id', '=', scanId).where('address', '=', address).executeTakeFirst();
}

/** What is known of addresses of a scan. */
export function listTold(tx: Tx, scanId: Id, addresses: readonly string[]): Promise<{ address: string; id: Id; cut_short: boolean }[]> {
  return tx
    .selectFrom('scan_host')
    .select(['address', 'id', 'cut_short'])
    .where('scan_id', '=', scanId)
    .where('address', 'in', [...addresses])
    .execute();
}

/** Full results in order of address, a page at a time: they are large. */
export async function listHostResults(
  tx: Tx,
  scanId: Id,
  page: { after: string; limit: number; unregisteredOnly?: boolean },
): Promise<{ key: string; host: HostResult }[]> {
  let query = tx
    .selectFrom('scan_host')
    .select(['address_key', 'result'])
    .where('scan_id', '=', scanId)
    .where('address_key', '>', page.after);
  if (page.unregisteredOnly === true) query = query.where('camera_id', 'is', null).where('kind', 'in', ['camera', 'recorder']);
  const rows = await query.orderBy('address_key').limit(page.limit).execute();
  return rows.map((row) => ({ key: row.address_key, host: HostResult.parse(row.result) }));
}

/** One host's full result. */
export async function findHostResult(tx: Tx, hostId: Id): Promise<HostResult | undefined> {
  const row = await tx.selectFrom('scan_host').select('result').where('id', '=', hostId).executeTakeFirst();
  return row === undefined ? undefined : HostResult.parse(row.result);
}

/** Results of hosts as JSON texts, by id. */
export async function readHostTexts(tx: Tx, hostIds: readonly Id[]): Promise<Map<Id, string>> {
  const { rows } = await sql<{ id: Id; text: string }>`
    select id, result::text as text from scan_host where id = any(${[...hostIds]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** Failed checks of scans by severity, summed over their hosts. */
export async function countFailed(tx: Tx, scanIds: readonly Id[]): Promise<{ scanId: Id; severity: Severity; count: number }[]> {
  if (scanIds.length === 0) return [];
  const { rows } = await sql<{ scanId: Id; severity: Severity; count: number }>`
    select scan_id as "scanId", each.key as severity, sum(each.value::int)::int as count
    from scan_host, jsonb_each_text(failed) as each where scan_id = any(${[...scanIds]}::uuid[]) group by 1, 2`.execute(tx);
  return rows;
}

/** Hosts of a scan by how well their maker is known, cameras and recorders apart from the rest. */
export async function countStrengths(
  tx: Tx,
  scanId: Id,
): Promise<{ camera: boolean; strength: string; hosts: number; cutShort: number }[]> {
  const { rows } = await sql<{ camera: boolean; strength: string; hosts: number; cutShort: number }>`
    select kind in ('camera', 'recorder') as camera, strength, count(*)::int as hosts, (count(*) filter (where cut_short))::int as "cutShort"
    from scan_host where scan_id = ${scanId} group by 1, 2`.execute(tx);
  return rows;
}

/** Hosts and cameras written so far. */
export async function countHosts(tx: Tx, scanId: Id): Promise<{ alive: number; cameras: number }> {
  const { rows } = await sql<{ alive: number; cameras: number }>`
    select count(*)::int as alive, (count(*) filter (where kind in ('camera', 'recorder')))::int as cameras
    from scan_host where scan_id = ${scanId}`.execute(tx);
  return rows[0] ?? { alive: 0, cameras: 0 };
}

export function planOf(row: ScanRow): ScanPlan {
  return ScanPlan.parse(row.plan);
}

/** The file that a scan was read from; null where somebody scanned. */
export function sourceOf(row: ScanRow): ScanSource | null {
  return row.source === null ? null : ScanSource.parse(row.source);
}

/** The hours in which a scan may send; null: at any. */
export function windowOf(row: Pick<ScanRow, 'run_window'>): ScanWindow | null {
  return ScanWindow.nullable().parse(row.run_window);
}

export function statsOf(row: ScanRow): ScanStats {
  return ScanStats.parse(row.stats);
}
