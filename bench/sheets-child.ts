import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HEADER_ROWS, openTable, proposeMapping, rowReader, writeTable } from '@ancam/sheets';
import type { Column, RowValues, SheetRow } from '@ancam/sheets';
import { streamXlsxRows } from 'hucre/xlsx';

const KINDS = ['text', 'id', 'date', 'number', 'enum', 'text', 'text', 'id', 'text', 'text', 'date', 'text'] as const;
const CHOICES = [
  { value: 'vn', title: { vi: 'Trong nước', en: 'In Viet Nam' } },
  { value: 'abroad', title: { vi: 'Nước ngoài', en: 'Abroad' } },
];
const COLUMNS: readonly Column[] = KINDS.map((kind, at) => ({
  key: `c${at}`,
  title: { vi: `Cột ${at}`, en: `Column ${at}` },
  kind,
  example: '',
  hint: { vi: 'mẫu', en: 'sample' },
  ...(kind === 'enum' ? { choices: CHOICES } : {}),
}));

const TASKS: Readonly<Record<string, (path: string, rows: number) => Promise<number>>> = { write, read, 'peer-read': peerRead };

const [task = '', path = '', rows = '0'] = process.argv.slice(2);
const started = performance.now();
const count = (await TASKS[task]?.(path, Number(rows))) ?? Number.NaN;
process.stdout.write(JSON.stringify({ rows: count, seconds: (performance.now() - started) / 1000 }));

function valueOf(kind: (typeof KINDS)[number], row: number): string | number {
  if (kind === 'number') return row % 64;
  if (kind === 'date') return `20${10 + (row % 15)}-0${1 + (row % 9)}-1${row % 10}`;
  if (kind === 'enum') return row % 3 === 0 ? 'abroad' : 'vn';
  return kind === 'id' ? `DS-2CD${String(row).padStart(9, '0')}` : `Cổng số ${row}, nhà ${row % 700}`;
}

async function write(path: string, rows: number): Promise<number> {
  const all = async function* (): AsyncGenerator<RowValues> {
    for (let row = 0; row < rows; row += 1) yield Object.fromEntries(KINDS.map((kind, at) => [`c${at}`, valueOf(kind, row)]));
  };
  const format = path.endsWith('.csv') ? 'csv' : 'xlsx';
  await pipeline(writeTable(all(), { format, columns: COLUMNS, language: 'vi', sheet: 'bench' }), createWriteStream(path));
  return rows;
}

/** As an import does: the header is matched, every cell is read by its column. */
async function read(path: string): Promise<number> {
  const table = await openTable(path);
  const head: SheetRow[] = [];
  for await (const row of table.rows()) if (head.push(row) >= HEADER_ROWS) break;
  const proposal = proposeMapping('', head, COLUMNS);
  if (proposal === undefined) throw new TypeError('no header');
  const reader = rowReader(COLUMNS, proposal.mapping, { today: '2099-01-01', format: table.format });
  let good = 0;
  for await (const row of table.rows()) if (reader(row)?.faults.length === 0) good += 1;
  table.close();
  return good;
}

async function peerRead(path: string): Promise<number> {
  let rows = -1;
  // The types of Node and of the browser for the same stream do not agree.
  const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  for await (const _ of streamXlsxRows(stream)) rows += 1;
  return rows;
}
