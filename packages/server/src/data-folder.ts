import { createHash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@ancam/core';
import { z } from 'zod';

const Holder = z.object({ pid: z.number().int(), url: z.string() });
/** The process that holds a data folder, and where it serves. `url` is empty while it starts. */
export type Holder = z.infer<typeof Holder>;

const ANSWER_WITHIN_MS = 2000;
const LONGEST_SOCKET_PATH = 90;
const TAKEOVER_ROUNDS = 20;
const TAKEOVER_WAIT_MS = 150;

/** A socket is let go by the system when its process dies, however it dies: no stale lock can be left behind. */
export function socketOf(folder: string, purpose = ''): string {
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 24) + purpose;
  if (process.platform === 'win32') return `\\\\.\\pipe\\ancam-${name}`;
  const inside = join(resolve(folder), `ancam${purpose}.sock`);
  return Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH ? inside : join(tmpdir(), `ancam-${name}.sock`);
}

/** What a try to talk to the holder showed: `connected` without `holder` is a process too busy to answer. */
interface Answer {
  readonly connected: boolean;
  readonly holder: Holder | undefined;
}

function ask(path: string): Promise<Answer> {
  return new Promise((settle) => {
    let text = '';
    let connected = false;
    const socket = connect(path, () => (connected = true));
    socket.setEncoding('utf8');
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy());
    socket.on('data', (part: string) => (text = (text + part).slice(0, 1000)));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => settle({ connected, holder: parseHolder(text) }));
  });
}

/** Asks the process that holds the data folder who it is; undefined where nobody does. */
export async function askRunningServer(dataFolder: string): Promise<Holder | undefined> {
  return (await ask(socketOf(dataFolder))).holder;
}

function parseHolder(text: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return undefined; // nobody there, or not one of us
  }
}

/** A held data folder. */
export interface HeldFolder {
  /** Tells those who ask where the server listens. */
  readonly announce: (url: string) => void;
  readonly release: () => Promise<void>;
}

/** Holds the data folder for this process until release or death. Throws `store.locked` naming the holder. */
export async function holdDataFolder(dataFolder: string): Promise<HeldFolder> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const path = socketOf(dataFolder);
  let url = '';
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify({ pid: process.pid, url } satisfies Holder));
  });
  if (!(await listen(server, path))) await takeOver(server, path, dataFolder);
  server.unref();
  return {
    announce: (address) => {
      url = address;
    },
    release: () => new Promise((done) => server.close(() => done())),
  };
}

/** Replaces the socket file of a dead process. One at a time: two takers must not each remove the other's fresh socket. */
async function takeOver(server: Server, path: string, dataFolder: string): Promise<void> {
  const mutex = `${path}.takeover`;
  for (let round = 0; round < TAKEOVER_ROUNDS; round += 1) {
    const { connected, holder } = await ask(path);
    if (connected) throw lockedBy(dataFolder, holder);
    const mine = await open(mutex, 'wx').catch(() => undefined);
    if (mine === undefined) {
      await sleep(TAKEOVER_WAIT_MS);
      continue;
    }
    try {
      if ((await ask(path)).connected) continue;
      await rm(path, { force: true });
      if (await listen(server, path)) return;
    } finally {
      await mine.close();
      await rm(mutex, { force: true });
    }
  }
  await rm(mutex, { force: true }); // its owner died in the middle; the next start finds the way free
  throw lockedBy(dataFolder, undefined);
}

function lockedBy(dataFolder: string, holder: Holder | undefined): AppError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid}`;
  const url = holder?.url ?? '';
  return new AppError('store.locked', `${who} has the data folder open${url === '' ? '' : ` and serves ${url}`}`, {
    place: dataFolder,
    ...(holder === undefined ? {} : { pid: holder.pid }),
    url,
    fix: url === '' ? `wait a moment, or end ${who}` : `use ${url}, or end ${who}`,
  });
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((settle, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EADDRINUSE') settle(false);
      else reject(new AppError('store.failed', `the data folder cannot be held: ${fault.message}`, { place: path }, fault));
    });
    server.listen(path, () => settle(true));
  });
}
