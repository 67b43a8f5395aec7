import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

type Placed = Pick<
  Selectable<Tables['information_system']>,
  'id' | 'home_id' | 'unit_id' | 'steward_id' | 'scope_path' | 'place_path' | 'classification'
>;

/** A system as duties are counted by it. */
export type SystemStanding = Placed & {
  readonly name: string;
  /** When it first went into operation; null before. */
  readonly running_since: string | null;
  readonly retired_on: string | null;
  /** The register says that it is terminals of another one. */
  readonly terminals: boolean;
};

export async function findSystem(tx: Tx, id: Id): Promise<SystemStanding | undefined> {
  const { rows } = await sql<SystemStanding>`
    select s.id, s.name, s.home_id, s.unit_id, s.steward_id, s.scope_path, s.place_path, s.classification,
      (select min(e.on_day) from system_event e where e.system_id = s.id and e.action = 'operate') as running_since,
      case when s.state = 'retired' then s.state_since end as retired_on,
      not s.dedicated and s.host_system_id is not null as terminals
    from information_system s where s.id = ${id}`.execute(tx);
  return rows[0];
}

/** A group of cameras that hangs on a system which is not made of cameras: its cameras are terminals of that system. */
export type GroupStanding = Placed & { readonly created_at: string; readonly terminals: boolean };

export async function findGroup(tx: Tx, id: Id): Promise<GroupStanding | undefined> {
  const { rows } = await sql<GroupStanding>`
    select g.id, g.home_id, g.unit_id, g.steward_id, g.scope_path, g.place_path, g.classification, g.created_at,
      coalesce((select not s.dedicated from information_system s where s.id = g.system_id), false) as terminals
    from camera_group g where g.id = ${id}`.execute(tx);
  return rows[0];
}
