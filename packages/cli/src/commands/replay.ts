import { replay } from '@ancam/scanner';
import { describeChanges, findChanges } from '../changes.ts';
import { EXIT } from '../exit-codes.ts';
import { HostStore } from '../host-store.ts';
import { assertWritable, writeOutput } from '../output.ts';
import { formatOf, renderResult } from '../render.ts';
import type { OutputOptions } from '../render.ts';
import { knowledgeOf } from '../own-knowledge.ts';
import type { KnowledgeOption } from '../own-knowledge.ts';
import { readResultFile } from '../result-file.ts';

/** Options of `ancam replay`, as commander names them. */
export interface ReplayOptions extends OutputOptions, KnowledgeOption {
  readonly all?: boolean;
}

/** Judges a stored scan by the present knowledge, prints it and, on stderr, what changed; returns the exit code. */
export async function replayFile(file: string, options: ReplayOptions): Promise<number> {
  const format = formatOf(options);
  await assertWritable(options.output);
  const stored = await readResultFile(file);
  const knowledge = await knowledgeOf(options);
  const { hosts: judged, ...head } = replay(stored, knowledge);
  const hosts = new HostStore();
  for (const host of judged) hosts.keep(host);
  await writeOutput(await renderResult({ head, hosts, knowledge, all: options.all === true }, format, options), options.output);
  process.stderr.write(describeChanges(findChanges(stored.hosts, judged), options.language));
  return hosts.hasFindings ? EXIT.findings : EXIT.clean;
}
