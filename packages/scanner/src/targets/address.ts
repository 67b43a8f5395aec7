import ipaddr from 'ipaddr.js';

/** A run of addresses of one family, both ends included. `zone` only on link-local IPv6. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly zone?: string | undefined;
}

function toNumber(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** One strictly written address; IPv4-mapped IPv6 becomes IPv4. Undefined where the text is none. */
export function parseAddress(text: string): AddressRange | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const value = toNumber(ipaddr.IPv4.parse(text).toByteArray());
    return { family: 4, first: value, last: value };
  }
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return undefined;
  const parsed = ipaddr.IPv6.parse(text);
  if (parsed.isIPv4MappedAddress()) {
    const mapped = toNumber(parsed.toIPv4Address().toByteArray());
    return { family: 4, first: mapped, last: mapped };
  }
  const value = toNumber(parsed.toByteArray());
  return { family: 6, first: value, last: value, ...(parsed.zoneId === undefined ? {} : { zone: parsed.zoneId }) };
}

/** The usual text of an address. */
export function formatAddress(family: 4 | 6, value: bigint, zone?: string): string {
  if (family === 4) {
    const number = Number(value);
    return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
  }
  const bytes = Array.from({ length: 16 }, (_, index) => Number((value >> BigInt(8 * (15 - index))) & 255n));
  const text = new ipaddr.IPv6(bytes).toRFC5952String();
  return zone === undefined ? text : `${text}%${zone}`;
}

/** A prefix such as `192.168.1.0/24`; host bits are cleared. Undefined where the text is none. */
export function parseCidr(text: string): AddressRange | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const base = match?.[1] === undefined ? undefined : parseAddress(match[1]);
  if (base === undefined || base.zone !== undefined) return undefined;
  const width = base.family === 4 ? 32 : 128;
  const length = Number(match?.[2]);
  if (length > width) return undefined;
  const size = 1n << BigInt(width - length);
  const first = (base.first / size) * size;
  return { family: base.family, first, last: first + size - 1n };
}

/** Number of addresses. */
export function sizeOf(range: AddressRange): bigint {
  return range.last - range.first + 1n;
}

function order(a: AddressRange, b: AddressRange): number {
  if (a.family !== b.family) return a.family - b.family;
  return a.first < b.first ? -1 : a.first > b.first ? 1 : 0;
}

function joins(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.zone === b.zone && b.first <= a.last + 1n;
}

/** Sorted, overlapping and touching ranges made one. */
export function merge(ranges: readonly AddressRange[]): AddressRange[] {
  const merged: AddressRange[] = [];
  for (const range of [...ranges].sort(order)) {
    const before = merged.at(-1);
    if (before !== undefined && joins(before, range)) {
      merged[merged.length - 1] = { ...before, last: before.last > range.last ? before.last : range.last };
    } else merged.push(range);
  }
  return merged;
}

/** What is left of `ranges` without `taken`; both merged. An exclusion without a zone holds in every zone. */
export function subtract(ranges: readonly AddressRange[], taken: readonly AddressRange[]): AddressRange[] {
  let left = [...ranges];
  for (const hole of taken) {
    left = left.flatMap((range) => {
      const touches = range.family === hole.family && hole.first <= range.last && hole.last >= range.first;
      if (!touches || (hole.zone !== undefined && hole.zone !== range.zone)) return [range];
      const parts: AddressRange[] = [];
      if (range.first < hole.first) parts.push({ ...range, last: hole.first - 1n });
      if (range.last > hole.last) parts.push({ ...range, first: hole.last + 1n });
      return parts;
    });
  }
  return left;
}

/** True where one of the ranges holds the address. */
export function covers(ranges: readonly AddressRange[], address: AddressRange): boolean {
  return ranges.some((range) => range.family === address.family && range.first <= address.first && address.last <= range.last);
}
