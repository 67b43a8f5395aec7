import type { CheckFilter } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Level, RegimeId } from '@ancam/knowledge';
import { sql } from 'kysely';
import type { Placement } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { likeOf, searchText } from '../../search-text.ts';

/** A system with its level in force and the last periodic check that counts. */
export interface CheckedSystem {
  readonly id: Id;
  readonly system: string;
  readonly unit: string | null;
  readonly level: Level;
  readonly regime: RegimeId;
  readonly since: string;
  readonly scope_path: string;
}

/** With where it stands and who answers for it. */
export interface PlacedCheck extends CheckedSystem, Placement {
  readonly steward_id: Id;
}

/** Systems that stand and have a confirmed level of their own, as far as the actor sees them. */
export async function listSystems(tx: Tx, { q, level }: CheckFilter): Promise<PlacedCheck[]> {
  const words = searchText(q).split(' ').filter(Boolean);
  const all = [
    sql`s.state <> 'retired'`,
    ...words.map((word) => sql`s.search like ${likeOf(word)}`),
    ...(level === undefined ? [] : [sql`d.level = ${level}`]),
  ];
  const { rows } =
    await sql<PlacedCheck>`select s.id, s.name as system, o.name as unit, d.level, d.regime, d.confirmed_on as since, s.home_id, s.unit_id,
      s.steward_id, s.scope_path, s.place_path, s.classification
    from information_system s
    join level_determination d on d.system_id = s.id and d.state = 'confirmed' and d.level is not null
    left join unit o on o.id = s.steward_id where ${sql.join(all, sql` and `)}`.execute(tx);
  return rows;
}

/** The last check of a system that counts. */
export interface LastCheck {
  readonly on: string;
  /** Where it is kept: a record of the register of inspections, or a check of this feature. */
  readonly register: string;
  readonly id: Id;
}

/** The last checks of systems, by the fact `check.periodic`: a closed record of inspections tells it, and a concluded check. */
export async function lastChecks(tx: Tx, systemIds: readonly Id[]): Promise<ReadonlyMap<Id, LastCheck>> {
  const { rows } = await sql<
    LastCheck & { system: Id }
  >`select distinct on (object_id) object_id as system, on_day as on, register, source_id as id
    from duty_event where fact = 'check.periodic' and register in ('inspections', 'checks') and withdrawn_on is null and object_id = any(${[...systemIds]}::text[])
    order by object_id, on_day desc, id`.execute(tx);
  return new Map(rows.map(({ system, ...last }) => [system, last]));
}
