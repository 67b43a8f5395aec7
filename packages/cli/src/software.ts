import { readFileSync } from 'node:fs';

/** Name and version of this program, as results and papers name it. */
export function software(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return `ancam ${(JSON.parse(text) as { version: string }).version}`; // our own file
}
