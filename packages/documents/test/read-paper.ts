import { layOut } from '../src/paper/layout.ts';
import type { Laid } from '../src/paper/laid.ts';
import type { Paper } from '../src/index.ts';

function textsOf(element: Laid): string[] {
  if (element.kind === 'paragraph') return [element.runs.map(({ text }) => text).join('')];
  if (element.kind === 'grid') return element.rows.flat(2).flatMap(textsOf);
  if (element.kind === 'table')
    return [...element.head, ...element.rows].map((row) => row.map(({ runs }) => runs.map(({ text }) => text).join('')).join(' | '));
  return [];
}

/** The lines of a paper as laid out, rows of tables with bars between their cells. */
export function linesOf(paper: Paper): string[] {
  return layOut(paper)
    .flatMap(({ elements }) => elements)
    .flatMap(textsOf)
    .filter((line) => line !== '');
}
