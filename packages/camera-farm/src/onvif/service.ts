import type { Camera } from '../camera.ts';
import type { HttpAnswer, HttpRequest } from '../http/server.ts';
import { challenges, judge } from '../net/auth.ts';
import type { AuthOutcome } from '../net/auth.ts';
import type { PlantedFlaw } from '../spec.ts';
import { DEVICE_OPERATIONS, PRE_AUTH } from './device.ts';
import type { Operation } from './device.ts';
import { MEDIA_OPERATIONS } from './media.ts';
import { envelope, fault, judgeToken, parseSoap } from './soap.ts';
import type { SoapRequest } from './soap.ts';

/** Where the ONVIF services live on every maker's cameras. */
export const ONVIF_PATHS: ReadonlySet<string> = new Set(['/onvif/device_service', '/onvif/media_service']);

const ANONYMOUS_BY_FLAW: Readonly<Record<string, PlantedFlaw>> = {
  GetDeviceInformation: 'onvif-anonymous-information',
  GetUsers: 'onvif-anonymous-users',
  GetNetworkInterfaces: 'onvif-anonymous-network',
};

function soap(status: number, body: string, headers: HttpAnswer['headers'] = {}): HttpAnswer {
  return { status, headers: { 'Content-Type': 'application/soap+xml; charset=utf-8', ...headers }, body };
}

function isAnonymous(camera: Camera, operation: string): boolean {
  if (Object.hasOwn(MEDIA_OPERATIONS, operation)) return camera.has('onvif-anonymous-media');
  const flaw = ANONYMOUS_BY_FLAW[operation];
  return flaw !== undefined && camera.has(flaw);
}

function authorise(request: HttpRequest, { token }: SoapRequest): AuthOutcome | 'locked' {
  const { connection, method, authorization } = request;
  const { camera, source } = connection;
  if (token === undefined && authorization === undefined) return 'absent';
  if (camera.lockout.locked(source)) return 'locked';
  const policy = camera.policy(camera.maker.httpRealm(camera), false);
  const outcome = token
    ? judgeToken(token, camera.account, camera.now())
    : judge(authorization, method, camera.account, policy, camera.address);
  if (outcome === 'right') camera.lockout.succeeded(source);
  if (outcome === 'wrong') camera.lockout.failed(source);
  return outcome;
}

function refuse(camera: Camera, token: boolean): HttpAnswer {
  const body = fault(['ter:NotAuthorized'], 'Sender not Authorized');
  if (camera.maker.onvifRefusal === 400 || token) return soap(400, body);
  const policy = camera.policy(camera.maker.httpRealm(camera), false);
  return soap(401, body, { 'WWW-Authenticate': challenges(policy, camera.address) });
}

function prefixOf(operation: string): string {
  return Object.hasOwn(MEDIA_OPERATIONS, operation) ? 'trt' : 'tds';
}

function own(table: Readonly<Record<string, Operation>>, name: string): Operation | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The answer of the ONVIF device and media services. */
export function answerOnvif(request: HttpRequest): HttpAnswer {
  const { camera } = request.connection;
  if (request.method !== 'POST') return soap(405, '');
  const parsed = parseSoap(request.body);
  if (!parsed) return soap(400, fault(['ter:WellFormed'], 'Well-formed Error'));
  const name = parsed.operation;
  const open = own(PRE_AUTH, name);
  const operation = open ?? own(DEVICE_OPERATIONS, name) ?? own(MEDIA_OPERATIONS, name);
  if (!operation) return soap(400, fault(['ter:ActionNotSupported'], 'Optional Action Not Implemented'));
  if (!open && !isAnonymous(camera, name) && authorise(request, parsed) !== 'right') return refuse(camera, parsed.token !== undefined);
  const tag = `${prefixOf(name)}:${name}Response`;
  return soap(200, envelope(`<${tag}>${operation(camera, parsed.parameters)}</${tag}>`));
}
