import { networkInterfaces } from 'node:os';

/** Names every interface of this machine but its own loopback. */
export const ALL_INTERFACES = 'all';

/** A way to send multicast and broadcast out of one interface. */
export interface MulticastWay {
  readonly family: 'udp4' | 'udp6';
  /** Name of the interface. */
  readonly name: string;
  /** Own IPv4 address there; undefined for IPv6. */
  readonly bind?: string;
  /** Address (IPv4) or `::%scope` (IPv6). */
  readonly multicastInterface: string;
  /** What is written behind a group of IPv6. */
  readonly zone: string;
}

/** The ways out of an interface of this machine, by its name or one of its addresses, or out of all of them. */
export function waysOf(name: string): MulticastWay[] {
  return Object.entries(networkInterfaces()).flatMap(([key, entries]) =>
    (entries ?? []).flatMap((entry): MulticastWay[] => {
      const named = name === ALL_INTERFACES ? !entry.internal : key === name || entry.address === name;
      if (!named) return [];
      if (entry.family === 'IPv4') {
        return [{ family: 'udp4', name: key, bind: entry.address, multicastInterface: entry.address, zone: '' }];
      }
      if (!entry.address.startsWith('fe80:') || entry.scopeid === undefined) return [];
      // Windows names interfaces by number in addresses, other systems by name
      const scope = process.platform === 'win32' ? String(entry.scopeid) : key;
      return [{ family: 'udp6', name: key, multicastInterface: `::%${scope}`, zone: `%${scope}` }];
    }),
  );
}
