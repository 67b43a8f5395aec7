import { api } from '@ancam/contract';
import type { Route } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Hono } from 'hono';
import type { Actor } from '../db/actor.ts';
import { parseGiven } from '../parse-given.ts';
import { shapeOf } from './answer-shape.ts';
import type { Shape } from './answer-shape.ts';
import { readJson } from './body.ts';
import { holds } from '../db/actor.ts';
import type { Visit } from './visit.ts';

type Api = typeof api;
/** Routes open to everybody; their handlers get no actor. */
type PublicId =
  | 'health'
  | 'ready'
  | 'session'
  | 'setup'
  | 'login'
  | 'loginCode'
  | 'passkeyQuestion'
  | 'passkeyLogin'
  | 'lookAtInvitation'
  | 'takeInvitation'
  | 'signOnStart'
  | 'signOnReturn'
  | 'logout'
  | 'modelCheck'
  | 'enrolProbe'
  | 'pollProbe'
  | 'sendProbeResults'
  | 'openapi';

/** What a handler is given: the parsed parts of the request, and who asks. */
interface Call<P, Q, B, A> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly actor: A;
  readonly visit: Visit;
}

type Output<O> = [O] extends [undefined] ? Response : O;
type HandlerOf<R, A> =
  R extends Route<infer P, infer Q, infer B, infer O> ? (call: Call<P, Q, B, A>) => Promise<Output<O>> | Output<O> : never;

/** One handler for every route of the contract; a missing or wrong one does not compile. */
export type Handlers = { readonly [K in keyof Api]: HandlerOf<Api[K], K extends PublicId ? undefined : Actor> };

/** Throws unless the caller may use the route. */
function assertPermitted(route: Pick<Route, 'permission' | 'id'>, actor: Actor | undefined): void {
  if (route.permission === 'public') return;
  if (actor === undefined) throw new AppError('auth.required', 'sign in first', { fix: 'sign in' });
  if (!holds(actor, route.permission)) {
    throw new AppError('auth.forbidden', `${route.id} needs ${route.permission}`, {
      place: route.permission,
      fix: 'ask an administrator',
    });
  }
}

type AnyHandler = (call: Call<unknown, unknown, unknown, Actor | undefined>) => unknown;

function parsePart(schema: Route['params'], input: unknown, part: string): unknown {
  return schema === undefined ? undefined : parseGiven(schema, input, part);
}

function answerOf({ output }: Route, checks: boolean): Shape {
  if (output === undefined) return () => null;
  if (checks) return (value) => output.parse(value);
  // made with the first answer: for all routes it would be a good part of the start
  let shape: Shape | undefined;
  return (value) => (shape ??= shapeOf(output))(value);
}

/**
 * Hangs every route of the contract on the app: permission, parsing, handler, and of the answer what the contract names. With `checks` the
 * answer is held to the contract in full, as every test does.
 */
export function mountApi(app: Hono<{ Variables: { visit: Visit; route?: string } }>, handlers: Handlers, checks: boolean): void {
  for (const route of Object.values(api) as unknown as Route[]) {
    // rows of the table with their types widened; HandlerOf has checked each
    const handler = handlers[route.id as keyof Api] as unknown as AnyHandler;
    const answer = answerOf(route, checks);
    app.on(route.method, route.path, async (c) => {
      c.set('route', route.id);
      const visit = c.get('visit');
      const actor = route.permission === 'public' ? undefined : await visit.actor();
      assertPermitted(route, actor);
      const wantsBody = route.body !== undefined;
      const result = await handler({
        params: parsePart(route.params, c.req.param(), 'path'),
        query: parsePart(route.query, c.req.query(), 'query'),
        body: wantsBody ? parsePart(route.body, await readJson(c.req.raw), 'body') : undefined,
        actor,
        visit,
      });
      if (result instanceof Response) return result;
      return c.json(answer(result) ?? null, 200, { 'cache-control': 'no-store' });
    });
  }
}
