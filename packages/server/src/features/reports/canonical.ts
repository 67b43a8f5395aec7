import { createHash } from 'node:crypto';

/** JSON by RFC 8785: keys in the order of their UTF-16 units, no spaces, numbers and texts as ECMAScript writes them. One value, one text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 of a text in UTF-8, as the database works it out too. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
