import { covers, merge } from './address.ts';
import { parseTarget } from './parse.ts';

function split(targets: readonly string[]) {
  const parsed = targets.map(parseTarget);
  return {
    ranges: merge(parsed.flatMap((target) => ('range' in target ? [target.range] : []))),
    hosts: new Set(parsed.flatMap((target) => ('host' in target ? [target.host] : []))),
  };
}

/**
 * The first target that does not lie wholly within the allowed ones; undefined where all do. A host name must be allowed by that name: what
 * it resolves to can change. Throws `target.malformed`.
 */
export function firstOutside(targets: readonly string[], allowed: readonly string[]): string | undefined {
  const { ranges, hosts } = split(allowed);
  return targets.find((text) => {
    const target = parseTarget(text);
    return !('range' in target ? covers(ranges, target.range) : hosts.has(target.host));
  });
}

/** Tests whether an address lies within targets and outside of the excluded ones; host names cover nothing here. */
export function coverageOf(targets: readonly string[], excluded: readonly string[]): (address: string) => boolean {
  const wanted = split(targets).ranges;
  const refused = split(excluded).ranges;
  return (address) => {
    const target = parseTarget(address);
    return 'range' in target && covers(wanted, target.range) && !covers(refused, target.range);
  };
}
