import { AppError, ERROR_CODES } from '@ancam/core';
import type { ErrorCode } from '@ancam/core';
import type { Route } from './route.ts';
import { Problem } from './routes/common.ts';

/** What a call may carry; only what the route declares. */
export interface CallInput<P, Q, B> {
  readonly params?: P;
  readonly query?: Partial<Q>;
  readonly body?: Partial<B> | B;
}

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Fills `:name` parameters and appends the query; undefined and empty values are left out. */
export function urlOf(route: Pick<Route, 'path'>, input: { readonly params?: unknown; readonly query?: unknown } = {}): string {
  const params = Object.entries(input.params ?? {});
  const path = params.reduce((filled, [name, value]) => filled.replace(`:${name}`, encodeURIComponent(String(value))), route.path);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The error that a refused call stands for; `body` is the parsed answer, whatever it is. */
export function problemOf(status: number, body: unknown): AppError {
  const parsed = Problem.safeParse(body);
  if (!parsed.success) return new AppError('internal', `HTTP ${status}`);
  const { code, title, details } = parsed.data;
  const known: ErrorCode = ERROR_CODES.find((each) => each === code) ?? 'internal';
  return new AppError(known, title, details ?? {});
}

/** A typed client over the table. Throws AppError with the code of the problem. */
export function createClient(fetch: Fetch, base = ''): <P, Q, B, O>(route: Route<P, Q, B, O>, input?: CallInput<P, Q, B>) => Promise<O> {
  return async (route, input = {}) => {
    const hasBody = input.body !== undefined;
    const headers = { accept: 'application/json', ...(hasBody ? { 'content-type': 'application/json' } : {}) };
    const init: RequestInit = { method: route.method, headers, ...(hasBody ? { body: JSON.stringify(input.body) } : {}) };
    const response = await fetch(base + urlOf(route, input), init);
    if (!response.ok) throw problemOf(response.status, await response.json().catch(() => undefined));
    if (route.output === undefined) throw new AppError('internal', `${route.id} does not answer with JSON`);
    return route.output.parse(await response.json());
  };
}
