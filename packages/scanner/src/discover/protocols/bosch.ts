import { child, parseXml, textAt } from '../../probe/xml.ts';
import { ipv4Field, macDigits, macField, tidy } from '../bytes.ts';
import { BROADCAST } from '../protocol.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const MAGIC = 0x9939a427;
const BINARY = 32;

function readXml(text: string): Claim | undefined {
  const device = child(parseXml(text), 'root', 'device');
  if (device === undefined) return undefined;
  const value = (name: string): string | undefined => tidy(textAt(device, name));
  return {
    mac: macDigits(value('physAddress')),
    serial: value('serialNumber'),
    model: value('friendlyName'),
    name: value('unitName'),
    ownAddress: value('unitIPAddress'),
  };
}

/** Bosch's search: a binary reply of 32 bytes, or a description in XML. */
export const bosch: DiscoveryProtocol = {
  id: 'bosch',
  shapes: ['bosch-search'],
  port: 1757,
  groups4: [BROADCAST],
  groups6: [],
  replyPorts: [1758],
  unicast: 'living',
  makers: ['bosch'],
  recognises: ({ bytes }) =>
    bytes.length === BINARY ? bytes.readUInt32BE(0) === MAGIC : bytes.includes('OEMExt00:device') && bytes.includes('<physAddress>'),
  read: ({ bytes }) =>
    bytes.length === BINARY ? { mac: macField(bytes, 8), ownAddress: ipv4Field(bytes, 16) } : readXml(bytes.toString('utf8', 0, 16_384)),
};
