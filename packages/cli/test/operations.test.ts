import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ancam, finished, startAncam } from './run-ancam.ts';
import type { Ran } from './run-ancam.ts';

const folder = mkdtempSync(join(tmpdir(), 'ancam-operations-'));
const [data, other, backup, anchors] = ['data', 'other', 'one.backup', 'anchors.ndjson'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
  string,
]; // four names above
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const on = (place: string, ...args: readonly string[]): Promise<Ran> => ancam(...args, '--data-dir', place, '--language', 'en');

interface Line {
  readonly code: string;
  readonly state: string;
  readonly fix?: string;
}
const tables = (ran: Ran): unknown => (JSON.parse(ran.stdout) as { tables: unknown }).tables; // written by backup and restore
const linesOf = ({ stdout }: Ran): Line[] => JSON.parse(stdout) as Line[]; // written by doctor

test('beside a running server its data is examined, verified, anchored and backed up, and not touched otherwise', async () => {
  expect(linesOf(await on(data, 'doctor', '--json')).map(({ code }) => code)).toContain('folder.absent');
  expect(await on(data, 'audit', 'verify')).toMatchObject({ code: 3, stdout: '' });

  const server = startAncam(['serve', '--port', '0', '--data-dir', data, '--language', 'en']);
  const ended = finished(server);
  const link = await new Promise<string>((resolve, reject) => {
    let text = '';
    server.stdout?.on('data', (part: string) => {
      text += part;
      const found = /(http:\S+)\/setup#token=(\S+)/.exec(text)?.[0];
      if (found !== undefined && text.includes('Ctrl-C')) resolve(found);
    });
    server.once('exit', () => reject(new TypeError(`the server ended: ${text}`)));
  });
  const [url = '', token = ''] = link.split('/setup#token=');
  const body = { token, unitName: 'UBND xã Thử', displayName: 'An', login: 'quantri', password: 'một câu dài dễ nhớ 2026' };
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${url}/api/setup`, { method: 'POST', headers, body: JSON.stringify(body) })).status).toBe(200);

  const examined = await on(data, 'doctor', '--json');
  expect(examined.code).toBe(0);
  expect(linesOf(examined).map(({ code }) => code)).toEqual(expect.arrayContaining(['lock.held', 'schema.ok', 'policies.ok', 'heads.ok']));
  const verified = await on(data, 'audit', 'verify', '--json');
  expect(JSON.parse(verified.stdout)).toEqual({ summary: { homes: 1, events: 1, faults: 0, anchors: 0 } });
  const listed = await on(data, 'duties', 'UBND xã Thử', '--format', 'json');
  const duties = JSON.parse(listed.stdout) as { unit: string; duty: string; state: string }[]; // written by the command
  expect(duties.length).toBeGreaterThan(5);
  expect(new Set(duties.map(({ unit }) => unit))).toEqual(new Set(['UBND xã Thử']));
  expect(listed.code).toBe(duties.some(({ state }) => state === 'overdue') ? 1 : 0);
  expect((await on(data, 'duties', 'Không có')).code).toBe(3);
  expect((await on(data, 'duties', '--on', '31/02/2026')).code).toBe(2);
  expect((await on(data, 'audit', 'anchor', '--output', anchors)).code).toBe(0);
  expect(readFileSync(anchors, 'utf8')).toMatch(/^\{"homeId":"[0-9a-f-]{36}","seq":1,"hash":"[0-9a-f]{64}","at":"[^"]+"\}\n$/);
  expect(await on(data, 'backup', backup)).toMatchObject({ code: 0 });
  expect(statSync(backup).mode & 0o777).toBe(0o600);
  for (const refused of [await on(data, 'restore', backup), await on(data, 'migrate')]) {
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain(url);
  }
  server.kill('SIGTERM');
  expect((await ended).code).toBe(0);
}, 300_000);

test('the backup goes into an empty folder only, whole only, and is the same there', async () => {
  expect(await on(data, 'restore', backup)).toMatchObject({ code: 2 });
  const cut = join(folder, 'cut.backup');
  writeFileSync(cut, readFileSync(backup).subarray(0, -20));
  const refused = await on(other, 'restore', cut);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr.trim().split('\n')).toHaveLength(1);
  const restored = await on(other, 'restore', backup, '--json');
  expect(restored.code).toBe(0);
  const again = await on(other, 'backup', join(folder, 'two.backup'), '--json');
  expect(tables(again)).toEqual(tables(restored));
  const late = await on(other, 'duties', '--overdue', '--on', '01/12/2026');
  expect([0, 1]).toContain(late.code);
  expect(late.stderr).toMatch(/On 01\/12\/2026: \d+ duties, \d+ overdue\./);
  expect((await on(other, 'audit', 'verify', '--anchors', anchors)).code).toBe(0);
  expect(JSON.parse((await on(other, 'migrate', '--dry-run', '--json')).stdout)).toEqual({ dryRun: true, migrations: [], spread: [] });
}, 300_000);

test('an audit that differs from its anchor is told with the event, exit code 1; a file without anchors is refused', async () => {
  writeFileSync(anchors, readFileSync(anchors, 'utf8').replace(/"hash":"./, '"hash":"x'));
  const told = await on(other, 'audit', 'verify', '--anchors', anchors);
  expect(told.code).toBe(1);
  expect(told.stdout).toMatch(/FAULT {2}chain [0-9a-f-]{36}, event 1 \([0-9a-f-]{36}\): it differs from the anchor kept outside/);
  expect((await ancam('audit', 'verify', '--data-dir', other, '--anchors', anchors)).stdout).toContain('KHÔNG toàn vẹn');
  writeFileSync(anchors, 'not anchors');
  expect((await on(other, 'audit', 'verify', '--anchors', anchors)).code).toBe(2);
}, 300_000);
