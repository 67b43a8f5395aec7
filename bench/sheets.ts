import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runOurs } from './child.ts';
import { round } from './figures.ts';
import type { Figure } from './figures.ts';

const CHILD = fileURLToPath(new URL('sheets-child.ts', import.meta.url));
const ROWS = 200_000;
const LIMIT_SECONDS = 600;

/** Reading and writing tables of 200,000 rows of 12 columns: rows a second and peak memory, each in a process of its own. */
export async function benchSheets(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ancam-bench-sheets-'));
  try {
    const xlsx = join(folder, 'table.xlsx');
    const csv = join(folder, 'table.csv');
    const wroteXlsx = await timed(['write', xlsx, String(ROWS)]);
    const wroteCsv = await timed(['write', csv, String(ROWS)]);
    const readXlsx = await timed(['read', xlsx]);
    const peerXlsx = await timed(['peer-read', xlsx]);
    const readCsv = await timed(['read', csv]);
    const size = `${ROWS} rows of 12 columns, ${Math.round((await stat(xlsx)).size / 1024 ** 2)} MiB as XLSX`;
    const checked = `${size}; ours checks every cell against its column, the peer only reads: hucre streamXlsxRows`;
    const alone = `${size}; no peer: ours goes on behind overlong cells and stray quotation marks, which csv-parse does not`;
    return [
      figure('xlsx_read_rows_per_s', 'rows/s', readXlsx.rowsPerSecond, peerXlsx.rowsPerSecond, checked),
      figure('xlsx_read_peak_rss_mib', 'MiB', readXlsx.peakMib, peerXlsx.peakMib, 'peak resident memory of the same two runs'),
      figure('csv_read_rows_per_s', 'rows/s', readCsv.rowsPerSecond, null, alone),
      figure('csv_read_peak_rss_mib', 'MiB', readCsv.peakMib, null, 'peak resident memory of that run'),
      figure('xlsx_write_rows_per_s', 'rows/s', wroteXlsx.rowsPerSecond, null, `${size}; no peer: the library that writes is the peer`),
      figure('xlsx_write_peak_rss_mib', 'MiB', wroteXlsx.peakMib, null, 'peak resident memory of that run'),
      figure('csv_write_rows_per_s', 'rows/s', wroteCsv.rowsPerSecond, null, size),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function figure(name: string, unit: string, ours: number, peer: number | null, note: string): Figure {
  return { name, unit, ours: round(ours), peer: peer === null ? null : round(peer), note };
}

async function timed(args: readonly string[]): Promise<{ readonly rowsPerSecond: number; readonly peakMib: number }> {
  const run = await runOurs(CHILD, args, LIMIT_SECONDS);
  if (run.code !== 0) throw new Error(`${args.join(' ')} ended with ${run.code}: ${run.stderr}`);
  const { rows, seconds } = JSON.parse(run.stdout) as { rows: number; seconds: number }; // written by sheets-child.ts
  if (rows !== ROWS) throw new Error(`${args.join(' ')} saw ${rows} rows`);
  return { rowsPerSecond: rows / seconds, peakMib: run.peakMib ?? Number.NaN };
}
