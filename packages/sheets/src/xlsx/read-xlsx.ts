import type { SheetRow } from '../cells.ts';
import { refusal } from '../faults.ts';
import type { Limits } from '../limits.ts';
import type { Table } from '../table.ts';
import { openArchive } from './archive.ts';
import { readMergedRanges } from './merges.ts';
import type { SharedStrings } from './shared-strings.ts';
import { sheetRows } from './sheet-rows.ts';
import { readSharedStrings } from './strings-part.ts';
import { readDateStyles } from './styles.ts';
import { readWorkbook } from './workbook.ts';

/** Opens a workbook: the shared parts are read now, the rows when they are asked for. */
export async function openXlsx(path: string, limits: Limits): Promise<Table> {
  const archive = await openArchive(path, limits);
  let strings: SharedStrings | undefined;
  const close = (): void => {
    strings?.close();
    archive.close();
  };
  try {
    const book = await readWorkbook(archive, limits);
    const dateStyles = book.styles === undefined ? new Set<number>() : await readDateStyles(book.styles, archive.read(book.styles), limits);
    if (book.strings !== undefined) strings = await readSharedStrings(book.strings, archive.read(book.strings), limits);
    const rows = async function* (name?: string): AsyncGenerator<SheetRow> {
      const sheet = book.sheets.find((each) => (name === undefined ? !each.hidden : each.name === name));
      if (sheet === undefined) throw refusal('sheet.missing', { sheet: name ?? '' });
      const merged = await readMergedRanges(sheet.part, archive.read(sheet.part), limits);
      yield* sheetRows(archive.read(sheet.part), { part: sheet.part, limits, strings, dateStyles, dates: book.dates, merged });
    };
    return { format: 'xlsx', sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })), rows, close };
  } catch (error) {
    close();
    throw error;
  }
}
