import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';
import { atSite } from './register.store.ts';
import type { ScanSite } from './register.store.ts';

/** A camera and where the register has it. */
export interface Unseen {
  readonly id: Id;
  readonly address: string;
}

/** Cameras of the acting unit that were seen before a scan and not by it, in order of address. */
export async function listUnseen(
  { tx, actor }: Work,
  scan: { readonly id: Id; readonly startedAt: string; readonly site: ScanSite },
  { after, limit }: { readonly after: Unseen; readonly limit: number },
): Promise<Unseen[]> {
  const { rows } = await sql<Unseen>`
    select id, address from camera c
    where steward_id = ${actor.unitId} and (address, id) > (${after.address}, ${after.id}::uuid) and status = 'in-use'
      and last_seen_at < ${scan.startedAt}::timestamptz and ${atSite(scan.site)}
      and not exists (select from camera_sighting s where s.camera_id = c.id and s.scan_id = ${scan.id})
      and not exists (select from scan_host h where h.scan_id = ${scan.id} and h.address = c.address and h.camera_id is null)
    order by address, id limit ${limit}`.execute(tx);
  return rows;
}
