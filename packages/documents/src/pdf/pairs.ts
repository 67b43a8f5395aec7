import type { Content } from 'pdfmake/interfaces.js';
import { BARE, PAGE } from './engine.ts';

/** Rows of name and value, without lines. Widths are fixed, so a long value wraps instead of pushing the page. */
export function pairs(rows: readonly (readonly [string, Content])[], nameWidth = 130): Content {
  return {
    table: {
      widths: [nameWidth, PAGE.width - nameWidth - 8],
      body: rows.map(([name, value]) => [{ text: `${name}:`, color: '#333333' }, value]),
    },
    layout: BARE,
    fontSize: 12,
  };
}
