import { readFile } from 'node:fs/promises';
import { AppError } from '@ancam/core';
import type { Language, Text } from '@ancam/core';
import { Anchors, anchorStore, verifyStore } from '@ancam/server';
import type { Anchor, AuditFault } from '@ancam/server';
import { EXIT } from '../exit-codes.ts';
import { say } from '../language.ts';
import { assertWritable, writeOutput } from '../output.ts';
import { storeConfig } from '../store-config.ts';

/** Options of `ancam audit verify`, as commander names them. */
export interface VerifyOptions {
  readonly language: Language;
  readonly dataDir?: string;
  readonly anchors?: readonly string[];
  readonly json?: boolean;
}

/** Options of `ancam audit anchor`. */
export interface AnchorOptions {
  readonly language: Language;
  readonly dataDir?: string;
  readonly output?: string;
}

const FAULTS: Readonly<Record<AuditFault['kind'], Text>> = {
  content: { vi: 'nội dung đã bị sửa', en: 'its content was changed' },
  hash: { vi: 'mã băm đã bị sửa', en: 'its hash was changed' },
  'previous-hash': { vi: 'mã băm của sự kiện trước đã bị sửa', en: 'its link to the event before was changed' },
  missing: { vi: 'không còn sự kiện số {seq} đến {until}', en: 'events {seq} to {until} are missing' },
  order: { vi: 'không nối tiếp sự kiện đứng trước', en: 'it does not continue the event before it' },
  moved: { vi: 'bị chuyển chỗ, vốn là số {was}', en: 'it was moved, and was number {was}' },
  head: {
    vi: 'điểm cuối đã ghi khác với sự kiện cuối ({field}: {is}, phải là {was})',
    en: 'the recorded end differs from the last event ({field}: {is}, should be {was})',
  },
  'no-head': { vi: 'thiếu điểm cuối đã ghi', en: 'the recorded end is missing' },
  anchor: { vi: 'khác với mốc neo cất bên ngoài', en: 'it differs from the anchor kept outside' },
};

const TEXTS = {
  line: { vi: 'SAI  chuỗi {home}, sự kiện số {seq}{id}: {what}', en: 'FAULT  chain {home}, event {seq}{id}: {what}' },
  field: { vi: '; cột {field}: đang là {is}, vốn là {was}', en: '; column {field}: is {is}, was {was}' },
  whole: {
    vi: 'Nhật ký toàn vẹn: {events} sự kiện trong {homes} chuỗi, {anchors} mốc neo khớp.',
    en: 'The audit is whole: {events} events in {homes} chains, {anchors} anchors agree.',
  },
  broken: {
    vi: 'Nhật ký KHÔNG toàn vẹn: {faults} lỗi; đã đọc {events} sự kiện trong {homes} chuỗi.',
    en: 'The audit is NOT whole: {faults} faults; {events} events in {homes} chains were read.',
  },
  anchored: { vi: 'Đã ghi mốc neo của {count} chuỗi. Hãy cất ở nơi khác.', en: 'Anchors of {count} chains written. Keep them elsewhere.' },
  notAnchors: {
    vi: 'Dùng tệp do "ancam audit anchor" ghi ra.',
    en: 'Use a file that "ancam audit anchor" wrote.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Prints every fault of the audit chains. Exit code 1 where there is one. */
export async function verifyAudit({ language, dataDir, anchors = [], json = false }: VerifyOptions): Promise<number> {
  const known = (await Promise.all(anchors.map(readAnchors))).flat();
  const report = (fault: AuditFault): void =>
    void process.stdout.write(`${json ? JSON.stringify({ fault }) : describe(fault, language)}\n`);
  const summary = await verifyStore(storeConfig(dataDir), { anchors: known, report });
  const text = summary.faults === 0 ? TEXTS.whole : TEXTS.broken;
  if (json) process.stdout.write(`${JSON.stringify({ summary })}\n`);
  else process.stdout.write(`${say(language, text, { ...summary })}\n`);
  return summary.faults === 0 ? EXIT.clean : EXIT.findings;
}

function describe(fault: AuditFault, language: Language): string {
  const what = say(language, FAULTS[fault.kind], { ...fault });
  const named = fault.kind === 'content' && fault.field !== undefined;
  const field = named ? say(language, TEXTS.field, { field: fault.field, is: quote(fault.is), was: quote(fault.was) }) : '';
  const id = fault.eventId === undefined ? '' : ` (${fault.eventId})`;
  return say(language, TEXTS.line, { home: fault.homeId, seq: fault.seq, id, what: what + field });
}

function quote(text: string | undefined): string {
  return JSON.stringify(text ?? '');
}

/** One anchor a line: `{"homeId","seq","hash","at"}`. */
async function readAnchors(file: string): Promise<Anchor[]> {
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw new AppError('file.unreadable', `cannot read ${file}`, { place: file }, thrown);
  });
  try {
    return Anchors.parse(text.split('\n').flatMap((line): unknown[] => (line.trim() === '' ? [] : [JSON.parse(line)])));
  } catch (thrown) {
    throw new AppError('input.invalid', `${file} holds no anchors`, { place: file, fix: TEXTS.notAnchors }, thrown);
  }
}

/** Writes the end of every chain with the time, one a line. */
export async function anchorAudit({ language, dataDir, output }: AnchorOptions): Promise<number> {
  await assertWritable(output);
  const at = new Date().toISOString();
  const lines: string[] = [];
  await anchorStore(storeConfig(dataDir), ({ homeId, seq, hash }) => lines.push(`${JSON.stringify({ homeId, seq, hash, at })}\n`));
  await writeOutput(lines, output);
  process.stderr.write(`${say(language, TEXTS.anchored, { count: lines.length })}\n`);
  return EXIT.clean;
}
