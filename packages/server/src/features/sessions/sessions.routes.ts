import type { Context } from '../../context.ts';
import { Backoff } from '../../http/backoff.ts';
import type { Handlers } from '../../http/router.ts';
import type { Visit } from '../../http/visit.ts';
import * as service from './sessions.service.ts';
import type { OpenedSession } from './sessions.service.ts';

const TRIES_PER_ADDRESS = 30;

/** Runs a try to get in, slowed down per account and address and, more widely, per address. */
async function guarded(
  guards: readonly { backoff: Backoff; key: string }[],
  visit: Visit,
  attempt: () => Promise<OpenedSession>,
): Promise<OpenedSession['session']> {
  for (const { backoff, key } of guards) backoff.assertFree(key);
  // Counted before the slow hash, so that tries sent all at once count too.
  for (const { backoff, key } of guards) backoff.failed(key);
  const { session, token } = await attempt();
  for (const { backoff, key } of guards) backoff.succeeded(key);
  visit.setSession(token, service.SESSION_SECONDS);
  return session;
}

export function sessionHandlers(context: Context) {
  const perAccount = new Backoff(context.clock);
  const perAddress = new Backoff(context.clock, TRIES_PER_ADDRESS);
  return {
    session: ({ visit }) => service.describeSession(context, visit.sessionToken),
    setup: ({ body, visit }) =>
      guarded([{ backoff: perAddress, key: `setup ${visit.address}` }], visit, () => service.setUp(context, body)),
    login: ({ body, visit }) =>
      guarded(
        [
          { backoff: perAccount, key: `${visit.address} ${body.login.toLowerCase()}` },
          { backoff: perAddress, key: visit.address },
        ],
        visit,
        () => service.logIn(context, body),
      ),
    logout: async ({ actor, visit }) => {
      if (visit.sessionToken !== undefined) await service.logOut(context, actor, visit.sessionToken);
      visit.setSession(undefined, 0);
      return { done: true };
    },
  } satisfies Partial<Handlers>;
}
