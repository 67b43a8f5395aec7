import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Fault, Loading } from './states.tsx';

interface AsyncProps<T> {
  readonly query: UseQueryResult<T>;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** Draws what a query read; before that grey lines, on failure the reason. Old data stays on screen while a fresh read fails. */
export function Async<T>({ query, rows = 5, children }: AsyncProps<T>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Fault error={query.error} retry={() => void query.refetch()} />;
  return <Loading rows={rows} />;
}
