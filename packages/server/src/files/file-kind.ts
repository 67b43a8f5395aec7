import { AppError } from '@ancam/core';
import type { FileRefusal } from '@ancam/contract';
import { bytesOf } from './incoming.ts';
import { endsAsArchive, listZip, readZipEntry } from './zip.ts';
import type { ZipEntry } from './zip.ts';

/** Endings of the file name that each type of content may have. What is not listed is refused. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
  'image/heic': ['heic', 'heif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'text/plain': ['txt', 'csv'],
};
export const ACCEPTED_ENDINGS: readonly string[] = Object.values(ENDINGS).flat();

/** Endings by which a system runs a file or a browser a page; one before the last ending hides what the file is. */
const RUNNABLE = [
  /\.(exe|com|bat|cmd|scr|pif|cpl|dll|jse?|mjs|vb[se]|ws[fh]|hta|ps1|msi|msc|jar|lnk|url|reg|sh|php|[sx]?html?|svg|xml|do[ct]m|xl[st]m|xlam|pp[ts]m)$/i,
  /\.(exe|bat|cmd|scr|pif|jse?|vb[se]|ws[fh]|hta|ps1|msi|jar|lnk)\.[^.]+$/i,
];
const LONGEST_NAME = 200;

/** The refusal of a file; `details.reason` is one of FILE_REFUSALS. */
export function refuse(reason: FileRefusal, details: Record<string, unknown> = {}): AppError {
  return new AppError('file.refused', `the file is refused: ${reason}`, { reason, ...details });
}

/** A file name as people may see it: no path, no control or direction characters, at most 200 characters, with an ending. */
export function cleanName(name: string): string {
  const plain = name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/^.*[\\/]/s, '')
    .trim();
  if (plain.length > LONGEST_NAME || !/[^.\s].*\.[A-Za-z0-9]+$/.test(plain)) throw refuse('name');
  return plain;
}

/**
 * The type of a file by its content. Throws `file.refused` for what is not accepted: scripts and pages, macros, bombs, two files in one,
 * content other than the name says.
 */
export async function kindOf(path: string, name: string, size: number): Promise<string> {
  if (size === 0) throw refuse('empty');
  if (RUNNABLE.some((ending) => ending.test(name))) throw refuse('runnable');
  const type = await typeOf(path);
  if (type === 'application/x-cfb') throw refuse('old-office');
  if (type !== undefined && /macroenabled|macro-?enabled/i.test(type)) throw refuse('macro');
  const endings = type === undefined ? undefined : ENDINGS[type];
  if (type === undefined || endings === undefined) throw refuse('type');
  if (!endings.includes(name.replace(/^.*\./s, '').toLowerCase())) throw refuse('name-differs');
  if (type.includes('officedocument') || type.includes('opendocument')) await inspectOffice(path);
  // A picture, a page or a text that is an archive as well: what is hidden in it escapes whoever looks at it.
  else if (await endsAsArchive(path)) throw refuse('two-in-one');
  return type;
}

async function typeOf(path: string): Promise<string | undefined> {
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path).catch(() => undefined); // broken content has no type
  return found?.mime ?? ((await isText(path)) ? 'text/plain' : undefined);
}

/** Text in UTF-8 that no browser takes for a page. */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let head = '';
  try {
    for await (const part of bytesOf(path)) {
      const text = decoder.decode(part, { stream: true });
      if (/(?![\t\n\v\f\r])\p{Cc}/u.test(text)) return false;
      if (head.length < 4096) head += text.slice(0, 4096);
    }
    decoder.decode();
  } catch {
    return false;
  }
  return !/<\s*(\?xml|!doctype|!--|html|head|body|svg|script|iframe|object|embed|style|title|a\s|img|table|div)/i.test(head);
}

const MOST_UNPACKED = 500_000_000;
const MOST_RATIO = 200;
const SMALL = 10_000_000;
const MOST_ENTRIES = 10_000;

/** Reads the directory of an office file; nothing but the list of its parts is unpacked, and of that no more than a little. */
async function inspectOffice(path: string): Promise<void> {
  const entries = await listZip(path, MOST_ENTRIES + 1).catch(() => Promise.reject(refuse('type')));
  assertNoBomb(entries);
  if (entries.some(({ name }) => /vbaproject|vbadata|activex|macrosheets|^basic\/|^scripts\//i.test(name))) throw refuse('macro');
  // A macro may have any name: the list of parts must call it what it is, or Office does not run it.
  for (const name of ['[Content_Types].xml', 'META-INF/manifest.xml']) {
    if (!entries.some((each) => each.name === name)) continue;
    const list = await readZipEntry(path, name, 2_000_000).catch(() => Promise.reject(refuse('bomb')));
    if (/vbaProject|macroEnabled|activeX|macrosheet|["'](basic|scripts)\//i.test(list)) throw refuse('macro');
  }
}

function assertNoBomb(entries: readonly ZipEntry[]): void {
  const unpacked = entries.reduce((sum, each) => sum + each.unpacked, 0);
  const packed = entries.reduce((sum, each) => sum + each.packed, 0);
  const bomb = entries.length > MOST_ENTRIES || unpacked > MOST_UNPACKED || (unpacked > SMALL && unpacked > MOST_RATIO * packed);
  if (bomb) throw refuse('bomb');
}
