import type { Permission } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { sql } from 'kysely';
import type { Work } from '../../db/actor.ts';
import { holds } from '../../db/actor.ts';

/** Whether the acting unit keeps what all bodies share; the database decides it again at every write. */
export async function keepsReference({ tx }: Pick<Work, 'tx'>): Promise<boolean> {
  const { rows } = await sql<{ keeps: boolean }>`select keeps_reference() as keeps`.execute(tx);
  return rows[0]?.keeps === true;
}

/** Throws `auth.forbidden` unless the acting unit keeps the shared reference data. */
export async function assertKeeper(work: Work): Promise<void> {
  if (await keepsReference(work)) return;
  throw new AppError('auth.forbidden', 'the unit does not keep the shared reference data', {
    place: 'unit',
    reason: 'no-authority',
    fix: 'ask the unit that runs this installation, or an authority',
  });
}

/** Why an actor may not do what a permission allows to those who keep the reference data; undefined where it may. */
export function hindrance(work: Work, permission: Permission, keeps: boolean): 'no-permission' | 'no-authority' | undefined {
  if (!holds(work.actor, permission)) return 'no-permission';
  return keeps ? undefined : 'no-authority';
}
