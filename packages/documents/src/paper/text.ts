import { cleanText } from '../clean.ts';
import type { LaidRun } from './laid.ts';
import type { Inline, Run } from './paper.ts';

/** What stands where a value is not known: to be filled in by hand. */
export const BLANK = '……………………';

/** As long as needed for a part of a line, such as a day. */
export const SHORT_BLANK = '……';

/** Capitals of Vietnamese; the text is cleaned. */
export function capitals(text: string): string {
  return tidy(text).toLocaleUpperCase('vi');
}

/** Safe to print: composed, without control characters and overrides, at most single empty lines between lines. */
export function tidy(text: string): string {
  return cleanText(text)
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

function tidyRun(run: Run): LaidRun {
  const inner = tidy(run.text);
  const open = /^\s/u.test(run.text) ? ' ' : '';
  const close = inner !== '' && /\s$/u.test(run.text) ? ' ' : '';
  return { text: `${open}${inner}${close}`, bold: run.bold === true, italics: run.italics === true };
}

/** Runs of a text, cleaned; `style` is what holds where a run says nothing. */
export function runsOf(text: Inline, style: { readonly bold?: boolean; readonly italics?: boolean } = {}): LaidRun[] {
  const runs = typeof text === 'string' ? [{ text }] : text;
  return runs.map((run) => tidyRun({ ...style, ...run }));
}

/** The runs of each line of a text that has several. */
export function linesOfRuns(runs: readonly LaidRun[]): LaidRun[][] {
  const lines: LaidRun[][] = [[]];
  for (const run of runs) {
    run.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...run, text });
    });
  }
  return lines.filter((line) => line.length > 0);
}

/** The same runs, the end of the last one changed. */
export function withEnd(runs: readonly LaidRun[], change: (text: string) => string): LaidRun[] {
  return runs.map((run, index) => (index === runs.length - 1 ? { ...run, text: change(run.text) } : run));
}

/** Closes a line of a list: one mark at its end, whatever the caller wrote there. */
export function closed(text: string, mark: ';' | '.' | './.'): string {
  return `${text.replace(/(?:\s|[.;,/](?=[\s.;,/]*$))+$/u, '')}${mark}`;
}

const NARROW = new Set('iíìỉĩịljtfrI.,;:!\'"()[]|/-–');
const WIDE = new Set('mwMWƯỮỪỨỬỰ…');

/**
 * Width of a text in points, to a few parts in a hundred: enough for the length of a rule under it, which may be a third
 * to a half of the line. The renderers measure exactly where it matters.
 */
export function roughWidth(text: string, size: number, bold: boolean): number {
  let units = 0;
  for (const char of text) {
    if (char === ' ') units += 0.25;
    else if (NARROW.has(char)) units += 0.31;
    else if (WIDE.has(char)) units += 0.87;
    else if (char !== char.toLowerCase()) units += 0.7;
    else units += 0.49;
  }
  return units * size * (bold ? 1.03 : 1);
}

/** Length of the longest line when a text is broken at spaces to fit `limit`. */
export function longestLine(text: string, size: number, bold: boolean, limit: number): number {
  let longest = 0;
  let current = 0;
  for (const word of text.split(/\s+/u)) {
    const width = roughWidth(word, size, bold);
    const joined = current === 0 ? width : current + roughWidth(' ', size, bold) + width;
    current = joined <= limit ? joined : width;
    longest = Math.max(longest, Math.min(current, limit));
  }
  return longest;
}
