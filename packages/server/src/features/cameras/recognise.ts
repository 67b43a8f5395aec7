import type { Fact, HostResult, Id } from '@ancam/core';

/** What a device shows of itself that may tell it from others. */
export interface Marks {
  readonly address: string;
  readonly maker: string | undefined;
  readonly serial: string | undefined;
  readonly mac: string | undefined;
  readonly tlsKey: string | undefined;
  /** Another device of the same scan shows the same key: it tells nothing. */
  readonly tlsKeyShared: boolean;
  readonly wsdEndpoint: string | undefined;
}

function textFact(facts: readonly Fact[], name: Fact['name']): string | undefined {
  const value = facts.find((fact) => fact.name === name)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Reads the marks of a host. */
export function marksOf(host: HostResult): Marks {
  const { identity, facts } = host;
  return {
    address: host.address,
    maker: identity.maker,
    serial: identity.serial,
    mac: identity.mac ?? textFact(facts, 'wsd.mac'),
    tlsKey: textFact(facts, 'tls.spkiSha256'),
    tlsKeyShared: facts.some((fact) => fact.name === 'fleet.tlsKeyShared' && fact.value === true),
    wsdEndpoint: textFact(facts, 'wsd.endpoint'),
  };
}

/** A known camera that shares at least one mark with a host. */
export interface Known {
  readonly id: Id;
  readonly address: string | null;
  readonly maker: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly tls_key: string | null;
  readonly tls_key_shared: boolean;
  readonly wsd_endpoint: string | null;
  /** It was seen at another address in the same scan. */
  readonly seenElsewhere: boolean;
}

export const RECOGNISED_BY = ['serial', 'mac', 'tls-key', 'wsd-endpoint', 'address'] as const;
export type RecognisedBy = (typeof RECOGNISED_BY)[number];

/** `later`: only a TLS key speaks, and whether other devices share it is known at the end of the scan. */
export type Recognition = { readonly camera: Known; readonly by: RecognisedBy } | 'new' | 'later';

function differ(a: string | null, b: string | undefined): boolean {
  return a !== null && b !== undefined && a !== b;
}

/** Whether the two cannot be one device: another maker, serial number or MAC address. */
function contradict(known: Known, marks: Marks): boolean {
  const otherSerial = differ(known.serial, marks.serial);
  return differ(known.maker, marks.maker) || otherSerial || (differ(known.mac, marks.mac) && known.serial !== marks.serial);
}

/**
 * Finds the camera that a host is. Strongest mark first; a mark that several known cameras carry tells nothing, except that the
 * latest seen at an address is the one there.
 * @param known latest seen first
 */
export function recognise(marks: Marks, known: readonly Known[], endOfScan: boolean): Recognition {
  const possible = known.filter((camera) => !contradict(camera, marks));
  const only = (test: (camera: Known) => boolean): Known | undefined => {
    const found = possible.filter(test);
    return found.length === 1 ? found[0] : undefined;
  };
  const bySerial = only((camera) => marks.serial !== undefined && camera.serial === marks.serial);
  if (bySerial !== undefined) return { camera: bySerial, by: 'serial' };
  const byMac = only((camera) => marks.mac !== undefined && camera.mac === marks.mac);
  if (byMac !== undefined) return { camera: byMac, by: 'mac' };

  const unshared = marks.tlsKey !== undefined && !marks.tlsKeyShared;
  const sameKey = known.filter((camera) => unshared && camera.tls_key === marks.tlsKey);
  const byKey =
    sameKey.length === 1
      ? sameKey.find((camera) => !camera.tls_key_shared && !camera.seenElsewhere && possible.includes(camera))
      : undefined;
  if (byKey !== undefined && (endOfScan || byKey.address === marks.address)) return { camera: byKey, by: 'tls-key' };

  const byEndpoint = only(
    (camera) => marks.wsdEndpoint !== undefined && camera.wsd_endpoint === marks.wsdEndpoint && !camera.seenElsewhere,
  );
  if (byEndpoint !== undefined) return { camera: byEndpoint, by: 'wsd-endpoint' };
  const there = possible.find((camera) => camera.address === marks.address && !camera.seenElsewhere);
  if (there !== undefined) return { camera: there, by: 'address' };
  return byKey === undefined ? 'new' : 'later';
}
