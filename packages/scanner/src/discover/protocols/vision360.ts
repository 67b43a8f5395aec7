import { macDigits, tidy } from '../bytes.ts';
import { BROADCAST } from '../protocol.ts';
import type { Claim, DiscoveryProtocol } from '../protocol.ts';

function read(text: string): Claim {
  const value = (key: string): string | undefined => {
    const found = new RegExp(`\\b${key}=(?:'([^'\\n]{1,128})'|"([^"\\n]{1,128})"|([^\\s'"]{1,128}))`).exec(text);
    return tidy(found?.[1] ?? found?.[2] ?? found?.[3]);
  };
  return { deviceClass: value('TYPE'), mac: macDigits(value('KEY')), serial: value('ID') };
}

/** 360 Vision: one line of `KEY=VALUE`. */
export const vision360: DiscoveryProtocol = {
  id: '360vision',
  shapes: ['360vision-search'],
  port: 3600,
  groups4: [BROADCAST],
  groups6: [],
  replyPorts: [3600],
  unicast: 'living',
  makers: ['360-vision'],
  recognises: ({ bytes }) => bytes.toString('latin1', 0, 14) === 'DISCOVER TYPE=',
  read: ({ bytes }) => read(bytes.toString('utf8', 0, 1024)),
};
