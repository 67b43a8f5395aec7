import { formatAddress, parseAddress } from '../targets/address.ts';

/** Addresses told one by one; more are told by the networks they lie in. */
const FEW = 16;
const MOST = 256;
/** Bits that tell apart hosts of one network: /24 of IPv4, /64 of IPv6. */
const HOST_BITS = { 4: 8n, 6: 64n } as const;

/** Where a file looked, in short: its addresses, or the networks that hold them. */
export function targetsOf(addresses: Iterable<string>): string[] {
  const networks = new Set<string>();
  const few: string[] = [];
  for (const address of addresses) {
    if (few.length <= FEW) few.push(address);
    const range = parseAddress(address);
    if (range === undefined || networks.size >= MOST) continue;
    const bits = HOST_BITS[range.family];
    networks.add(`${formatAddress(range.family, (range.first >> bits) << bits)}/${range.family === 4 ? 24 : 64}`);
  }
  const order = new Intl.Collator('en', { numeric: true });
  return (few.length <= FEW ? few : [...networks]).toSorted((a, b) => order.compare(a, b));
}
