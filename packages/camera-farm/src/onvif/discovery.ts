import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket } from 'node:dgram';
import type { Camera } from '../camera.ts';
import { endpointUuid, urlHost } from '../device.ts';
import type { Recorder } from '../net/recorder.ts';
import { scopesOf } from './scopes.ts';
import { child, escapeXml, parseXml, text } from './soap.ts';

/** Standard port of WS-Discovery. */
export const WSD_PORT = 3702;
const WSD_GROUP = '239.255.255.250';
const TYPES = new Set(['NetworkVideoTransmitter', 'Device']);

/** The two generations of WS-Discovery and the addressing each goes with. */
const GENERATIONS = [
  {
    discovery: 'http://schemas.xmlsoap.org/ws/2005/04/discovery',
    addressing: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
    anonymous: 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous',
  },
  {
    discovery: 'http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01',
    addressing: 'http://www.w3.org/2005/08/addressing',
    anonymous: 'http://www.w3.org/2005/08/addressing/anonymous',
  },
] as const;
type Generation = (typeof GENERATIONS)[number];

interface Probe {
  readonly generation: Generation;
  readonly messageId: string;
  readonly types: readonly string[];
  readonly scopes: readonly string[];
}

function words(node: unknown): string[] {
  return text(node).split(/\s+/).filter(Boolean);
}

function parseProbe(xml: string): Probe | undefined {
  const envelope = child(parseXml(xml), 'Envelope');
  const header = child(envelope, 'Header');
  const generation = GENERATIONS.find(({ discovery }) => text(child(header, 'Action')) === `${discovery}/Probe`);
  const probe = child(child(envelope, 'Body'), 'Probe');
  if (!generation || probe === undefined) return undefined;
  const types = words(child(probe, 'Types')).map((type) => type.replace(/^.*:/, ''));
  return { generation, messageId: text(child(header, 'MessageID')), types, scopes: words(child(probe, 'Scopes')) };
}

function matches(camera: Camera, probe: Probe): boolean {
  const own = scopesOf(camera);
  return probe.types.every((type) => TYPES.has(type)) && probe.scopes.every((wanted) => own.some((scope) => scope.startsWith(wanted)));
}

function probeMatches(camera: Camera, { generation, messageId }: Probe): string {
  const { discovery, addressing, anonymous } = generation;
  const address = `${camera.onvifBase() ?? `http://${urlHost(camera.address)}`}/onvif/device_service`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="${addressing}" xmlns:d="${discovery}" xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><SOAP-ENV:Header><wsa:MessageID>urn:uuid:${randomUUID()}</wsa:MessageID><wsa:RelatesTo>${escapeXml(messageId)}</wsa:RelatesTo><wsa:To>${anonymous}</wsa:To><wsa:Action>${discovery}/ProbeMatches</wsa:Action><d:AppSequence InstanceId="1" MessageNumber="1"/></SOAP-ENV:Header><SOAP-ENV:Body><d:ProbeMatches><d:ProbeMatch><wsa:EndpointReference><wsa:Address>urn:uuid:${endpointUuid(camera)}</wsa:Address></wsa:EndpointReference><d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types><d:Scopes>${escapeXml(scopesOf(camera).join(' '))}</d:Scopes><d:XAddrs>${address}</d:XAddrs><d:MetadataVersion>10</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

function bind(socket: Socket, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      resolve();
    });
  });
}

/** Answers WS-Discovery probes for the cameras of a farm: each on its own address, and all of them on a multicast interface. */
export class DiscoveryResponder {
  readonly #sockets: Socket[] = [];
  readonly #responders: { readonly camera: Camera; readonly socket: Socket }[] = [];
  readonly #recorder: Recorder | undefined;

  constructor(recorder: Recorder | undefined) {
    this.#recorder = recorder;
  }

  /** Answers what is sent to the camera's own address. */
  async add(camera: Camera, portOffset: number): Promise<void> {
    const port = WSD_PORT + portOffset;
    const type = camera.address.includes(':') ? 'udp6' : 'udp4';
    const socket = createSocket({ type, reuseAddr: true });
    this.#sockets.push(socket);
    await bind(socket, port, camera.address);
    this.#responders.push({ camera, socket });
    socket.on('message', (message, from) => {
      this.#recorder?.open(camera.address, port, 'udp')(message);
      const probe = parseProbe(message.toString('utf8'));
      if (probe) this.#answer(camera, socket, probe, from);
    });
  }

  /** Answers, for all cameras, what is sent to the discovery group on the interface that holds `localAddress`. */
  async joinGroup(localAddress: string, portOffset: number): Promise<void> {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    this.#sockets.push(socket);
    await bind(socket, WSD_PORT + portOffset, WSD_GROUP);
    socket.addMembership(WSD_GROUP, localAddress);
    socket.on('message', (message, from) => {
      this.#recorder?.open(WSD_GROUP, WSD_PORT + portOffset, 'udp')(message);
      const probe = parseProbe(message.toString('utf8'));
      if (!probe) return;
      for (const responder of this.#responders) this.#answer(responder.camera, responder.socket, probe, from);
    });
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#sockets.map(
        (socket) =>
          new Promise<void>((resolve) => {
            socket.close(() => resolve());
          }),
      ),
    );
  }

  #answer(camera: Camera, socket: Socket, probe: Probe, from: RemoteInfo): void {
    if (matches(camera, probe)) socket.send(probeMatches(camera, probe), from.port, from.address);
  }
}
