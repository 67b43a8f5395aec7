import { compareNumbers, numbers, sign } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /^(?:version |firmware )?v?(\d{1,3}(?:\.\d{1,4}){1,3})(?:(?:-|r)(\d{1,6}))?$/iu;

/** `1.0.7-0298` (Synology), `2.03-08`, `4.04R03` (Panasonic): release, then a build number that counts up; it is no pre-release. */
export const dashed: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[1]) return undefined;
    return { release: numbers(match[1]), ...(match[2] === undefined ? {} : { tie: Number(match[2]) }), raw: text };
  },
  compare(a, b) {
    if (a.release.length === 0 || b.release.length === 0) return undefined;
    const release = compareNumbers(a.release, b.release);
    if (release !== 0 || a.tie === b.tie) return release;
    return a.tie === undefined || b.tie === undefined ? undefined : sign(a.tie, b.tie);
  },
};
