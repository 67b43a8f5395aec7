import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { COLUMNS } from '../test/columns.ts';
import { allRows, collect, fileOf, opened, textRow, workbook, zipOf } from '../test/files.ts';
import { cellName, cellText } from './cells.ts';
import type { RowValues } from './columns.ts';
import { proposeMapping } from './mapping.ts';
import { rowReader } from './read-row.ts';
import { writeErrorFile } from './write/error-file.ts';
import type { RowFault } from './write/error-file.ts';
import { csvTemplate, xlsxTemplate } from './write/template.ts';
import { TABLE_FORMATS, writeTable } from './write/write-table.ts';
import type { TableFormat } from './write/write-table.ts';

const ROWS: readonly RowValues[] = [
  { name: 'Cổng "A", chính', serial: '00123', bought: '2024-03-05', channels: 4, storage: 'vn', address: '10.0.0.1' },
  { name: '=HYPERLINK("http://x","y")', serial: '-1', bought: null, channels: null, storage: 'abroad', address: null },
  { name: 'hai\u0007 \uD800 dòng', serial: '@SUM(A1)', bought: null, channels: 64, storage: null, address: null },
];

async function* some(rows: readonly RowValues[]): AsyncGenerator<RowValues> {
  yield* rows;
}

async function written(format: TableFormat, rows: readonly RowValues[] = ROWS): Promise<Buffer> {
  return Buffer.concat(
    await collect(writeTable(some(rows), { format, columns: COLUMNS, language: 'vi', sheet: 'Danh sách: camera/2026' })),
  );
}

async function readBack(path: string): Promise<unknown[]> {
  const table = await opened(path);
  const rows = await collect(table.rows());
  const proposal = proposeMapping(table.sheets[0]?.name ?? '', rows, COLUMNS);
  if (proposal === undefined) throw new TypeError('no header');
  const read = rowReader(COLUMNS, proposal.mapping, { today: '2026-11-26', format: table.format });
  return rows
    .map(read)
    .filter((row) => row !== undefined)
    .map(({ values, faults }) => (faults.length > 0 ? faults : values));
}

test.each(['xlsx', 'csv'] as const)('what is exported as %s is read back as it was', async (format) => {
  const back = await readBack(await fileOf(await written(format, ROWS.slice(0, 2))));
  expect(back).toEqual(ROWS.slice(0, 2));
});

test('CSV has the mark of UTF-8 and no cell that a spreadsheet would run', async () => {
  const text = (await written('csv')).toString('utf8');
  expect(text.startsWith('\uFEFFTên camera,Số sê-ri')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")",'-1,,,Nước ngoài,`);
  expect(text).toContain(`'@SUM(A1)`);
});

test.each(TABLE_FORMATS)(
  'nothing that a device says steers a terminal that shows %s, or turns the direction of writing',
  async (format) => {
    const said = 'DS\u001B[2J\u001B]0;x\u0007\u0000\u009B31m\u202Egpj\u2066\u200F\u061C\u2028=cmd|x';
    const rows = [{ name: said, serial: "\t=cmd|' /C calc'!A0", bought: null, channels: null, storage: null, address: null }];
    const bytes = await written(format, rows);
    const texts =
      format === 'xlsx'
        ? (await allRows(await fileOf(bytes))).flatMap(({ cells }) => cells.map(({ value }) => cellText(value)))
        : [bytes.toString('utf8')];
    const obeyed = /(?![\t\r\n])\p{Cc}|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;
    for (const text of texts) expect(text).not.toMatch(obeyed);
    expect(texts.join(' ')).toContain('=cmd|x');
    if (format === 'csv') expect(texts.join('')).toContain(`,'\t=cmd|`);
    if (format === 'json') expect(JSON.parse(texts.join(''))).toEqual(rows);
  },
);

test('a workbook holds texts as texts, dates as dates, and nothing that XML forbids', async () => {
  const rows = await allRows(await fileOf(await written('xlsx')));
  const cells = rows.map(({ number, cells }) =>
    cells.map(({ column, value, formula }) => [cellName(number, column), value.kind, cellText(value), formula]),
  );
  expect(cells[1]).toContainEqual(['B2', 'text', '00123', undefined]);
  expect(cells[1]).toContainEqual(['C2', 'date', '05/03/2024', undefined]);
  expect(cells[1]).toContainEqual(['D2', 'number', '4', undefined]);
  expect(cells[2]).toContainEqual(['A3', 'text', '=HYPERLINK("http://x","y")', undefined]);
  expect(cells[3]?.[0]?.[2]).toBe('hai  \uFFFD dòng');
});

test('JSON and lines of JSON give the values by their keys', async () => {
  expect(JSON.parse((await written('json', ROWS.slice(0, 2))).toString('utf8'))).toEqual(ROWS.slice(0, 2));
  expect(JSON.parse((await written('json', [])).toString('utf8'))).toEqual([]);
  const lines = (await written('ndjson', ROWS.slice(0, 2))).toString('utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(ROWS.slice(0, 2));
});

test('instants are written in the time of Viet Nam', async () => {
  const columns = [{ key: 'at', title: { vi: 'Lúc', en: 'At' }, kind: 'moment' as const }];
  const write = async (format: TableFormat): Promise<Buffer> =>
    Buffer.concat(await collect(writeTable(some([{ at: '2026-11-26T20:30:00.000Z' }]), { format, columns, language: 'vi', sheet: 'x' })));
  expect((await write('csv')).toString('utf8')).toContain('27/11/2026 03:30');
  const rows = await allRows(await fileOf(await write('xlsx')));
  expect(rows[1]?.cells[0]?.value).toEqual({ kind: 'date', date: '2026-11-27', time: '03:30:00' });
});

async function* failing(): AsyncGenerator<RowValues> {
  yield* ROWS;
  throw new RangeError('the store went away');
}

test.each(TABLE_FORMATS)('rows that fail end the %s with their error, and a reader that leaves ends the rows', async (format) => {
  const options = { format, columns: COLUMNS, language: 'vi' as const, sheet: 'x' };
  await expect(collect(writeTable(failing(), options))).rejects.toThrow('the store went away');
  const ended = Promise.withResolvers<void>();
  async function* endless(): AsyncGenerator<RowValues> {
    try {
      for (;;) yield ROWS[0] ?? {};
    } finally {
      ended.resolve();
    }
  }
  const stream = Readable.from(writeTable(endless(), options));
  for await (const _ of stream) break;
  await ended.promise;
});

test.each(['vi', 'en'] as const)('the template (%s) is recognised by its own import, offers its lists and has no row', async (language) => {
  const xlsx = await fileOf(await xlsxTemplate(COLUMNS, 'Camera', language));
  const csv = await fileOf(csvTemplate(COLUMNS, language));
  for (const path of [xlsx, csv]) {
    const table = await opened(path);
    const rows = await collect(table.rows());
    const proposal = proposeMapping('', rows, COLUMNS);
    expect(Object.keys(proposal?.mapping.columns ?? {})).toEqual(COLUMNS.map(({ key }) => key));
    expect(await readBack(path)).toEqual([]);
  }
  const table = await opened(xlsx);
  expect(table.sheets.map(({ name }) => name)).toEqual(
    language === 'vi' ? ['Camera', 'Hướng dẫn', 'Danh mục'] : ['Camera', 'Guide', 'Lists'],
  );
  const guide = await collect(table.rows(table.sheets[1]?.name));
  expect(guide.length).toBe(COLUMNS.length + 1);
});

async function* faults(): AsyncGenerator<RowFault> {
  yield { row: 3, text: 'B3: một' };
  yield { row: 3, text: 'C3: hai' };
  yield { row: 9, text: 'B9: ba' };
}

test('the file of errors is the same file with a column more, in its own format', async () => {
  const xlsx = await zipOf(
    workbook(
      textRow(1, ['TIÊU ĐỀ']) +
        textRow(2, ['Tên camera', 'Số sê-ri']) +
        '<row r="3"><c t="inlineStr"><is><t>A</t></is></c><c><v>1.50</v></c></row>' +
        textRow(5, ['B']) +
        textRow(9, ['C', 'x', 'y']),
    ),
  );
  const table = await opened(xlsx);
  const mapping = { sheet: 'Camera', headerRow: 2, width: 2, columns: { name: 0, serial: 1 } };
  const out = await allRows(await fileOf(Buffer.concat(await collect(writeErrorFile(table, mapping, faults(), { language: 'vi' })))));
  expect(out.map(({ cells }) => cells.map(({ value }) => cellText(value)))).toEqual([
    ['TIÊU ĐỀ'],
    ['Tên camera', 'Số sê-ri', 'Lỗi'],
    ['A', '1.50', 'B3: một\nC3: hai'],
    ['B'],
    ['C', 'x', 'B9: ba', 'y'],
  ]);
  const csv = await opened(await fileOf('Tên camera;Số sê-ri\r\n"a;b";=1\r\nc;d\r\n'));
  const lines = writeErrorFile(csv, { sheet: '', headerRow: 1, width: 2, columns: {} }, faults(), { language: 'vi', onlyFaulty: true });
  expect(Buffer.concat(await collect(lines)).toString('utf8')).toBe('\uFEFFTên camera;Số sê-ri;Lỗi\r\nc;d;"B3: một\nC3: hai"\r\n');
});
