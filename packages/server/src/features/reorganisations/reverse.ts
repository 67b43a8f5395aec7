import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { BATCH, moveCounted } from './apply.ts';
import type { Batch } from './apply.ts';
import * as moving from './moving.store.ts';
import type { OpenSteward, Standing } from './moving.store.ts';
import { OBJECTS } from './objects.ts';
import * as store from './reorganisations.store.ts';
import { restoreUnits } from './units.store.ts';

/** First step: units are again what they were. */
export async function reverseUnits({ tx, day, row }: Batch): Promise<void> {
  await restoreUnits(tx, { id: row.id, effectiveOn: row.effective_on }, day);
  await store.updateReorganisation(tx, row.id, { phase: 'objects', cursor_seq: 0, cursor_table: 0, cursor_id: null, done_objects: 0 });
}

/** Next batch of objects back to where they stood: first those whose unit or territory changed, then those that moved with their unit. */
export async function reverseObjects(batch: Batch): Promise<boolean> {
  const { tx, row, day } = batch;
  const notes = await moving.takeStewards(tx, row.id, BATCH);
  if (notes.length === 0) return reverseMoved(batch);
  for (const [table, own] of Map.groupBy(notes, (note) => note.object_table)) await putBack(batch, table, own);
  await moving.endStewards(
    tx,
    row.id,
    notes.map(({ seq }) => seq),
    day,
  );
  await store.updateReorganisation(tx, row.id, { done_objects: row.done_objects + notes.length });
  return false;
}

async function putBack(batch: Batch, table: string, notes: readonly OpenSteward[]): Promise<void> {
  const objects = OBJECTS.find((each) => each.table === table);
  if (objects === undefined) throw new AppError('internal', `no object ${table}`, { place: table });
  // Latest first: of an object with two notes the earliest says where it stood.
  const back = new Map(notes.map((note) => [note.object_id, note]));
  const standing = await moving.standingOf(batch.tx, objects, [...back.keys()]);
  await moveCounted(
    batch,
    objects,
    standing.flatMap((object) => {
      const note = back.get(object.id);
      return note === undefined ? [] : [{ object, steward: note.unit_from, path: note.path_from, place: note.place_from }];
    }),
  );
}

async function reverseMoved(batch: Batch): Promise<boolean> {
  const { tx, row } = batch;
  const [mover] = await store.listMovers(tx, row.id, row.cursor_seq);
  if (mover === undefined) return true;
  const fresh = mover.seq !== row.cursor_seq;
  const index = fresh ? 0 : row.cursor_table;
  const objects = OBJECTS[index];
  if (objects === undefined || mover.part !== 'moved') {
    await store.updateReorganisation(tx, row.id, { cursor_seq: mover.seq + 1, cursor_table: 0, cursor_id: null });
    return false;
  }
  const taken = await moving.takeObjects(tx, objects, mover.unit_id, fresh ? null : row.cursor_id, BATCH);
  const { path_from: pathFrom, place_from: placeFrom, place_to: placeTo } = mover;
  const moves = taken
    .filter(({ path }) => path !== pathFrom)
    .map((object: Standing) => ({
      object,
      steward: object.steward,
      path: pathFrom ?? object.path,
      place: object.place === placeTo ? (placeFrom ?? object.place) : object.place,
    }));
  await moveCounted(batch, objects, moves);
  const last = taken.length < BATCH;
  const next: { cursor_table: number; cursor_id: Id | null } = {
    cursor_table: last ? index + 1 : index,
    cursor_id: last ? null : (taken.at(-1)?.id ?? null),
  };
  await store.updateReorganisation(tx, row.id, { cursor_seq: mover.seq, ...next, done_objects: row.done_objects + moves.length });
  return false;
}
