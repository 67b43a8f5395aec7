/** DEL and C1 (a terminal obeys U+009B), line separators, marks and overrides of writing direction. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * JSON as a terminal may print it: the characters that JSON lets stand as they are, though a screen obeys them, are written as escapes.
 * Whoever parses it reads the same values.
 */
export function printableJson(json: string): string {
  return json.replaceAll(UNSAFE, (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
