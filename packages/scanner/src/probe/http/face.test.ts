import { expect, test } from 'vitest';
import type { HttpAnswer } from '../../engine/ask.ts';
import { faceOf } from './face.ts';

function answer(more: Partial<HttpAnswer>): HttpAnswer {
  return { end: 'ok', status: 200, headers: [], body: Buffer.from('<title>x</title>'), n: 1, port: 80, ...more };
}

test('two answers show the same site whatever their dates and nonces', () => {
  const one = answer({
    status: 401,
    headers: [
      ['date', 'x'],
      ['www-authenticate', 'Digest realm="cam", nonce="1"'],
    ],
  });
  const other = answer({
    status: 401,
    headers: [
      ['date', 'y'],
      ['www-authenticate', 'Digest realm="cam", nonce="2"'],
    ],
    port: 443,
  });
  expect(faceOf(one)).toBe(faceOf(other));
  const led = (to: string): string | undefined => faceOf(answer({ status: 302, headers: [['location', to]], body: Buffer.alloc(0) }));
  expect(led('http://192.0.2.1/login')).toBe(led('https://192.0.2.1:443/login'));
});

test('another body, realm, server, status or way on is another site', () => {
  const faces = [
    answer({}),
    answer({ body: Buffer.from('<title>y</title>') }),
    answer({ status: 403 }),
    answer({ headers: [['server', 'other']] }),
    answer({ headers: [['www-authenticate', 'Basic realm="cam"']] }),
    answer({ status: 302, headers: [['location', '/a']] }),
    answer({ status: 302, headers: [['location', '/b']] }),
  ].map(faceOf);
  expect(new Set(faces).size).toBe(faces.length);
});

test('an answer that says nothing, or was cut, is like no other', () => {
  expect(faceOf(answer({ body: Buffer.alloc(0) }))).toBeUndefined();
  expect(faceOf(answer({ end: 'limit' }))).toBeUndefined();
});
