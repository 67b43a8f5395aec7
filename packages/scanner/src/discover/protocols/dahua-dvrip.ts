import { ipv4Field, macDigits, textField, tidy } from '../bytes.ts';
import { BROADCAST } from '../protocol.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const HEADER = 0x78;
const MAC_TEXT = 17;

function read(bytes: Buffer): Claim {
  const second = bytes[2] ?? 0;
  const third = bytes.readUInt16LE(0x14);
  const model = second > MAC_TEXT ? textField(bytes, HEADER + MAC_TEXT, second - MAC_TEXT) : undefined;
  const lines = bytes.toString('utf8', HEADER + second, HEADER + second + Math.min(third, 4096)).split(/[\r\n\0]+/);
  const serial = lines.map((line) => /^SerialNo:(.{1,64})$/.exec(line.trim())?.[1]).find((found) => found !== undefined);
  return {
    mac: macDigits(textField(bytes, HEADER, Math.min(second, MAC_TEXT))),
    serial: tidy(serial),
    model: model ?? textField(bytes, 0x28, 16),
    ownAddress: ipv4Field(bytes, 0x38),
  };
}

/** Dahua's first search protocol: a header of 120 bytes, the MAC as text, then lines. */
export const dahuaDvrip: DiscoveryProtocol = {
  id: 'dahua-dvrip',
  shapes: ['dahua-dvrip-search'],
  port: 5050,
  groups4: [BROADCAST],
  groups6: [],
  replyPorts: [5050],
  unicast: 'living',
  makers: ['dahua'],
  recognises: ({ bytes }) => bytes.length >= HEADER && bytes[0] === 0xb3,
  read: ({ bytes }) => read(bytes),
};
