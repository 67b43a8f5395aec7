import { buildDate } from './dates.ts';
import { compareReleaseThenBuild, numbers } from './version.ts';
import type { Grammar } from './version.ts';

/** A grammar whose pattern captures the release, the build date yymmdd and a number that orders builds of one day; the last two may lack. */
export function releaseBuildTie(pattern: RegExp): Grammar {
  return {
    parse(text) {
      const match = pattern.exec(text);
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
}
