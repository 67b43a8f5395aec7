import { EMPTY, parseCellName } from '../cells.ts';
import type { Cell, CellValue, SheetRow } from '../cells.ts';
import { fromSerial } from '../dates.ts';
import type { DateSystem } from '../dates.ts';
import { refusal } from '../faults.ts';
import type { Limits } from '../limits.ts';
import { mergedSweep } from './merges.ts';
import type { MergedRange } from './merges.ts';
import type { SharedStrings } from './shared-strings.ts';
import { TextRun } from './text-run.ts';
import { decodePart, xmlFeed } from './xml.ts';
import type { XmlReader } from './xml.ts';

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly part: string;
  readonly limits: Limits;
  readonly strings: SharedStrings | undefined;
  readonly dateStyles: ReadonlySet<number>;
  readonly dates: DateSystem;
  readonly merged: readonly MergedRange[];
}

/** The rows of a sheet, one after the other; a row without any value is left out. */
export async function* sheetRows(chunks: AsyncIterable<Uint8Array>, context: SheetContext): AsyncGenerator<SheetRow> {
  const ready: SheetRow[] = [];
  const feed = xmlFeed(
    context.part,
    context.limits,
    rowReader(context, (row) => ready.push(row)),
  );
  for await (const text of decodePart(context.part, chunks)) {
    feed.write(text);
    yield* ready;
    ready.length = 0;
  }
  feed.end();
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  formula: boolean;
}

function rowReader(context: SheetContext, emit: (row: SheetRow) => void): XmlReader {
  const { limits, part } = context;
  const run = new TextRun(limits.cellText);
  const mergedOf = mergedSweep(context.merged, limits);
  let number = 0;
  let cells: Cell[] = [];
  let next = 0;
  let cell: OpenCell | undefined;
  let inValue = false;

  const openRow = (given: string | undefined): void => {
    const row = given === undefined ? number + 1 : Number(given);
    if (!Number.isInteger(row) || row <= number) throw refusal('xml.broken', { part, cause: `row ${given ?? ''}` });
    if (row > limits.rows) throw refusal('sheet.rows', { limit: limits.rows });
    number = row;
    cells = [];
    next = 0;
  };
  const openCell = ({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void => {
    const column = r === undefined ? next : parseCellName(r)?.column;
    if (column === undefined || column < next) throw refusal('xml.broken', { part, cause: `cell ${r ?? ''}` });
    next = column + 1;
    cell = column < limits.columns ? { column, type: t, style: Number(s), formula: false } : undefined;
    run.clear();
  };
  const closeCell = (): void => {
    if (cell === undefined) return;
    const value = valueOf(cell, run, context);
    if (value.kind !== 'empty' || cell.formula) cells.push({ column: cell.column, value, ...(cell.formula ? { formula: true } : {}) });
    cell = undefined;
  };
  return {
    open: (name, attributes) => {
      if (name === 'row') openRow(attributes.r);
      else if (name === 'c') openCell(attributes);
      else if (cell === undefined) return;
      else if (name === 'v') inValue = true;
      else if (name === 'f') cell.formula = true;
      else run.open(name);
    },
    text: (text) => {
      if (inValue) run.append(text);
      else if (cell?.type === 'inlineStr') run.text(text);
    },
    close: (name) => {
      if (name === 'v') inValue = false;
      else if (name === 'c') closeCell();
      else if (name === 'row') {
        const whole = withMerged(cells, number, mergedOf(number), limits);
        if (whole.length > 0) emit({ number, cells: whole });
      } else if (cell !== undefined) run.close(name);
    },
  };
}

function valueOf({ type, style }: OpenCell, run: TextRun, { strings, dateStyles, dates, part }: SheetContext): CellValue {
  if (run.length === 0) return EMPTY;
  switch (type) {
    case 's': {
      const found = strings?.get(Number(run.value));
      if (found === undefined) throw refusal('xml.broken', { part, cause: `shared string ${run.value.slice(0, 20)}` });
      return found.text === '' ? EMPTY : { kind: 'text', ...found };
    }
    case 'inlineStr':
    case 'str':
      return { kind: 'text', text: run.value, length: run.length };
    case 'b':
      return { kind: 'boolean', value: run.value.trim() === '1' || run.value.trim() === 'true' };
    case 'e':
      return { kind: 'error', text: run.value.slice(0, 40) };
    case 'd':
      return isoDate(run.value);
    default:
      return numberOf(run.value.trim(), dateStyles.has(style) ? dates : undefined);
  }
}

function isoDate(value: string): CellValue {
  const [date = '', time] = value.slice(0, 19).split('T');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return { kind: 'text', text: value, length: value.length };
  return { kind: 'date', date, ...(time === undefined || time === '00:00:00' ? {} : { time }) };
}

function numberOf(raw: string, dates: DateSystem | undefined): CellValue {
  const number = Number(raw);
  if (raw === '' || !Number.isFinite(number)) return { kind: 'text', text: raw, length: raw.length };
  const date = dates === undefined ? undefined : fromSerial(number, dates);
  return date === undefined ? { kind: 'number', number, raw } : { kind: 'date', ...date };
}

/** Marks the cells of merged ranges, also those that hold nothing: a reader must not take them for left blank. */
function withMerged(cells: readonly Cell[], row: number, ranges: readonly MergedRange[], limits: Limits): readonly Cell[] {
  if (ranges.length === 0 || (cells.length === 0 && ranges.every(({ top }) => top === row))) return cells;
  const marked = new Map(cells.map((cell) => [cell.column, cell]));
  for (const { left, right, name } of ranges) {
    for (let column = left; column <= Math.min(right, limits.columns - 1); column += 1) {
      marked.set(column, { ...(marked.get(column) ?? { column, value: EMPTY }), merged: name });
    }
  }
  return [...marked.values()].sort((a, b) => a.column - b.column);
}
