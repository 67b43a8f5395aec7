import { AppError, newId, toAppError } from '@ancam/core';
import { Hono } from 'hono';
import type { Context as HonoContext } from 'hono';
import type { Context } from '../context.ts';
import type { Actor } from '../db/actor.ts';
import type { Metrics } from './metrics.ts';
import { DELEGATION_HEADER, UNIT_HEADER, bearerOf, findActor } from '../features/acting/acting.service.ts';
import type { Credentials } from '../features/acting/acting.service.ts';
import { actorOfSession } from '../features/sessions/sessions.service.ts';
import { oneLookUp } from '../one-look-up.ts';
import { clientAddress } from './client-address.ts';
import type { Network } from './client-address.ts';
import { COOKIES, readCookie, writeCookie } from './cookies.ts';
import { deviceName } from './device.ts';
import { isServerFault, problemResponse } from './problems.ts';
import { mountApi } from './router.ts';
import type { Handlers } from './router.ts';
import { assertSameOrigin, bearsToken, securityHeaders } from './security.ts';
import { serveWeb } from './static-files.ts';
import type { Visit } from './visit.ts';

/** Others are counted as one: whoever asks may not make up labels. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Settings of the HTTP side. */
export interface AppOptions {
  readonly publicUrl?: string;
  /** Folder of the built web app. */
  readonly webFolder: string;
  readonly metrics?: Metrics;
  /** Who may read /metrics of this server; nobody where absent. */
  readonly metricsToken?: string;
  /** Address of the client of a request, from its socket. */
  readonly addressOf: (env: unknown) => string;
  /** Whether each answer is held to its schema in full; else it is cut to what the schema names. */
  readonly checkAnswers?: boolean;
  /** Proxies whose word on the client's address is taken. */
  readonly proxies?: readonly Network[];
}

type Env = { Variables: { visit: Visit; route?: string; nonce?: string } };
/** A year: how long a browser stays known. */
const DEVICE_SECONDS = 366 * 86_400;

/** The whole HTTP side as one function of a request: API, live streams, web pages. */
export function createApp(context: Context, handlers: Handlers, options: AppOptions): Hono<Env> {
  const app = new Hono<Env>();
  const https = options.publicUrl?.startsWith('https:') === true;
  const ofSession = oneLookUp((token) => actorOfSession(context, token));

  app.use(async (c, next) => {
    const request = c.req.raw;
    const cookies = new Map<string, string>();
    const { visit, asked } = openVisit(request, options, c.env, cookies, (credentials) => findActor(context, credentials, ofSession));
    const { requestId } = visit;
    c.set('visit', visit);
    const started = performance.now();
    await next();
    const nonce = c.get('nonce');
    const extra = { ...securityHeaders({ https, ...(nonce === undefined ? {} : { nonce }) }), 'x-request-id': requestId };
    // What the API tells is true now and for this account.
    const all = c.req.path.startsWith('/api/') ? { ...extra, 'cache-control': 'no-store' } : extra;
    setHeaders(c, all, c.res.status < 400 ? [...cookies.values()] : []);
    const ms = performance.now() - started;
    const route = c.get('route') ?? 'page';
    const { method } = c.req;
    const { status } = c.res;
    options.metrics?.observe({ route, method: METHODS.has(method) ? method : 'other', status, seconds: ms / 1000 });
    const account = (await asked()?.catch(() => undefined))?.accountId;
    context.log.info({ requestId, route, account, method, path: c.req.path, status, ms: Math.round(ms) }, 'request');
  });

  app.use(async (c, next) => {
    // A request with a token carries its right itself: no page of another site can make a browser add it.
    const byToken = bearerOf(c.req.raw.headers.get('authorization')) !== undefined;
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !byToken) assertSameOrigin(c.req.raw, options.publicUrl);
    await next();
  });

  app.onError((thrown, c) => {
    const error = toAppError(thrown);
    const { requestId } = c.get('visit');
    if (isServerFault(error)) context.log.error({ err: error, requestId, route: c.get('route') }, 'request failed');
    return problemResponse(error, requestId);
  });

  mountApi(app, handlers, options.checkAnswers === true);
  app.all('/api/*', (c) => {
    c.set('route', 'unknown');
    throw new AppError('not-found', `no such route: ${c.req.method} ${c.req.path}`, { place: c.req.path, fix: 'see /api/openapi.json' });
  });

  const { metrics, metricsToken } = options;
  if (metrics !== undefined && metricsToken !== undefined) {
    app.get('/metrics', (c) => {
      c.set('route', 'metrics');
      if (!bearsToken(c.req.raw, metricsToken)) throw new AppError('auth.required', 'the token of the metrics is needed');
      return metrics.render();
    });
  }

  const web = serveWeb(options.webFolder);
  app.get('*', async (c) => {
    const { response, nonce } = await web(c.req.raw);
    if (nonce !== undefined) c.set('nonce', nonce);
    return response;
  });
  app.notFound((c) => problemResponse(new AppError('not-found', 'no such page', { place: c.req.path }), c.get('visit').requestId));
  return app;
}

/** Sets headers on the answer as it is: Hono's own way copies the answer for each, and its body becomes a stream. A frozen one is copied once. */
function setHeaders(c: HonoContext, all: Readonly<Record<string, string>>, cookies: readonly string[]): void {
  const set = ({ headers }: Response): void => {
    // A stricter policy of an answer stays.
    for (const [name, value] of Object.entries(all)) if (name !== 'content-security-policy' || !headers.has(name)) headers.set(name, value);
    for (const cookie of cookies) headers.append('set-cookie', cookie);
  };
  try {
    set(c.res);
  } catch {
    const { body, status, headers } = c.res;
    c.res = undefined;
    c.res = new Response(body, { status, headers });
    set(c.res);
  }
}

/** A visit, and who asks as far as anybody wanted to know. */
interface Opened {
  readonly visit: Visit;
  readonly asked: () => Promise<Actor | undefined> | undefined;
}

/** One request as handlers need it; cookies for the answer are put into `cookies`. */
function openVisit(
  request: Request,
  options: AppOptions,
  env: unknown,
  cookies: Map<string, string>,
  whoIs: (credentials: Credentials) => Promise<Actor | undefined>,
): Opened {
  const https = options.publicUrl?.startsWith('https:') === true;
  const address = clientAddress(options.addressOf(env), request.headers.get('x-forwarded-for'), options.proxies ?? []);
  const sessionToken = readCookie(request, COOKIES.session);
  const credentials = {
    sessionToken,
    address,
    authorization: request.headers.get('authorization'),
    delegation: request.headers.get(DELEGATION_HEADER),
    unit: request.headers.get(UNIT_HEADER),
  };
  let actor: Promise<Actor | undefined> | undefined;
  const visit = {
    request,
    requestId: newId(),
    address,
    device: deviceName(request.headers.get('user-agent')),
    origin: options.publicUrl ?? `http://${request.headers.get('host') ?? 'localhost'}`,
    sessionToken,
    deviceToken: readCookie(request, COOKIES.device),
    signOnToken: readCookie(request, COOKIES.signOn),
    actor: () => (actor ??= whoIs(credentials)),
    setSession: (token: string | undefined, maxAge: number) =>
      cookies.set('session', writeCookie(COOKIES.session, token, { maxAge, https })),
    setDevice: (token: string) =>
      cookies.set('device', writeCookie(COOKIES.device, token, { maxAge: DEVICE_SECONDS, https, path: '/api' })),
    setSignOn: (token: string | undefined, maxAge: number) =>
      cookies.set('sign-on', writeCookie(COOKIES.signOn, token, { maxAge, https, path: '/api/sign-on', sameSite: 'Lax' })),
  } satisfies Visit;
  return { visit, asked: () => actor };
}
