import { tidy } from '../bytes.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

const MAX_LINES = 64;

function read(text: string): Claim {
  const headers = new Map<string, string>();
  for (const line of text.split(/\r?\n/).slice(1, MAX_LINES)) {
    const at = line.indexOf(':');
    if (at > 0) headers.set(line.slice(0, at).trim().toUpperCase(), line.slice(at + 1).trim());
  }
  const location = headers.get('LOCATION');
  return {
    endpoint: /^(uuid:[\w.:-]{4,80}?)(?:::|$)/i.exec(headers.get('USN') ?? '')?.[1],
    location: location !== undefined && location.length <= 500 && URL.canParse(location) ? location : undefined,
    facts: [
      ['ssdp.server', tidy(headers.get('SERVER'))],
      ['ssdp.location', tidy(location)],
    ],
  };
}

/** UPnP: the description that an answer names tells maker, model and serial number. */
export const ssdp: DiscoveryProtocol = {
  id: 'ssdp',
  shapes: ['ssdp-search'],
  port: 1900,
  groups4: ['239.255.255.250'],
  groups6: ['ff02::c'],
  unicast: 'each',
  makers: [],
  recognises: ({ bytes }) => /^(?:HTTP\/1\.[01] 200|NOTIFY \* HTTP)/.test(bytes.toString('latin1', 0, 32)),
  read: ({ bytes }) => read(bytes.toString('utf8', 0, 8192)),
};
