import type { CellObject, Row, Sheet } from 'write-excel-file/node';
import { cleanText, clip } from './clean.ts';

/** A sheet of plain values: a head line, then rows as long as it. */
export interface WorkSheet {
  readonly name: string;
  readonly columns: readonly { readonly title: string; /** Characters. */ readonly width: number }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A cell of a spreadsheet file holds at most this many characters (ECMA-376 implementations refuse the file otherwise). */
const CELL_LIMIT = 32_767;
/** And the name of a sheet this many. */
const NAME_LIMIT = 31;

/** Every cell that is not a count is written as a string, never as a formula or a date that a locale could turn around. */
function cell(value: string | number | null, style: CellObject = {}): CellObject {
  const look: CellObject = { alignVertical: 'top', wrap: true, ...style };
  if (typeof value === 'number') return { ...look, type: Number, value };
  return { ...look, type: String, value: clip(cleanText(value ?? ''), CELL_LIMIT) };
}

function sheetOf({ name, columns, rows }: WorkSheet): Sheet<Buffer> {
  const head = columns.map(({ title }) => cell(title, { fontWeight: 'bold', backgroundColor: '#DDE5EE', alignVertical: 'center' }));
  return {
    sheet: cleanText(name)
      .replaceAll(/[[\]:*?/\\]/gu, ' ')
      .slice(0, NAME_LIMIT),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
    data: [head, ...rows.map((row): Row => row.map((value) => cell(value)))],
  };
}

/** Several tables as one workbook, in their order. Texts are cleaned; names of sheets are cut to what spreadsheet programs take. */
export async function renderWorkbook(sheets: readonly WorkSheet[]): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  return new Uint8Array(await writeXlsxFile(sheets.map(sheetOf), { fontFamily: 'Times New Roman', fontSize: 12 }).toBuffer());
}
