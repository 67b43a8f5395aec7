import { expect, test } from 'vitest';
import { allRows, fileOf, opened } from '../test/files.ts';
import { cellName, cellText } from './cells.ts';
import { CsvCells } from './csv/csv-cells.ts';
import { LIMITS } from './limits.ts';
import type { SheetRow } from './cells.ts';

async function texts(content: string | Uint8Array): Promise<string[][]> {
  return (await allRows(await fileOf(content))).map(({ number, cells }) => [
    String(number),
    ...cells.map(({ column, value }) => `${cellName(number, column)}=${cellText(value)}`),
  ]);
}

test('quoted cells hold separators, line breaks and doubled quotation marks; row numbers are those of a spreadsheet', async () => {
  expect(await texts('tên,vị trí\r\n"Cổng, A","dòng 1\r\ndòng ""2"""\r\n\r\nB,\r\n')).toEqual([
    ['1', 'A1=tên', 'B1=vị trí'],
    ['2', 'A2=Cổng, A', 'B2=dòng 1\r\ndòng "2"'],
    ['4', 'A4=B'],
  ]);
});

test.each([
  [',', 'a,b;c,d\n1,2;3,4\n'],
  [';', 'a;b,c;d\n1,5;2;3\n'],
  ['\t', 'a\tb\n1,2\t3\n'],
  [';', 'sep=;\na;b\n1;2\n'],
  [',', '"x;y;z;w",b\n1,2\n'],
])('the separator %j is told from the first lines', async (delimiter, content) => {
  expect((await opened(await fileOf(content))).delimiter).toBe(delimiter);
});

test('the line that names the separator is not a row', async () => {
  expect(await texts('sep=;\r\na;b\r\n')).toEqual([['2', 'A2=a', 'B2=b']]);
});

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from('tên,Đồng Nai\n')],
  ['UTF-8 with its mark', Buffer.from('\uFEFFtên,Đồng Nai\n')],
  ['UTF-16 LE with its mark', Buffer.from('\uFEFFtên,Đồng Nai\n', 'utf16le')],
  ['UTF-16 BE with its mark', Buffer.from('\uFEFFtên,Đồng Nai\n', 'utf16le').swap16()],
])('%s is read', async (_, bytes) => {
  expect(await texts(bytes)).toEqual([['1', 'A1=tên', 'B1=Đồng Nai']]);
});

// `Công an tỉnh Đồng Nai` as the two old code pages write it.
const TCVN3 = Buffer.from([
  0x43, 0xab, 0x6e, 0x67, 0x20, 0x61, 0x6e, 0x20, 0x74, 0xd8, 0x6e, 0x68, 0x20, 0xa7, 0xe5, 0x6e, 0x67, 0x2c, 0x62, 0x0a,
]);
const WINDOWS_1258 = Buffer.from([
  0x43, 0xf4, 0x6e, 0x67, 0x20, 0x61, 0x6e, 0x20, 0x74, 0x69, 0xd2, 0x6e, 0x68, 0x20, 0xd0, 0xf4, 0xcc, 0x6e, 0x67, 0x2c, 0x62, 0x0a,
]);

test.each([
  ['TCVN3 (ABC)', TCVN3],
  ['Windows-1258', WINDOWS_1258],
  ['UTF-16', Buffer.from('ten,Dong Nai\n', 'utf16le')],
])('a file in %s is refused by name', async (encoding, bytes) => {
  await expect(allRows(await fileOf(bytes))).rejects.toMatchObject({
    code: 'file.unreadable',
    details: { fault: 'file.encoding', values: { encoding } },
  });
});

test('a stray byte in text that else is UTF-8 is left to its cell', async () => {
  const bytes = Buffer.concat([Buffer.from('tên,vị trí\nĐồng'), Buffer.from([0xf4]), Buffer.from(',Nai\n')]);
  expect(await texts(bytes)).toEqual([
    ['1', 'A1=tên', 'B1=vị trí'],
    ['2', 'A2=Đồng\uFFFD', 'B2=Nai'],
  ]);
});

test('a quotation mark out of place is told in its cell, and reading goes on', async () => {
  const rows = await allRows(await fileOf('a,b\n1,"x"y\n2,z"w\n3,"ok" \n4,"never closed\n5,6\n'));
  expect(rows.map(({ number, cells }) => [number, cells[1]?.quote])).toEqual([
    [1, undefined],
    [2, 'stray'],
    [3, 'stray'],
    [4, undefined],
    [5, 'unclosed'],
  ]);
});

test('text reads alike however it is cut into pieces', () => {
  const text = '\r\na,"b""\r\n,c"\r\n\r"d"x,e\n"f';
  const read = (size: number): SheetRow[] => {
    const rows: SheetRow[] = [];
    const cells = new CsvCells(',', LIMITS, (row) => rows.push(row));
    for (let at = 0; at < text.length; at += size) cells.write(text.slice(at, at + size));
    cells.end();
    return rows;
  };
  const whole = read(text.length);
  expect(whole.map(({ number }) => number)).toEqual([2, 4, 5]);
  for (let size = 1; size < text.length; size += 1) expect(read(size)).toEqual(whole);
});

test('more rows than a spreadsheet holds are refused', async () => {
  await expect(allRows(await fileOf('a\n'.repeat(12)), { rows: 10 })).rejects.toMatchObject({ details: { fault: 'sheet.rows' } });
});
