import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-big-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const FINGERPRINT = String.raw`%r(GetRequest,9A,&quot;HTTP/1\.1\x20401\x20Unauthorized\r\nServer:\x20App-webs/\r\n\r\n${'x'.repeat(1200)}&quot;)`;

/** A file as nmap would write it of so many hosts. */
async function write(path: string, hosts: number): Promise<number> {
  const file = createWriteStream(path);
  file.write('<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap" start="1763600000" version="7.93">');
  for (let n = 0; n < hosts; n += 1) {
    const address = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
    const ports = [80, 443, 554].map(
      (port) => `<port protocol="tcp" portid="${port}"><state state="open"/><service name="http" servicefp="${FINGERPRINT}"/></port>`,
    );
    const text = `<host endtime="1763600050"><status state="up"/><address addr="${address}" addrtype="ipv4"/><ports>${ports.join('')}</ports></host>\n`;
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end('</nmaprun>');
  await once(file, 'close');
  return (await stat(path)).size;
}

/** What the judging of a host and the knowledge need; all hosts of the large file at once need several times as much. */
const HEAP_MIB = 112;
/** Young objects as the command line holds them: with more room, most live until they are old, and half of the time goes into clearing them away. */
const YOUNG_MIB = 8;

/** Reads a file in a process of its own that may have so much memory for objects and no more; the hosts it found, -1 where it died of it. */
async function read(path: string): Promise<number> {
  const limits = [`--max-old-space-size=${HEAP_MIB}`, `--max-semi-space-size=${YOUNG_MIB}`];
  const child = spawn(process.execPath, [...limits, join(import.meta.dirname, 'read-child.ts'), path], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  await once(child, 'close');
  return child.exitCode === 0 ? Number(text) : -1;
}

test('a file of tens of megabytes is read in memory that holds only a part of it', async () => {
  const path = join(folder, 'large');
  const bytes = await write(path, 20_000);
  expect(bytes).toBeGreaterThan(80 * 1024 ** 2);
  expect(await read(path)).toBe(20_000);
}, 300_000);
