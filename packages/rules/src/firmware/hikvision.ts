import { buildDate } from './dates.ts';
import { compareReleaseThenBuild, numbers } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /(?:^|[^\d.])V?(\d{1,3}(?:\.\d{1,4}){1,3})(?![\d.])(?:[\s,_(-]*build[\s:_]*|_)?(\d{6}(?:\d{2})?)?(?!\d)/iu;

/** `V5.5.800 build 210628`, `V4.30.096build221220`, `V1.4.0_build221212`, `3.0.3_20201113_RELEASE`: release, then build date. */
export const hikvision: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[1]) return undefined;
    const build = buildDate(match[2]);
    return { release: numbers(match[1]), ...(build === undefined ? {} : { build }), raw: text };
  },
  compare: compareReleaseThenBuild,
};
