import { AppError } from '@ancam/core';
import { describe, expect, it } from 'vitest';
import { REQUEST_SHAPES } from './shape-table.ts';
import { assertIssued, buildRequest, explainBytes, fits } from './shapes.ts';

function build(id: string, values: Record<string, string>): string {
  return buildRequest(id, values).text;
}

const HOST = { host: '192.168.1.7' };

describe('the list of allowed requests', () => {
  it('has each shape once, says why each is safe, and knows every variable of its template', () => {
    expect(new Set(REQUEST_SHAPES.map((shape) => shape.id)).size).toBe(REQUEST_SHAPES.length);
    for (const shape of REQUEST_SHAPES) {
      const used = new Set([...`${shape.template}${shape.preview}`.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]));
      expect([...used].filter((name) => shape.variables[name ?? ''] === undefined)).toEqual([]);
      expect(shape.why.length).toBeGreaterThan(10);
    }
  });

  it('holds reading methods only', () => {
    const methods = REQUEST_SHAPES.filter((shape) => shape.protocol === 'http' || shape.protocol === 'rtsp').map(
      (shape) => shape.template.split(' ')[0],
    );
    expect(new Set(methods)).toEqual(new Set(['GET', 'POST', 'OPTIONS', 'DESCRIBE']));
    const posts = REQUEST_SHAPES.filter((shape) => shape.template.startsWith('POST'));
    expect(
      posts.filter((shape) => !/<Get[A-Z]\w+ xmlns|"method":"(?:getAllUnrestrictedProperties|systemready)"/.test(shape.template)),
    ).toEqual([]);
  });

  it('builds exactly the bytes of the template, and explains them again', () => {
    const text = build('onvif-get-profiles', { ...HOST, path: '/onvif/media_service', media: 'http://www.onvif.org/ver10/media/wsdl' });
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head.split('\r\n')[0]).toBe('POST /onvif/media_service HTTP/1.1');
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
    expect(explainBytes(Buffer.from(text), 'tcp')).toEqual(['onvif-get-profiles']);
    const two =
      build('rtsp-options', { ...HOST, path: '/', seq: '1', secure: '' }) +
      build('rtsp-describe', { ...HOST, path: '/a?b=c', seq: '2', secure: '' });
    expect(explainBytes(Buffer.from(two), 'tls')).toEqual(['rtsp-options', 'rtsp-describe']);
  });

  it.each([
    ['tcp', 'GET / HTTP/1.1\r\nHost: 10.0.0.1\r\n\r\n'],
    ['tcp', 'PUT /SDK/webLanguage HTTP/1.1\r\n\r\n'],
    ['tcp', `${build('http-get', { ...HOST, path: '/' })}X`],
    ['udp', build('http-get', { ...HOST, path: '/' })],
    ['tcp', '\u0000\u0001'],
  ] as const)('does not explain strange bytes on %s', (carrier, text) => {
    expect(explainBytes(Buffer.from(text), carrier)).toBeUndefined();
  });

  it.each([
    '/cgi-bin/reboot.cgi',
    '/axis-cgi/param.cgi?action=set&a=b',
    '/a?x=1&cmd=setup',
    '/System/FactoryReset',
    '/a b',
    '/a\r\nX: y',
    'relative',
    '/ISAPI/System/Reboot',
    '/delete',
    '/cgi-bin/%72eboot.cgi',
    '/%2572eboot',
    '/a?%61ction=set',
    `/${'a'.repeat(500)}`,
  ])('refuses the path %j', (path) => {
    expect(fits('http-get', 'path', path)).toBe(false);
    expect(() => buildRequest('http-get', { ...HOST, path })).toThrow(AppError);
  });

  it.each([
    '/',
    '/doc/page/login.asp?_123',
    '/cgi-bin/snapshot.cgi',
    '/user=admin&password=x&channel=1&stream=0.sdp',
    '/webcapture.jpg?command=snap&channel=1',
  ])('takes the path %j', (path) => {
    expect(fits('rtsp-describe', 'path', path)).toBe(true);
  });

  it('refuses unknown shapes, hosts that are no address, and requests not built from it', () => {
    expect(() => buildRequest('http-put', {})).toThrow(AppError);
    expect(() => buildRequest('http-get', { host: 'evil.example', path: '/' })).toThrow(AppError);
    const built = buildRequest('http-get', { ...HOST, path: '/' });
    expect(() => assertIssued({ ...built, text: 'PUT / HTTP/1.1' })).toThrow(AppError);
    expect(() => assertIssued(built)).not.toThrow();
  });
});
