import { DELIVERY_STATES } from '@ancam/contract';
import type { DeliveryState } from '@ancam/contract';
import { compact, readOne, readText } from './list-search.ts';

export const DOCUMENT_TABS = ['tree', 'received'] as const;

/** What the page of documents shows, as it stands in the address bar. */
export interface DocumentSearch {
  readonly tab?: (typeof DOCUMENT_TABS)[number];
  readonly q?: string;
  readonly late?: 'true';
  readonly state?: DeliveryState;
}

/** Reads it from the address; what is not understood is dropped. */
export function readDocumentSearch(search: Record<string, unknown>): DocumentSearch {
  return compact({
    tab: readOne(DOCUMENT_TABS, search.tab),
    q: readText(search.q),
    late: String(search.late) === 'true' ? ('true' as const) : undefined,
    state: readOne(DELIVERY_STATES, search.state),
  });
}
