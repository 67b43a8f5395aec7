import { AppError } from '@ancam/core';
import { covers, parseCidr } from './address.ts';
import type { AddressRange } from './address.ts';

function blocks(...texts: string[]): AddressRange[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

/** Ranges that are nobody's on the internet: private, shared, link-local, loopback, protocol, documentation, benchmark (IANA special registries). */
const NOT_PUBLIC = blocks(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
  '2001:db8::/32',
);

/** Addresses that are no single device: unspecified, multicast, reserved, broadcast. */
const NEVER = blocks('0.0.0.0/8', '224.0.0.0/4', '240.0.0.0/4', '::/128', 'ff00::/8');

function overlaps(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Refuses what may not be scanned. @throws AppError `target.refused` */
export function assertAllowed(range: AddressRange, place: string, publicHolder: string | undefined): void {
  if (NEVER.some((never) => overlaps(range, never))) {
    throw new AppError('target.refused', `${place} holds addresses that are no device (multicast, broadcast or unspecified)`, {
      place,
      fix: 'name addresses of devices',
    });
  }
  if (publicHolder === undefined && !covers(NOT_PUBLIC, range)) {
    throw new AppError('target.refused', `${place} is a public range`, {
      place,
      fix: 'name the holder of the range who allows the scan, or name private addresses only',
    });
  }
}
