/** Longest name that is compared; longer ones are cut, so that hostile texts cost nothing. */
const LONGEST = 200;
/** Lens notes that makers print behind the model: `(2.8mm)`, `-4mm`, ` 2.8-12mm`. */
const LENS = /[\s(-]*\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?\s?mm\)?\s*$/iu;

/**
 * What two spellings of one name have in common: letters and digits of any script in lower case, without accents, widths, spaces and
 * punctuation. `+` stays, because it tells models apart. Letters of other scripts that look alike stay different. Empty where
 * nothing is left.
 */
export function nameKey(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}+]/gu, '');
}

/** As `nameKey`, for a model: a lens note behind it does not count. */
export function modelKey(text: string): string {
  const plain = text.slice(0, LONGEST).normalize('NFKC');
  return nameKey(plain.replace(LENS, '')) || nameKey(plain);
}
