/** Least likeness (0..1) at which a name is worth suggesting. */
const WORTH = 0.35;

/** Up to three names that look like the mistyped one, the likest first. */
export function findSimilar(mistyped: string, names: readonly string[]): readonly string[] {
  const scored = names.map((name) => ({ name, likeness: likeness(mistyped.toLowerCase(), name.toLowerCase()) }));
  return scored
    .filter(({ likeness }) => likeness >= WORTH)
    .sort((a, b) => b.likeness - a.likeness || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Sørensen–Dice over pairs of letters: unmoved by the order of words, lenient to single letters. */
function likeness(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}

function pairs(text: string): ReadonlySet<string> {
  const padded = ` ${text} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}
