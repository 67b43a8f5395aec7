import { fields, ipv4Field, macField, tidy } from '../bytes.ts';
import { BROADCAST } from '../protocol.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const PORTS = [10_669, 10_670];
/** Length of the question; fields of a reply begin behind it. */
const HEADER = 53;

function read(bytes: Buffer): Claim | undefined {
  const found = new Map<number, Buffer>();
  const head = (at: number): { type: number; length: number; value: number } | undefined =>
    at + 4 > bytes.length ? undefined : { type: bytes.readUInt16BE(at), length: bytes.readUInt16BE(at + 2), value: at + 4 };
  for (const { type, value } of fields(bytes, HEADER, head)) found.set(type, value);
  const [address, full, short] = [0x20, 0xa7, 0xa8].map((type) => found.get(type));
  const model = tidy((full ?? short)?.toString('utf8'));
  if (model === undefined) return undefined;
  return { model, mac: macField(bytes, 6), ownAddress: address === undefined ? undefined : ipv4Field(address, 0) };
}

/** Panasonic's (i-PRO) search: a header like the question, then fields of type, length and value. It has no mark, so port and fields decide. */
export const panasonic: DiscoveryProtocol = {
  id: 'panasonic',
  shapes: ['panasonic-search'],
  port: 10_670,
  groups4: [BROADCAST],
  groups6: [],
  replyPorts: PORTS,
  unicast: 'living',
  makers: ['panasonic'],
  recognises: ({ bytes, port, toPort }) =>
    bytes.length > HEADER && (PORTS.includes(port) || PORTS.includes(toPort)) && read(bytes) !== undefined,
  read: ({ bytes }) => read(bytes),
};
