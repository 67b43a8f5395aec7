import { message } from '@ancam/core';
import { askWeb, webHost } from '../../engine/ask.ts';
import type { HostSession } from '../../engine/session.ts';
import { buildRequest } from '../../wire/shapes.ts';
import { bodyText } from '../http/page.ts';
import { serviceAt } from '../onvif/address.ts';
import { child, parseXml, textAt } from '../xml.ts';

const MAX_DESCRIPTIONS = 2;

/** Reads the UPnP descriptions that the device's own SSDP answers name: maker, model and serial number. Those on other hosts are not fetched. */
export async function readDescriptions(session: HostSession, locations: readonly string[]): Promise<void> {
  const own = locations.flatMap((location) => serviceAt(session, location) ?? []);
  for (const { endpoint, path } of own.slice(0, MAX_DESCRIPTIONS)) {
    const request = buildRequest('http-get', { host: webHost(session, endpoint), path });
    const answer = await askWeb(session, 'discovery', endpoint, request);
    if (answer.status !== 200) {
      session.leaveOpen('discovery', message('no-usable-answer', { port: endpoint.port, question: path, end: answer.end }));
      continue;
    }
    const device = child(parseXml(bodyText(answer)), 'root', 'device');
    const facts = [
      ['ssdp.deviceType', 'deviceType'],
      ['ssdp.friendlyName', 'friendlyName'],
      ['ssdp.manufacturer', 'manufacturer'],
      ['ssdp.model', 'modelName'],
      ['ssdp.modelNumber', 'modelNumber'],
      ['ssdp.serial', 'serialNumber'],
    ] as const;
    for (const [fact, name] of facts) session.addFact(fact, textAt(device, name), endpoint.port, answer.n);
  }
}
