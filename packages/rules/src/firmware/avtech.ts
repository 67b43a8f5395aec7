import { sign } from './version.ts';
import type { Grammar, Order } from './version.ts';

const VERSION = /^(?:FullImg[-_ ])?(\d{4})([A-Z]{0,3})-(\d{4})([A-Z]{0,3})-(\d{4})([A-Z]{0,3})-(\d{4})([A-Z]{0,3})$/iu;

/**
 * `FullImg-1023-1007-1011-1009`, `1004Y-1002Y-1001EJ-1000Y`: four modules with a number each and letters of the hardware. A version is
 * older only where no module is newer; where one module is older and another newer the two have no order.
 */
export const avtech: Grammar = {
  parse(text) {
    const match = VERSION.exec(text);
    if (!match) return undefined;
    const modules = [1, 3, 5, 7].map((at) => Number(match[at]));
    const hardware = [2, 4, 6, 8].map((at) => match[at]?.toUpperCase() ?? '').join('.');
    return { line: hardware, release: modules, raw: text };
  },
  compare(a, b) {
    if (a.line !== b.line) return undefined;
    return inEveryPart(a.release, b.release);
  },
};

/** The order on which all numbers agree; undefined where they do not. */
export function inEveryPart(a: readonly number[], b: readonly number[]): Order {
  const orders = a.map((number, at) => sign(number, b[at] ?? 0));
  if (orders.length === 0 || (orders.includes(-1) && orders.includes(1))) return undefined;
  return orders.find((order) => order !== 0) ?? 0;
}
