import ipaddr from 'ipaddr.js';

/** An address range: network and prefix length. */
export type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Reads `10.0.0.1, 10.1.0.0/16` into networks. Throws where one is not an address. */
export function readNetworks(text: string): Network[] {
  return text
    .split(/[\s,]+/)
    .filter((each) => each !== '')
    .map((each) => (each.includes('/') ? ipaddr.parseCIDR(each) : [ipaddr.parse(each), ipaddr.parse(each).kind() === 'ipv4' ? 32 : 128]));
}

function plain(address: string): string | undefined {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : undefined;
}

function within(address: string, networks: readonly Network[]): boolean {
  const parsed = ipaddr.process(address);
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
}

/**
 * Address of the client. What a forwarding header says counts only as far as trusted proxies wrote it: read from the right, the first
 * address that is no trusted proxy. A stranger can therefore neither pass for another nor share one address with everybody.
 */
export function clientAddress(socket: string, forwarded: string | null, proxies: readonly Network[]): string {
  const nearest = plain(socket) ?? socket;
  if (forwarded === null || proxies.length === 0 || plain(socket) === undefined || !within(nearest, proxies)) return nearest;
  let client = nearest;
  for (const hop of forwarded.split(',').toReversed()) {
    const address = plain(hop.trim());
    if (address === undefined) break;
    client = address;
    if (!within(address, proxies)) break;
  }
  return client;
}
