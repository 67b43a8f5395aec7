import { compareNumbers, numbers, sign } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /^(?:version |firmware )?v?(\d{1,8}(?:\.\d{1,8}){1,4})(?:[-.]r(\d{1,4}))?$/iu;

/** `6.3.40`, `51.7.0.77-r12`: numbers, then a revision that comes later, not earlier. Anything else is opaque. */
export const dotted: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[1]) return undefined;
    return { release: numbers(match[1]), tie: Number(match[2] ?? 0), raw: text };
  },
  compare(a, b) {
    if (a.release.length === 0 || b.release.length === 0) return undefined;
    return compareNumbers(a.release, b.release) || sign(a.tie ?? 0, b.tie ?? 0);
  },
};
