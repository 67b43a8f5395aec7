import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A fault that was planted, as an import must report it. */
export interface PlantedFault {
  readonly cell: string;
  readonly code: string;
}

/** A table of cameras with what was planted in it. */
export interface PlantedTable {
  readonly rows: number;
  readonly faults: readonly PlantedFault[];
}

/** Columns of the table, A to K. */
const HEADER = ['Mã đơn vị', 'Tên camera', 'Vị trí', 'Địa chỉ IP', 'Hãng', 'Model', 'Firmware', 'Số sê-ri', 'MAC', 'Ngày mua', 'Ghi chú'];

type Cells = Record<string, string>;

/** What goes wrong in a row: the cells that it changes, and the fault that comes of it. The first one holds a cell of 10 MB. */
const KINDS: readonly { readonly at: string; readonly code: string; readonly cell: (row: number, nth: number) => string }[] = [
  { at: 'B', code: 'text.too-long', cell: (_, nth) => inline('x'.repeat(nth === 0 ? 10 * 1024 ** 2 : 300)) },
  { at: 'J', code: 'date.unreadable', cell: () => inline('hôm qua') },
  { at: 'J', code: 'date.month', cell: () => inline('03/25/2024') },
  { at: 'J', code: 'date.none', cell: () => inline('31/02/2024') },
  { at: 'J', code: 'date.two-digit-year', cell: () => inline('05/03/24') },
  { at: 'J', code: 'date.future', cell: () => inline('01/01/2999') },
  { at: 'A', code: 'unit.unknown', cell: () => inline('Đơn vị không có') },
  { at: 'H', code: 'row.duplicate', cell: (row) => inline(serialOf(row - 1)) },
  { at: 'I', code: 'row.duplicate', cell: (row) => inline(macOf(row - 1)) },
  { at: 'F', code: 'cell.formula', cell: () => ' t="str"><f>A1&amp;"x"</f><v>x</v>' },
  { at: 'K', code: 'cell.merged', cell: () => inline('gộp') },
  { at: 'C', code: 'text.encoding', cell: () => inline('C«ng an tØnh §ång Nai') },
  { at: 'C', code: 'text.misread', cell: () => inline('CÃ´ng an tá»‰nh') },
  { at: 'B', code: 'value.required', cell: () => inline(' ') },
  { at: 'I', code: 'camera.mac', cell: () => inline('C0:56:E3:12') },
  { at: 'D', code: 'camera.address', cell: () => inline('10.0.0.256') },
  { at: 'C', code: 'cell.error', cell: () => ' t="e"><v>#N/A</v>' },
  { at: 'H', code: 'id.rounded', cell: () => '><v>1.2345678901234E+22</v>' },
  { at: 'G', code: 'text.became-date', cell: () => ' s="1"><v>46361</v>' },
  { at: 'E', code: 'text.control', cell: () => inline('Hik\u202Enoisiv') },
];

function inline(text: string): string {
  return ` t="inlineStr"><is><t xml:space="preserve">${text}</t></is>`;
}

function serialOf(row: number): string {
  return `SN${String(row).padStart(9, '0')}`;
}

function macOf(row: number): string {
  return `C056E3${row.toString(16).padStart(6, '0').toUpperCase()}`;
}

function goodRow(row: number): Cells {
  return {
    B: inline(`Camera số ${row}`),
    C: inline(`Nhà ${row % 97}, tầng ${row % 7}`),
    D: inline(`10.${(row >> 16) & 255}.${(row >> 8) & 255}.${row & 255}`),
    E: inline(['Hikvision', 'Dahua', 'Axis', 'Hanwha'][row % 4] ?? ''),
    F: inline(`Model-${row % 40}`),
    H: inline(serialOf(row)),
    I: inline(macOf(row)),
    J: ` s="1"><v>${45_000 + (row % 900)}</v>`,
  };
}

/** Writes a table of so many cameras with so many faults of 20 kinds at even distances. The same call gives the same bytes of rows. */
export async function writeCameraTable(path: string, rows: number, faults: number): Promise<PlantedTable> {
  const planted = new Map<number, { kind: (typeof KINDS)[number]; nth: number }>();
  const every = faults === 0 ? Infinity : Math.floor(rows / faults);
  for (let n = 0; n < faults; n += 1) {
    const kind = KINDS[n % KINDS.length];
    if (kind !== undefined) planted.set(2 + n * every + (every >> 1), { kind, nth: Math.floor(n / KINDS.length) });
  }
  const zip = new ZipFile();
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const part = (name: string, xml: string): void => zip.addBuffer(Buffer.from(xml), name);
  part('_rels/.rels', `<Relationships><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  part('xl/workbook.xml', `<workbook xmlns:r="${office}"><sheets><sheet name="Camera" sheetId="1" r:id="s"/></sheets></workbook>`);
  part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Id="s" Type="${office}/worksheet" Target="sheet.xml"/><Relationship Id="y" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  );
  part('xl/styles.xml', '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>');
  zip.addReadStreamLazy('xl/sheet.xml', (give) => give(null, Readable.from(sheet(rows, planted), { objectMode: false })));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return { rows, faults: [...planted].map(([row, { kind }]) => ({ cell: `${kind.at}${row}`, code: kind.code })) };
}

function* sheet(rows: number, planted: ReadonlyMap<number, { kind: (typeof KINDS)[number]; nth: number }>): Generator<string> {
  yield `<worksheet><sheetData><row r="1">${HEADER.map((title) => `<c${inline(title)}</c>`).join('')}</row>`;
  let piece = '';
  for (let row = 2; row < rows + 2; row += 1) {
    const cells = goodRow(row);
    const fault = planted.get(row);
    if (fault !== undefined) cells[fault.kind.at] = fault.kind.cell(row, fault.nth);
    piece += `<row r="${row}">${Object.keys(cells)
      .sort()
      .map((at) => `<c r="${at}${row}"${cells[at]}</c>`)
      .join('')}</row>`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  const merged = [...planted].filter(([, { kind }]) => kind.code === 'cell.merged').map(([row]) => `<mergeCell ref="K${row}:L${row}"/>`);
  yield `${piece}</sheetData>${merged.length === 0 ? '' : `<mergeCells>${merged.join('')}</mergeCells>`}</worksheet>`;
}
