import type { Id, Text } from '@ancam/core';
import type { Context } from '../../context.ts';
import { placementOf } from '../../db/actor.ts';
import type { Placement } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { rowOf } from './checks.service.ts';
import * as store from './checks.store.ts';
import { openPeriodic } from './system-checks.store.ts';

/** The next periodic check of a system, for whoever reminds of it. */
export interface DueCheck {
  readonly system: Id;
  readonly name: string;
  /** `yyyy-mm-dd`. */
  readonly due: string;
  readonly clause: Text;
  /** Where the system stands; the unit is the one that answers for it. */
  readonly place: Placement;
  /** The check that is planned or under way. */
  readonly open: Id | null;
}

/** What reminders about the check of a system are about: settled together once it is over. */
export function aboutDueCheck(systemId: Id): string {
  return `check-due/${systemId}`;
}

/** All systems whose periodic check is due by a day, as the owner. One that is reported waits for somebody else, who has been told. */
export async function dueChecks(
  { law }: Pick<Context, 'law'>,
  tx: Tx,
  { on, until }: { readonly on: string; readonly until: string },
): Promise<DueCheck[]> {
  const systems = await store.listSystems(tx, {});
  const ids = systems.map(({ id }) => id);
  const last = await store.lastChecks(tx, ids);
  const open = await openPeriodic(tx, ids);
  return systems.flatMap((system): DueCheck[] => {
    const row = rowOf(law, system, last.get(system.id), on);
    const found = open.get(system.id);
    if (row?.due == null || row.due > until || found?.state === 'reported') return [];
    const { id, system: name, steward_id } = system;
    const place = placementOf({ ...system, unit_id: steward_id });
    return [{ system: id, name, due: row.due, clause: row.clause, place, open: found?.id ?? null }];
  });
}
