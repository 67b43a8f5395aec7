import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { api } from '@ancam/contract';
import { PROGRAM, isBuilt } from '../../packages/cli/src/built.ts';
import { setUp } from './support/api-client.ts';
import { ROOT, startServerProcess } from './support/server-process.ts';

test('npm start prints the address and a one-time set-up link; the link works once', async () => {
  const server = await startServerProcess({ command: ['npm', 'start', '--silent'] });
  expect(server.setupLink).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup#token=.{20,}$/);
  const user = await setUp(server);
  expect((await user.call(api.session)).account?.login).toBe('quantri');
  await expect(setUp(server)).rejects.toThrow(/409|403|410/);
  const page = await fetch(server.url);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('<div id="root"');
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { openapi: string; paths: object }; // OpenAPI
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toContain('/api/scans/{id}');

  // The data folder has one holder: a second server refuses and names the first.
  const second = spawnSync('node', ['packages/cli/bin/ancam.mjs', 'serve'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', ANCAM_DATA: server.dataFolder, DATABASE_URL: '' },
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(second.status).toBe(3);
  expect(second.stderr).toContain(server.url);
  await server.stop();

  const again = await startServerProcess({ dataFolder: server.dataFolder });
  expect(again.setupLink).toBeUndefined();
  await again.stop();
});

test('what these tests start is the built program, and each of its threads is built too', () => {
  expect(isBuilt()).toBe(true);
  const threads = globSync('packages/*/src/**/*-worker.ts', { cwd: ROOT }).map((path) => basename(path, '.ts'));
  const files = globSync('*.mjs', { cwd: PROGRAM });
  expect(threads.length).toBeGreaterThan(5);
  expect(files).toEqual(expect.arrayContaining(threads.map((name) => `${name}.mjs`)));
  const code = files.map((name) => readFileSync(new URL(name, PROGRAM), 'utf8')).join('\n');
  for (const name of threads) expect(code).toContain(`new URL("${name}.mjs", import.meta.url)`);
  expect(code).not.toMatch(/-worker\.ts["']/);
});
