import type { Permission } from '@ancam/contract';
import { ROLES } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Placement } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { permissionsOf } from '../../http/permissions.ts';
import { actorOf, findAccounts } from '../sessions/sessions.service.ts';
import type { AccountRow } from '../sessions/sessions.service.ts';
import * as store from './recipients.store.ts';
import type { Candidate, Delegate } from './recipients.store.ts';

/** Who is to be told: some accounts, or whoever may do something in a unit, one of several things where they are named. */
export type Recipients =
  | { readonly accounts: readonly Id[] }
  /** `at`: path of the unit; where nobody there may do it, whoever sits nearest above. `except`: who has done their part. */
  | { readonly permission: Permission | readonly Permission[]; readonly at: string; readonly except?: readonly Id[] };

/** An account to be told; in the place of another by a delegation. */
export type Recipient = AccountRow & { readonly by?: Delegate };

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

/** Delegations that reach a path, one for each holder that is not told anyhow and has not done its part. */
function reaching(delegates: readonly Delegate[], path: string, told: readonly AccountRow[], except: readonly Id[] = []): Delegate[] {
  const passed = new Set([...told.map(({ id }) => id), ...except]);
  const givers = new Set(told.map(({ id }) => id));
  const holders = new Map<Id, Delegate>();
  for (const each of delegates) {
    const fits = givers.has(each.from_account) && path.startsWith(each.scope_path) && !passed.has(each.to_account);
    if (fits && !holders.has(each.to_account)) holders.set(each.to_account, each);
  }
  return [...holders.values()];
}

/** Accounts with those to whom they have delegated one of the permissions, by path: what is told of there. */
async function withDelegates(
  tx: Tx,
  groups: readonly { readonly path: string; readonly accounts: readonly AccountRow[]; readonly except?: readonly Id[] | undefined }[],
  permissions: readonly Permission[],
  now: string,
): Promise<Recipient[][]> {
  const givers = [...new Set(groups.flatMap(({ accounts }) => accounts.map(({ id }) => id)))];
  const delegates = await store.delegatesOf(tx, givers, permissions, dayOf(now));
  const holders = await findAccounts(tx, [...new Set(delegates.map(({ to_account: id }) => id))], now);
  const byId = new Map(holders.map((account) => [account.id, account]));
  return groups.map(({ path, accounts, except }) => [
    ...accounts,
    ...reaching(delegates, path, accounts, except).flatMap((by): Recipient[] => {
      const account = byId.get(by.to_account);
      return account === undefined ? [] : [{ ...account, by }];
    }),
  ]);
}

/** The accounts to be told of something that stands somewhere, and who acts for them: never one that may not see it. */
export async function recipientsOf(tx: Tx, to: Recipients, place: Placement | OwnPlace, now: string): Promise<Recipient[]> {
  if ('accounts' in to) return (await findAccounts(tx, to.accounts, now)).filter((account) => mayRead(account, place));
  const any = [to.permission].flat();
  const roles = ROLES.filter((role) => any.some((each) => permissionsOf(role).includes(each)));
  const found = await store.listAtOrAbove(tx, to.at, roles);
  const candidates = found.filter(({ id }) => to.except?.includes(id) !== true);
  const all = await findAccounts(
    tx,
    candidates.map(({ id }) => id),
    now,
  );
  const able = new Map(all.filter((account) => mayRead(account, place)).map((account) => [account.id, account]));
  const accounts = nearest(candidates.filter(({ id }) => able.has(id))).flatMap(({ id }) => able.get(id) ?? []);
  const path = 'own' in place ? to.at : place.scope_path;
  return (await withDelegates(tx, [{ path, accounts, except: to.except }], any, now)).flat();
}

/** Administrators are told where a unit has nobody else. */
const LAST = 'administrator';
/** What whoever is told of duties has to hold. */
const DUTIES: readonly Permission[] = ['record.read'];

/** The accounts of some roles in the units of some places with who acts for them, by place: only those that may see it. */
export async function recipientsOfUnits<T extends Placement>(
  tx: Tx,
  places: readonly T[],
  roles: readonly string[],
  now: string,
): Promise<ReadonlyMap<T, Recipient[]>> {
  const units = [...new Set(places.map(({ unit_id }) => unit_id))];
  const candidates = Map.groupBy(await store.listOfUnits(tx, units, [...roles, LAST]), ({ unit_id }) => unit_id);
  const chosen = [...candidates.values()].flatMap(withoutAdministrators);
  const byUnit = Map.groupBy(
    await findAccounts(
      tx,
      chosen.map(({ id }) => id),
      now,
    ),
    ({ unit_id }) => unit_id,
  );
  const groups = places.map((place) => ({
    path: place.scope_path,
    accounts: (byUnit.get(place.unit_id) ?? []).filter((account) => mayRead(account, place)),
  }));
  const told = await withDelegates(tx, groups, DUTIES, now);
  return new Map(places.map((place, at) => [place, told[at] ?? []]));
}

/** The accounts of some roles in a unit, or nearest above it where it has none, with who acts for them. */
export async function recipientsAbove(tx: Tx, place: Placement, roles: readonly string[], now: string): Promise<Recipient[]> {
  const candidates = await store.listAtOrAbove(tx, place.scope_path, [...roles, LAST]);
  const found = await findAccounts(
    tx,
    nearest(candidates).map(({ id }) => id),
    now,
  );
  const accounts = found.filter((account) => mayRead(account, place));
  return (await withDelegates(tx, [{ path: place.scope_path, accounts }], DUTIES, now)).flat();
}

function nearest(candidates: readonly Candidate[]): readonly Candidate[] {
  const first = candidates[0]?.unit_id;
  return withoutAdministrators(candidates.filter(({ unit_id }) => unit_id === first));
}
