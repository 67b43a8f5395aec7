import ipaddr from 'ipaddr.js';

/** An address as text that sorts in numeric order, IPv4 before IPv6; host names and nothing come last. */
export function addressKey(address: string | null): string {
  if (address === null || address === '') return '9';
  const plain = address.replace(/%.*$/, '');
  if (!ipaddr.isValid(plain)) return `8${address.toLowerCase()}`;
  const parsed = ipaddr.parse(plain);
  return `${parsed.kind() === 'ipv4' ? '4' : '6'}${Buffer.from(parsed.toByteArray()).toString('hex')}`;
}
