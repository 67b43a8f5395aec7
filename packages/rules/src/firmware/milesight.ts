import { compareNumbers, numbers, sign } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /^(?:([A-Z]{1,4})_)?v?([0-9x]{1,3})\.(\d{1,3}(?:\.\d{1,3}){2})(?:_LPR|-(AIoT))?(?:-?r(\d{1,4}))?(?:-(NX))?$/iu;

/**
 * `51.7.0.77-r12`, `CQ_63.8.0.5-r1`: the first number is the hardware platform, then the release, then a revision that counts up (not a
 * pre-release). In bounds an x stands for any digit of the platform: `7x.9.0.19-r5`. Other platforms have no common order, nor have the
 * variants AIoT and NX; `_LPR` is left out by the maker itself in later versions of the same line.
 */
export const milesight: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[2] || !match[3]) return undefined;
    return {
      line: `${match[1] ?? ''}_${match[2]}_${variantOf(match[4], match[6])}`.toUpperCase(),
      release: numbers(match[3]),
      tie: Number(match[5] ?? 0),
      raw: text,
    };
  },
  compare(a, b) {
    if (a.release.length === 0 || b.release.length === 0 || !sameLine(a.line ?? '', b.line ?? '')) return undefined;
    return compareNumbers(a.release, b.release) || sign(a.tie ?? 0, b.tie ?? 0);
  },
};

/** Without the letter X, which stands for any digit in a line. */
function variantOf(aiot: string | undefined, nx: string | undefined): string {
  return `${aiot === undefined ? '' : 'aiot'}${nx === undefined ? '' : 'n'}`;
}

function sameLine(a: string, b: string): boolean {
  return a.length === b.length && Array.from(a).every((letter, at) => letter === b[at] || letter === 'X' || b[at] === 'X');
}
