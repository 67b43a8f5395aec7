import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import * as store from './records.store.ts';
import type { RecordKept } from './records.store.ts';

/** A record of the register of bylaws, as what must come before the approval of a level. */
export interface IssuedBylaw {
  readonly id: Id;
  readonly title: string;
  /** Null where it has no day. */
  readonly issuedOn: string | null;
  readonly inForce: boolean;
}

const REGISTER = 'bylaws';
const ISSUED = 'issued';

function view({ id, title, state, data }: RecordKept): IssuedBylaw {
  const { number, issuedOn } = data;
  const name = [typeof number === 'string' ? number : '', title].filter(Boolean).join(' ');
  return { id, title: name, issuedOn: typeof issuedOn === 'string' ? issuedOn : null, inForce: state === ISSUED };
}

/** A bylaw of a body; undefined where it has none of this id. */
export async function issuedBylaw(tx: Tx, homeId: Id, id: Id): Promise<IssuedBylaw | undefined> {
  const row = await store.findRecord(tx, REGISTER, id);
  return row === undefined || row.home_id !== homeId ? undefined : view(row);
}

/** Bylaws in force that the reader sees. */
export async function listIssuedBylaws(work: Work): Promise<IssuedBylaw[]> {
  return (await store.listInState(work.tx, REGISTER, ISSUED)).map(view);
}
