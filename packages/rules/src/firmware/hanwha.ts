import { buildDate } from './dates.ts';
import { compareReleaseThenBuild, numbers } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /^(?:([A-Z]{2,4}-?[A-Z0-9]{2,8})[_ ])?v?(\d{1,2}(?:\.\d{1,3}){1,3})(?:_(\d{8}|\d{6}))?(?:_[A-Z]\d{1,5})?$/iu;

/** `1.40.02_20190813`, `2.22.01`, `SRN4000_v2.16_170401`: optional model, release, optional build date. */
export const hanwha: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[2]) return undefined;
    const build = buildDate(match[3]);
    return {
      ...(match[1] === undefined ? {} : { line: match[1].toUpperCase() }),
      release: numbers(match[2]),
      ...(build === undefined ? {} : { build }),
      raw: text,
    };
  },
  compare(a, b) {
    if (a.line !== undefined && b.line !== undefined && a.line !== b.line) return undefined;
    return compareReleaseThenBuild(a, b);
  },
};
