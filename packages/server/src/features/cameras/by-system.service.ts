import type { ReadingMode } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';

/** Cameras in use of a system. */
export interface SystemCameras {
  /** Null: cameras that belong to no system. */
  readonly system_id: Id | null;
  readonly cameras: number;
  readonly paperless: number;
  readonly warned: number;
  readonly abroad: number;
}

/** Cameras in use per system in some parts of the tree, by who answers today or who recorded them. Costs cameras: for reports, not for pages. */
export async function camerasBySystem(
  { tx }: Pick<Work, 'tx'>,
  { paths, mode }: { readonly paths: readonly string[]; readonly mode: Exclude<ReadingMode, 'as-of'> },
): Promise<SystemCameras[]> {
  const path = sql.ref(mode === 'as-recorded' ? 'recorded_path' : 'scope_path');
  const { rows } = await sql<SystemCameras>`
    select system_id, count(*)::int as cameras, count(*) filter (where origin_paper = '' or quality_paper = '')::int as paperless,
      count(*) filter (where warned <> 'no')::int as warned, count(*) filter (where storage_location = 'abroad')::int as abroad
    from camera where status = 'in-use' and ${path} ^@ any(${[...paths]}::text[]) group by system_id`.execute(tx);
  return rows;
}
