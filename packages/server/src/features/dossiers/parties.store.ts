import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** A unit as far as it matters for who is who. */
export interface PartyUnit {
  readonly id: Id;
  readonly name: string;
  readonly kind: string;
  readonly roles: readonly string[];
  readonly scope_path: string;
}

const UNIT = sql`id, name, kind, roles, scope_path`;

/** A unit and its superiors, the top first. As the owner of the schema: a unit may not see beside itself. */
export async function listChain(tx: Tx, unitId: Id): Promise<PartyUnit[]> {
  const { rows } =
    await sql<PartyUnit>`select o.id, o.name, o.kind, o.roles, o.scope_path from unit u join unit o on u.scope_path ^@ o.scope_path
    where u.id = ${unitId} and o.home_id = u.home_id order by length(o.scope_path)`.execute(tx);
  return rows;
}

/** Units of a body that hold a role and stand, the highest first. */
export async function listWithRole(tx: Tx, homeId: Id, role: string): Promise<PartyUnit[]> {
  const { rows } = await sql<PartyUnit>`select ${UNIT} from unit where home_id = ${homeId} and ${role} = any (roles) and closed_on is null
    order by length(scope_path), name limit 200`.execute(tx);
  return rows;
}

/** Ministries that manage the security of networks. */
export async function listMinistries(tx: Tx): Promise<PartyUnit[]> {
  const { rows } = await sql<PartyUnit>`select ${UNIT} from unit where kind = 'ministry' and roles && array['state-manager', 'police']
    and closed_on is null order by name limit 20`.execute(tx);
  return rows;
}

/** What a unit is called, and the day on which it ceased to be. */
export interface NamedUnit {
  readonly name: string;
  readonly closedOn: string | null;
}

/** Units by id, closed ones as well. */
export async function unitsOf(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, NamedUnit>> {
  const { rows } = await sql<{ id: Id } & NamedUnit>`select id, name, closed_on::text as "closedOn" from unit
    where id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...unit }) => [id, unit]));
}

/** Units that the actor sees, by name. */
export async function listSeen(tx: Tx, homeId: Id): Promise<PartyUnit[]> {
  const { rows } = await sql<PartyUnit>`select ${UNIT} from unit where home_id = ${homeId} and closed_on is null
    order by length(scope_path), name limit 300`.execute(tx);
  return rows;
}

/** Where a unit stands; undefined once it is closed. */
export async function pathOfUnit(tx: Tx, id: Id): Promise<string | undefined> {
  return (await tx.selectFrom('unit').select('scope_path').where('id', '=', id).where('closed_on', 'is', null).executeTakeFirst())
    ?.scope_path;
}
