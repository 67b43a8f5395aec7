import { message } from '@ancam/core';
import type { HostSession } from '../../engine/session.ts';
import { serviceAt } from './address.ts';
import { auditAnonymous, mediaOfCapabilities, servicesOf } from './audit.ts';
import type { AuditTargets } from './audit.ts';
import { deviceTime } from './clock.ts';
import { askOnvif } from './soap.ts';
import type { OnvifService } from './soap.ts';

/** Where the device service usually is. */
export const DEVICE_PATH = '/onvif/device_service';
/** Where the media service usually is. */
export const MEDIA_PATH = '/onvif/media_service';
const MAX_CANDIDATES = 5;

function sameService(a: OnvifService, b: OnvifService): boolean {
  return a.endpoint.port === b.endpoint.port && a.endpoint.secure === b.endpoint.secure && a.path === b.path;
}

/** Where an ONVIF device service may be: what discovery told, then the usual path on every web endpoint, clear text before TLS. */
function candidates(session: HostSession, xaddrs: readonly string[]): { told: OnvifService[]; usual: OnvifService[] } {
  const told = xaddrs.flatMap((xaddr) => serviceAt(session, xaddr) ?? []);
  const endpoints = [...session.web].sort((a, b) => Number(a.secure) - Number(b.secure));
  const usual = endpoints.map((endpoint) => ({ endpoint, path: DEVICE_PATH }));
  const all = [...told, ...usual].filter((one, index, each) => each.findIndex((other) => sameService(one, other)) === index);
  const kept = all.slice(0, MAX_CANDIDATES);
  return { told: kept.filter((one) => told.includes(one)), usual: kept.filter((one) => !told.includes(one)) };
}

/**
 * Finds the ONVIF device service, reads the clock, and asks without credentials what must be refused. All that discovery told are asked for the
 * time, elsewhere until one answers, and one in clear text where there is one; the audit runs on the first that answers.
 */
export async function probeOnvif(session: HostSession, xaddrs: readonly string[]): Promise<OnvifService | undefined> {
  const answered: OnvifService[] = [];
  const ask = async (service: OnvifService): Promise<void> => {
    const told = xaddrs.length > 0 && session.has('wsd.answered');
    if (await answersAsOnvif(session, service, told)) answered.push(service);
  };
  const { told, usual } = candidates(session, xaddrs);
  for (const service of told) await ask(service);
  for (const service of usual) {
    const enough = answered.some(({ endpoint }) => !endpoint.secure || service.endpoint.secure);
    if (!enough) await ask(service);
  }
  const [found] = answered;
  if (found !== undefined) await auditAnonymous(session, await servicesFor(session, found));
  return found;
}

async function answersAsOnvif(session: HostSession, service: OnvifService, told: boolean): Promise<boolean> {
  const { port, secure } = service.endpoint;
  const answer = await askOnvif(session, service, 'onvif-get-system-date-and-time', 'GetSystemDateAndTimeResponse');
  const { end } = answer.http;
  if (answer.kind === 'none' && (answer.unreadable === true || end === 'timeout' || end === 'limit' || end === 'cancelled')) {
    session.leaveOpen('onvif', message('no-answer', { port, question: service.path, end }));
    return false;
  }
  // a refusal counts where the text or the device's own discovery reply says that this is ONVIF
  const isOnvif = answer.kind === 'answered' || (answer.onvif && answer.kind !== 'none') || (told && answer.kind === 'refused');
  if (!isOnvif) return false;
  session.addFact('onvif.answered', true, port, answer.http.n);
  if (!secure) session.addFact('onvif.clearText', true, port, answer.http.n);
  const time = deviceTime(answer.body);
  const asked = session.observations[answer.http.n];
  if (time !== undefined && asked !== undefined) {
    const middle = Date.parse(asked.at) + asked.ms / 2;
    session.addFact('onvif.clockSkewSeconds', Math.round((time.getTime() - middle) / 1000), port, answer.http.n);
  }
  return true;
}

async function servicesFor(session: HostSession, device: OnvifService): Promise<AuditTargets> {
  const fallback = { device, media: { ...device, path: MEDIA_PATH }, mediaVersion: 1 } as const;
  const answer = await askOnvif(session, device, 'onvif-get-services', 'GetServicesResponse');
  if (answer.kind === 'answered') {
    const services = servicesOf(answer.body);
    const namespaces = services.map((service) => service.namespace);
    session.addFact('onvif.services', namespaces, device.endpoint.port, answer.http.n);
    for (const mediaVersion of [1, 2] as const) {
      const media = services.find((service) => service.namespace.includes(`/ver${mediaVersion}0/media/`));
      const place = media === undefined ? undefined : sameHostService(session, device, media.xaddr);
      if (place !== undefined) return { device, media: place, mediaVersion };
    }
    return fallback;
  }
  const capabilities = await askOnvif(session, device, 'onvif-get-capabilities', 'GetCapabilitiesResponse');
  const told = capabilities.kind === 'answered' ? mediaOfCapabilities(capabilities.body) : undefined;
  const media = told === undefined ? undefined : sameHostService(session, device, told);
  return media === undefined ? fallback : { ...fallback, media };
}

/** A service told by the device; where its host is not this address (behind translation), the path alone is used. */
function sameHostService(session: HostSession, device: OnvifService, xaddr: string): OnvifService | undefined {
  const direct = serviceAt(session, xaddr);
  if (direct !== undefined) return direct;
  if (!URL.canParse(xaddr)) return undefined;
  const moved = serviceAt(session, `http://${session.hostText(80, 80)}${new URL(xaddr).pathname}`);
  return moved === undefined ? undefined : { endpoint: device.endpoint, path: moved.path };
}
