import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { allRows, fileOf, textRow, workbook, zipOf } from '../test/files.ts';

async function refusedAs(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return (error as { details?: { fault?: unknown } } | undefined)?.details?.fault; // AppError of a refusal
}

const ONE = textRow(1, ['một']);

test.each<[string, string | Uint8Array, string]>([
  ['an empty file', '', 'file.empty'],
  ['a PDF', '%PDF-1.7 …', 'file.kind'],
  ['a workbook of before 2007', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'file.kind'],
  [
    'a workbook with a password',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    'file.encrypted',
  ],
  ['bytes of no meaning', Buffer.from([1, 2, 0, 3, 200, 201, 0, 9, 5, 6, 7, 8, 9, 1, 1, 1]), 'file.kind'],
  ['the begin of a packed file', 'PK\u0003\u0004 and no more', 'zip.broken'],
])('%s is refused', async (_, content, fault) => {
  expect(await refusedAs(allRows(await fileOf(content)))).toBe(fault);
});

test('a packed file that is no workbook is refused by the part that it lacks', async () => {
  expect(await refusedAs(allRows(await zipOf({ 'word/document.xml': '<w/>' })))).toBe('zip.part-missing');
});

test('a file cut off, and one with bytes changed inside, are refused as damaged', async () => {
  const path = await zipOf(workbook(Array.from({ length: 500 }, (_, at) => textRow(at + 1, [`dòng ${at}`])).join('')));
  const whole = await readFile(path);
  await truncate(path, whole.length - 40);
  expect(await refusedAs(allRows(path))).toBe('zip.broken');
  const changed = Buffer.from(whole);
  const sheet = changed.lastIndexOf('xl/worksheets/sheet1.xml', changed.indexOf('PK\u0001\u0002'));
  changed.fill(0xff, sheet + 60, sheet + 90);
  await writeFile(path, changed);
  expect(await refusedAs(allRows(path))).toMatch(/zip\.broken|xml\.broken/);
});

test('a bomb is refused by what its directory declares, and one that lies about its size by what comes out', async () => {
  const blank = ' '.repeat(1024 ** 2);
  const path = await zipOf(
    workbook('', {
      more: {
        'xl/worksheets/sheet1.xml': function* () {
          yield '<worksheet><sheetData>';
          for (let at = 0; at < 80; at += 1) yield blank;
          yield '</sheetData></worksheet>';
        },
      },
    }),
  );
  expect(await refusedAs(allRows(path))).toBe('zip.bomb');
  const bytes = await readFile(path);
  const entry = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
  bytes.writeUInt32LE(1000, entry + 24);
  await writeFile(path, bytes);
  expect(await refusedAs(allRows(path))).toBe('zip.broken');
});

test('a part over the limit and too many parts are refused before anything is unpacked', async () => {
  expect(await refusedAs(allRows(await zipOf(workbook(ONE)), { partBytes: 100 }))).toBe('zip.bomb');
  expect(await refusedAs(allRows(await zipOf(workbook(ONE)), { parts: 3 }))).toBe('zip.parts');
  expect(await refusedAs(allRows(await zipOf(workbook(ONE)), { fileBytes: 100 }))).toBe('file.too-large');
});

test('entities of a document type are never expanded', async () => {
  const lol = `<!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData>${textRow(1, ['&b;&x;'])}</sheetData></worksheet>`;
  expect(await refusedAs(allRows(await zipOf({ ...workbook(ONE), 'xl/worksheets/sheet1.xml': lol })))).toBe('xml.doctype');
  const undeclared = `<worksheet><sheetData>${textRow(1, ['&b;'])}</sheetData></worksheet>`;
  expect(await refusedAs(allRows(await zipOf({ ...workbook(ONE), 'xl/worksheets/sheet1.xml': undeclared })))).toBe('xml.broken');
});

test.each([
  ['rows that go back', '<row r="5"/><row r="4"/>', 'xml.broken'],
  ['the same cell twice', '<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>', 'xml.broken'],
  ['a cell without a place', '<row r="1"><c r="1B"><v>1</v></c></row>', 'xml.broken'],
  ['a text that points nowhere', '<row r="1"><c t="s"><v>7</v></c></row>', 'xml.broken'],
  ['a row beyond the last', '<row r="1048577"><c><v>1</v></c></row>', 'sheet.rows'],
  ['tags that do not close', '<row r="1"><c></row>', 'xml.broken'],
])('%s: the sheet is refused', async (_, rows, fault) => {
  expect(await refusedAs(allRows(await zipOf(workbook(rows))))).toBe(fault);
});

test('merged ranges without end are refused', async () => {
  const many = Array.from({ length: 20 }, () => '<mergeCell ref="A1:C1048576"/>').join('');
  const path = await zipOf(workbook(ONE, { tail: `<mergeCells>${many}</mergeCells>` }));
  expect(await refusedAs(allRows(path, { mergedRanges: 10 }))).toBe('sheet.merged-many');
  expect(await refusedAs(allRows(path, { columns: 10 }))).toBe('sheet.merged-many');
});

test('bytes that are no UTF-8 inside of a workbook are refused', async () => {
  const bad = Buffer.concat([
    Buffer.from('<worksheet><sheetData><row><c t="str"><v>'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('</v></c></row></sheetData></worksheet>'),
  ]);
  expect(await refusedAs(allRows(await zipOf({ ...workbook(ONE), 'xl/worksheets/sheet1.xml': bad })))).toBe('xml.broken');
});

test('a cell of 10 MB is cut and says how long it was; the rows around it are read', async () => {
  const long = 'x'.repeat(10 * 1024 ** 2);
  const xlsx = await zipOf(workbook(textRow(1, ['a']) + textRow(2, [long, 'b']) + textRow(3, ['c'])));
  const csv = await fileOf(`a,\r\n"${long}",b\r\nc,\r\n`);
  for (const path of [xlsx, csv]) {
    const rows = await allRows(path);
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(rows[1]?.cells.map(({ value }) => (value.kind === 'text' ? [value.text.length, value.length] : []))).toEqual([
      [32_767, long.length],
      [1, 1],
    ]);
  }
});

test('a piece of XML without end is refused within bounded memory', async () => {
  const path = await zipOf(workbook(textRow(1, ['x'.repeat(2 * 1024 ** 2)])));
  expect(await refusedAs(allRows(path, { xmlPiece: 1024 ** 2 }))).toBe('xml.piece');
});

test('columns beyond the limit are left out, whatever a row names', async () => {
  const rows = await allRows(await zipOf(workbook('<row r="1"><c r="A1"><v>1</v></c><c r="ZZZ1"><v>2</v></c></row>')));
  expect(rows[0]?.cells.length).toBe(1);
});

test('a packed file with bytes behind it is refused rather than half read', async () => {
  const path = await zipOf(workbook(ONE));
  await appendFile(path, Buffer.alloc(100, 0x41));
  expect(await refusedAs(allRows(path))).toBe('zip.broken');
});
