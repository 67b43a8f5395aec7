import { buildDate } from './dates.ts';
import { compareReleaseThenBuild, numbers } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /(?:^|[^\d.])v?(\d{1,2}(?:\.\d{1,5}){3})(?![\d.])(?:_(\d{6})(\d{2,4}))?(?!\d)/iu;

/** `v3.0.0.1889_23031701`: release, build date yymmdd, number of the build on that day. */
export const reolink: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[1]) return undefined;
    const build = buildDate(match[2]);
    return {
      release: numbers(match[1]),
      ...(build === undefined ? {} : { build }),
      ...(match[3] === undefined ? {} : { tie: Number(match[3]) }),
      raw: text,
    };
  },
  compare: compareReleaseThenBuild,
};
