import { ProposalKind, ProposalState } from '@ancam/contract';
import type { ProposalFilter } from '@ancam/contract';
import { Id } from '@ancam/core';
import { compact, readOne } from './list-search.ts';

/** Filters of the proposals as they stand in the address bar. */
export type ProposalSearch = ProposalFilter & { state?: ProposalState | 'all' };

function idOf(value: unknown): string | undefined {
  return Id.safeParse(value).data;
}

/** Reads them from the address; what is not understood is dropped. */
export function readProposalSearch(search: Record<string, unknown>): ProposalSearch {
  return compact({
    kind: readOne(ProposalKind.options, search.kind),
    state: readOne([...ProposalState.options, 'all'] as const, search.state),
    scan: idOf(search.scan),
    camera: idOf(search.camera),
    under: idOf(search.under),
  });
}
