import type { Claim, DiscoveryProtocol, Reply } from '../protocol.ts';
import { bosch } from './bosch.ts';
import { dahuaDhip } from './dahua-dhip.ts';
import { dahuaDvrip } from './dahua-dvrip.ts';
import { foscam } from './foscam.ts';
import { hanwha } from './hanwha.ts';
import { hikvisionSadp } from './hikvision-sadp.ts';
import { mdns } from './mdns.ts';
import { panasonic } from './panasonic.ts';
import { sony } from './sony.ts';
import { ssdp } from './ssdp.ts';
import { ubiquiti } from './ubiquiti.ts';
import { vision360 } from './vision360.ts';
import { vivotek } from './vivotek.ts';
import { vstarcam } from './vstarcam.ts';
import { wsDiscovery } from './ws-discovery.ts';
import { xiongmai } from './xiongmai.ts';

/** Every discovery protocol, in the order in which they are asked. Those without a mark of their own stand last: a reply is of the first that knows it. */
export const PROTOCOLS: readonly DiscoveryProtocol[] = [
  wsDiscovery,
  hikvisionSadp,
  dahuaDhip,
  xiongmai,
  ssdp,
  mdns,
  dahuaDvrip,
  hanwha,
  vivotek,
  foscam,
  sony,
  bosch,
  ubiquiti,
  vstarcam,
  vision360,
  panasonic,
];

/** The protocol that a datagram is a reply of; undefined for questions and noise. Never throws. */
export function protocolOf(reply: Reply): DiscoveryProtocol | undefined {
  return PROTOCOLS.find((protocol) => protocol.recognises(reply));
}

/** What a reply says; undefined where nothing can be read. Never throws: a parser that meets something unforeseen has read nothing. */
export function readReply(protocol: DiscoveryProtocol, reply: Reply): Claim | undefined {
  try {
    return protocol.read(reply);
  } catch {
    return undefined;
  }
}
