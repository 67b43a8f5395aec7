import { channelCount, macDigits } from '../bytes.ts';
import { looseValues } from '../loose-json.ts';
import { BROADCAST } from '../protocol.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const HEADER = 20;
const ANSWER = 0x05fb;

/** Addresses stand as a hex number whose lowest byte comes first: `0x0A01A8C0` is 192.168.1.10. */
function hexAddress(text: string | undefined): string | undefined {
  const digits = /^0x([0-9A-F]{8})$/i.exec(text ?? '')?.[1];
  if (digits === undefined) return undefined;
  const address = [...Buffer.from(digits, 'hex')].toReversed().join('.');
  return address === '0.0.0.0' ? undefined : address;
}

function read(bytes: Buffer): Claim | undefined {
  const value = looseValues(bytes.subarray(HEADER));
  const claim: Claim = {
    mac: macDigits(value('MAC')),
    serial: value('SN'),
    firmware: value('Version'),
    buildDate: value('BuildDate'),
    channels: channelCount(value('ChannelNum')),
    ownAddress: hexAddress(value('HostIP')),
    name: value('HostName'),
  };
  return claim.mac === undefined && claim.serial === undefined ? undefined : claim;
}

/** Xiongmai and the many brands built on it. Asked three times, as their own tool does, because answers are lost. */
export const xiongmai: DiscoveryProtocol = {
  id: 'xiongmai',
  shapes: ['xiongmai-search', 'xiongmai-search', 'xiongmai-search'],
  port: 34_569,
  groups4: [BROADCAST],
  groups6: [],
  replyPorts: [34_569],
  unicast: 'each',
  makers: ['xiongmai'],
  recognises: ({ bytes }) =>
    bytes.length > HEADER && bytes[0] === 0xff && bytes.readUInt16LE(14) === ANSWER && bytes.includes('NetWork.NetCommon'),
  read: ({ bytes }) => read(bytes),
};
