import { Writable } from 'node:stream';
import { AppError } from '@ancam/core';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { HIDDEN } from './redact.ts';

const SECRET = 'bi-mat-Hn7Qx2';

function logging(): { log: ReturnType<typeof createLog>; text: () => string } {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { log: createLog('debug', stream), text: () => lines.join('') };
}

/** Every field in which AnCam, its libraries or its database hold a secret. */
const FIELDS = [
  'password',
  'newPassword',
  'currentPassword',
  'password_hash',
  'passwordHash',
  'passphrase',
  'token',
  'sessionToken',
  'setupToken',
  'apiToken',
  'csrfToken',
  'token_hash',
  'accessToken',
  'refresh_token',
  'id_token',
  'cookie',
  'Cookie',
  'set-cookie',
  'authorization',
  'Authorization',
  'proxy-authorization',
  'setupLink',
  'databaseUrl',
  'DATABASE_URL',
  'CITUS_URL_PASSWORD',
  'connectionString',
  'secret',
  'clientSecret',
  'client_secret',
  'totpSecret',
  'totp_secret',
  'otp',
  'recoveryCode',
  'recovery_code',
  'recoveryCodes',
  'apiKey',
  'api_key',
  'x-api-key',
  'secretAccessKey',
  'privateKey',
  'private_key',
  'credentials',
  'ANCAM_METRICS_TOKEN',
  'passkey',
];

test.each(FIELDS)('the field %s never reaches the log, at any depth, in lists, maps, headers, errors or bindings', (field) => {
  const { log, text } = logging();
  const held = { [field]: SECRET };
  log.info(held, 'plain');
  log.info({ a: { b: { c: { d: held } } } }, 'deep');
  log.warn({ list: [held, [held]] }, 'list');
  log.info({ map: new Map([[field, SECRET]]) }, 'map');
  if (/^[\w-]+$/.test(field)) log.info({ headers: new Headers({ [field]: SECRET }) }, 'headers');
  log.error({ err: Object.assign(new TypeError('x'), held) }, 'error');
  log.error({ err: new AppError('internal', 'x', held, new AppError('internal', 'y', { nested: held })) }, 'cause');
  log.child(held).info('child');
  log.child({ request: held }).info('child');
  log.error(new AppError('internal', 'bare', held));
  expect(text()).not.toContain(SECRET);
  expect(text()).toContain(HIDDEN);
  expect(text()).toContain('"msg":"deep"');
});

test.each([
  `postgres://ancam:${SECRET}@db.local:5432/ancam`,
  `connect failed: https://user:${SECRET}@10.0.0.1/onvif`,
  `rtsp://admin:${SECRET}@192.168.1.2:554/Streaming`,
  `http://127.0.0.1:8023/setup#token=${SECRET}`,
  `/callback?state=1&code=${SECRET}&x=1`,
  `Bearer ${SECRET}aaaa`,
  `Basic ${SECRET}aaaa`,
  `password=${SECRET}; x`,
  `{"password":"${SECRET}"}`,
  `ancam_session=${SECRET}`,
  `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----`,
])('a secret within a text is hidden: %s', (secret) => {
  const { log, text } = logging();
  log.info({ url: secret, list: [secret] }, 'field');
  log.info(secret);
  log.error({ err: new TypeError(secret) }, 'error');
  log.error(new TypeError(secret));
  log.error({ err: new TypeError('outer', { cause: new TypeError(secret) }) }, 'cause');
  expect(text()).not.toContain(SECRET);
});

test('what is needed to understand a line stays', () => {
  const { log, text } = logging();
  const circle: Record<string, unknown> = { name: 'vòng' };
  circle['self'] = circle;
  log.info(
    { requestId: 'r1', route: 'listCameras', account: 'a1', status: 200, ms: 3, circle, at: new Date(0), bytes: Buffer.from('x') },
    'request',
  );
  log.error({ err: new AppError('store.failed', 'no room', { place: 'disk' }) }, 'failed');
  const [first, second] = text()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toMatchObject({ requestId: 'r1', route: 'listCameras', account: 'a1', status: 200, ms: 3, at: '1970-01-01T00:00:00.000Z' });
  expect(second).toMatchObject({
    err: { type: 'AppError', message: 'no room', code: 'store.failed', details: { place: 'disk' } },
    msg: 'failed',
  });
});
