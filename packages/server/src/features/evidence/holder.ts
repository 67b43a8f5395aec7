import type { Permission } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { holds, mayChange, placementOf } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';

/** An object that files are attached to, as the actor sees it. */
export interface Located {
  readonly id: Id;
  readonly placement: Placement;
  /** What people call it. */
  readonly name: string;
  /** Why the actor may neither add nor withdraw files; absent where it may. A code that the pages translate. */
  readonly barred?: string;
  /** Fields that ask for a file. */
  readonly purposes: readonly string[];
  /** What those fields hold has been decided on: no new versions, no withdrawal. */
  readonly settled: boolean;
}

/** Finds an object of one kind by the rules of its own feature; undefined where the actor sees none. */
export type Locate = (work: Work, id: Id) => Promise<Located | undefined>;

/** An object of a body: whoever may write where it stands, and holds the permission of its kind, changes its files. */
export function placedHolder(work: Work, row: Placement & { readonly id: Id }, name: string, write: Permission): Located {
  const barred = holds(work.actor, write) ? (mayChange(work.actor, row) ? undefined : 'out-of-scope') : 'no-permission';
  return {
    id: row.id,
    placement: placementOf(row),
    name,
    purposes: [],
    settled: false,
    ...(barred === undefined ? {} : { barred }),
  };
}
