import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { AppError } from '@ancam/core';
import type { Clock, Text } from '@ancam/core';
import { ATTEMPT_WINDOW_HOURS } from '@ancam/scanner';
import type { LoginAttempts, NoteAttempts } from '@ancam/scanner';
import { holdDataFolder } from '@ancam/server/data-folder';
import { z } from 'zod';
import { writeDurably } from './durable.ts';

const WINDOW_MS = ATTEMPT_WINDOW_HOURS * 3_600_000;

const Line = z.strictObject({
  at: z.iso.datetime(),
  address: z.string().min(1).max(64),
  mac: z.string().max(64).optional(),
  probe: z.enum(['credentials', 'lockout']),
});
type Line = z.infer<typeof Line>;

const WRITABLE: Text = {
  vi: 'Việc thử đăng nhập chỉ được làm khi ghi lại được trước khi thử. Đặt XDG_STATE_HOME là một thư mục có quyền ghi, hoặc bỏ phép thử.',
  en: 'Log-in attempts are made only where they can be put on record beforehand. Set XDG_STATE_HOME to a folder you may write to, or leave the test out.',
};
const DAMAGED: Text = {
  vi: 'Không biết thiết bị nào đã được thử. Xóa tệp sau 24 giờ kể từ lần thử cuối, hoặc bỏ phép thử đăng nhập.',
  en: 'Which devices were tried is not known. Remove the file 24 hours after the last attempt, or leave the log-in test out.',
};
const ONE_AT_A_TIME: Text = {
  vi: 'Một lượt quét khác có thử đăng nhập đang chạy trên máy này. Chờ lượt đó xong.',
  en: 'Another scan with log-in attempts runs on this machine. Wait for it to end.',
};

/** Where a program keeps what it has to remember between two runs: the user's own state folder of each system. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const named = env['XDG_STATE_HOME'] ?? '';
  // the XDG specification: a relative path counts as none
  if (isAbsolute(named)) return join(named, 'ancam');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'AnCam');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'AnCam');
  return join(homedir(), '.local', 'state', 'ancam');
}

/** The log-in attempts of this user's scans of the last 24 hours, in `login-attempts.ndjson` of a folder that one scan holds at a time. */
export class AttemptJournal {
  readonly #clock: Clock;
  readonly #file: number;
  readonly #release: () => Promise<void>;
  readonly #lines: Line[];

  private constructor(clock: Clock, file: number, lines: Line[], release: () => Promise<void>) {
    this.#clock = clock;
    this.#file = file;
    this.#lines = lines;
    this.#release = release;
  }

  /** Throws `input.invalid` where the folder cannot be written, `file.refused` where the journal is damaged, `conflict` where another scan has it. */
  static async open(folder: string, clock: Clock): Promise<AttemptJournal> {
    const held = await hold(folder);
    const path = join(folder, 'login-attempts.ndjson');
    try {
      const lines = read(path).filter((line) => isRecent(line, clock()));
      writeDurably(path, lines.map(textOf).join(''));
      return new AttemptJournal(clock, openSync(path, 'a', 0o600), lines, held.release);
    } catch (thrown) {
      await held.release();
      throw thrown instanceof AppError ? thrown : unwritable(folder, thrown);
    }
  }

  /** Notes attempts on an address; false where such attempts stand noted. Once it gives true, a loss of power does not undo the note. */
  readonly note: NoteAttempts = (attempts) => {
    const now = this.#clock();
    if (this.#lines.some((line) => line.probe === attempts.probe && isSameDevice(line, attempts) && isRecent(line, now)))
      return Promise.resolve(false);
    return new Promise((resolve) => {
      const line = lineOf(attempts, now);
      writeSync(this.#file, textOf(line));
      fsyncSync(this.#file);
      this.#lines.push(line);
      resolve(true);
    });
  };

  async close(): Promise<void> {
    closeSync(this.#file);
    await this.#release();
  }
}

async function hold(folder: string): Promise<{ readonly release: () => Promise<void> }> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return await holdDataFolder(folder);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'store.locked') {
      throw new AppError('conflict', thrown.message, { place: folder, fix: ONE_AT_A_TIME }, thrown);
    }
    throw unwritable(folder, thrown);
  }
}

function unwritable(folder: string, thrown: unknown): AppError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('input.invalid', `cannot write ${folder}: ${message}`, { place: folder, fix: WRITABLE }, thrown);
}

/** The lines of a journal. One without its end was never acknowledged: no attempt followed it. */
function read(path: string): Line[] {
  if (!existsSync(path)) return [];
  const texts = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  try {
    return texts.map((text) => Line.parse(JSON.parse(text)));
  } catch (thrown) {
    throw new AppError('file.refused', `${path} is damaged`, { place: path, fix: DAMAGED }, thrown);
  }
}

/**
 * The same address, unless two hardware addresses that are known say that it is another device: whoever goes from site to site meets others at the
 * same private address. One hardware address may stand for many devices, behind a router that answers for them, so it never makes two the same.
 */
function isSameDevice(line: Line, { address, mac }: LoginAttempts): boolean {
  return line.address === address && (line.mac === undefined || mac === undefined || line.mac === mac);
}

/** Noted within the window, by a clock that may have been set back since. */
function isRecent({ at }: Line, now: Date): boolean {
  return Math.abs(now.getTime() - Date.parse(at)) < WINDOW_MS;
}

function lineOf({ address, probe, mac }: LoginAttempts, now: Date): Line {
  return { at: now.toISOString(), address, ...(mac === undefined ? {} : { mac }), probe };
}

function textOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}
