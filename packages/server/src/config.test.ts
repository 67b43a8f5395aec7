import { isAbsolute } from 'node:path';
import { AppError } from '@ancam/core';
import { expect, test } from 'vitest';
import { configurationTable, loadConfig } from './config.ts';

test('without settings the server is reachable from this machine only and uses the embedded database', () => {
  const config = loadConfig({});
  expect(config).toMatchObject({ host: '127.0.0.1', port: 8023, logLevel: 'warn' });
  expect(config.databaseUrl).toBeUndefined();
  expect(isAbsolute(config.dataFolder)).toBe(true);
});

test('all faults are named at once', () => {
  const wrong = { PORT: '70000', DATABASE_URL: 'mysql://x', ANCAM_LOG: 'loud' };
  expect(() => loadConfig(wrong)).toThrow(AppError);
  expect(() => loadConfig(wrong)).toThrow(/PORT.*DATABASE_URL.*ANCAM_LOG/);
});

test('the public address is kept as an origin', () => {
  expect(loadConfig({ ANCAM_PUBLIC_URL: 'https://ancam.example/x' }).publicUrl).toBe('https://ancam.example');
});

test('every setting is described', () => {
  for (const { name, about } of configurationTable()) expect(about, name).not.toBe('');
});

test('a bucket needs both parts of its key, a virus scanner an address or a list of arguments', () => {
  const bucket = { ANCAM_S3_URL: 'https://s3.example.vn/ancam/' };
  expect(() => loadConfig(bucket)).toThrow(/ANCAM_S3_ACCESS_KEY/);
  expect(() => loadConfig({ ...bucket, ANCAM_S3_ACCESS_KEY: 'a' })).toThrow(/ANCAM_S3_SECRET_KEY/);
  const { s3 } = loadConfig({ ...bucket, ANCAM_S3_ACCESS_KEY: 'a', ANCAM_S3_SECRET_KEY: 'b' });
  expect(s3).toEqual({ url: 'https://s3.example.vn/ancam', region: 'auto', accessKey: 'a', secretKey: 'b' });
  expect(loadConfig({}).s3).toBeUndefined();
  for (const good of ['clamd:/run/clamav/clamd.ctl', 'clamd://127.0.0.1:3310', '["/usr/bin/scan", "-q"]']) {
    expect(loadConfig({ ANCAM_VIRUS_SCAN: good }).virusScan).toBe(good);
  }
  for (const bad of ['/usr/bin/scan -q', '[]', '[1]', '"scan"', '{}']) {
    expect(() => loadConfig({ ANCAM_VIRUS_SCAN: bad })).toThrow(/ANCAM_VIRUS_SCAN/);
  }
});
