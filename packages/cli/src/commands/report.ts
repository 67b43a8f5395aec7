import { AppError } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge/compiled';
import { EXIT } from '../exit-codes.ts';
import { HostStore } from '../host-store.ts';
import { assertWritable, writeOutput } from '../output.ts';
import { formatOf, renderResult } from '../render.ts';
import type { OutputOptions } from '../render.ts';
import { readResultFile } from '../result-file.ts';

/** Options of `ancam report`, as commander names them. */
export interface ReportOptions extends OutputOptions {
  /** Addresses; all where none is named. */
  readonly camera?: readonly string[];
  readonly all?: boolean;
}

const IN_THE_FILE = { vi: 'Hãy nêu địa chỉ có trong tệp kết quả.', en: 'Name an address that the result file holds.' };

/** Writes a stored scan, as it was judged then, in another format; returns the exit code. Throws `input.invalid` for an unknown address. */
export async function reportFile(file: string, options: ReportOptions): Promise<number> {
  const format = formatOf(options);
  await assertWritable(options.output);
  const { hosts: stored, ...head } = await readResultFile(file);
  const wanted = options.camera ?? [];
  const missing = wanted.find((address) => !stored.some((host) => host.address === address));
  if (missing !== undefined) {
    throw new AppError('input.invalid', `no host ${missing} in ${file}`, { place: `--camera ${missing}`, fix: IN_THE_FILE });
  }
  const hosts = new HostStore();
  for (const host of stored) if (wanted.length === 0 || wanted.includes(host.address)) hosts.keep(host);
  const shown = { head, hosts, knowledge: loadKnowledge(), all: options.all === true };
  await writeOutput(await renderResult(shown, format, options), options.output);
  return hosts.hasFindings ? EXIT.findings : EXIT.clean;
}
