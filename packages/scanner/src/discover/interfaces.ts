import { networkInterfaces } from 'node:os';
import type { UdpOrigin } from '../wire/udp.ts';

const GROUP_4 = '239.255.255.250';
const GROUP_6 = 'ff02::c';

/** A way to send multicast out of one interface: where from, and to which group. */
export interface MulticastWay extends UdpOrigin {
  readonly group: string;
}

/** The ways out of an interface of this machine, by its name or one of its addresses. */
export function waysOf(name: string): MulticastWay[] {
  return Object.entries(networkInterfaces()).flatMap(([key, entries]) =>
    (entries ?? []).flatMap((entry): MulticastWay[] => {
      if (key !== name && entry.address !== name) return [];
      if (entry.family === 'IPv4') return [{ family: 'udp4', bind: entry.address, multicastInterface: entry.address, group: GROUP_4 }];
      if (!entry.address.startsWith('fe80:') || entry.scopeid === undefined) return [];
      // Windows names interfaces by number in addresses, other systems by name
      const scope = process.platform === 'win32' ? String(entry.scopeid) : key;
      return [{ family: 'udp6', multicastInterface: `::%${scope}`, group: `${GROUP_6}%${scope}` }];
    }),
  );
}
