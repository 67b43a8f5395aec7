import { AppError } from '@ancam/core';
import { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { asOwner } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { actorByDelegation } from '../delegations/delegations.service.ts';
import { actorOfToken } from '../tokens/tokens.service.ts';
import { unitWithin } from './grants.service.ts';

/** Request header with the id of the delegation by which the caller acts. */
export const DELEGATION_HEADER = 'x-ancam-delegation';
/** Request header with the id of the unit for which the caller records. */
export const UNIT_HEADER = 'x-ancam-unit';

/** What a request shows of who asks. */
export interface Credentials {
  readonly sessionToken: string | undefined;
  /** Value of the Authorization header. */
  readonly authorization: string | null;
  readonly delegation: string | null;
  readonly unit: string | null;
  readonly address: string;
}

/** Secret of a bearer token; undefined where the header holds none. */
export function bearerOf(authorization: string | null): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

function idOf(value: string, header: string): Id {
  const parsed = Id.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('input.invalid', `${header} is no id`, { place: header, fix: 'send the id as the API gives it' });
}

/**
 * Who asks: by token or session (`ofSession` looks one up), in one's own name or by delegation, for one's own unit or a silent one below it.
 * Undefined for a stranger.
 */
export async function findActor(
  context: Context,
  credentials: Credentials,
  ofSession: (token: string) => Promise<Actor | undefined>,
): Promise<Actor | undefined> {
  const { sessionToken, authorization, delegation, unit, address } = credentials;
  const secret = bearerOf(authorization);
  // A request with a token stands on the token alone, whatever cookies come along.
  const self =
    authorization !== null ? secret && (await actorOfToken(context, secret, address)) : sessionToken && (await ofSession(sessionToken));
  if (self === undefined || self === '' || self.accountId === null) return undefined;
  const byName = delegation === null ? self : await delegated(context, self, self.accountId, delegation);
  return unit === null ? byName : onBehalf(context, byName, idOf(unit, UNIT_HEADER));
}

async function delegated(context: Context, self: Actor, accountId: Id, delegation: string): Promise<Actor> {
  if (self.session === undefined || !self.permissions.includes('own.manage')) {
    throw new AppError('auth.forbidden', 'a token acts in the name of its owner alone', {
      place: DELEGATION_HEADER,
      fix: 'leave the header out',
    });
  }
  return actorByDelegation(context, self, accountId, idOf(delegation, DELEGATION_HEADER));
}

/**
 * The actor as one who records for a silent unit. What is recorded stands under that unit and says so by its name; the actor sees what it
 * saw before. Throws `not-found` where the unit is not below what the actor may change.
 */
async function onBehalf(context: Context, actor: Actor, id: Id): Promise<Actor> {
  const unit = await asOwner(context, (tx) => unitWithin(tx, actor.writeScopes, id));
  if (unit.id === actor.unitId) return actor;
  const stands = { homeId: unit.home_id, unitId: unit.id, scopePath: unit.scope_path, placePath: unit.place_path };
  return { ...actor, ...stands, behalf: true, name: `${actor.name} (nhập thay ${unit.name})` };
}
