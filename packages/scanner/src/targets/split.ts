import { AppError } from '@ancam/core';
import type { ScanPlan } from '@ancam/core';
import { formatAddress, merge, sizeOf, subtract } from './address.ts';
import type { AddressRange } from './address.ts';
import { parseTarget } from './parse.ts';

/** A part of the addresses of a plan. */
export interface Block {
  /** As a plan names targets: single addresses and ranges; nothing between two ranges is meant. */
  readonly targets: readonly string[];
  readonly addresses: number;
}

function rangeOf(text: string): AddressRange {
  const target = parseTarget(text);
  if ('range' in target) return target.range;
  throw new AppError('target.malformed', `${text} is a name, and names mean something else in another network`, {
    place: text,
    fix: 'name addresses',
  });
}

/** Throws `target.malformed` where a plan names a target or an exclusion by its name. */
export function assertAddresses({ targets, excluded }: Pick<ScanPlan, 'targets' | 'excluded'>): void {
  for (const text of [...targets, ...excluded]) rangeOf(text);
}

function rangesOf(texts: readonly string[]): AddressRange[] {
  return merge(texts.map(rangeOf));
}

function textOf({ family, first, last, zone }: AddressRange): string {
  const from = formatAddress(family, first, zone);
  return first === last ? from : `${from}-${formatAddress(family, last, zone)}`;
}

/**
 * The addresses of a plan, without the excluded ones, as blocks of at most `size`, in ascending order.
 * @throws AppError `target.malformed` where a target or an exclusion is a name: whoever scans a block may resolve it otherwise
 */
export function splitTargets(plan: Pick<ScanPlan, 'targets' | 'excluded'>, size: number): Block[] {
  const blocks: { targets: string[]; addresses: number }[] = [];
  for (const range of subtract(rangesOf(plan.targets), rangesOf(plan.excluded))) {
    for (let { first } = range; first <= range.last;) {
      const open = blocks.at(-1);
      const block = open !== undefined && open.addresses < size ? open : { targets: [], addresses: 0 };
      if (block !== open) blocks.push(block);
      const room = BigInt(size - block.addresses);
      const last = sizeOf({ ...range, first }) > room ? first + room - 1n : range.last;
      block.targets.push(textOf({ ...range, first, last }));
      block.addresses += Number(last - first + 1n);
      first = last + 1n;
    }
  }
  return blocks;
}
