import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '@ancam/core';
import type { Language } from '@ancam/core';
import { readToolFile } from '@ancam/scanner/from-tools';
import type { ReadOptions, ToolFault } from '@ancam/scanner/from-tools';
import { EXIT } from '../exit-codes.ts';
import { HostStore, isCamera } from '../host-store.ts';
import { instanceId } from '../instance.ts';
import { assertWritable, writeOutput } from '../output.ts';
import { knowledgeOf } from '../own-knowledge.ts';
import type { KnowledgeOption } from '../own-knowledge.ts';
import { formatOf, renderResult } from '../render.ts';
import type { OutputOptions } from '../render.ts';
import { clean } from '../printable.ts';

/** Options of `ancam read`, as commander names them. */
export interface ReadFileOptions extends OutputOptions, KnowledgeOption {
  readonly all?: boolean;
}

/** Faults printed one by one. */
const SHOWN = 20;
/** Bytes below which nobody waits. */
const LARGE = 8 * 1024 * 1024;
const READING = { vi: 'Đang đọc tệp', en: 'Reading the file' } as const;
const PLACE = { vi: 'Chỗ lỗi', en: 'Place' } as const;
const REST = { vi: (count: number) => `… và ${count} chỗ khác.`, en: (count: number) => `… and ${count} more.` } as const;
const READABLE = { vi: 'Nêu một tệp có thể đọc.', en: 'Name a file that can be read.' };

/** Reads the file of another tool as if it were a scan, and prints it like one; what cannot be read is told on stderr. Returns the exit code. */
export async function readFile(file: string, options: ReadFileOptions): Promise<number> {
  const format = formatOf(options);
  await assertWritable(options.output);
  const knowledge = await knowledgeOf(options);
  const instance = instanceId();
  const fileTime = await changedAt(file);
  const onProgress = showProgress(options.language);
  const read = await readToolFile(file, { knowledge, instanceId: instance, owner: instance, name: basename(file), fileTime, onProgress });
  const hosts = new HostStore();
  const cameras = new Set<string>();
  try {
    for await (const host of read.results()) {
      hosts.keep(host);
      if (isCamera(host)) cameras.add(host.id);
    }
  } finally {
    await read.close();
  }
  const head = { ...read.head, stats: { ...read.head.stats, cameras: cameras.size } };
  process.stderr.write(describe(read.faults, head.source?.bad ?? 0, options.language));
  await writeOutput(await renderResult({ head, hosts, knowledge, all: options.all === true }, format, options), options.output);
  return hosts.hasFindings ? EXIT.findings : EXIT.clean;
}

/** A line on a terminal for as long as a large file takes; nothing elsewhere. */
function showProgress(language: Language): NonNullable<ReadOptions['onProgress']> {
  let shown = -1;
  return ({ bytes, of }) => {
    const share = Math.floor((bytes / of) * 100);
    if (!process.stderr.isTTY || of < LARGE || share === shown) return;
    shown = share;
    process.stderr.write(share === 100 ? '\r\u001B[2K' : `\r${READING[language]} ${share}%`);
  };
}

async function changedAt(file: string): Promise<Date> {
  try {
    const { mtime } = await stat(file);
    return mtime;
  } catch (thrown) {
    throw new AppError('file.unreadable', `cannot read ${file}`, { place: file, fix: READABLE }, thrown);
  }
}

function describe(faults: readonly ToolFault[], count: number, language: Language): string {
  const shown = faults.slice(0, SHOWN);
  const lines = shown.map(
    ({ place, fault, remedy }) => `${PLACE[language]} ${clean(place)}: ${clean(fault[language])} ${remedy[language]}\n`,
  );
  return `${lines.join('')}${count > shown.length ? `${REST[language](count - shown.length)}\n` : ''}`;
}
