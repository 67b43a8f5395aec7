import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { cellName } from '@ancam/sheets';
import type { Fault, Mapping } from '@ancam/sheets';
import { holds } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import type { ImportKind, RegisterFault } from './import-kind.ts';
import { getKind } from './import-kinds.ts';
import * as store from './imports.store.ts';
import type { ImportRecord } from './imports.store.ts';
import { actionsOf } from './imports.view.ts';

/** An import that the actor sees. Throws `not-found`. */
export async function getRow(work: Work, id: Id, lock = false): Promise<ImportRecord> {
  const row = await store.findImport(work.tx, id, lock);
  if (row === undefined) throw new AppError('not-found', 'no such import', { place: id });
  return row;
}

/** Whether an actor may import a kind at all. */
export function mayImport(kind: ImportKind, actor: Actor): boolean {
  return holds(actor, kind.permission) && (kind.administers !== true || actor.adminScopes.length > 0);
}

/** A kind that the actor may import. */
export function permittedKind(actor: Actor, id: string): ImportKind {
  const kind = getKind(id);
  if (!mayImport(kind, actor)) {
    throw new AppError('auth.forbidden', `${id} needs ${kind.permission}`, { place: kind.permission, fix: 'ask an administrator' });
  }
  return kind;
}

/** Throws `conflict` with the blocker where an action is not open, `auth.forbidden` where it is not granted. */
export function assertMay(row: ImportRecord, actor: Actor, action: string): void {
  const reason = actionsOf(row, actor).blockers.find((blocker) => blocker.action === action)?.reason;
  if (reason === undefined) return;
  if (reason === 'no-permission') {
    throw new AppError('auth.forbidden', `${action} is not granted`, { place: row.id, fix: 'ask an administrator' });
  }
  throw new AppError('conflict', `${action} is not open: ${reason}`, { place: row.id, reason, fix: 'see what may be done now' });
}

/** Faults of the register in the cells that their columns were read from. */
export function placeFaults(faults: readonly RegisterFault[], mapping: Mapping): Fault[] {
  return faults.map(({ row, column, code, values }) => {
    const at = column === null ? undefined : mapping.columns[column];
    return {
      row,
      code,
      values,
      ...(column === null ? {} : { column }),
      ...(at === undefined ? {} : { cell: cellName(row, at) }),
    };
  });
}
