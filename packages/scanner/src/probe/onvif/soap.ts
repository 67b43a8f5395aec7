import type { ProbeName } from '@ancam/core';
import { askWeb, webHost } from '../../engine/ask.ts';
import type { HttpAnswer } from '../../engine/ask.ts';
import type { HostSession, WebEndpoint } from '../../engine/session.ts';
import { buildRequest } from '../../wire/shapes.ts';
import { child, parseXml } from '../xml.ts';
import type { XmlNode } from '../xml.ts';

/** An ONVIF service address on the host. */
export interface OnvifService {
  readonly endpoint: WebEndpoint;
  readonly path: string;
}

/**
 * How a device took a question asked without credentials. `answered`: it told; `refused`: it asked for credentials;
 * `unsupported`: it has no such operation or wanted other parameters; `none`: no usable answer.
 */
export interface OnvifAnswer {
  readonly kind: 'answered' | 'refused' | 'unsupported' | 'none';
  readonly body?: XmlNode | undefined;
  /** The text names ONVIF, so an ONVIF service and no other SOAP service spoke. */
  readonly onvif: boolean;
  /** A SOAP answer that cannot be read: broken, too deep, too large. */
  readonly unreadable?: boolean;
  readonly http: HttpAnswer;
}

const REFUSALS = /NotAuthorized|FailedAuthentication|InvalidSecurity|SecurityTokenUnavailable|Unauthorized|Authority failure/i;

/** Sends one ONVIF question by its shape. */
export async function askOnvif(
  session: HostSession,
  service: OnvifService,
  shape: string,
  response: string,
  values: Readonly<Record<string, string>> = {},
  probe: ProbeName = 'onvif',
): Promise<OnvifAnswer> {
  const request = buildRequest(shape, { host: webHost(session, service.endpoint), path: service.path, ...values });
  const http = await askWeb(session, probe, service.endpoint, request);
  return classify(http, response);
}

/** How a device took a question, by its answer. */
export function classify(http: HttpAnswer, response: string): OnvifAnswer {
  const text = http.body.toString('utf8');
  const onvif = text.includes('http://www.onvif.org/');
  if (http.status === 0 || http.end !== 'ok') return { kind: 'none', onvif, http };
  const xml = parseXml(text);
  if (xml === undefined && http.status === 200 && text.includes('Envelope')) return { kind: 'none', onvif, unreadable: true, http };
  const body = child(xml, 'Envelope', 'Body');
  const told = child(body, response);
  if (http.status === 200 && told !== undefined) return { kind: 'answered', body: told, onvif: true, http };
  // devices refuse by HTTP status, by a SOAP fault with status 400 or 500, and by a fault with status 200
  const fault = child(body, 'Fault');
  if (http.status === 401 || http.status === 403 || (fault !== undefined && REFUSALS.test(text))) return { kind: 'refused', onvif, http };
  return { kind: fault === undefined ? 'none' : 'unsupported', onvif, http };
}
