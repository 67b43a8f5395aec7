import { buildDate } from './dates.ts';
import { compareReleaseThenBuild, numbers } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /^v?(\d{1,2}(?:\.\d{1,2}){2})\.(\d{1,6})B(\d{6})(?:\.D\d{2})?(?:\.U\d)?(?:[(/\\]+([0-9A-Z]{2,12})[)/\\]*)?/iu;

/**
 * `1.3.4.22966B181219.D00.U1(4A21S)`: release, build number, build date, variant. Variants are builds for different hardware and have no
 * common order; where one side names none, release, date and build number decide.
 */
export const tvt: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    const build = buildDate(match?.[3]);
    if (!match?.[1] || build === undefined) return undefined;
    return {
      ...(match[4] === undefined ? {} : { line: match[4].toUpperCase() }),
      release: numbers(match[1]),
      build,
      tie: Number(match[2]),
      raw: text,
    };
  },
  compare(a, b) {
    if (a.line !== undefined && b.line !== undefined && a.line !== b.line) return undefined;
    return compareReleaseThenBuild(a, b);
  },
};
