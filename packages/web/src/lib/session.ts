import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@ancam/contract';
import type { Account, Session } from '@ancam/contract';
import { act, useActing } from './acting.ts';
import { call, queryClient } from './api.ts';
import { standAt } from './format.ts';

async function readSession(): Promise<Session> {
  const session = await call(api.session);
  standAt(session.demonstration);
  return session;
}

/** The session of this browser, read once and kept until sign-in or sign-out. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: readSession, staleTime: Number.POSITIVE_INFINITY });

/** Takes over the session that a sign-in or set-up answered with; nothing read before belongs to it. */
export function takeSession(session: Session): void {
  act({});
  // The session itself is replaced, not removed: the page that looks at it must see the new one.
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  queryClient.setQueryData(sessionQuery.queryKey, session);
}

/** Forgets everything read under the ended session. */
export function dropSession(): void {
  act({});
  queryClient.clear();
}

interface Signed {
  readonly account: Account | null;
  readonly session: Session | undefined;
  readonly can: (permission: string) => boolean;
}

/** Who is signed in and what the role permits. What a record permits comes with the record. */
export function useSession(): Signed {
  const { data } = useQuery(sessionQuery);
  const { delegation } = useActing();
  const permissions = delegation === undefined ? data?.permissions : ['session', ...delegation.permissions];
  return { account: data?.account ?? null, session: data, can: (permission) => permissions?.includes(permission) ?? false };
}
