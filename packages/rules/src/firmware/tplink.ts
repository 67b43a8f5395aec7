import { buildDate } from './dates.ts';
import { compareReleaseThenBuild, numbers } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /(?:^|[^\d.])v?(\d{1,2}\.\d{1,3}\.\d{1,3})(?![\d.])(?:[ _]build[ _](\d{6})(?:[ _]rel\.?(\d{1,6})n?)?)?/iu;

/** `2.1.0_Build_250701_Rel.44071n`: release, build date, and a Rel number that grows within one day only. */
export const tplink: Grammar = {
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
