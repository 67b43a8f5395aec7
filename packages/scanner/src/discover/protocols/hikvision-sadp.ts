import { child, parseXml, textAt } from '../../probe/xml.ts';
import { channelCount, macDigits, tidy } from '../bytes.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

function read(text: string): Claim | undefined {
  const match = child(parseXml(text), 'ProbeMatch');
  if (match === undefined) return undefined;
  const value = (name: string): string | undefined => tidy(textAt(match, name));
  const activated = value('Activated')?.toLowerCase();
  const channels = (channelCount(value('DigitalChannelNum')) ?? 0) + (channelCount(value('AnalogChannelNum')) ?? 0);
  const claim: Claim = {
    mac: macDigits(value('MAC')),
    serial: value('DeviceSN'),
    model: value('DeviceDescription'),
    firmware: value('SoftwareVersion'),
    activated: activated === 'true' ? true : activated === 'false' ? false : undefined,
    channels: channels === 0 ? undefined : channels,
    ownAddress: value('IPv4Address'),
  };
  return claim.mac === undefined && claim.serial === undefined && claim.model === undefined ? undefined : claim;
}

/** Hikvision's search (SADP): the only reply that tells firmware with build date and whether a first password was set, in one datagram. */
export const hikvisionSadp: DiscoveryProtocol = {
  id: 'hikvision-sadp',
  shapes: ['hikvision-sadp-inquiry'],
  port: 37_020,
  groups4: ['239.255.255.250'],
  groups6: [],
  replyPorts: [37_020],
  unicast: 'each',
  makers: ['hikvision'],
  recognises: ({ bytes }) => bytes.includes('<ProbeMatch>') && !bytes.includes('Envelope'),
  read: ({ bytes }) => read(bytes.toString('utf8', 0, 16_384)),
};
