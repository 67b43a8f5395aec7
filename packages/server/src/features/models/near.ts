/** How far two keys are from each other: characters to put in, take out or change. Stops counting beyond `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known keys nearest to one, best first: those that begin alike, then those a typing mistake or two away. */
export function nearest<T extends { readonly key: string }>(key: string, known: readonly T[], count: number): T[] {
  const most = key.length < 5 ? 1 : 2;
  return known
    .map((each) => {
      const begins = key.length >= 3 && each.key.length >= 3 && (each.key.startsWith(key) || key.startsWith(each.key));
      return { each, far: Math.min(distance(key, each.key, most), begins ? 1 : most + 1) };
    })
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far || (a.each.key < b.each.key ? -1 : 1))
    .slice(0, count)
    .map(({ each }) => each);
}
