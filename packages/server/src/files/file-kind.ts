import { readFile } from 'node:fs/promises';
import { AppError } from '@ancam/core';
import { fileTypeFromFile } from 'file-type';
import { listZip } from './list-zip.ts';

/** Endings of the file name that each type of content may have. What is not listed is refused. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'text/plain': ['txt', 'csv'],
};
/** Endings by which a system runs a file; one before the last ending hides what the file is. */
const RUNNABLE = /\.(exe|com|bat|cmd|scr|pif|js|jse|vbs|vbe|wsf|hta|ps1|msi|jar|lnk|sh|php|html?|svg|docm|xlsm|pptm)(\.|$)/i;
const MOST_TEXT = 5_000_000;

function refuse(reason: string): AppError {
  return new AppError('input.invalid', `the file is refused: ${reason}`, { place: 'file', reason });
}

/** A file name as people may see it: no path, no control or direction characters, at most 200 characters. */
export function cleanName(name: string): string {
  const plain = name
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^.*[\\/]/, '')
    .trim();
  if (plain === '' || plain.length > 200 || !/\.[A-Za-z0-9]+$/.test(plain)) throw refuse('name');
  return plain;
}

/** The type of a file by its content. Throws `input.invalid` for what is not accepted: scripts, macros, bombs, other content than the name says. */
export async function kindOf(path: string, name: string, size: number): Promise<string> {
  if (size === 0) throw refuse('empty');
  if (RUNNABLE.test(name)) throw refuse('runnable');
  const type = (await fileTypeFromFile(path))?.mime ?? (size <= MOST_TEXT && isText(await readFile(path)) ? 'text/plain' : undefined);
  const endings = type === undefined ? undefined : ENDINGS[type];
  if (type === undefined || endings === undefined) throw refuse('type');
  if (!endings.includes(name.replace(/^.*\./, '').toLowerCase())) throw refuse('name-differs');
  if (type.includes('officedocument') || type.includes('opendocument')) await inspectZip(path);
  return type;
}

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/[\0-\x08\x0e-\x1f]/.test(text) && !/^\s*<(\?xml|!doctype|html|svg|script)/i.test(text);
  } catch {
    return false;
  }
}

const MOST_UNPACKED = 500_000_000;
const MOST_RATIO = 200;
const MOST_ENTRIES = 10_000;

/** Reads the directory of an office file without unpacking it. */
async function inspectZip(path: string): Promise<void> {
  let unpacked = 0;
  let packed = 0;
  let entries = 0;
  for (const entry of await listZip(path).catch(() => Promise.reject(refuse('type')))) {
    entries += 1;
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
    if (/vbaproject|activex|macrosheets|^basic\//i.test(entry.fileName)) throw refuse('macro');
  }
  if (entries > MOST_ENTRIES || unpacked > MOST_UNPACKED || (unpacked > 10_000_000 && unpacked > MOST_RATIO * packed)) throw refuse('bomb');
}
