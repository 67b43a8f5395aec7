import type { KnowledgeIndex } from '@ancam/knowledge';
import type { AuthorisationNote, HostResult, Id, ScanEvent, ScanHead, ScanPlan } from '@ancam/core';
import type { LoginAttempts } from '@ancam/scanner';

/** What a scan thread is started with. */
export interface ScanJob {
  readonly scanId: Id;
  readonly instanceId: Id;
  readonly plan: ScanPlan;
  readonly authorisation?: AuthorisationNote;
  /** Hosts that an earlier run of the same plan has finished. */
  readonly prior: readonly HostResult[];
  /** Folder of its journal. */
  readonly journal: string;
  /** Absent: the product's own. */
  readonly knowledge?: KnowledgeIndex;
}

/** What it posts. */
export type ScanMessage =
  | { readonly type: 'event'; readonly event: ScanEvent }
  /** Waits to be told whether they may be made; `n` names the question. */
  | { readonly type: 'attempts'; readonly n: number; readonly attempts: LoginAttempts }
  | { readonly type: 'done'; readonly head: ScanHead }
  | { readonly type: 'failed'; readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };

/** What it is told. `may` of log-in attempts: true where they were noted, false where they were before, null where they could not be. */
export type ScanOrder = { readonly type: 'cancel' } | { readonly type: 'noted'; readonly n: number; readonly may: boolean | null };
