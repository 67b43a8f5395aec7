import type { Content } from 'pdfmake/interfaces.js';
import { cleanLine, cleanText, clip } from '../clean.ts';

/** Characters that the shipped font draws; all else would be an empty box. */
const UNDRAWABLE =
  /[^\n\u0020-\u007E\u00A0-\u0377\u0391-\u03A1\u03A3-\u052F\u1E00-\u1EFF\u2000-\u2064\u20A0-\u20BE\u2100-\u214F\u2190-\u2195\u2264\u2265\u25CF]/gu;

/** The text with what the font lacks as code points, so that nothing is an empty box. */
export function drawable(value: string): string {
  return value.replace(UNDRAWABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * One line of foreign text for the page, cut at `limit` characters. A character outside the font appears as its code
 * point, so that evidence stays exact.
 */
export function line(value: string, limit = 300): string {
  return clip(drawable(cleanLine(value)), limit);
}

/** A paragraph of foreign text; line breaks stay. */
export function prose(value: string, limit = 2000): string {
  return clip(drawable(cleanText(value)).trim(), limit);
}

/** Section heading of the body. */
export function section(text: string): Content {
  return { text, bold: true, fontSize: 13, margin: [0, 10, 0, 4], outline: true, headlineLevel: 1 };
}

/** Heading inside a section. */
export function subsection(text: string): Content {
  return { text, bold: true, italics: true, fontSize: 12.5, margin: [0, 6, 0, 3], headlineLevel: 2 };
}

/** Cell of a table head. */
export function head(text: string, alignment: 'left' | 'center' = 'center'): Content & { fillColor: string } {
  return { text, bold: true, fontSize: 11, alignment, fillColor: '#e6ebf1' };
}
