import type { Locate } from '../evidence/holder.ts';
import { placedHolder } from '../evidence/holder.ts';
import { findCamera } from './cameras.store.ts';

/** A camera as files are attached to it: photographs, labels, papers of purchase. */
export const locateCamera: Locate = async (work, id) => {
  const row = await findCamera(work.tx, id);
  return row === undefined ? undefined : placedHolder(work, row, row.name, 'camera.write');
};
