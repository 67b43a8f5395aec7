const LETTERS = 'abcdđeghiklmnopqrstuvxy';
const ROMAN: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** Letter of a point in the order of the Vietnamese alphabet: a, b, c, d, đ, e, g …; doubled after y. */
export function pointLetter(number: number): string {
  const letter = LETTERS[(number - 1) % LETTERS.length] ?? '';
  return letter.repeat(Math.ceil(number / LETTERS.length));
}

/** Roman numeral of 1 and more. */
export function roman(number: number): string {
  let rest = number;
  let text = '';
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}

/** Number of a paper as printed: a zero before 1-9 (annex I, part I, section II, point 3). */
export function paperNumber(number: string): string {
  return /^\d$/u.test(number) ? `0${number}` : number;
}

/** Running numbers of a paper: a higher unit begins the lower ones anew, articles run through. */
export interface Counters {
  part: number;
  chapter: number;
  section: number;
  subsection: number;
  article: number;
  clause: number;
  point: number;
}

export function startCounters(): Counters {
  return { part: 0, chapter: 0, section: 0, subsection: 0, article: 0, clause: 0, point: 0 };
}
