import { stat } from 'node:fs/promises';
import { openCsv } from './csv/read-csv.ts';
import { refusal } from './faults.ts';
import type { FaultCode, FaultValues } from './faults.ts';
import { LIMITS, megabytes } from './limits.ts';
import type { Limits } from './limits.ts';
import { readHead } from './read-head.ts';
import type { Table } from './table.ts';

/** Bytes of the beginning that the kind of a file is told by. */
const HEAD = 64 * 1024;
/** First bytes of files that people take for a spreadsheet in one of the two formats. */
const STRANGERS: readonly (readonly [bytes: readonly number[], fault: FaultCode, values: FaultValues])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'file.kind', { kind: 'PDF' }],
  [[0x7b, 0x5c, 0x72, 0x74], 'file.kind', { kind: 'RTF' }],
  [[0x1f, 0x8b], 'file.kind', { kind: 'GZIP' }],
  [[0x52, 0x61, 0x72, 0x21], 'file.kind', { kind: 'RAR' }],
  [[0x37, 0x7a, 0xbc, 0xaf], 'file.kind', { kind: '7-Zip' }],
  [[0xff, 0xd8, 0xff], 'file.kind', { kind: 'JPEG' }],
  [[0x89, 0x50, 0x4e, 0x47], 'file.kind', { kind: 'PNG' }],
];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

/**
 * Opens an XLSX or CSV file, told apart by its content, not its name. Memory stays within the limits whatever the file holds.
 * Throws `file.unreadable` or `file.too-large`; `refusalOf` words why.
 */
export async function openTable(path: string, options: Partial<Limits> = {}): Promise<Table> {
  const limits = { ...LIMITS, ...options };
  const { size } = await stat(path);
  if (size > limits.fileBytes) throw refusal('file.too-large', { limit: megabytes(limits.fileBytes) });
  if (size === 0) throw refusal('file.empty');
  const head = await readHead(path, HEAD);
  const starts = (bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte);
  if (starts(OLE)) throw oleRefusal(head);
  const stranger = STRANGERS.find(([bytes]) => starts(bytes));
  if (stranger !== undefined) throw refusal(stranger[1], stranger[2]);
  if (!starts(ZIP)) return openCsv(path, limits);
  const { openXlsx } = await import('./xlsx/read-xlsx.ts');
  return openXlsx(path, limits);
}

/** A workbook with a password and the format before 2007 share a container; the names within it are UTF-16. */
function oleRefusal(head: Uint8Array): Error {
  const encrypted = Buffer.from(head).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return encrypted ? refusal('file.encrypted') : refusal('file.kind', { kind: 'Excel 97–2003 (.xls)' });
}
