import { once } from 'node:events';
import { loadConfig, startServer } from '@ancam/server';
import type { Language, Text } from '@ancam/core';
import { EXIT } from '../exit-codes.ts';
import { onInterrupt } from '../interrupt.ts';
import { say } from '../language.ts';

/** Options of `ancam serve`, as commander names them. */
export interface ServeOptions {
  readonly language: Language;
  readonly host?: string;
  readonly port?: string;
  readonly dataDir?: string;
}

const TEXTS = {
  address: { vi: 'AnCam đang chạy tại {url}', en: 'AnCam is running at {url}' },
  setup: {
    vi: 'Tạo tài khoản quản trị đầu tiên (liên kết dùng một lần): {url}',
    en: 'Create the first administrator account (one-time link): {url}',
  },
  stop: { vi: 'Nhấn Ctrl-C để dừng.', en: 'Press Ctrl-C to stop.' },
  stopping: { vi: 'Đang dừng…', en: 'Stopping…' },
} as const satisfies Readonly<Record<string, Text>>;

/** Runs the server until SIGINT or SIGTERM. Throws `store.locked` with the address where another process holds the data folder. */
export async function serve({ language, host, port, dataDir }: ServeOptions): Promise<number> {
  const named = { HOST: host, PORT: port, ANCAM_DATA: dataDir };
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  const server = await startServer(loadConfig({ ...process.env, ...given }));
  print(say(language, TEXTS.address, { url: server.url }));
  if (server.setupLink !== undefined) print(say(language, TEXTS.setup, { url: server.setupLink }));
  print(TEXTS.stop[language]);
  const interrupt = onInterrupt();
  if (!interrupt.signal.aborted) await once(interrupt.signal, 'abort');
  process.stderr.write(`${TEXTS.stopping[language]}\n`);
  await server.close();
  interrupt.release();
  return EXIT.clean;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
