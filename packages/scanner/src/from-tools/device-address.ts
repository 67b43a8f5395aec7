import { formatAddress, parseAddress } from '../targets/address.ts';

/** First octet of IPv4 multicast and what is reserved beyond; no device answers from there. */
const MULTICAST = 224n << 24n;

/** The usual text of a device's address, a prefix length behind it left off; undefined where the text is none. */
export function deviceAddress(text: string | undefined): string | undefined {
  const plain = text?.trim().replace(/\/\d{1,3}$/, '') ?? '';
  if (plain.length > 64) return undefined;
  const range = parseAddress(plain);
  if (range === undefined || range.first === 0n) return undefined;
  if (range.family === 4 && range.first >= MULTICAST) return undefined;
  if (range.family === 6 && range.first >> 120n === 0xffn) return undefined;
  return formatAddress(range.family, range.first, range.zone);
}

/** A TCP port; undefined where the value is none. */
export function devicePort(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,5}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= 65_535 ? number : undefined;
}

/** Before this no such tool wrote; later than tomorrow nothing was observed. */
const EARLIEST = Date.UTC(2000, 0, 1);
const TOMORROW_MS = 86_400_000;

/** An instant from seconds since 1970 or a text; a text without a zone is UTC. Undefined where it is none, or cannot be true. */
export function instant(value: unknown, now = Date.now()): Date | undefined {
  const ms =
    typeof value === 'number' || (typeof value === 'string' && /^\d{9,11}$/.test(value))
      ? Number(value) * 1000
      : typeof value === 'string' && value.length <= 64
        ? Date.parse(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) ? `${value.replace(' ', 'T')}Z` : value)
        : Number.NaN;
  return ms >= EARLIEST && ms <= now + TOMORROW_MS ? new Date(ms) : undefined;
}
