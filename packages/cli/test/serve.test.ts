import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ancam, finished, startAncam } from './run-ancam.ts';

const folder = mkdtempSync(join(tmpdir(), 'ancam-serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('serve prints its address and the set-up link; a second one refuses with that address; SIGTERM ends it in order', async () => {
  const server = startAncam(['serve', '--port', '0', '--data-dir', folder, '--language', 'en']);
  const ended = finished(server);
  const printed = await new Promise<string>((resolve, reject) => {
    let text = '';
    server.stdout?.on('data', (part: string) => {
      text += part;
      if (text.includes('Ctrl-C')) resolve(text);
    });
    server.once('exit', () => reject(new Error(`the server ended: ${text}`)));
  });
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
  expect(printed).toContain(`${url}/setup#token=`);
  expect((await fetch(`${url}/api/openapi.json`)).status).toBe(200);

  const second = await ancam('serve', '--port', '0', '--data-dir', folder);
  expect(second.code).toBe(3);
  expect(second.stdout).toBe('');
  expect(second.stderr.trim().split('\n')).toHaveLength(1);
  expect(second.stderr).toContain(url);

  server.kill('SIGTERM');
  expect((await ended).code).toBe(0);
}, 120_000);

test('a port that is none is refused by name', async () => {
  const { code, stderr } = await ancam('serve', '--port', 'eighty', '--data-dir', folder);
  expect(code).toBe(2);
  expect(stderr).toContain('PORT');
});
