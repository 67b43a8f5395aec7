import type { AuthorisationNote, HostResult, Id, Language, ScanPlan, ScanResult } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { runScan } from '@ancam/scanner';
import { instanceId } from './instance.ts';
import { createProgressLine } from './progress.ts';

/** What a scan on the command line needs. */
export interface ScanOrder {
  readonly plan: ScanPlan;
  readonly knowledge: KnowledgeIndex;
  readonly authorisation: AuthorisationNote | undefined;
  readonly signal: AbortSignal;
  readonly language: Language;
}

const byAddress = new Intl.Collator('en', { numeric: true });

/** Runs the scan with a live line on stderr; the hosts of the result are in the order of their addresses. */
export async function performScan({ plan, knowledge, authorisation, signal, language }: ScanOrder): Promise<ScanResult> {
  const line = createProgressLine(process.stderr, language);
  // A host may come again under its id with what the comparison of all devices showed.
  const hosts = new Map<Id, HostResult>();
  try {
    const head = await runScan({
      plan,
      knowledge,
      instanceId: instanceId(),
      signal,
      ...(authorisation === undefined ? {} : { authorisation }),
      onEvent(event) {
        if (event.type === 'progress') line.show(event);
        if (event.type === 'host') hosts.set(event.host.id, event.host);
      },
    });
    return { ...head, hosts: [...hosts.values()].sort((a, b) => byAddress.compare(a.address, b.address)) };
  } finally {
    line.clear();
  }
}
