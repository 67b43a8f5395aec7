import { buildDate } from './dates.ts';
import { compareBuilds, compareReleaseThenBuild } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /(?:^|[^\dA-Z.])V?(\d{1,2})\.(\d{3})\.([0-9A-Z]{2,9})\.(\d{1,3})(?:\.([A-Z])(?![A-Z0-9]))?(?:\.(\d{8}|\d{6})(?!\d))?/iu;
const BUILD = /build(?: ?date)?[\s:]*(20\d{2})-(\d{2})-(\d{2})/iu;

/**
 * `2.800.0000016.0.R, Build 2021-06-18`, `2.622.00AC000.0.R.200320`, `1.000.HW01.1.190813`: release, product line, sub-release,
 * channel (R, T, N), build date. Releases are ordered within one line and channel; other lines by build date only.
 */
export const dahua: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match) return undefined;
    const [, major, minor, line, sub, channel, digits] = match;
    const words = BUILD.exec(text);
    const build = words ? buildDate(`${words[1]}${words[2]}${words[3]}`) : buildDate(digits);
    return {
      line: `${line ?? ''}.${channel ?? ''}`.toUpperCase(),
      release: [Number(major), Number(minor), Number(sub)],
      ...(build === undefined ? {} : { build }),
      raw: text,
    };
  },
  compare(a, b) {
    const sameLine = a.line === undefined || b.line === undefined || a.line === b.line;
    return sameLine ? compareReleaseThenBuild(a, b) : compareBuilds(a, b);
  },
};
