import { macField, textField } from '../bytes.ts';
import { BROADCAST } from '../protocol.ts';
import type { DiscoveryProtocol } from '../protocol.ts';

const ANSWER = 0x44480108;
const LENGTH = 0x100;

/** Vstarcam's search: texts at fixed places. */
export const vstarcam: DiscoveryProtocol = {
  id: 'vstarcam',
  shapes: ['vstarcam-search'],
  port: 8600,
  groups4: [BROADCAST],
  groups6: [],
  replyPorts: [8600],
  unicast: 'living',
  makers: ['vstarcam'],
  recognises: ({ bytes }) => bytes.length >= LENGTH && bytes.readUInt32BE(0) === ANSWER,
  read: ({ bytes }) => ({
    ownAddress: textField(bytes, 0x04, 16),
    mac: macField(bytes, 0x54),
    serial: textField(bytes, 0x5c, 32),
    name: textField(bytes, 0x7c, 32),
    firmware: textField(bytes, 0xcc, 32),
  }),
};
