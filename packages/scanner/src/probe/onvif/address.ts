import type { HostSession } from '../../engine/session.ts';
import { fits } from '../../wire/shapes.ts';
import type { OnvifService } from './soap.ts';

/**
 * Service addresses out of a discovery reply or a list of services. Devices write several in one text, `%20` between them, line breaks,
 * `0.0.0.0` or a name instead of their address.
 */
export function splitXaddrs(text: string): string[] {
  return text
    .replaceAll('%20', ' ')
    .split(/\s+/)
    .filter((part) => /^https?:\/\/[!-~]{1,500}$/i.test(part) && URL.canParse(part));
}

function bare(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')
    .toLowerCase();
}

/** The service that an address names, if it lies on this very host (or names no host at all). Other hosts are never contacted. */
export function serviceAt(session: HostSession, xaddr: string): OnvifService | undefined {
  if (!URL.canParse(xaddr)) return undefined;
  const url = new URL(xaddr);
  const host = bare(url.hostname);
  if (host !== bare(session.address) && host !== '0.0.0.0' && host !== '::') return undefined;
  const secure = url.protocol === 'https:';
  const path = url.pathname + url.search;
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  if (port < 1 || !fits('onvif-get-services', 'path', path)) return undefined;
  return { endpoint: { port, secure }, path };
}
