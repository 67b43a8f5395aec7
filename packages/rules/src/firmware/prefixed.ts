import { buildDate } from './dates.ts';
import { compareReleaseThenBuild, numbers } from './version.ts';
import type { Grammar } from './version.ts';

/** The numbers at the end: after a separator, a letter or nothing. */
const NUMBERS = /(?:^|[-_. ]|(?<=[A-Z]))v?(\d{1,3}(?:\.\d{1,6}){1,5})(?:[.-]r(\d{1,4}))?(?:-[A-Z]{1,4})?$/iu;
const PREFIX = /^(?:[A-Z][A-Z0-9._-]{0,40})?$/iu;

/**
 * `MX-V5.2.0.61`, `MX-V4.0.2.33.r2`, `IPCAM_V4.06.88.251229`, `Illustra.Ess4.01.02.10.5982`, `AppFHE1_V1.0.6.0`, `A1D-500-V6.11.31-AC`: the
 * name of a product line, numbers, perhaps a revision that counts up. A last number that is a date yymmdd is the build date. Other
 * lines have no common order.
 */
export const prefixed: Grammar = {
  parse(text) {
    const match = NUMBERS.exec(text);
    const prefix = text.slice(0, match?.index);
    if (!match?.[1] || !PREFIX.test(prefix)) return undefined;
    const parts = match[1].split('.');
    const last = parts.at(-1) ?? '';
    const build = parts.length > 2 && last.length === 6 ? buildDate(last) : undefined;
    return {
      ...(prefix === '' ? {} : { line: prefix.toUpperCase() }),
      release: numbers((build === undefined ? parts : parts.slice(0, -1)).join('.')),
      ...(build === undefined ? {} : { build }),
      tie: Number(match[2] ?? 0),
      raw: text,
    };
  },
  compare(a, b) {
    if (a.line !== undefined && b.line !== undefined && a.line !== b.line) return undefined;
    return compareReleaseThenBuild(a, b);
  },
};
