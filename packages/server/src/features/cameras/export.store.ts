import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** What a file of cameras says beyond the list. */
export interface ExportedCamera {
  readonly id: Id;
  /** Code of the unit that answers for it, its name where it has none; null where the reader does not see the unit. */
  readonly unit: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly hardwareRevision: string;
  readonly purchasedOn: string | null;
  readonly originPaper: string;
  readonly qualityPaper: string;
  readonly contract: string;
  readonly supplier: string;
  readonly note: string;
}

/** The rest of some cameras, by id. */
export async function listExported(tx: Tx, ids: readonly Id[]): Promise<Map<Id, ExportedCamera>> {
  const { rows } = await sql<ExportedCamera>`
    select c.id, coalesce(u.code, u.name) as unit, c.serial, c.mac, c.hardware_revision as "hardwareRevision", c.purchased_on as "purchasedOn",
      c.origin_paper as "originPaper", c.quality_paper as "qualityPaper", c.contract, c.supplier, c.note
    from camera c left join unit u on u.id = c.steward_id where c.id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}
