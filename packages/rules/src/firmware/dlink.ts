import { compareNumbers, numbers, sign } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /^v?(\d{1,2}(?:\.\d{1,4}){1,3})(?:[-_ ]?b(\d{1,3}))?(?:[-_ ]?(hf|hotfix)\d?)?$/iu;

/**
 * `1.14.10`, `v1.03.038`, `1.01_B2`, `1.06.01 Hotfix`: numbers, a build of the release, a mark for a hot fix that came after it. Whether
 * `1.01` is before or after `1.01_B2` is not published, so they have no order.
 */
export const dlink: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[1]) return undefined;
    const fix = match[3] === undefined ? 0 : 1;
    return { ...(match[2] === undefined ? {} : { line: `b${match[2]}` }), release: numbers(match[1]), tie: fix, raw: text };
  },
  compare(a, b) {
    if (a.release.length === 0 || b.release.length === 0) return undefined;
    const release = compareNumbers(a.release, b.release);
    if (release !== 0) return release;
    if (a.line === b.line) return sign(a.tie ?? 0, b.tie ?? 0);
    if (a.line === undefined || b.line === undefined) return undefined;
    return sign(Number(a.line.slice(1)), Number(b.line.slice(1)));
  },
};
