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
