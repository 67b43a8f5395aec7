import type { Limits } from '../limits.ts';
import { readXml } from './xml.ts';

/** Number formats below 164 that show a date or a time, with those of East Asian editions. */
const BUILT_IN = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** Which cell styles (by index) show their number as a date. */
export async function readDateStyles(part: string, chunks: AsyncIterable<Uint8Array>, limits: Limits): Promise<ReadonlySet<number>> {
  const own = new Map<number, boolean>();
  const dates = new Set<number>();
  let inCells = false;
  let index = 0;
  await readXml(part, chunks, limits, {
    open: (name, attributes) => {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const format = Number(attributes.numFmtId ?? 0);
        if (own.get(format) ?? BUILT_IN.has(format)) dates.add(index);
        index += 1;
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

/** Whether a number format shows a date: it has a letter of day, month, year or hour outside of quotes, colours and conditions. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .slice(0, 255)
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[dmyhs]/i.test(bare) && !/^general$/i.test(bare);
}
