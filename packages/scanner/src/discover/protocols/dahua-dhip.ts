import { channelCount, macDigits } from '../bytes.ts';
import { looseValues } from '../loose-json.ts';
import { BROADCAST } from '../protocol.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const HEADER = 32;

function read(bytes: Buffer): Claim | undefined {
  const value = looseValues(bytes.subarray(HEADER));
  if (value('method') !== 'client.notifyDevInfo') return undefined;
  const channels = (channelCount(value('VideoInputChannels')) ?? 0) + (channelCount(value('RemoteVideoInputChannels')) ?? 0);
  return {
    mac: macDigits(value('mac')),
    serial: value('SerialNo'),
    brand: value('Vendor'),
    model: value('DeviceType'),
    firmware: value('Version'),
    buildDate: value('BuildDate'),
    channels: channels === 0 ? undefined : channels,
    ownAddress: value('IPAddress'),
    name: value('MachineName'),
    deviceClass: value('DeviceClass'),
  };
}

/** Dahua's second search protocol: a header of 32 bytes, then JSON that is sometimes broken. */
export const dahuaDhip: DiscoveryProtocol = {
  id: 'dahua-dhip',
  shapes: ['dahua-dhip-search'],
  port: 37_810,
  groups4: ['239.255.255.251', BROADCAST],
  groups6: [],
  replyPorts: [37_810],
  unicast: 'each',
  makers: ['dahua'],
  recognises: ({ bytes }) =>
    bytes.length > HEADER &&
    bytes.readUInt32LE(0) === HEADER &&
    bytes.toString('latin1', 4, 8) === 'DHIP' &&
    bytes.includes('notifyDevInfo'),
  read: ({ bytes }) => read(bytes),
};
