import { lookup } from 'node:dns/promises';
import { AppError, message } from '@ancam/core';
import type { Message, ScanPlan } from '@ancam/core';
import { covers, formatAddress, merge, parseAddress, sizeOf, subtract } from './address.ts';
import type { AddressRange } from './address.ts';
import { assertAllowed } from './allowed.ts';
import { parseTarget } from './parse.ts';

/** The addresses of a plan: counted and reachable by index, never all in memory. */
export interface ResolvedTargets {
  readonly count: number;
  /** Addresses that were named and are excluded. */
  readonly excluded: number;
  /** The address at an index from 0 to count - 1, in ascending order. */
  at: (index: number) => string;
  addresses: () => Iterable<string>;
  /** `target`: to be scanned; `excluded`: never to be touched; `outside`: not named. */
  standing: (address: string) => 'target' | 'excluded' | 'outside';
  readonly notes: readonly Message[];
}

/** Addresses of a /112: the largest IPv6 prefix that it makes sense to try one by one. */
const MOST_OF_A_PREFIX = 65_536n;

/** Looks a host name up. Replaceable for tests of what a name may resolve to. */
export type Resolver = (host: string) => Promise<readonly string[]>;

async function systemResolver(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map((entry) => entry.address);
}

/**
 * Turns the targets of a plan into addresses. Exclusions always win; an excluded name that cannot be looked up stops the scan,
 * an unknown target name is a note as long as another target is left.
 * @throws AppError `target.malformed`, `target.refused`, `target.unknown-host`, `target.too-many`
 */
export async function resolveTargets(plan: ScanPlan, resolver: Resolver = systemResolver): Promise<ResolvedTargets> {
  const notes: Message[] = [];
  const excludedRanges = await rangesOf(plan.excluded, resolver, true, (host) => {
    throw unknownHost(host, 'excluded');
  });
  const unknown: string[] = [];
  const named = await rangesOf(plan.targets, resolver, false, (host) => unknown.push(host));
  for (const { range, text } of named) assertAllowed(range, text, plan.publicHolder);
  if (named.length === 0) throw unknownHost(unknown[0] ?? plan.targets[0] ?? '', 'target');
  for (const host of unknown) notes.push(message('host-unknown', { host }));
  const wanted = merge(named.map((entry) => entry.range));
  const taken = merge(excludedRanges.map((entry) => entry.range));
  const ranges = subtract(wanted, taken);
  const count = total(ranges);
  if (count === 0n) {
    throw new AppError('input.invalid', 'every target is excluded', {
      place: plan.targets.join(', '),
      fix: 'name a target that is not excluded',
    });
  }
  if (count > BigInt(plan.limits.maxHosts)) {
    throw new AppError('target.too-many', `${count} addresses are named, the limit is ${plan.limits.maxHosts}`, {
      place: plan.targets.join(', ').slice(0, 200),
      fix: ranges.some((range) => range.family === 6 && sizeOf(range) > MOST_OF_A_PREFIX)
        ? 'no scan can try every address of an IPv6 network: name the addresses of the devices, or prefixes from /112 on; ask the network by multicast to learn them'
        : 'name smaller ranges or raise the limit of addresses',
    });
  }
  return indexed(ranges, taken, Number(count), clamp(total(wanted) - count), notes);
}

function clamp(value: bigint): number {
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
}

function total(ranges: readonly AddressRange[]): bigint {
  return ranges.reduce((sum, range) => sum + sizeOf(range), 0n);
}

function unknownHost(host: string, place: string): AppError {
  return new AppError('target.unknown-host', `host name not found: ${host}`, {
    place: `${place} ${host}`,
    fix: 'check the spelling or name the address',
  });
}

interface NamedRange {
  readonly text: string;
  readonly range: AddressRange;
}

async function rangesOf(
  texts: readonly string[],
  resolver: Resolver,
  every: boolean,
  onUnknown: (host: string) => void,
): Promise<NamedRange[]> {
  const all: NamedRange[] = [];
  for (const text of texts) {
    const target = parseTarget(text);
    if ('range' in target) {
      all.push({ text, range: target.range });
      continue;
    }
    const found = await lookUp(target.host, resolver, every);
    if (found.length === 0) onUnknown(target.host);
    for (const range of found) all.push({ text, range });
  }
  return all;
}

/** IPv4 where the name has any, so that one camera is not scanned under two addresses; `every` address for exclusions. */
async function lookUp(host: string, resolver: Resolver, every: boolean): Promise<AddressRange[]> {
  try {
    const ranges = (await resolver(host)).flatMap((address) => parseAddress(address) ?? []);
    const four = ranges.filter((range) => range.family === 4);
    return four.length > 0 && !every ? four : ranges;
  } catch {
    return [];
  }
}

function indexed(
  ranges: readonly AddressRange[],
  taken: readonly AddressRange[],
  count: number,
  excluded: number,
  notes: Message[],
): ResolvedTargets {
  const starts: number[] = [];
  let sum = 0;
  for (const range of ranges) {
    starts.push(sum);
    sum += Number(sizeOf(range));
  }
  const at = (index: number): string => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const range = ranges[low];
    if (range === undefined || index < 0 || index >= count) throw new AppError('internal', `no target at index ${index}`);
    return formatAddress(range.family, range.first + BigInt(index - (starts[low] ?? 0)), range.zone);
  };
  function* addresses(): Iterable<string> {
    for (let index = 0; index < count; index += 1) yield at(index);
  }
  const standing = (address: string): 'target' | 'excluded' | 'outside' => {
    const parsed = parseAddress(address);
    if (parsed === undefined) return 'outside';
    if (covers(taken, parsed)) return 'excluded';
    return covers(ranges, parsed) ? 'target' : 'outside';
  };
  return { count, excluded, at, addresses, standing, notes };
}
