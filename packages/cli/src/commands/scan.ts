import { systemClock } from '@ancam/core';
import type { ScanPlan, Text } from '@ancam/core';
import { dryRun } from '@ancam/scanner';
import { AttemptJournal, stateFolder } from '../attempt-journal.ts';
import { readAuthorisation } from '../authorisation.ts';
import type { AuthorisationOptions } from '../authorisation.ts';
import { describeDryRun } from '../dry-run.ts';
import { EXIT } from '../exit-codes.ts';
import { onInterrupt } from '../interrupt.ts';
import type { KeptScan } from '../kept-scan.ts';
import { assertWritable, writeOutput } from '../output.ts';
import { knowledgeOf } from '../own-knowledge.ts';
import type { KnowledgeOption } from '../own-knowledge.ts';
import { performScan } from '../perform-scan.ts';
import { formatOf, renderResult } from '../render.ts';
import type { OutputOptions } from '../render.ts';
import { planFrom } from '../scan-plan.ts';
import type { PlanOptions } from '../scan-plan.ts';

/** Options of `ancam scan`, as commander names them. */
export interface ScanOptions extends OutputOptions, PlanOptions, AuthorisationOptions, KnowledgeOption {
  readonly dryRun?: boolean;
  readonly all?: boolean;
  /** Folder of a scan that goes on where it was cut off. */
  readonly resume?: string;
}

const NOT_FINISHED: Text = {
  vi: 'Lượt quét chưa xong; chạy lại đúng lệnh này thì quét tiếp, không hỏi lại thiết bị đã quét.',
  en: 'The scan is not finished; the same command goes on with it and asks no device again that was finished.',
};

/** Scans the named targets and prints what was found; returns the exit code. A cancelled scan still prints what it has. */
export async function scan(targets: readonly string[], options: ScanOptions): Promise<number> {
  const format = formatOf(options);
  await assertWritable(options.output);
  const authorisation = readAuthorisation(options, systemClock);
  const plan = await planFrom(targets, options);
  const knowledge = await knowledgeOf(options);
  if (options.dryRun === true) {
    await writeOutput(describeDryRun(dryRun(plan, knowledge), format, options.language), options.output);
    return EXIT.clean;
  }
  const kept = options.resume === undefined ? undefined : await openKept(options.resume, plan);
  let complete = false;
  try {
    const journal = await openJournal(plan);
    const interrupt = onInterrupt();
    const { head, hosts } = await performScan({
      plan,
      knowledge,
      authorisation,
      signal: interrupt.signal,
      language: options.language,
      noteAttempts: journal?.note,
      kept,
    }).finally(() => journal?.close());
    await writeOutput(await renderResult({ head, hosts, knowledge, all: options.all === true }, format, options), options.output);
    interrupt.release();
    complete = head.status === 'completed';
    if (kept !== undefined && !complete) process.stderr.write(`${NOT_FINISHED[options.language]}\n`);
    if (head.status === 'cancelled') return EXIT.cancelled;
    return hosts.hasFindings ? EXIT.findings : EXIT.clean;
  } finally {
    await kept?.close(complete);
  }
}

/** Loaded only for a scan that is kept. */
async function openKept(folder: string, plan: ScanPlan): Promise<KeptScan> {
  const { KeptScan: kept } = await import('../kept-scan.ts');
  return kept.open(folder, plan);
}

/** Where log-in attempts are put on record before they are made, for a plan that makes any. */
async function openJournal({ factoryPasswordTest, lockoutTest = [] }: ScanPlan): Promise<AttemptJournal | undefined> {
  return factoryPasswordTest || lockoutTest.length > 0 ? AttemptJournal.open(stateFolder(), systemClock) : undefined;
}
