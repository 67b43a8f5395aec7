import type { KnowledgeIndex } from '@ancam/knowledge';
import type { AuthorisationNote, HostResult, Id, ScanEvent, ScanHead, ScanPlan } from '@ancam/core';

/** What a scan thread is started with. */
export interface ScanJob {
  readonly scanId: Id;
  readonly instanceId: Id;
  readonly plan: ScanPlan;
  readonly authorisation?: AuthorisationNote;
  /** Hosts that an earlier run of the same plan has finished. */
  readonly prior: readonly HostResult[];
  /** Absent: the product's own. */
  readonly knowledge?: KnowledgeIndex;
}

/** What it posts. */
export type ScanMessage =
  | { readonly type: 'event'; readonly event: ScanEvent }
  | { readonly type: 'done'; readonly head: ScanHead }
  | { readonly type: 'failed'; readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
