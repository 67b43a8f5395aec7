/** Names, one a line; a comma may be part of a name. */
export function nameLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
