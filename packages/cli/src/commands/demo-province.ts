import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError, formatDate } from '@ancam/core';
import type { Language, Text } from '@ancam/core';
import { loadDemo } from '@ancam/knowledge';
import type { DemoProvince } from '@ancam/knowledge';
import { clockFrom, demonstrationIn, loadConfig, openDemo, startServer } from '@ancam/server';
import type { DemoAccount } from '@ancam/server';
import { EXIT } from '../exit-codes.ts';
import { onInterrupt } from '../interrupt.ts';
import { say } from '../language.ts';

/** Options of `ancam demo <province>`, as commander names them. */
export interface DemoProvinceOptions {
  readonly language: Language;
  readonly json?: boolean;
  /** Number of the system whose decision is left out. */
  readonly withoutDecision?: string;
  /** Where the demonstration is kept; emptied before it is loaded. */
  readonly dataDir?: string;
}

const TEXTS = {
  loading: { vi: 'Đang nạp dữ liệu minh họa, khoảng một phút…', en: 'Loading the demonstration, about a minute…' },
  address: { vi: 'Bản minh họa (ngày {day}) đang chạy tại {url}', en: 'The demonstration (of {day}) is running at {url}' },
  account: { vi: '  {login}  {password}  {unit}', en: '  {login}  {password}  {unit}' },
  accounts: { vi: 'Tài khoản, mật khẩu chỉ hiện một lần:', en: 'Accounts; their passwords are shown once:' },
  stop: { vi: 'Nhấn Ctrl-C để dừng.', en: 'Press Ctrl-C to stop.' },
} as const satisfies Readonly<Record<string, Text>>;

/** Loads a province as a source describes it; with `json` prints the figures that the register counts, else serves it. */
export async function demoProvince(id: string, { language, json = false, withoutDecision, dataDir }: DemoProvinceOptions): Promise<number> {
  const demo = loadDemo(id);
  const without = numberOf(withoutDecision, demo);
  return json ? printFigures(demo, without) : serveDemo(demo, without, resolve(dataDir ?? `.ancam/demo-${id}`), language);
}

function numberOf(given: string | undefined, { systems }: DemoProvince): number | undefined {
  if (given === undefined) return undefined;
  const last = Math.max(...systems.series.map(({ to }) => to));
  const n = Number(given);
  if (Number.isInteger(n) && n >= 1 && n <= last) return n;
  throw new AppError('input.invalid', `there is no decision ${given}`, { place: '--without-decision', fix: `1 to ${last}` });
}

async function printFigures(demo: DemoProvince, without: number | undefined): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ancam-demo-'));
  try {
    const { figures } = await openDemo(configOf(folder), demo, without);
    process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
    return EXIT.clean;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The embedded database in a folder of its own, whatever register the settings name. */
function configOf(folder: string) {
  return loadConfig({ ...process.env, DATABASE_URL: '', ANCAM_S3_URL: '', ANCAM_DATA: folder });
}

/** A folder that holds a demonstration is emptied: its passwords are known to nobody. Any other folder is left alone. */
function emptyFolder(folder: string): string {
  if (!existsSync(folder)) return folder;
  if (demonstrationIn(folder) === null && readdirSync(folder).length > 0) {
    throw new AppError('store.not-empty', 'the folder holds something else than a demonstration', { place: folder, fix: 'move it away' });
  }
  rmSync(folder, { recursive: true, force: true });
  return folder;
}

async function serveDemo(demo: DemoProvince, without: number | undefined, folder: string, language: Language): Promise<number> {
  const config = configOf(emptyFolder(folder));
  process.stderr.write(`${TEXTS.loading[language]}\n`);
  const { accounts, figures } = await openDemo(config, demo, without);
  const server = await startServer(config, clockFrom(demo.asOf));
  const lines = [
    demo.note[language],
    JSON.stringify(figures),
    say(language, TEXTS.address, { day: formatDate(new Date(`${demo.asOf}T00:00:00Z`)), url: server.url }),
    TEXTS.accounts[language],
    ...accounts.map(({ login, password, unit }: DemoAccount) => say(language, TEXTS.account, { login, password, unit })),
    TEXTS.stop[language],
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const interrupt = onInterrupt();
  if (!interrupt.signal.aborted) await once(interrupt.signal, 'abort');
  await server.close();
  interrupt.release();
  return EXIT.clean;
}
