import { macDigits, tidy } from '../bytes.ts';
import { readDns } from '../dns.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const SERVICE = /^(_[\w-]{1,15}\._(?:tcp|udp))\.local\.?$/i;
/** Service types that only cameras and recorders are announced under. */
const CAMERA_SERVICES = /^(?:_axis-video|_axis-nvr|_CGI|_arec)\._tcp$/i;

function read(bytes: Buffer): Claim | undefined {
  const records = readDns(bytes);
  if (records === undefined) return undefined;
  const pointers = records.filter(({ type, owner }) => type === 'PTR' && SERVICE.test(owner));
  const services = [...new Set(pointers.map(({ owner }) => SERVICE.exec(owner)?.[1] ?? ''))];
  const suffix = /\._[\w-]+\._(?:tcp|udp)\.local\.?$/i;
  const instances = [...new Set(pointers.map(({ target }) => tidy(target?.replace(suffix, '')) ?? ''))].filter((name) => name !== '');
  const texts = [...new Set(records.flatMap(({ texts: each }) => each ?? []))]
    .map((each) => tidy(each) ?? '')
    .filter((each) => each !== '');
  if (services.length === 0 && instances.length === 0) return undefined;
  const [mac] = texts.flatMap((each) => macDigits(/^mac(?:address)?=(.+)$/i.exec(each)?.[1]) ?? []);
  return {
    mac,
    name: instances[0],
    camera: services.some((service) => CAMERA_SERVICES.test(service)),
    facts: [
      ['mdns.services', services],
      ['mdns.instances', instances],
      ['mdns.text', texts],
    ],
  };
}

/** Multicast DNS. The question leaves from a port of its own, so answers come by unicast (RFC 6762, 6.7); routers pass none of it. */
export const mdns: DiscoveryProtocol = {
  id: 'mdns',
  shapes: ['mdns-services'],
  port: 5353,
  groups4: ['224.0.0.251'],
  groups6: ['ff02::fb'],
  unicast: 'living',
  makers: [],
  recognises: ({ bytes, port }) => port === 5353 && bytes.length > 12 && (bytes[2] ?? 0) >= 0x80,
  read: ({ bytes }) => read(bytes),
};
