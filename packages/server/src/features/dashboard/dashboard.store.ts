import type { Id, Severity } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

export interface CameraCounts {
  readonly total: number;
  readonly unidentified: number;
}

export async function countCameras(tx: Tx): Promise<CameraCounts> {
  const { rows } = await sql<CameraCounts>`
    select count(*)::int as total, (count(*) filter (where maker_name is null))::int as unidentified from camera where status = 'in-use'`.execute(
    tx,
  );
  return rows[0] ?? { total: 0, unidentified: 0 };
}

/** Cameras by their worst open finding; rank 9: none. `checked`: a scan has seen them. */
export async function countByWorst(tx: Tx): Promise<{ rank: number; checked: boolean; count: number }[]> {
  const { rows } = await sql<{ rank: number; checked: boolean; count: number }>`
    select worst as rank, worst < 9 or last_seen_at is not null as checked, count(*)::int as count
    from camera where status = 'in-use' group by 1, 2 order by 1, 2 desc`.execute(tx);
  return rows;
}

export async function countByMaker(tx: Tx): Promise<{ maker: string; count: number }[]> {
  const { rows } = await sql<{ maker: string; count: number }>`
    select coalesce(maker_name, '') as maker, count(*)::int as count from camera where status = 'in-use' group by 1 order by 2 desc, 1 limit 20`.execute(
    tx,
  );
  return rows;
}

/** Findings of cameras in use by their status on a day. */
export async function countFindings(tx: Tx, day: string): Promise<{ open: number; accepted: number; fixed: number }> {
  const { rows } = await sql<{ status: 'open' | 'accepted' | 'fixed'; count: number }>`
    select finding_status_on(f.status, f.accepted_until, ${day}::date) as status, count(*)::int as count
    from finding f join camera c on c.id = f.camera_id where c.status = 'in-use' group by 1`.execute(tx);
  const counts = { open: 0, accepted: 0, fixed: 0 };
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}

/** The checks that fail on most cameras, worst first. */
export async function listTopChecks(tx: Tx, day: string): Promise<{ check: string; severity: Severity; cameras: number }[]> {
  const { rows } = await sql<{ check: string; severity: Severity; cameras: number }>`
    select f.check_id as check, f.severity, count(*)::int as cameras from finding f join camera c on c.id = f.camera_id
    where c.status = 'in-use' and finding_status_on(f.status, f.accepted_until, ${day}::date) = 'open'
    group by 1, 2 order by severity_rank(f.severity), 3 desc, 1 limit 10`.execute(tx);
  return rows;
}

/** Change of the number of open findings on each day, oldest first. */
export async function listOpenDeltas(tx: Tx, day: string): Promise<{ day: string; delta: number }[]> {
  const { rows } = await sql<{ day: string; delta: number }>`
    with steps as (
      select (e.at at time zone 'Asia/Ho_Chi_Minh')::date as day, (e.event in ('opened', 'reopened'))::int as open,
        lag((e.event in ('opened', 'reopened'))::int, 1, 0) over (partition by e.finding_id order by e.seq) as before
      from finding_event e join finding f on f.id = e.finding_id join camera c on c.id = f.camera_id
      where c.status = 'in-use'
      union all
      select f.accepted_until + 1, 1, 0 from finding f join camera c on c.id = f.camera_id
      where f.status = 'accepted' and f.accepted_until < ${day}::date and c.status = 'in-use'
    )
    select day, sum(open - before)::int as delta from steps group by 1 order by 1`.execute(tx);
  return rows;
}

/** What waits for somebody. */
export async function countWaiting(
  tx: Tx,
  day: string,
  soon: string,
): Promise<{ authorisations: number; running: number; resumable: number; ending: number; scans: number }> {
  const { rows } = await sql<{ authorisations: number; running: number; resumable: number; ending: number; scans: number }>`
    select
      (select count(*)::int from authorisation where revoked_at is null and valid_from <= ${day}::date and valid_until >= ${day}::date) as authorisations,
      (select count(*)::int from scan where status = 'running') as running,
      (select count(*)::int from scan where status = 'interrupted') as resumable,
      (select count(*)::int from scan) as scans,
      (select count(*)::int from finding f join camera c on c.id = f.camera_id where c.status = 'in-use' and f.status = 'accepted'
        and f.accepted_until between ${day}::date and ${soon}::date) as ending`.execute(tx);
  return rows[0] ?? { authorisations: 0, running: 0, resumable: 0, ending: 0, scans: 0 };
}

/** The latest scan of a status. */
export async function findScanOf(tx: Tx, status: string): Promise<Id | undefined> {
  const row = await tx
    .selectFrom('scan')
    .select('id')
    .where('status', '=', status)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
