import { buildDate } from './dates.ts';
import { compareReleaseThenBuild, numbers } from './version.ts';
import type { Grammar } from './version.ts';

const VERSION = /^(?:firmware )?v?(\d{1,2})\.(\d{1,3}\.\d{1,3})\.(\d{6})(\d{4})$/iu;
const PLAIN = /^(?:firmware )?v?(\d{1,2})\.(\d{1,3}(?:\.\d{1,4}){1,2})$/iu;

/**
 * `V11.10.00.2311090948`: the first number belongs to the hardware revision, the last is the build as yymmddHHmm; `V31.1.9.91` of another
 * hardware revision has no build. Revisions of the hardware have no common order.
 */
export const tenda: Grammar = {
  parse(text) {
    const dated = VERSION.exec(text);
    const build = buildDate(dated?.[3]);
    if (dated?.[1] && dated[2] && build !== undefined)
      return { line: String(Number(dated[1])), release: numbers(dated[2]), build, tie: Number(dated[4]), raw: text };
    const plain = PLAIN.exec(text);
    return plain?.[1] && plain[2] ? { line: String(Number(plain[1])), release: numbers(plain[2]), raw: text } : undefined;
  },
  compare(a, b) {
    if (a.line !== undefined && b.line !== undefined && a.line !== b.line) return undefined;
    return compareReleaseThenBuild(a, b);
  },
};
