import { compareNumbers, sign } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /(?:^|[^\dA-Z.])V?(\d{1,2})\.(\d{2})\.R(\d{2})\.([0-9A-Z]{8})\.(\d{5})(?:\.(\d{6}))?/iu;

/**
 * `V4.02.R11.C7431119.12001.130000.00000`: release, hardware id (8 digits), customer id, feature number. Only firmware of the
 * same hardware and customer can be ordered; the same vendor number means nothing across them.
 */
export const xiongmai: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match) return undefined;
    const [, major, minor, revision, hardware, customer, tie] = match;
    return {
      line: `${hardware}.${customer}`.toUpperCase(),
      release: [Number(major), Number(minor), Number(revision)],
      ...(tie === undefined ? {} : { tie: Number(tie) }),
      raw: text,
    };
  },
  compare(a, b) {
    if (a.line === undefined || a.line !== b.line) return undefined;
    const release = compareNumbers(a.release, b.release);
    if (release !== 0 || a.tie === b.tie) return release;
    return a.tie === undefined || b.tie === undefined ? undefined : sign(a.tie, b.tie);
  },
};
