import { fields, ipv4Field, macField, tidy } from '../bytes.ts';
import { BROADCAST } from '../protocol.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const HEADER = 4;

function read(bytes: Buffer): Claim | undefined {
  const found = new Map<number, Buffer>();
  const head = (at: number): { type: number; length: number; value: number } | undefined =>
    at + 3 > bytes.length ? undefined : { type: bytes[at] ?? 0, length: bytes.readUInt16BE(at + 1), value: at + 3 };
  for (const { type, value } of fields(bytes, HEADER, head)) if (!found.has(type)) found.set(type, value);
  const text = (type: number): string | undefined => tidy(found.get(type)?.toString('utf8'));
  const both = found.get(0x02) ?? Buffer.alloc(0);
  const mac = macField(found.get(0x01) ?? found.get(0x13) ?? both, 0);
  if (mac === undefined) return undefined;
  return {
    mac,
    camera: false,
    ownAddress: ipv4Field(both, 6),
    name: text(0x0b),
    model: text(0x15) ?? text(0x0c),
    firmware: text(0x16) ?? text(0x03),
  };
}

/** Ubiquiti: access points, bridges and cameras alike, so an answer alone is no sign of a camera. */
export const ubiquiti: DiscoveryProtocol = {
  id: 'ubiquiti',
  shapes: ['ubiquiti-search'],
  port: 10_001,
  groups4: ['233.89.188.1', BROADCAST],
  groups6: [],
  replyPorts: [10_001],
  unicast: 'living',
  makers: ['ubiquiti'],
  recognises: ({ bytes }) =>
    bytes.length > HEADER &&
    ((bytes[0] === 1 && bytes[1] === 0) || (bytes[0] === 2 && bytes[1] === 6)) &&
    bytes.readUInt16BE(2) === bytes.length - HEADER,
  read: ({ bytes }) => read(bytes),
};
