import type { Session } from '@ancam/contract';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import type { Visit } from '../../http/visit.ts';
import { askEntry } from '../factors/passkeys.service.ts';
import * as invitations from '../invitations/invitations.service.ts';
import * as sessions from '../sessions/sessions.service.ts';
import type { OpenedSession } from '../sessions/sessions.service.ts';
import { guarded, lenient } from './guards.ts';
import type { Guards } from './guards.ts';
import * as service from './sign-in.service.ts';

/** Hands the cookies of a fresh session to the browser. */
export function enter(visit: Visit, { session, token, seconds, deviceToken }: OpenedSession): Session {
  visit.setSession(token, seconds);
  visit.setDevice(deviceToken);
  return session;
}

export function signInHandlers(context: Context, guards: Guards) {
  return {
    setup: async ({ body, visit }) =>
      enter(visit, await guarded(guards.secret('setup', visit.address), () => sessions.setUp(context, body, visit))),
    login: async ({ body, visit }) => {
      const device = await service.knownDevice(context, visit.deviceToken, body.login);
      return enter(visit, await guarded(guards.password(body.login, visit.address, device), () => service.logIn(context, body, visit)));
    },
    loginCode: async ({ body, visit }) => {
      const { accountId, login } = await service.findPending(context, visit.sessionToken);
      const device = await service.knownDevice(context, visit.deviceToken, login);
      const attempt = (): Promise<OpenedSession> => service.giveCode(context, visit.sessionToken ?? '', body, visit);
      return enter(visit, await guarded(guards.code(accountId, visit.address, device), attempt));
    },
    passkeyQuestion: ({ visit }) => askEntry(context, visit.origin),
    passkeyLogin: async ({ body, visit }) => {
      const attempt = (): Promise<OpenedSession> => service.enterByPasskey(context, visit.origin, body, visit, visit.sessionToken);
      return enter(visit, await lenient(guards.secret('passkey', visit.address), attempt));
    },
    lookAtInvitation: ({ body, visit }) => lenient(guards.secret('link', visit.address), () => invitations.lookAt(context, body.token)),
    takeInvitation: async ({ body, visit }) =>
      enter(visit, await lenient(guards.secret('link', visit.address), () => invitations.take(context, body, visit))),
  } satisfies Partial<Handlers>;
}
