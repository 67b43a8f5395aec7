import type { AuthorisationNote, Language, ScanHead, ScanPlan } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { runScan } from '@ancam/scanner';
import type { NoteAttempts } from '@ancam/scanner';
import { HostStore } from './host-store.ts';
import { instanceId } from './instance.ts';
import type { KeptScan } from './kept-scan.ts';
import { createProgressLine } from './progress.ts';

/** What a scan on the command line needs. */
export interface ScanOrder {
  readonly plan: ScanPlan;
  readonly knowledge: KnowledgeIndex;
  readonly authorisation: AuthorisationNote | undefined;
  readonly signal: AbortSignal;
  readonly language: Language;
  /** Puts log-in attempts on record before they are made; needed where the plan makes any. */
  readonly noteAttempts: NoteAttempts | undefined;
  /** Where what is finished is kept for another sitting. */
  readonly kept?: KeptScan | undefined;
}

/** A scan that ended, with the hosts it reached. */
export interface Performed {
  readonly head: ScanHead;
  readonly hosts: HostStore;
}

/** Runs the scan with a live line on stderr. */
export async function performScan({ plan, knowledge, authorisation, signal, language, noteAttempts, kept }: ScanOrder): Promise<Performed> {
  const line = createProgressLine(process.stderr, language);
  const hosts = new HostStore();
  for (const host of kept?.prior ?? []) hosts.keep(host);
  try {
    const head = await runScan({
      plan,
      knowledge,
      instanceId: instanceId(),
      signal,
      ...(authorisation === undefined ? {} : { authorisation }),
      noteAttempts,
      ...(kept === undefined ? {} : { scanId: kept.id, prior: kept.prior, journal: kept.journal }),
      onEvent(event) {
        if (event.type === 'progress') line.show(event);
        if (event.type !== 'host') return;
        hosts.keep(event.host);
        kept?.keep(event.host);
      },
    });
    return { head, hosts };
  } finally {
    line.clear();
  }
}
