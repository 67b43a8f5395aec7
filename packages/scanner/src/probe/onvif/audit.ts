import { message } from '@ancam/core';
import type { FactName } from '@ancam/core';
import type { HostSession } from '../../engine/session.ts';
import { fits } from '../../wire/shapes.ts';
import { child, children, textAt } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { askOnvif } from './soap.ts';
import type { OnvifAnswer, OnvifService } from './soap.ts';
import { holdsCredentials } from './stream-uri.ts';

const MEDIA_1 = 'http://www.onvif.org/ver10/media/wsdl';
const MEDIA_2 = 'http://www.onvif.org/ver20/media/wsdl';

/** The services of a device that the audit asks. */
export interface AuditTargets {
  readonly device: OnvifService;
  readonly media: OnvifService;
  readonly mediaVersion: 1 | 2;
}

function note(session: HostSession, name: FactName, answer: OnvifAnswer, question: string): boolean {
  const { port } = answer.http;
  if (answer.kind === 'answered') session.addFact(name, true, port, answer.http.n);
  if (answer.kind === 'none') session.leaveOpen('onvif', message('no-usable-answer', { port, question, end: answer.http.end }));
  return answer.kind === 'answered';
}

/** Asks without credentials what a device must tell nobody. Read operations only (ONVIF access classes READ_*). */
export async function auditAnonymous(session: HostSession, targets: AuditTargets): Promise<void> {
  const { device, media, mediaVersion } = targets;
  const information = await askOnvif(session, device, 'onvif-get-device-information', 'GetDeviceInformationResponse');
  if (note(session, 'onvif.openDeviceInformation', information, 'GetDeviceInformation')) readInformation(session, information);
  const users = await askOnvif(session, device, 'onvif-get-users', 'GetUsersResponse');
  note(session, 'onvif.openUsers', users, 'GetUsers');
  const network = await askOnvif(session, device, 'onvif-get-network-interfaces', 'GetNetworkInterfacesResponse');
  note(session, 'onvif.openNetworkInterfaces', network, 'GetNetworkInterfaces');
  const namespace = mediaVersion === 1 ? MEDIA_1 : MEDIA_2;
  const profiles = await askOnvif(session, media, 'onvif-get-profiles', 'GetProfilesResponse', { media: namespace });
  note(session, 'onvif.openProfiles', profiles, 'GetProfiles');
  await auditStreamUri(session, targets, profileToken(profiles) ?? 'Profile_1');
}

async function auditStreamUri(session: HostSession, { media, mediaVersion }: AuditTargets, token: string): Promise<void> {
  const shape = mediaVersion === 1 ? 'onvif-get-stream-uri' : 'onvif-get-stream-uri-2';
  const answer = await askOnvif(session, media, shape, 'GetStreamUriResponse', { token });
  if (!note(session, 'onvif.openStreamUri', answer, 'GetStreamUri')) return;
  const uri = textAt(answer.body, 'MediaUri', 'Uri') ?? textAt(answer.body, 'Uri') ?? '';
  if (holdsCredentials(uri)) session.addFact('onvif.credentialsInUri', true, media.endpoint.port, answer.http.n);
}

function readInformation(session: HostSession, { body, http }: OnvifAnswer): void {
  const { port, n } = http;
  session.addFact('onvif.manufacturer', textAt(body, 'Manufacturer'), port, n);
  session.addFact('onvif.model', textAt(body, 'Model'), port, n);
  session.addFact('onvif.firmware', textAt(body, 'FirmwareVersion'), port, n);
  session.addFact('onvif.serial', textAt(body, 'SerialNumber'), port, n);
  session.addFact('onvif.hardwareId', textAt(body, 'HardwareId'), port, n);
}

/** Token of the first profile: an attribute, so it is read from the text of the answer. */
export function profileToken(answer: Pick<OnvifAnswer, 'kind' | 'http'>): string | undefined {
  if (answer.kind !== 'answered') return undefined;
  const token = /<(?:[\w-]{1,20}:)?Profiles\b[^<>]{0,300}?\btoken\s*=\s*["']([^"'<>]{1,64})["']/i.exec(
    answer.http.body.toString('utf8'),
  )?.[1];
  return token !== undefined && fits('onvif-get-stream-uri', 'token', token) ? token : undefined;
}

/** Namespace and address of each service told. */
export function servicesOf(body: XmlNode | undefined): { namespace: string; xaddr: string }[] {
  return children(body, 'Service').flatMap((service) => {
    const namespace = textAt(service, 'Namespace');
    return namespace === undefined ? [] : [{ namespace, xaddr: textAt(service, 'XAddr') ?? '' }];
  });
}

/** The media address that GetCapabilities tells, for devices without GetServices. */
export function mediaOfCapabilities(body: XmlNode | undefined): string | undefined {
  return textAt(child(body, 'Capabilities'), 'Media', 'XAddr');
}
