import { AppError, newId, toAppError } from '@ancam/core';
import { Hono } from 'hono';
import type { Context } from '../context.ts';
import type { Actor } from '../db/actor.ts';
import { findActor } from '../features/sessions/sessions.service.ts';
import { bearsToken } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import { isServerFault, problemResponse } from './problems.ts';
import { mountApi } from './router.ts';
import type { Handlers } from './router.ts';
import { assertSameOrigin, securityHeaders } from './security.ts';
import { serveWeb } from './static-files.ts';
import type { Visit } from './visit.ts';

const COOKIE = 'ancam_session';
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
}

type Env = { Variables: { visit: Visit; route?: string; nonce?: string; cookie?: string } };

/** The whole HTTP side as one function of a request: API, live streams, web pages. */
export function createApp(context: Context, handlers: Handlers, options: AppOptions): Hono<Env> {
  const app = new Hono<Env>();
  const https = options.publicUrl?.startsWith('https:') === true;

  app.use(async (c, next) => {
    const sessionToken = tokenOf(c.req.raw);
    let actor: Promise<Actor | undefined> | undefined;
    const requestId = newId();
    c.set('visit', {
      request: c.req.raw,
      requestId,
      address: options.addressOf(c.env),
      sessionToken,
      actor: () => (actor ??= sessionToken === undefined ? Promise.resolve(undefined) : findActor(context, sessionToken)),
      setSession: (token, maxAge) => c.set('cookie', cookie(token, maxAge, https)),
    });
    const started = performance.now();
    await next();
    const nonce = c.get('nonce');
    const extra = securityHeaders({ https, ...(nonce === undefined ? {} : { nonce }) });
    // A response of a store may be frozen; Hono copies it when a header is set.
    // A stricter policy of an answer stays.
    for (const [name, value] of Object.entries(extra)) if (name !== 'content-security-policy' || !c.res.headers.has(name)) c.header(name, value);
    c.header('x-request-id', requestId);
    // What the API tells is true now and for this account.
    if (c.req.path.startsWith('/api/')) c.header('cache-control', 'no-store');
    const set = c.get('cookie');
    if (set !== undefined && c.res.ok) c.header('set-cookie', set);
    const ms = performance.now() - started;
    const route = c.get('route') ?? 'page';
    const { method } = c.req;
    const { status } = c.res;
    options.metrics?.observe({ route, method: METHODS.has(method) ? method : 'other', status, seconds: ms / 1000 });
    const account = actor === undefined ? undefined : (await actor.catch(() => undefined))?.accountId;
    context.log.info({ requestId, route, account, method, path: c.req.path, status, ms: Math.round(ms) }, 'request');
  });

  app.use(async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') assertSameOrigin(c.req.raw, options.publicUrl);
    await next();
  });

  app.onError((thrown, c) => {
    const error = toAppError(thrown);
    const { requestId } = c.get('visit');
    if (isServerFault(error)) context.log.error({ err: error, requestId, route: c.get('route') }, 'request failed');
    return problemResponse(error, requestId);
  });

  mountApi(app, handlers);
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

function tokenOf(request: Request): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const found = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  return found === undefined || found === '' ? undefined : found;
}

function cookie(token: string | undefined, maxAge: number, https: boolean): string {
  return `${COOKIE}=${token ?? ''}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`;
}
