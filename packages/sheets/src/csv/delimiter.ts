const CANDIDATES = [',', ';', '\t'] as const;
/** Lines of the head that the delimiter is told by. */
const LINES = 20;

/**
 * What divides the cells: the line `sep=;` of spreadsheets says so; else the mark that gives the same count, and most, of cells
 * in the first lines. Marks inside of quotation marks do not count.
 */
export function sniffDelimiter(head: string): { readonly delimiter: string; readonly named: boolean } {
  const named = /^sep=([,;\t|])\r?\n/.exec(head)?.[1];
  if (named !== undefined) return { delimiter: named, named: true };
  const lines = head
    .replaceAll(/"[^"]*"/g, '""')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  const scores = CANDIDATES.map((delimiter) => ({ delimiter, score: scoreOf(lines, delimiter) }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return { delimiter: best.delimiter, named: false };
}

function scoreOf(lines: readonly string[], delimiter: string): number {
  const counts = lines.map((line) => line.split(delimiter).length - 1);
  const first = counts[0] ?? 0;
  return first === 0 ? 0 : first * counts.filter((count) => count === first).length;
}
