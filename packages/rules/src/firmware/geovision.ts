import { buildDate } from './dates.ts';
import { compareReleaseThenBuild, numbers } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /^v?(\d{1,2}\.\d{1,3}(?:\.\d{1,3}){0,2})(?:[_ -](20\d{2})[_-](\d{2})[_-](\d{2}))?$/iu;

/** `V1.00_2017_12_15`: release, then the build date. */
export const geovision: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[1]) return undefined;
    const build = match[2] === undefined ? undefined : buildDate(`${match[2]}${match[3]}${match[4]}`);
    return { release: numbers(match[1]), ...(build === undefined ? {} : { build }), raw: text };
  },
  compare: compareReleaseThenBuild,
};
