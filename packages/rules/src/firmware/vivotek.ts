import { sign } from './version.ts';
import type { FirmwareVersion, Grammar, Order } from './version.ts';

const VERSION = /^(?:([A-Z0-9]{2,12})-)?VVTK-([0-9X]{4})([a-z])?\d?$/iu;
/** In advisories a run of X stands for any model. */
const ANY_MODEL = /^X+$/iu;

/**
 * `FD8166A-VVTK-0204j`: model, two digits main and two digits minor number, a letter that counts up. An X in the number of a bound
 * (`XXXXXX-VVTK-0X09`) stands for whatever digit the device has there, so that each main number is compared within itself.
 */
export const vivotek: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match?.[2]) return undefined;
    const model = match[1]?.toUpperCase();
    return {
      ...(model === undefined || ANY_MODEL.test(model) ? {} : { line: model }),
      release: Array.from(match[2].toUpperCase(), (digit) => (digit === 'X' ? Number.NaN : Number(digit))),
      tie: match[3] === undefined ? 0 : match[3].toLowerCase().charCodeAt(0) - 96,
      raw: text,
    };
  },
  compare(a, b) {
    if (a.line !== undefined && b.line !== undefined && a.line !== b.line) return undefined;
    return compareDigits(a, b);
  },
};

function compareDigits(a: FirmwareVersion, b: FirmwareVersion): Order {
  if (a.release.length === 0 || b.release.length === 0) return undefined;
  for (const [at, digit] of a.release.entries()) {
    const other = b.release[at] ?? 0;
    if (!Number.isNaN(digit) && !Number.isNaN(other) && digit !== other) return sign(digit, other);
  }
  return sign(a.tie ?? 0, b.tie ?? 0);
}
