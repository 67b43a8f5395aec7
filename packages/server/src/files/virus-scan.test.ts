import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandScanner } from './scan-command.ts';
import { openScanner } from './virus-scan.ts';

let folder: string;
let clean: string;
let bad: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-scan-'));
  clean = join(folder, 'clean $(touch shell-was-here).pdf');
  bad = join(folder, 'bad.pdf');
  await writeFile(clean, 'nothing to see');
  await writeFile(bad, `${'a'.repeat(200_000)} THIS-IS-THE-PLANTED-VIRUS ${'b'.repeat(200_000)}`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const SCRIPT = `
const content = require('node:fs').readFileSync(process.argv[1], 'utf8');
if (content.includes('PLANTED-VIRUS')) { console.log(process.argv[1] + ': Planted.Virus FOUND'); process.exit(1); }
`;
const node = (script: string): string[] => [process.execPath, '--eval', script];

describe('a command as scanner', () => {
  test('clears and condemns by its exit code, named by its last line without our path, and no shell reads the path', async () => {
    const scan = openScanner(JSON.stringify(node(SCRIPT)));
    expect(await scan(clean)).toEqual({ scan: 'clean' });
    expect(await scan(bad)).toEqual({ scan: 'infected', threat: 'Planted.Virus FOUND' });
    expect(await access('shell-was-here').catch(() => 'absent')).toBe('absent');
  });

  test('that fails, dies, hangs or is not there has not answered', async () => {
    expect(await commandScanner(node('process.exit(2)'))(clean)).toEqual({ scan: 'waiting' });
    expect(await commandScanner(node('process.kill(process.pid, "SIGKILL")'))(clean)).toEqual({ scan: 'waiting' });
    expect(await commandScanner(node('setInterval(() => 0, 1000)'), 300)(clean)).toEqual({ scan: 'waiting' });
    expect(await commandScanner(['/no/such/scanner'])(clean)).toEqual({ scan: 'waiting' });
  });
});

const clamd = await promisify(execFile)('clamd', ['--version']).then(
  () => true,
  () => false,
);

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe.skipIf(!clamd)('clamd, where it is installed (package clamav-daemon)', () => {
  let daemon: ChildProcess;
  let socket: string;
  let port: number;
  beforeAll(async () => {
    const signatures = join(folder, 'signatures');
    socket = join(folder, 'clamd.sock');
    port = await freePort();
    await mkdir(signatures);
    // A signature of our own: the name, any type, anywhere, the bytes.
    await writeFile(join(signatures, 'own.ndb'), `Planted.Virus:0:*:${Buffer.from('THIS-IS-THE-PLANTED-VIRUS').toString('hex')}\n`);
    const settings = join(folder, 'clamd.conf');
    const lines = ['Foreground yes', `DatabaseDirectory ${signatures}`, `LocalSocket ${socket}`, 'TCPAddr 127.0.0.1', `TCPSocket ${port}`];
    await writeFile(settings, [...lines, 'StreamMaxLength 1M', ''].join('\n'));
    daemon = spawn('clamd', ['--config-file', settings], { stdio: 'ignore' });
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await openScanner(`clamd:${socket}`)(clean)).scan !== 'waiting') return;
      await new Promise((done) => setTimeout(done, 200));
    }
  }, 30_000);
  afterAll(async () => {
    daemon.kill();
    if (daemon.exitCode === null) await once(daemon, 'exit');
  });

  test('clears and condemns over its socket and over TCP', async () => {
    for (const address of [`clamd:${socket}`, `clamd://127.0.0.1:${port}`]) {
      const scan = openScanner(address);
      expect(await scan(clean)).toEqual({ scan: 'clean' });
      expect(await scan(bad)).toEqual({ scan: 'infected', threat: expect.stringContaining('Planted.Virus') });
    }
  });

  test('has not answered where the file is more than it takes', async () => {
    const large = join(folder, 'large.pdf');
    await writeFile(large, Buffer.alloc(3_000_000, 'a'));
    expect(await openScanner(`clamd:${socket}`)(large)).toEqual({ scan: 'waiting' });
  });
});

test('a clamd that is not there has not answered', async () => {
  expect(await openScanner('clamd:/no/such.sock')(clean)).toEqual({ scan: 'waiting' });
  expect(await openScanner('clamd://127.0.0.1:9')(clean)).toEqual({ scan: 'waiting' });
});
