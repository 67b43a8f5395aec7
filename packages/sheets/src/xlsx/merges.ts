import { parseCellName } from '../cells.ts';
import { refusal } from '../faults.ts';
import type { Limits } from '../limits.ts';
import { decodePart, xmlFeed } from './xml.ts';

export interface MergedRange {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const END_OF_ROWS = /<\/((?:\w+:)?)sheetData\s*>/;
/** Longest end tag looked for, so that one cut by the border of a chunk is found. */
const TAG = 64;

/**
 * The merged ranges of a sheet, ordered by their top row. The format writes them behind the rows, so a sheet is gone through once
 * for them before its rows are read: unpacked only, not parsed, up to the end of the rows.
 */
export async function readMergedRanges(part: string, chunks: AsyncIterable<Uint8Array>, limits: Limits): Promise<readonly MergedRange[]> {
  const ranges: MergedRange[] = [];
  let done = false;
  const feed = xmlFeed(part, limits, {
    open: (name, { ref = '' }) => {
      const range = name === 'mergeCell' ? rangeOf(ref) : undefined;
      if (range !== undefined) ranges.push(range);
      if (ranges.length > limits.mergedRanges) throw refusal('sheet.merged-many', { limit: limits.mergedRanges });
    },
    close: (name) => {
      done ||= name === 'mergeCells';
    },
  });
  let behindRows = false;
  let rest = '';
  for await (const text of decodePart(part, chunks)) {
    if (behindRows) feed.write(text);
    else {
      rest = rest.slice(-TAG) + text;
      const found = END_OF_ROWS.exec(rest);
      if (found === null) continue;
      behindRows = true;
      // The end of the sheet is parsed as a document of its own, whose root stands for the one opened before the rows.
      feed.write(`<${found[1] ?? ''}worksheet>${rest.slice(found.index + found[0].length)}`);
    }
    if (done) break;
  }
  return ranges.sort((a, b) => a.top - b.top);
}

function rangeOf(ref: string): MergedRange | undefined {
  const [from = '', to = from] = ref.split(':');
  const [start, end] = [parseCellName(from), parseCellName(to)];
  if (start === undefined || end === undefined) return undefined;
  return { name: ref, top: start.row, bottom: end.row, left: start.column, right: end.column };
}

/** Gives the ranges that cross a row, for rows asked for in rising order. */
export function mergedSweep(ranges: readonly MergedRange[], limits: Limits): (row: number) => readonly MergedRange[] {
  let next = 0;
  let active: MergedRange[] = [];
  return (row) => {
    if (active.length > 0) active = active.filter(({ bottom }) => bottom >= row);
    for (let range = ranges[next]; range !== undefined && range.top <= row; range = ranges[next]) {
      if (range.bottom >= row) active.push(range);
      next += 1;
    }
    // Ranges of one row cannot overlap, so a file with more of them than columns is made to cost time.
    if (active.length > limits.columns) throw refusal('sheet.merged-many', { limit: limits.columns });
    return active;
  };
}
