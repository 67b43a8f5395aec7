import { fields, ipv4Field, macField, tidy } from '../bytes.ts';
import { BROADCAST } from '../protocol.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const MAGIC = 0x4a5d8f1c;
const HEADER = 5;
/** A field of this type is one byte long and has no length. */
const SINGLE = 0x04;

function read(bytes: Buffer): Claim | undefined {
  const found = new Map<number, Buffer>();
  const head = (at: number): { type: number; length: number; value: number } | undefined => {
    const [type, length] = [bytes[at], bytes[at + 1]];
    if (type === undefined || length === undefined || type === 0) return undefined;
    return type === SINGLE ? { type, length: 1, value: at + 1 } : { type, length, value: at + 2 };
  };
  for (const { type, value } of fields(bytes, HEADER, head)) found.set(type, value);
  const [name, mac, address, model] = [1, 2, 3, 9].map((type) => found.get(type));
  if (mac === undefined && model === undefined) return undefined;
  return {
    name: tidy(name?.toString('utf8')),
    mac: mac === undefined ? undefined : macField(mac, 0),
    ownAddress: address === undefined ? undefined : ipv4Field(address, 0),
    model: tidy(model?.toString('utf8')),
  };
}

/** Vivotek's search: a session byte, a magic number, then fields of type, length and value. */
export const vivotek: DiscoveryProtocol = {
  id: 'vivotek',
  shapes: ['vivotek-search'],
  port: 10_000,
  groups4: [BROADCAST],
  groups6: [],
  unicast: 'living',
  makers: ['vivotek'],
  recognises: ({ bytes }) => bytes.length > HEADER && bytes.readUInt32BE(1) === MAGIC,
  read: ({ bytes }) => read(bytes),
};
