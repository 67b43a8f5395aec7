import type { AuditFault } from '../db/audit-chain.ts';
import { followChain, nextHome } from '../db/audit-read.ts';
import type { Anchor } from '../db/audit-read.ts';

/** What was looked at. */
export interface AuditSummary {
  readonly homes: number;
  readonly events: number;
  readonly faults: number;
  /** How many anchors from outside were compared. */
  readonly anchors: number;
}

/** Follows every chain of the database in constant memory and compares it with anchors kept outside. Reads as the owner of the schema. */
export async function verifyAudit(
  db: Parameters<typeof followChain>[0],
  options: { readonly anchors?: readonly Anchor[]; readonly report: (fault: AuditFault) => void },
): Promise<AuditSummary> {
  const anchors = Map.groupBy(options.anchors ?? [], ({ homeId }) => homeId);
  let [homes, events, faults] = [0, 0, 0];
  for (let home = await nextHome(db, undefined); home !== undefined; home = await nextHome(db, home)) {
    const known = new Map((anchors.get(home) ?? []).map(({ seq, hash }) => [seq, hash]));
    anchors.delete(home);
    const check = await followChain(db, home, options.report, known);
    homes += 1;
    events += check.events;
    faults += check.faults;
  }
  // An anchored chain of which nothing is left.
  for (const [homeId, lost] of anchors) {
    for (const { seq, hash } of lost) {
      faults += 1;
      options.report({ kind: 'anchor', homeId, seq, was: hash });
    }
  }
  return { homes, events, faults, anchors: options.anchors?.length ?? 0 };
}
