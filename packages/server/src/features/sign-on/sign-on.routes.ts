import { AppError, toAppError } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import { enter } from '../sign-in/sign-in.routes.ts';
import { SIGN_ON_SECONDS, SignOn } from './sign-on.service.ts';

/** Where a sign-on that failed ends: at the sign-in page, which says so. */
const FAILED = '/login?fault=sign-on';

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}

export function signOnHandlers(context: Context) {
  const { signOn: provider } = context.access;
  const signOn = provider === undefined ? undefined : new SignOn(context, provider);
  function configured(): SignOn {
    if (signOn === undefined) throw new AppError('not-found', 'no provider of sign-on is set', { place: 'ANCAM_OIDC_ISSUER' });
    return signOn;
  }
  /** The browser is on its way through: it is shown a page, not an answer of the API. */
  function failed(thrown: unknown): Response {
    context.log.warn({ err: toAppError(thrown) }, 'sign-on failed');
    return redirect(FAILED);
  }
  return {
    signOnStart: async ({ query, visit }) => {
      const way = configured();
      try {
        const { url, token } = await way.start(visit.origin, query.back);
        visit.setSignOn(token, SIGN_ON_SECONDS);
        return redirect(url);
      } catch (thrown) {
        return failed(thrown);
      }
    },
    signOnReturn: async ({ visit }) => {
      const way = configured();
      visit.setSignOn(undefined, 0);
      try {
        const { opened, back } = await way.finish(visit.request.url, visit.origin, visit.signOnToken, visit);
        enter(visit, opened);
        return redirect(back);
      } catch (thrown) {
        return failed(thrown);
      }
    },
  } satisfies Partial<Handlers>;
}
