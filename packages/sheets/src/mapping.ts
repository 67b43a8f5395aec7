import { foldText } from '@ancam/core';
import { cellText } from './cells.ts';
import type { SheetRow } from './cells.ts';
import type { Column } from './columns.ts';

/** Which column of the file goes into which column of the import. `columns` is by key, columns of the file count from 0. */
export interface Mapping {
  readonly sheet: string;
  readonly headerRow: number;
  /** Cells of the header line, by which a CSV row with too many is told. */
  readonly width: number;
  readonly columns: Readonly<Record<string, number>>;
}

export interface HeaderCell {
  readonly column: number;
  readonly title: string;
  /** Key of the import's column that it was matched to. */
  readonly key: string | null;
}

/** A mapping as proposed, with what could not be matched. */
export interface Proposal {
  readonly mapping: Mapping;
  readonly header: readonly HeaderCell[];
  /** Keys of required columns that nothing was matched to. */
  readonly missing: readonly string[];
}

/** Rows from the top among which the header is looked for. */
export const HEADER_ROWS = 20;

/** Titles as they are compared: accents, case, marks and what stands in brackets do not count. */
function comparable(title: string): string {
  return foldText(title.replaceAll(/\([^)]*\)|[*:]/g, ' '))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function namesOf({ key, title, aliases = [] }: Column): readonly string[] {
  return [title.vi, title.en, key, ...aliases].map(comparable);
}

/** Matches the cells of one row to columns; each column once, the first cell wins. */
export function matchHeader(row: SheetRow, columns: readonly Column[]): readonly HeaderCell[] {
  const names = columns.map((column) => ({ key: column.key, names: namesOf(column) }));
  const taken = new Set<string>();
  return row.cells.map(({ column, value }) => {
    const title = cellText(value).slice(0, 200).trim();
    const wanted = comparable(title);
    const found = names.find((each) => !taken.has(each.key) && wanted !== '' && each.names.includes(wanted));
    if (found !== undefined) taken.add(found.key);
    return { column, title, key: found?.key ?? null };
  });
}

/**
 * Finds the header among the first rows: the one with the most matched columns. Undefined where no row matches any;
 * then `proposeFor` takes a row that the user names.
 */
export function proposeMapping(sheet: string, rows: readonly SheetRow[], columns: readonly Column[]): Proposal | undefined {
  const proposals = rows.slice(0, HEADER_ROWS).map((row) => proposeFor(sheet, row, columns));
  const best = proposals.reduce<Proposal | undefined>((a, b) => (a === undefined || matchedIn(b) > matchedIn(a) ? b : a), undefined);
  return best === undefined || matchedIn(best) === 0 ? undefined : best;
}

function matchedIn({ mapping }: Proposal): number {
  return Object.keys(mapping.columns).length;
}

/** The proposal that takes a row for the header. */
export function proposeFor(sheet: string, row: SheetRow, columns: readonly Column[]): Proposal {
  const header = matchHeader(row, columns);
  const mapped = Object.fromEntries(header.flatMap(({ key, column }) => (key === null ? [] : [[key, column]])));
  const width = (row.cells.at(-1)?.column ?? -1) + 1;
  const missing = columns.filter(({ key, required }) => required === true && mapped[key] === undefined).map(({ key }) => key);
  return { mapping: { sheet, headerRow: row.number, width, columns: mapped }, header, missing };
}
