import { compareNumbers, numbers } from './version.ts';
import type { Grammar } from './version.ts';

/** Long-term support tracks: a low number on one of them may hold fixes of a higher one. */
const LTS_TRACKS = new Set(['6.50', '8.40', '9.80', '10.12', '11.11']);
const VERSION = /^(?:(?:AXIS )?OS )?v?(\d{1,2}\.\d{1,3}(?:\.\d{1,4}){0,2})$/iu;

/** `11.10.61`, `9.80.3.5`. Where the lower side stands on a long-term track of its own, the two cannot be ordered. */
export const axis: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[1]) return undefined;
    const release = numbers(match[1]);
    return { line: `${release[0]}.${release[1]}`, release, raw: text };
  },
  compare(a, b) {
    if (a.release.length === 0 || b.release.length === 0) return undefined;
    const order = compareNumbers(a.release, b.release);
    if (a.line === b.line || order === 0) return order;
    const lower = order < 0 ? a : b;
    return LTS_TRACKS.has(lower.line ?? '') ? undefined : order;
  },
};
