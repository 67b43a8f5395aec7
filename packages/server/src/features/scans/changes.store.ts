import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { ScanRow } from './scans.store.ts';

/** A camera as a scan saw it. */
export interface Sighting {
  readonly cameraId: Id;
  readonly address: string;
  readonly by: string;
  readonly makerName: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
}

export function listSightings(tx: Tx, scanId: Id): Promise<Sighting[]> {
  return tx
    .selectFrom('camera_sighting')
    .select(['camera_id as cameraId', 'address', 'recognised_by as by', 'maker_name as makerName', 'model', 'firmware'])
    .where('scan_id', '=', scanId)
    .orderBy('address')
    .execute();
}

/** The cameras that the runs of a schedule saw from one on until another: each as it was seen last. */
export async function listSightingsOfRuns(tx: Tx, from: ScanRow, until: ScanRow): Promise<Sighting[]> {
  const { rows } = await sql<Sighting>`
    select distinct on (seen.camera_id) seen.camera_id as "cameraId", seen.address, seen.recognised_by as by, seen.maker_name as "makerName",
      seen.model, seen.firmware
    from scan join camera_sighting seen on seen.scan_id = scan.id
    where scan.schedule_id = ${from.schedule_id} and scan.started_at >= ${from.started_at} and scan.started_at < ${until.started_at}
    order by seen.camera_id, seen.seen_at desc`.execute(tx);
  return rows;
}

/** For each camera of a scan, how the latest earlier scan saw it. */
export async function listEarlierSightings(tx: Tx, scan: ScanRow): Promise<Sighting[]> {
  const { rows } = await sql<Sighting>`
    select distinct on (before.camera_id) before.camera_id as "cameraId", before.address, before.recognised_by as by,
      before.maker_name as "makerName", before.model, before.firmware
    from camera_sighting now
    join camera_sighting before on before.camera_id = now.camera_id and before.scan_id <> now.scan_id
    join scan on scan.id = before.scan_id and scan.started_at < ${scan.started_at}
    where now.scan_id = ${scan.id}
    order by before.camera_id, before.seen_at desc`.execute(tx);
  return rows;
}
