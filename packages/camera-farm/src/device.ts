import { createHash } from 'node:crypto';
import type { PlantedFlaw } from './spec.ts';

/** What a maker's texts are written from: the device's own values and its planted flaws. */
export interface Device {
  readonly address: string;
  readonly model: string;
  readonly firmware: string;
  readonly serial: string;
  readonly mac: string;
  has(flaw: PlantedFlaw): boolean;
}

/** User name and password of a camera. */
export interface Account {
  readonly user: string;
  readonly password: string;
}

/** The first `length` hex digits of a digest over the serial number and `purpose`: stable, unique per device, tells nothing. */
export function deviceToken(device: Device, purpose: string, length: number): string {
  return createHash('sha256').update(`${purpose}:${device.serial}:${device.mac}`).digest('hex').slice(0, length);
}

/** The address as it stands in a URL. */
export function urlHost(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** MAC without separators, upper case. */
export function bareMac(device: Device): string {
  return device.mac.replaceAll(':', '').toUpperCase();
}

/** A UUID whose last twelve digits are the MAC, as cameras use for their endpoint reference. */
export function endpointUuid(device: Device): string {
  const t = deviceToken(device, 'endpoint', 20);
  return `${t.slice(0, 8)}-${t.slice(8, 12)}-4${t.slice(13, 16)}-8${t.slice(17, 20)}-${bareMac(device).toLowerCase()}`;
}
