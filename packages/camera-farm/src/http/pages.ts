import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Camera } from '../camera.ts';
import { challenges, judge } from '../net/auth.ts';
import { nonceBinding } from '../net/binding.ts';
import { ONVIF_PATHS, answerOnvif } from '../onvif/service.ts';
import type { HttpAnswer, HttpRequest } from './server.ts';

const SNAPSHOT = readFileSync(new URL('../../media/snapshot.jpg', import.meta.url));

function plain(status: number, body: string, headers: HttpAnswer['headers'] = {}): HttpAnswer {
  return { status, headers: { 'Content-Type': 'text/html', ...headers }, body };
}

/** A 16 x 16 one-colour icon of the maker's own; not the real one, so that nobody learns a favicon from a simulation. */
function icon(camera: Camera): Buffer {
  const colour = createHash('md5').update(camera.maker.id).digest().subarray(0, 3);
  const header = Buffer.from('000001000100101000000100180068030000160000002800000010000000200000000100180000000000', 'hex');
  return Buffer.concat([header, Buffer.alloc(62 - header.length), Buffer.alloc(16 * 16 * 3, colour), Buffer.alloc(16 * 4)]);
}

function page(camera: Camera): HttpAnswer {
  return plain(200, camera.maker.loginPage(camera));
}

/** Refuses with a challenge, or gives what `allowed` makes when the account is right. */
function guarded(request: HttpRequest, basic: boolean, allowed: () => HttpAnswer): HttpAnswer {
  const { connection, method, authorization } = request;
  const { camera, source } = connection;
  const policy = camera.policy(camera.maker.httpRealm(camera), basic);
  const bind = nonceBinding(connection);
  if (authorization !== undefined && camera.lockout.locked(source)) return plain(403, '<h1>403 Forbidden</h1>: account locked\n');
  const outcome = judge(authorization, method, camera.account, policy, bind);
  if (outcome === 'right') {
    camera.lockout.succeeded(source);
    return allowed();
  }
  if (outcome === 'wrong') camera.lockout.failed(source);
  const offered = basic ? challenges({ ...policy, digest: [] }, bind) : challenges(policy, bind);
  return plain(401, '<html><head><title>401 Unauthorized</title></head><body>Unauthorized</body></html>\n', {
    'WWW-Authenticate': offered,
  });
}

function deviceInformation(camera: Camera): HttpAnswer {
  const body = `manufacturer=${camera.maker.manufacturer}\nmodel=${camera.model}\nserial=${camera.serial}\nfirmware=${camera.firmware}\n`;
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body };
}

function answerPage(request: HttpRequest): HttpAnswer {
  const { connection, path, query } = request;
  const { camera, service } = connection;
  const { maker } = camera;
  const basic = camera.has('http-basic') && !service.secure;
  const own = maker.ownAnswer?.(camera, request);
  if (own) return own;
  if (path === maker.snapshotPath.split('?')[0] && (query !== '' || !maker.snapshotPath.includes('?'))) {
    const image = { status: 200, headers: { 'Content-Type': 'image/jpeg' }, body: SNAPSHOT };
    return camera.has('snapshot-open') ? image : guarded(request, basic, () => image);
  }
  if (maker.protectedPrefixes.some((prefix) => path.startsWith(prefix))) return guarded(request, basic, () => deviceInformation(camera));
  if (path === '/favicon.ico') return { status: 200, headers: { 'Content-Type': 'image/x-icon' }, body: icon(camera) };
  if (path === maker.landing) return basic ? guarded(request, true, () => page(camera)) : page(camera);
  if (path === '/') return basic ? guarded(request, true, () => page(camera)) : plain(302, '', { Location: maker.landing });
  return plain(404, '<html><head><title>404 Not Found</title></head><body>Not Found</body></html>\n');
}

/** The answer of a camera's web server on the service the request came in by. */
export function answerHttp(request: HttpRequest): HttpAnswer {
  const { connection, path, query } = request;
  const { camera, service } = connection;
  const { port, secure } = service;
  const onvifHere = secure ? camera.offers('onvif') : camera.has('onvif-clear-text') && port === camera.port('onvif');
  const answer = ((): HttpAnswer => {
    if (ONVIF_PATHS.has(path)) return onvifHere ? answerOnvif(request) : plain(404, 'Not Found\n');
    if (port !== camera.port('http') && port !== camera.port('https')) return plain(404, 'Not Found\n');
    if (!secure && !camera.has('clear-text-login'))
      return plain(301, '', { Location: `${camera.httpsBase()}${path}${query ? `?${query}` : ''}` });
    return answerPage(request);
  })();
  return { ...answer, headers: { ...camera.maker.httpHeaders(camera), ...answer.headers } };
}
