import { AppError } from '@ancam/core';
import { covers, merge, parseTarget } from '@ancam/scanner';

function split(targets: readonly string[]) {
  const parsed = targets.map(parseTarget);
  return {
    ranges: merge(parsed.flatMap((target) => ('range' in target ? [target.range] : []))),
    hosts: new Set(parsed.flatMap((target) => ('host' in target ? [target.host] : []))),
  };
}

/**
 * Throws `authorisation.missing` unless every target lies within the authorised ones. A host name must be authorised by that
 * name: what it resolves to can change.
 */
export function assertWithin(targets: readonly string[], authorised: readonly string[], document: string): void {
  const { ranges, hosts } = split(authorised);
  for (const text of targets) {
    const target = parseTarget(text);
    const inside = 'range' in target ? covers(ranges, target.range) : hosts.has(target.host);
    if (inside) continue;
    throw new AppError('authorisation.missing', `${text} is outside of the authorisation ${document}`, {
      place: text,
      document,
      fix: 'name targets of the authorisation, or record another authorisation',
    });
  }
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
