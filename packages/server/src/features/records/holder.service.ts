import { REGISTERS } from '@ancam/contract';
import type { Locate } from '../evidence/holder.ts';
import { placedHolder } from '../evidence/holder.ts';
import { findAnyRecord } from './records.store.ts';

/**
 * A record as files are attached to it. Of a state secret nothing is kept here but the reference of its paper; what a record was
 * approved with stays while it cannot be edited.
 */
export const locateRecord: Locate = async (work, id) => {
  const row = await findAnyRecord(work.tx, id);
  const register = row === undefined ? undefined : REGISTERS.find((each) => each.id === row.register);
  if (row === undefined || register === undefined) return undefined;
  const located = placedHolder(work, row, row.title, 'record.write');
  const barred = located.barred ?? (row.data['secret'] === true ? 'secret' : undefined);
  return {
    ...located,
    ...(barred === undefined ? {} : { barred }),
    purposes: register.fields.filter(({ kind }) => kind === 'file').map((field) => field.id),
    settled: register.states.find((state) => state.id === row.state)?.editable !== true,
  };
};
