import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError, HostResult, Id, ScanPlan, newId } from '@ancam/core';
import type { Text } from '@ancam/core';
import { holdDataFolder } from '@ancam/server/data-folder';
import { z } from 'zod';
import { writeDurably } from './durable.ts';

/** A loss of power costs at most the devices that were finished within this time. */
const SYNC_EVERY_MS = 500;

const Head = z.strictObject({ version: z.literal(1), id: Id, plan: ScanPlan });
type Head = z.infer<typeof Head>;

const SAME_COMMAND: Text = {
  vi: 'Thư mục giữ một lượt quét theo kế hoạch khác: chạy lại đúng lệnh đã dùng, hoặc chọn thư mục khác.',
  en: 'A scan by another plan lies there: run the command that was used then, or name another folder.',
};
const EMPTY: Text = {
  vi: 'Thư mục chứa thứ khác: chọn một thư mục trống, hoặc thư mục của một lượt quét chưa xong.',
  en: 'It holds something else: name an empty folder, or that of a scan that was not finished.',
};
const WAIT: Text = {
  vi: 'Một lượt quét khác đang dùng thư mục này. Chờ lượt đó xong.',
  en: 'Another scan works in this folder. Wait for it to end.',
};
const WRITABLE: Text = { vi: 'Chọn một thư mục có quyền ghi.', en: 'Name a folder you may write to.' };

/**
 * A scan of the command line that goes on after it was cut off: `scan.json` with its id and plan, `hosts.ndjson` with each device as it was finished,
 * `journal/` what devices answered that are still being read. One process holds the folder at a time.
 */
export class KeptScan {
  readonly id: Id;
  /** Devices that earlier sittings finished, each as it was written last. */
  readonly prior: readonly HostResult[];
  readonly journal: string;
  readonly #folder: string;
  readonly #file: number;
  readonly #release: () => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #dirty = false;

  private constructor(folder: string, id: Id, prior: readonly HostResult[], release: () => Promise<void>) {
    this.#folder = folder;
    this.id = id;
    this.prior = prior;
    this.journal = join(folder, 'journal');
    this.#file = openSync(hostsOf(folder), 'a', 0o600);
    this.#release = release;
    this.#timer = setInterval(() => this.#sync(), SYNC_EVERY_MS);
    this.#timer.unref();
  }

  /**
   * Opens a folder for a scan by this plan. Throws `conflict` where another process works in it, `input.invalid` where a scan by another plan lies there,
   * it holds something else or cannot be written, `file.refused` where what lies there cannot be read.
   */
  static async open(folder: string, plan: ScanPlan): Promise<KeptScan> {
    const release = await hold(folder);
    try {
      const id = idOf(folder, plan);
      return new KeptScan(folder, id, readHosts(hostsOf(folder)), release);
    } catch (thrown) {
      await release();
      throw thrown;
    }
  }

  /** Keeps a finished device; one that comes again replaces what was kept. */
  keep(host: HostResult): void {
    writeSync(this.#file, `${JSON.stringify(host)}\n`);
    this.#dirty = true;
  }

  #sync(): void {
    if (this.#dirty) fsyncSync(this.#file);
    this.#dirty = false;
  }

  /** Lets go of the folder. `done`: the result is where it was wanted, so nothing need be kept. */
  async close(done: boolean): Promise<void> {
    clearInterval(this.#timer);
    this.#sync();
    closeSync(this.#file);
    if (done)
      for (const path of [this.journal, hostsOf(this.#folder), headOf(this.#folder)]) rmSync(path, { recursive: true, force: true });
    await this.#release();
  }
}

function headOf(folder: string): string {
  return join(folder, 'scan.json');
}

function hostsOf(folder: string): string {
  return join(folder, 'hosts.ndjson');
}

async function hold(folder: string): Promise<() => Promise<void>> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return (await holdDataFolder(folder)).release;
  } catch (thrown) {
    const locked = thrown instanceof AppError && thrown.code === 'store.locked';
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppError(locked ? 'conflict' : 'input.invalid', text, { place: folder, fix: locked ? WAIT : WRITABLE }, thrown);
  }
}

/** Id of the scan that lies in the folder, or of the one that begins. */
function idOf(folder: string, plan: ScanPlan): Id {
  const path = headOf(folder);
  if (existsSync(path)) {
    const head = readHead(path);
    const wanted: unknown = JSON.parse(JSON.stringify(plan));
    if (isDeepStrictEqual(head.plan, ScanPlan.parse(wanted))) return head.id;
    throw new AppError('input.invalid', `${folder} holds a scan by another plan`, { place: folder, fix: SAME_COMMAND });
  }
  const others = readdirSync(folder).filter((name) => !name.endsWith('.sock'));
  if (others.length > 0) throw new AppError('input.invalid', `${folder} is not empty`, { place: folder, fix: EMPTY });
  const id = newId();
  writeDurably(path, JSON.stringify({ version: 1, id, plan } satisfies Head));
  return id;
}

function readHead(path: string): Head {
  try {
    return Head.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    throw new AppError('file.refused', `${path} is no scan that was kept`, { place: path, fix: EMPTY }, thrown);
  }
}

/** Reads what was written whole and cuts off the rest; a line that cannot be read is a device that is read anew. */
function readHosts(path: string): HostResult[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) truncateSync(path, whole);
  const hosts = new Map<Id, HostResult>();
  for (let start = 0, end = 0; start < whole; start = end + 1) {
    end = bytes.indexOf(0x0a, start);
    const host = parseHost(bytes.toString('utf8', start, end));
    if (host !== undefined) hosts.set(host.id, host);
  }
  return [...hosts.values()];
}

function parseHost(text: string): HostResult | undefined {
  try {
    return HostResult.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
