import { compareNumbers, numbers } from './version.ts';
import type { Grammar, Order } from './version.ts';

const NAMED = /(system|application|plug-?in)(?: firmware)?(?: version)?[ :]*v?(\d{1,4}(?:\.\d{1,4}){1,4})/giu;
const LONE = /^v?(\d{1,4}(?:\.\d{1,4}){2,4})$/iu;

/**
 * `System Firmware Version: 1.9.3.18, Application Firmware Version: 2.52.2.43, Plug-In Version: 3.3.0.26`: three programs with a version
 * each. Only programs that both sides name are compared, and all of them must agree; a lone number is the system's.
 */
export const foscam: Grammar = {
  parse(text) {
    const components: Record<string, readonly number[]> = {};
    for (const [, name = '', version = ''] of text.matchAll(NAMED)) components[name.toLowerCase().replace('-', '')] = numbers(version);
    const lone = LONE.exec(text)?.[1];
    if (lone !== undefined) components['system'] = numbers(lone);
    const [first] = Object.values(components);
    return first === undefined ? undefined : { release: components['system'] ?? first, components, raw: text };
  },
  compare(a, b): Order {
    const orders: (-1 | 0 | 1)[] = [];
    for (const [name, version] of Object.entries(a.components ?? {})) {
      const other = b.components?.[name];
      if (other) orders.push(compareNumbers(version, other));
    }
    if (orders.length === 0 || (orders.includes(-1) && orders.includes(1))) return undefined;
    const order = orders.find((each) => each !== 0);
    if (order !== undefined) return order;
    const named = (version: typeof a): string =>
      Object.keys(version.components ?? {})
        .toSorted()
        .join();
    return named(a) === named(b) ? 0 : undefined; // what only one side names may differ
  },
};
