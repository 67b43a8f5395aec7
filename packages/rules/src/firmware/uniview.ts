import { buildDate } from './dates.ts';
import { compareReleaseThenBuild } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /(?:^|[^A-Z0-9_])((?:[A-Z0-9_]+-)?[A-Z]\d{3,5})\.(\d{1,3})\.(\d{1,3})(?:\.[A-Z]\d{1,3})?\.(\d{6})(?!\d)/iu;

/** `NVR-B3801.20.17.240507`, `IPC_G6103-B6103.16.10.B25.201218`: the prefix names the hardware family and must be equal. */
export const uniview: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    const build = buildDate(match?.[4]);
    if (!match?.[1] || build === undefined) return undefined;
    return { line: match[1].toUpperCase(), release: [Number(match[2]), Number(match[3])], build, raw: text };
  },
  compare(a, b) {
    if (a.line !== undefined && b.line !== undefined && a.line !== b.line) return undefined;
    return compareReleaseThenBuild(a, b);
  },
};
