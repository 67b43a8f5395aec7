import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import type { Actor } from '../../db/actor.ts';
import { unitChoices } from '../acting/choices.service.ts';
import * as delegations from '../delegations/delegations.service.ts';
import type { Guards } from '../sign-in/guards.ts';
import { guarded } from '../sign-in/guards.ts';
import * as tokens from '../tokens/tokens.service.ts';
import * as account from './own-account.service.ts';
import { ownerOf } from './own-account.service.ts';
import * as email from './own-email.service.ts';
import * as factors from './own-factors.service.ts';

const DONE = { done: true } as const;

export function ownAccountHandlers(context: Context, guards: Guards) {
  /** One who sits at another's open session must not try passwords without end; the key is the session, so it slows down nobody else. */
  function confirmed<T>(actor: Actor, attempt: () => Promise<T>): Promise<T> {
    return guarded(guards.confirm(ownerOf(actor).sessionId), attempt);
  }
  return {
    ownSecurity: ({ actor }) => account.describe(context, ownerOf(actor)),
    changePassword: async ({ actor, body }) => {
      await confirmed(actor, () => account.changePassword(context, ownerOf(actor), body));
      return DONE;
    },
    ownEmail: ({ actor }) => email.getEmail(context, ownerOf(actor)),
    changeEmail: ({ actor, body }) => confirmed(actor, () => email.changeEmail(context, ownerOf(actor), body)),
    confirmEmail: ({ actor, body }) => confirmed(actor, () => email.confirmEmail(context, ownerOf(actor), body.code)),
    startCode: ({ actor }) => factors.startCode(context, ownerOf(actor)),
    confirmCode: ({ actor, body }) => confirmed(actor, () => factors.confirmCode(context, ownerOf(actor), body.code)),
    removeCode: async ({ actor, body }) => {
      await confirmed(actor, () => factors.removeCode(context, ownerOf(actor), body.password));
      return DONE;
    },
    renewRecoveryCodes: ({ actor, body }) => confirmed(actor, () => factors.renewRecoveryCodes(context, ownerOf(actor), body.password)),
    askNewPasskey: ({ actor, visit }) => factors.askPasskey(context, ownerOf(actor), visit.origin),
    addPasskey: async ({ actor, body, visit }) => {
      await factors.addPasskey(context, ownerOf(actor), visit.origin, body);
      return DONE;
    },
    removePasskey: async ({ actor, body }) => {
      await confirmed(actor, () => factors.removePasskey(context, ownerOf(actor), body.id, body.password));
      return DONE;
    },
    endSession: async ({ actor, params }) => {
      await account.endSession(context, ownerOf(actor), params.id);
      return DONE;
    },
    endOtherSessions: async ({ actor }) => {
      await account.endOthers(context, ownerOf(actor));
      return DONE;
    },
    listTokens: ({ actor }) => tokens.list(context, actor, ownerOf(actor).id),
    createToken: ({ actor, body }) => tokens.create(context, actor, ownerOf(actor).id, body),
    revokeToken: async ({ actor, params }) => {
      await tokens.revoke(context, actor, ownerOf(actor).id, params.id);
      return DONE;
    },
    listDelegations: ({ actor }) => delegations.list(context, actor, ownerOf(actor).id),
    createDelegation: ({ actor, body }) => delegations.create(context, actor, ownerOf(actor).id, body),
    revokeDelegation: async ({ actor, params }) => {
      await delegations.revoke(context, actor, ownerOf(actor).id, params.id);
      return DONE;
    },
    actingChoices: async ({ actor }) => ({
      delegations: actor.accountId === null ? [] : await delegations.listUsable(context, actor.accountId),
      behalf: actor.permissions.includes('camera.write'),
    }),
    findOwnUnits: ({ actor, query }) => unitChoices(context, actor, query.q),
  } satisfies Partial<Handlers>;
}
