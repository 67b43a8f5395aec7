/** What a simulated device tells in the search protocols of makers. */
export interface DiscoveryFace {
  /** IPv4 address that it says it has. */
  readonly address: string;
  /** `aa:bb:cc:dd:ee:ff`. */
  readonly mac: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  readonly buildDate?: string;
  readonly name: string;
  readonly activated: boolean;
  readonly channels: number;
}

/** The hardware address as six bytes. */
export function macBytes(face: DiscoveryFace): Buffer {
  return Buffer.from(face.mac.replaceAll(':', ''), 'hex');
}

/** The address as four bytes. */
export function addressBytes(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

/** A text in a field of fixed length, filled up with NUL. */
export function fixed(text: string, length: number): Buffer {
  return Buffer.concat([Buffer.from(text), Buffer.alloc(length)]).subarray(0, length);
}
