import { expect, test } from 'vitest';
import { allRows, collect, opened, textRow, workbook, zipOf } from '../test/files.ts';
import { SharedStrings } from './xlsx/shared-strings.ts';
import { isDateFormat } from './xlsx/styles.ts';
import { cellName, columnName, parseCellName } from './cells.ts';

const STRINGS = {
  'xl/sharedStrings.xml':
    '<sst><si><t>Cổng chính</t></si><si><r><rPr><b/></rPr><t>Nhà </t></r><r><t xml:space="preserve">A</t></r><rPh sb="0" eb="1"><t>phiên âm</t></rPh></si><si><t>dòng_x000A_hai</t></si></sst>',
};

async function values(rows: string, options: Parameters<typeof workbook>[1] = {}): Promise<unknown[][]> {
  const found = await allRows(await zipOf(workbook(rows, { more: STRINGS, ...options })));
  return found.map(({ number, cells }) => [number, ...cells.map(({ column, value }) => [columnName(column), value])]);
}

test('cells keep their type: shared and inline texts, numbers, truth values, errors', async () => {
  const row =
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2"><v>1.50</v></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="e"><v>#N/A</v></c><c r="G2" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="H2" t="s"><v>2</v></c></row>';
  expect(await values(row)).toEqual([
    [
      2,
      ['A', { kind: 'text', text: 'Cổng chính', length: 10 }],
      ['B', { kind: 'text', text: 'Nhà A', length: 5 }],
      ['D', { kind: 'number', number: 1.5, raw: '1.50' }],
      ['E', { kind: 'boolean', value: true }],
      ['F', { kind: 'error', text: '#N/A' }],
      ['G', { kind: 'text', text: 'a & b', length: 5 }],
      ['H', { kind: 'text', text: 'dòng\nhai', length: 8 }],
    ],
  ]);
});

test('a number is a date where its style shows one, in both date systems', async () => {
  const row =
    '<row r="1"><c s="1"><v>45356</v></c><c s="2"><v>45356.5</v></c><c s="3"><v>45356</v></c><c s="1"><v>59</v></c><c s="1"><v>60</v></c></row>';
  const [first] = await values(row);
  expect(first?.slice(1)).toEqual([
    ['A', { kind: 'date', date: '2024-03-05' }],
    ['B', { kind: 'date', date: '2024-03-05', time: '12:00:00' }],
    ['C', { kind: 'number', number: 45356, raw: '45356' }],
    ['D', { kind: 'date', date: '1900-02-28' }],
    ['E', { kind: 'number', number: 60, raw: '60' }],
  ]);
  const [later] = await values('<row r="1"><c s="1"><v>43894</v></c></row>', { workbookPr: '<workbookPr date1904="1"/>' });
  expect(later?.[1]).toEqual(['A', { kind: 'date', date: '2024-03-05' }]);
});

test.each([
  ['dd/mm/yyyy', true],
  ['[$-409]d-mmm-yy;@', true],
  ['[h]:mm', true],
  ['General', false],
  ['#,##0.00" đồng"', false],
  ['[Red]0', false],
  ['0\\d', false],
])('format %s shows a date: %s', (code, shows) => {
  expect(isDateFormat(code)).toBe(shows);
});

test('a formula is told from its result, and merged cells are told in every row of their range', async () => {
  const rows =
    '<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>kết quả</v></c><c r="B1"><f>1+1</f></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>gộp</t></is></c></row><row r="4"><c r="C4"><v>1</v></c></row>';
  const path = await zipOf(workbook(rows, { tail: '<sheetProtection/><mergeCells count="1"><mergeCell ref="A3:B4"/></mergeCells>' }));
  const found = await allRows(path);
  expect(
    found.map(({ number, cells }) => [number, cells.map(({ column, formula, merged, value }) => [column, formula, merged, value.kind])]),
  ).toEqual([
    [
      1,
      [
        [0, true, undefined, 'text'],
        [1, true, undefined, 'empty'],
      ],
    ],
    [
      3,
      [
        [0, undefined, 'A3:B4', 'text'],
        [1, undefined, 'A3:B4', 'empty'],
      ],
    ],
    [
      4,
      [
        [0, undefined, 'A3:B4', 'empty'],
        [1, undefined, 'A3:B4', 'empty'],
        [2, undefined, undefined, 'number'],
      ],
    ],
  ]);
});

test('a sheet with prefixed names and without row or cell numbers reads alike', async () => {
  const rows =
    '<x:row><x:c><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>hai</x:t></x:is></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c></x:row>';
  const parts = workbook('');
  const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>${rows}</x:sheetData><x:mergeCells><x:mergeCell ref="A2:B2"/></x:mergeCells></x:worksheet>`;
  const found = await allRows(await zipOf({ ...parts, 'xl/worksheets/sheet1.xml': sheet }));
  expect(found.map(({ number, cells }) => [number, cells.length, cells[0]?.merged])).toEqual([
    [1, 2, undefined],
    [2, 2, 'A2:B2'],
  ]);
});

test('without a name the first visible sheet is read; any can be named', async () => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const path = await zipOf({
    ...workbook(textRow(1, ['ẩn'])),
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheets><sheet name="Ẩn" sheetId="1" state="veryHidden" r:id="s1"/><sheet name="Hiện" sheetId="2" r:id="s2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
    'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${textRow(1, ['hiện'])}</sheetData></worksheet>`,
  });
  const table = await opened(path);
  expect(table.sheets).toEqual([
    { name: 'Ẩn', hidden: true },
    { name: 'Hiện', hidden: false },
  ]);
  expect((await collect(table.rows()))[0]?.cells[0]?.value).toMatchObject({ text: 'hiện' });
  expect((await collect(table.rows('Ẩn')))[0]?.cells[0]?.value).toMatchObject({ text: 'ẩn' });
  await expect(collect(table.rows('không'))).rejects.toMatchObject({ details: { fault: 'sheet.missing' } });
});

test('shared strings beyond the limit wait on disk and are found again', () => {
  const strings = new SharedStrings({ stringBytes: 50_000, cellText: 1000 });
  for (let at = 0; at < 30_000; at += 1) strings.add(`chuỗi số ${at}`, `chuỗi số ${at}`.length);
  strings.add('x'.repeat(5000), 5000);
  expect(strings.spilled).toBe(true);
  expect([0, 1, 4095, 4096, 17_001, 29_999].map((at) => strings.get(at)?.text)).toEqual(
    [0, 1, 4095, 4096, 17_001, 29_999].map((at) => `chuỗi số ${at}`),
  );
  expect(strings.get(30_000)).toEqual({ text: 'x'.repeat(1000), length: 5000 });
  expect([strings.get(30_001), strings.get(-1), strings.get(Number.NaN)]).toEqual([undefined, undefined, undefined]);
  strings.close();
});

test.each([
  ['A', 0],
  ['Z', 25],
  ['AA', 26],
  ['XFD', 16_383],
])('column %s is number %i', (name, column) => {
  expect(columnName(column)).toBe(name);
  expect(parseCellName(cellName(7, column))).toEqual({ column, row: 7 });
});

test.each(['', '7', 'A', 'A0', 'ABCD1', 'A1B', '$A$1'])('%j is no name of a cell', (name) => {
  expect(parseCellName(name)).toBeUndefined();
});
