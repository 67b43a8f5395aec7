import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanResult } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ancam } from './run-ancam.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-read-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const LIST = [
  'Địa chỉ IP;Hãng;Model;Firmware',
  '192.0.2.10;Hikvision;DS-2CD2042WD-I;V5.4.0 build 160530',
  'cổng chính;Dahua;IPC-HFW1230S;',
  '192.0.2.12;Dahua;IPC-HFW1230S;',
].join('\n');

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('a file of another tool is printed like a scan, bad rows on stderr with their place and remedy', async () => {
  const { code, stdout, stderr } = await ancam('read', await fileOf('list.txt', LIST), '--language', 'en');
  expect(code).toBe(1);
  expect(stdout).toContain('192.0.2.10');
  expect(stdout).toContain('read from the list of cameras list.txt');
  expect(stderr).toContain('Place A3:');
  expect(stderr).toContain('Give the IPv4 or IPv6 address');
});

test('as JSON it is a result file that the other commands take', async () => {
  const result = join(folder, 'result.json');
  await ancam('read', await fileOf('list.csv', LIST), '--output', result);
  const { source, hosts } = ScanResult.parse(JSON.parse(await readFile(result, 'utf8')));
  expect(source).toMatchObject({ format: 'camera-list', file: 'list.csv', bad: 1 });
  expect(hosts.map(({ address }) => address)).toEqual(['192.0.2.10', '192.0.2.12']);
  for (const format of ['sarif', 'nmap', 'csv', 'html']) {
    const { code, stdout } = await ancam('report', result, '--format', format);
    expect([code, stdout.includes('192.0.2.10')], format).toEqual([1, true]);
  }
  const again = await ancam('replay', result, '--format', 'json');
  expect(ScanResult.parse(JSON.parse(again.stdout)).source).toEqual(source);
});

test('nmap XML that is written is read again', async () => {
  const scanned = await fileOf('run.txt', `#masscan\nopen tcp 80 192.0.2.20 1763600000\n# end\n`);
  const xml = join(folder, 'out.xml');
  await ancam('read', scanned, '--output', xml);
  const { stdout } = await ancam('read', xml, '--format', 'json');
  expect(ScanResult.parse(JSON.parse(stdout)).hosts.map(({ address }) => address)).toEqual(['192.0.2.20']);
});

test('what is of no known tool is refused in one line that says what is read', async () => {
  const { code, stderr } = await ancam('read', await fileOf('note.xml', 'hello'), '--language', 'en');
  expect(code).toBe(2);
  expect(stderr).toContain('masscan (-oJ, -oL)');
  expect((await ancam('read', join(folder, 'absent'))).code).toBe(2);
});
