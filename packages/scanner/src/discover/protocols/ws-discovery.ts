import { macDigits } from '../bytes.ts';
import { parseMatches, scopeValue } from '../matches.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

/** UDP port of WS-Discovery. */
export const WSD_PORT = 3702;

const CAMERA_TYPES = new Set(['NetworkVideoTransmitter', 'NetworkVideoStorage', 'NetworkVideoDisplay', 'NetworkVideoRecorder']);

function read(text: string): Claim | undefined {
  const matches = parseMatches(text);
  if (matches.length === 0) return undefined;
  const types = [...new Set(matches.flatMap((match) => match.types))];
  const scopes = [...new Set(matches.flatMap((match) => match.scopes))];
  const xaddrs = [...new Set(matches.flatMap((match) => match.xaddrs))];
  const endpoint = matches.find((match) => match.endpoint !== undefined)?.endpoint;
  const mac = macDigits(scopeValue(scopes, 'MAC'));
  const [name, hardware] = [scopeValue(scopes, 'name'), scopeValue(scopes, 'hardware')];
  return {
    mac,
    endpoint,
    xaddrs,
    camera: types.some((type) => CAMERA_TYPES.has(type)) || scopes.some((scope) => scope.startsWith('onvif://')),
    facts: [
      ['wsd.answered', true],
      ['wsd.types', types],
      ['wsd.scopes', scopes],
      ['wsd.xaddrs', xaddrs],
      ['wsd.name', name],
      ['wsd.hardware', hardware],
      ['wsd.mac', mac],
      ['wsd.endpoint', endpoint],
    ],
  };
}

/** ONVIF devices, and computers and printers that speak it too. Replies of both generations are read. */
export const wsDiscovery: DiscoveryProtocol = {
  id: 'ws-discovery',
  shapes: ['wsd-probe-transmitter', 'wsd-probe-device', 'wsd-probe-any'],
  port: WSD_PORT,
  groups4: ['239.255.255.250'],
  groups6: ['ff02::c', 'ff02::1'],
  unicast: 'each',
  makers: [],
  recognises: ({ bytes }) => bytes.includes('ProbeMatches') && bytes.includes('Envelope'),
  read: ({ bytes }) => read(bytes.toString('utf8')),
};
