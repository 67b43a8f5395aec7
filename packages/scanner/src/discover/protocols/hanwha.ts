import { macDigits, textField, tidy } from '../bytes.ts';
import { BROADCAST } from '../protocol.ts';
import type { DiscoveryProtocol } from '../protocol.ts';

/** Hanwha's search: one fixed block of bytes, texts at fixed places. */
export const hanwha: DiscoveryProtocol = {
  id: 'hanwha',
  shapes: ['hanwha-search'],
  port: 7701,
  groups4: [BROADCAST],
  groups6: [],
  replyPorts: [7711],
  unicast: 'living',
  makers: ['hanwha'],
  recognises: ({ bytes }) => bytes.length >= 172 && bytes[0] === 0x0b && macDigits(textField(bytes, 19, 18)) !== undefined,
  read: ({ bytes }) => ({
    mac: macDigits(textField(bytes, 19, 18)),
    ownAddress: tidy(textField(bytes, 37, 16)),
    model: textField(bytes, 109, 10),
  }),
};
