import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import { MoreButton } from './more-button.tsx';
import { Fault, Loading } from './states.tsx';

/** What reads a list page by page, as `usePages` gives it. */
interface PagesQuery {
  readonly data: unknown;
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface PagedListProps {
  readonly query: PagesQuery;
  readonly isEmpty: boolean;
  /** Shown where the list is read and holds nothing. */
  readonly empty: ReactNode;
  /** The rows read so far. */
  readonly children: ReactNode;
}

/** A list that is read page by page: being read, failed, empty, or its rows with the way to more of them. */
export function PagedList({ query, isEmpty, empty, children }: PagedListProps): ReactNode {
  return (
    <>
      {query.data === undefined ? (
        <Box p="md">{query.isError ? <Fault error={query.error} retry={() => void query.refetch()} /> : <Loading />}</Box>
      ) : isEmpty ? (
        empty
      ) : (
        children
      )}
      <MoreButton query={query} />
    </>
  );
}
