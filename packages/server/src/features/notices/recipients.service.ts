import type { Permission } from '@ancam/contract';
import { ROLES } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Placement } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { permissionsOf } from '../../http/permissions.ts';
import { actorOf, findAccounts } from '../sessions/sessions.service.ts';
import type { AccountRow } from '../sessions/sessions.service.ts';
import * as store from './recipients.store.ts';
import type { Candidate } from './recipients.store.ts';

/** Who is to be told: some accounts, or whoever may do something in a unit, one of several things where they are named. */
export type Recipients =
  | { readonly accounts: readonly Id[] }
  /** `at`: path of the unit; where nobody there may do it, whoever sits nearest above. `except`: who has done their part. */
  | { readonly permission: Permission | readonly Permission[]; readonly at: string; readonly except?: readonly Id[] };

/** What stands with its reader: shared by all, or shown to units that are named in it. The number says how far it may be seen. */
export interface OwnPlace {
  readonly own: number;
}

/** Whether an account may read what stands somewhere: what the policies of the database say. */
export function mayRead(account: AccountRow, place: Placement | OwnPlace): boolean {
  if ('own' in place) return place.own <= account.clearance;
  const { scopes, places, clearance } = actorOf(account);
  const reaches =
    scopes.some((scope) => place.scope_path.startsWith(scope)) || places.some((each) => each !== '' && place.place_path.startsWith(each));
  return reaches && place.classification <= clearance;
}

/** Administrators may do everything; they are told where nobody else is there to do it. */
function withoutAdministrators<T extends { readonly role: string }>(candidates: readonly T[]): readonly T[] {
  const others = candidates.filter(({ role }) => role !== 'administrator');
  return others.length > 0 ? others : candidates;
}

/** The accounts to be told of something that stands somewhere: never one that may not see it. */
export async function recipientsOf(tx: Tx, to: Recipients, place: Placement | OwnPlace, now: string): Promise<AccountRow[]> {
  if ('accounts' in to) return (await findAccounts(tx, to.accounts, now)).filter((account) => mayRead(account, place));
  const any = [to.permission].flat();
  const roles = ROLES.filter((role) => any.some((each) => permissionsOf(role).includes(each)));
  const found = await store.listAtOrAbove(tx, to.at, roles);
  const candidates = found.filter(({ id }) => to.except?.includes(id) !== true);
  const accounts = await findAccounts(
    tx,
    candidates.map(({ id }) => id),
    now,
  );
  const able = new Map(accounts.filter((account) => mayRead(account, place)).map((account) => [account.id, account]));
  return nearest(candidates.filter(({ id }) => able.has(id))).flatMap(({ id }) => able.get(id) ?? []);
}

/** Administrators are told where a unit has nobody else. */
const LAST = 'administrator';

/** The accounts of some roles in the units of some places, by place: only those that may see it. */
export async function recipientsOfUnits<T extends Placement>(
  tx: Tx,
  places: readonly T[],
  roles: readonly string[],
  now: string,
): Promise<ReadonlyMap<T, AccountRow[]>> {
  const units = [...new Set(places.map(({ unit_id }) => unit_id))];
  const candidates = Map.groupBy(await store.listOfUnits(tx, units, [...roles, LAST]), ({ unit_id }) => unit_id);
  const chosen = [...candidates.values()].flatMap(withoutAdministrators);
  const accounts = Map.groupBy(
    await findAccounts(
      tx,
      chosen.map(({ id }) => id),
      now,
    ),
    ({ unit_id }) => unit_id,
  );
  return new Map(places.map((place) => [place, (accounts.get(place.unit_id) ?? []).filter((account) => mayRead(account, place))]));
}

/** The accounts of some roles in a unit, or nearest above it where it has none. */
export async function recipientsAbove(tx: Tx, place: Placement, roles: readonly string[], now: string): Promise<AccountRow[]> {
  const candidates = await store.listAtOrAbove(tx, place.scope_path, [...roles, LAST]);
  const accounts = await findAccounts(
    tx,
    nearest(candidates).map(({ id }) => id),
    now,
  );
  return accounts.filter((account) => mayRead(account, place));
}

function nearest(candidates: readonly Candidate[]): readonly Candidate[] {
  const first = candidates[0]?.unit_id;
  return withoutAdministrators(candidates.filter(({ unit_id }) => unit_id === first));
}
