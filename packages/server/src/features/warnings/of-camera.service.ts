import type { CameraDetail } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';
import { listByIds } from './flags.store.ts';

/** The warnings that a camera shows, the certain ones first. */
export async function warningsOfCamera(
  tx: Tx,
  camera: { readonly warning_ids: Id[]; readonly possible_warning_ids: Id[] },
): Promise<CameraDetail['warnings']> {
  const rows = new Map((await listByIds(tx, [...camera.warning_ids, ...camera.possible_warning_ids])).map((row) => [row.id, row]));
  const view = (ids: readonly Id[], certainty: 'certain' | 'possible'): CameraDetail['warnings'] =>
    ids.flatMap((id) => {
      const row = rows.get(id);
      if (row === undefined) return [];
      const { issuer, document, document_date: documentDate, title, remedy } = row;
      return [{ id, certainty, issuer, document, documentDate, title, remedy }];
    });
  return [...view(camera.warning_ids, 'certain'), ...view(camera.possible_warning_ids, 'possible')];
}
