import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { InfiniteData, UseInfiniteQueryResult, UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { createClient } from '@ancam/contract';
import type { CallInput, Route } from '@ancam/contract';
import { AppError, toAppError } from '@ancam/core';
import { actingHeaders } from './acting.ts';

async function fetchHere(url: string, init?: RequestInit): Promise<Response> {
  try {
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), ...actingHeaders(url) };
    return await fetch(url, { ...init, headers, credentials: 'same-origin' });
  } catch (thrown) {
    throw new AppError('internal', 'no answer from the server', { offline: true }, thrown);
  }
}

/** Calls one route of the API table; throws AppError. */
export const call = createClient(fetchHere);

const RETRIES = 2;
const signedOut = new EventTarget();

function noticeSignOut(error: unknown): void {
  if (toAppError(error).code === 'auth.required') signedOut.dispatchEvent(new Event('signed-out'));
}

/** Calls back when the server says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): void {
  signedOut.addEventListener('signed-out', listener);
}

/** Cache of what was read. Refusals are answers and are not asked again; a lost connection is. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < RETRIES && toAppError(error).details.offline === true,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

interface ReadOptions<O> {
  readonly enabled?: boolean;
  /** Milliseconds between fresh reads, or a function of what was read last. */
  readonly every?: (data: O | undefined) => number | false;
}

/** Reads a route and keeps the answer; the key is the route's id and the input. */
export function useRead<P, Q, B, O>(
  route: Route<P, Q, B, O>,
  input: CallInput<P, Q, B> = {},
  { enabled = true, every }: ReadOptions<O> = {},
): UseQueryResult<O> {
  return useQuery<O>({
    queryKey: [route.id, input],
    queryFn: () => call(route, input),
    enabled,
    ...(every === undefined ? {} : { refetchInterval: (query) => every(query.state.data) }),
  });
}

/** Reads a route page by page. The pages so far stay on screen while a filter changes. */
export function usePages<P, Q extends { cursor?: string | undefined }, O extends { next: string | null }>(
  route: Route<P, Q, undefined, O>,
  input: { readonly params?: P; readonly query?: Partial<Q> },
  /** Milliseconds between fresh reads of all pages so far; none where absent. */
  every?: number,
): UseInfiniteQueryResult<InfiniteData<O>> {
  return useInfiniteQuery({
    queryKey: [route.id, 'pages', input],
    queryFn: ({ pageParam }) => {
      const query = { ...input.query, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return call(route, { ...input, query: query as Partial<Q> }); // a partial query with its cursor
    },
    initialPageParam: '',
    getNextPageParam: (last: O) => last.next,
    placeholderData: keepPreviousData,
    ...(every === undefined ? {} : { refetchInterval: every }),
  });
}

/** Sends a change; afterwards everything that was read is asked again. */
export function useChange<P, Q, B, O>(
  route: Route<P, Q, B, O>,
  done?: (output: O) => void | Promise<void>,
): UseMutationResult<O, Error, CallInput<P, Q, B>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<P, Q, B>) => call(route, input),
    onSuccess: async (output) => {
      await done?.(output);
      void client.invalidateQueries();
    },
  });
}
