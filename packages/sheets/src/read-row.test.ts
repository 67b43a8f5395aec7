import { expect, test } from 'vitest';
import { COLUMNS } from '../test/columns.ts';
import { collect, fileOf, opened, textRow, workbook, zipOf } from '../test/files.ts';
import { EMPTY } from './cells.ts';
import type { Cell, CellValue, SheetRow } from './cells.ts';
import { FAULTS } from './fault-texts.ts';
import { refusal, refusalOf, wordFault } from './faults.ts';
import { proposeFor, proposeMapping } from './mapping.ts';
import { rowReader } from './read-row.ts';

const MAPPING = { sheet: '', headerRow: 1, width: 6, columns: { name: 0, serial: 1, bought: 2, channels: 3, storage: 4, address: 5 } };
const read = rowReader(COLUMNS, MAPPING, { today: '2026-11-26', format: 'csv' });

function text(value: string): CellValue {
  return { kind: 'text', text: value, length: value.length };
}

/** A row whose name is given and whose cell at `column` is the one in question. */
function row(column: number, cell: CellValue | Partial<Cell>): SheetRow {
  const about = 'kind' in cell ? { value: cell } : cell;
  const cells: Cell[] = [
    { column: 0, value: text('Cổng') },
    { column, value: EMPTY, ...about },
  ];
  return { number: 7, cells: column === 0 ? cells.slice(1) : cells };
}

function faultsOf(given: SheetRow): unknown[] {
  return read(given)?.faults.map(({ cell, code }) => `${cell} ${code}`) ?? [];
}

test.each<[string, CellValue, unknown]>([
  ['name', text('  Cổng\u00A0 chính '), 'Cổng chính'],
  ['name', text('Co\u0302\u0309ng'), 'Cổng'],
  ['name', text("'=1+1"), '=1+1'],
  ['name', { kind: 'number', number: 12, raw: '12' }, '12'],
  ['serial', { kind: 'number', number: 123456789012345, raw: '123456789012345' }, '123456789012345'],
  ['bought', text('5/3/2024'), '2024-03-05'],
  ['bought', text('05-03-2024 00:00'), '2024-03-05'],
  ['bought', text('2024-03-05'), '2024-03-05'],
  ['bought', { kind: 'date', date: '2024-03-05' }, '2024-03-05'],
  ['channels', text('16'), 16],
  ['channels', text('16,0'), 16],
  ['channels', { kind: 'number', number: 4, raw: '4' }, 4],
  ['storage', text('TRONG NUOC'), 'vn'],
  ['storage', text('vn'), 'vn'],
  ['storage', text('abroad'), 'abroad'],
  ['address', text('10.0.0.1'), '10.0.0.1'],
  ['address', text('   '), null],
])('%s: %j is read as %j', (key, value, expected) => {
  const column = COLUMNS.findIndex((each) => each.key === key);
  const result = read(row(column, value));
  expect([result?.faults, result?.values[key]]).toEqual([[], expected]);
});

test.each<[string, number, CellValue | Partial<Cell>]>([
  ['A7 value.required', 0, text(' ')],
  ['A7 text.too-long', 0, text('x'.repeat(61))],
  ['A7 text.too-long', 0, { kind: 'text', text: 'x'.repeat(40), length: 10_000_000 }],
  ['A7 text.encoding', 0, text('C«ng an tØnh §ång Nai')],
  ['A7 text.encoding', 0, text('Coâng an tænh Ñoàng Nai')],
  ['A7 text.encoding', 0, text('§µ N½ng')],
  ['A7 text.encoding', 0, text('Ñaø Naüng, Caàn Thô')],
  ['A7 text.misread', 0, text('CÃ´ng an tá»‰nh')],
  ['A7 text.broken-bytes', 0, text('C\uFFFDng')],
  ['A7 text.control', 0, text('Cổng\u0007')],
  ['A7 text.control', 0, text('Cổng\u202Egnoc')],
  ['A7 text.became-date', 0, { kind: 'date', date: '2026-12-05' }],
  ['A7 text.became-boolean', 0, { kind: 'boolean', value: true }],
  ['A7 cell.formula', 0, { value: text('x'), formula: true }],
  ['A7 cell.merged', 0, { value: text('x'), merged: 'A7:A9' }],
  ['A7 cell.error', 0, { kind: 'error', text: '#REF!' }],
  ['A7 cell.quote-stray', 0, { value: text('x'), quote: 'stray' }],
  ['A7 cell.quote-unclosed', 0, { value: text('x'), quote: 'unclosed' }],
  ['B7 id.rounded', 1, { kind: 'number', number: 1.23457e22, raw: '1.23457E+22' }],
  ['B7 id.characters', 1, text('số-01')],
  ['C7 date.unreadable', 2, text('hôm qua')],
  ['C7 date.two-digit-year', 2, text('05/03/24')],
  ['C7 date.month', 2, text('03/25/2024')],
  ['C7 date.none', 2, text('31/02/2024')],
  ['C7 date.future', 2, text('01/01/2027')],
  ['C7 date.unreadable', 2, { kind: 'number', number: 45000, raw: '45000' }],
  ['D7 number.unreadable', 3, text('bốn')],
  ['D7 number.ambiguous', 3, text('1.024')],
  ['D7 number.whole', 3, text('1,5')],
  ['D7 number.range', 3, text('65')],
  ['E7 enum.unknown', 4, text('Mặt trăng')],
  ['F7 value.form', 5, text('192.168.1')],
  ['G7 row.extra-cells', 6, text('thừa')],
])('%s is reported in its place', (expected, column, cell) => {
  expect(faultsOf(row(column, cell))).toEqual([expected]);
});

test.each([
  'Thủ đô Hà Nội',
  'Đường Trần Hưng Đạo',
  'Trụ sở UBND xã Ý Yên',
  'Café Ngô Quyền',
  'ÂU CƠ – ƯỚC MƠ',
  'Uông Bí',
  'Nguyễn Huệ & Lê Lợi',
  '50 µm, 20 °C',
  'Ngã tư «Bốn phương»',
  'Trường Cao đẳng Hoà Bình, toán, uý, khoẻ, xoè, ngoằn ngoèo',
  'Sony® IMX, Pelco™',
  'mục §3, khổ 10×15, ½ nhà',
])('%s is Vietnamese in Unicode and passes', (name) => {
  expect(faultsOf(row(0, text(name)))).toEqual([]);
});

test('header, blank rows and the line of guidance are passed over', () => {
  expect(read({ number: 1, cells: [{ column: 0, value: text('Tên camera') }] })).toBeUndefined();
  expect(read({ number: 2, cells: [] })).toBeUndefined();
  expect(read({ number: 2, cells: [{ column: 0, value: text('#? Tên dễ nhớ') }] })).toBeUndefined();
});

test('several faults of a row are all reported, and the good cells are kept', () => {
  const result = read({
    number: 3,
    cells: [
      { column: 1, value: text('A1') },
      { column: 2, value: text('x') },
      { column: 3, value: text('y') },
    ],
  });
  expect(result?.faults.map(({ cell }) => cell)).toEqual(['A3', 'C3', 'D3']);
  expect(result?.values).toMatchObject({ name: null, serial: 'A1', bought: null });
});

test("a fault is worded in both languages with its remedy, the column's own before the general one", () => {
  const [fault] = read(row(1, text('số-01')))?.faults ?? [];
  const [missing] = read({ number: 7, cells: [{ column: 1, value: text('A1') }] })?.faults ?? [];
  if (fault === undefined || missing === undefined) throw new TypeError('no fault');
  expect(wordFault(fault, 'vi')).toEqual({ message: 'Mã số-01 có ký tự không hợp lệ.', remedy: 'Chép số sê-ri từ nhãn dán trên máy.' });
  expect(wordFault(missing, 'vi')).toEqual({ message: 'Thiếu Tên camera.', remedy: 'Điền Tên camera, ví dụ: Cổng chính.' });
  expect(wordFault(missing, 'en').message).toBe('Camera name is missing.');
  const own = { 'unit.unknown': { message: { vi: 'Không có {value}', en: 'No {value}' }, remedy: { vi: 'Sửa', en: 'Mend' } } };
  expect(wordFault({ code: 'unit.unknown', values: { value: 'X' } }, 'en', own)).toEqual({ message: 'No X', remedy: 'Mend' });
  expect(wordFault({ code: 'constructor', values: {} }, 'en').message).toBe('Unknown fault: constructor');
});

function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

test('both languages of a fault name the same values', () => {
  for (const { message, remedy } of Object.values(FAULTS)) {
    expect(namesIn(message.en)).toEqual(namesIn(message.vi));
    expect(namesIn(remedy.en)).toEqual(namesIn(remedy.vi));
  }
});

test('a refusal of a file tells its fault', () => {
  expect(refusalOf(refusal('file.encoding', { encoding: 'TCVN3 (ABC)' }))).toEqual({
    code: 'file.encoding',
    values: { encoding: 'TCVN3 (ABC)' },
  });
});

test('the header is found below a title, by titles and aliases in either language, without regard to accents, case and marks', async () => {
  const rows =
    textRow(1, ['DANH SÁCH CAMERA']) +
    textRow(3, ['STT', 'TEN CAMERA *', 's/n:', 'Day of purchase', 'Ghi gì đó', 'Tên thiết bị']) +
    textRow(4, ['1', 'Cổng']);
  const table = await opened(await zipOf(workbook(rows)));
  const proposal = proposeMapping('Camera', await collect(table.rows()), COLUMNS);
  expect(proposal?.mapping).toEqual({ sheet: 'Camera', headerRow: 3, width: 6, columns: { name: 1, serial: 2, bought: 3 } });
  expect(proposal?.header.filter(({ key }) => key === null).map(({ title }) => title)).toEqual(['STT', 'Ghi gì đó', 'Tên thiết bị']);
  expect(proposal?.missing).toEqual([]);
});

test('without any known title nothing is proposed, and a row can be named for the header', async () => {
  const table = await opened(await fileOf('a,b\n1,2\n'));
  const rows = await collect(table.rows());
  expect(proposeMapping('', rows, COLUMNS)).toBeUndefined();
  expect(rows[0] === undefined ? undefined : proposeFor('', rows[0], COLUMNS).missing).toEqual(['name']);
});
