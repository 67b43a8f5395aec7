import { macDigits, tidy } from '../bytes.ts';
import { BROADCAST } from '../protocol.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const [START, SEPARATOR, END] = [0x02, 0xff, 0x03];

function read(bytes: Buffer): Claim | undefined {
  const values = new Map<string, string>();
  // byte 255 is no character of UTF-8: it separates, so the bytes are read one by one
  for (const line of bytes
    .toString('latin1', 1, bytes.length - 1)
    .split(String.fromCodePoint(SEPARATOR))
    .slice(0, 64)) {
    const at = line.indexOf(':');
    if (at > 0) values.set(line.slice(0, at).trim().toUpperCase(), line.slice(at + 1));
  }
  const claim: Claim = {
    mac: macDigits(values.get('MAC')),
    model: tidy(values.get('MODEL')),
    serial: tidy(values.get('SERIAL')),
    firmware: tidy(values.get('SOFTVERSION')),
    ownAddress: tidy(values.get('IPADR')),
  };
  return claim.mac === undefined && claim.model === undefined ? undefined : claim;
}

/** Sony's search: `KEY:VALUE` texts between 02 and 03, each ended by FF. */
export const sony: DiscoveryProtocol = {
  id: 'sony',
  shapes: ['sony-search'],
  port: 2380,
  groups4: [BROADCAST],
  groups6: [],
  replyPorts: [2380],
  unicast: 'living',
  makers: ['sony'],
  recognises: ({ bytes }) =>
    bytes.length > 16 && bytes[0] === START && bytes.at(-1) === END && bytes.includes(SEPARATOR) && bytes.includes('MAC:'),
  read: ({ bytes }) => read(bytes),
};
