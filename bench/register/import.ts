import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UploadedTable, api, createClient } from '@ancam/contract';
import type { TableImport } from '@ancam/contract';
import { Client } from 'pg';
import type { Figure } from '../figures.ts';
import { round } from '../figures.ts';
import { serialOf, tableOfCameras } from './import-rows.ts';
import { percentile, signIn, startServerProcess } from './measure.ts';

const run = promisify(execFile);

const ROWS = Number(process.env['ANCAM_BENCH_IMPORT_ROWS'] ?? 20_000);
/** An even number: each side begins as often. */
const ROUNDS = 4;
/** Who imports: a province, for all units below it. */
export const PROVINCE = '/tinh7/';

/** What imports are driven with. */
interface Importer {
  readonly url: string;
  readonly cookie: string;
}

/** Uploads a table, lets it be checked, and enters its rows; gives the seconds that entering took. */
export async function importTable({ url, cookie }: Importer, csv: string): Promise<number> {
  const headers = { cookie, origin: url };
  const call = createClient(
    (path, init) => fetch(path, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers } }),
    url,
  );
  const sent = await fetch(`${url}/api/imports?kind=cameras&fileName=camera.csv`, { method: 'POST', headers, body: csv });
  const { import: made } = UploadedTable.parse(await sent.json());
  const params = { id: made.id };
  const until = async (state: string): Promise<TableImport> => {
    for (;;) {
      const each = await call(api.getImport, { params });
      if (each.failure !== null) throw new Error(each.failure.message.en);
      if (each.actions.state === state) return each;
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  await call(api.mapImport, { params, body: made.mapping ?? {} });
  await call(api.checkImport, { params });
  const { rows } = await until('checked');
  if (rows.faulty > 0) throw new Error(`${rows.faulty} rows of the bench's table are faulty`);
  const began = performance.now();
  await call(api.applyImport, { params, body: { policy: 'all' } });
  const { entered } = await until('done');
  if (entered.created !== rows.read) throw new Error(`${entered.created} of ${rows.read} rows were new`);
  return (performance.now() - began) / 1000;
}

/** Names of units of a province, as a table names them. */
export async function unitNames(client: Pick<Client, 'query'>): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from unit where scope_path ^@ $1 order by id', [PROVINCE]);
  return rows.map(({ name }) => name);
}

/** Numbers cameras of a run so that no earlier run has them. */
export function newMark(): number {
  return (Math.floor(Date.now() / 1000) % 1_000_000_000) * 100_000;
}

/**
 * Rows a second of an import through the server, beside a bare COPY of the same rows, with other ids and identifiers, into the same table and
 * indexes: in turns, in one go. Leaves its rows (about 200,000) in the database, so it comes last. Row-level security refuses COPY to the
 * application's role, so the peer is the owner's.
 */
export async function measureImport(url: string, suffix: string, tell: (line: string) => void = () => undefined): Promise<Figure[]> {
  const name = `import_rows_per_s${suffix}`;
  const psqlIs = await run('psql', ['--version']).catch(() => undefined);
  if (psqlIs === undefined) return [{ name, unit: 'rows/s', ours: null, peer: null, note: 'the peer needs psql, which is not installed' }];
  const folder = await mkdtemp(join(tmpdir(), 'ancam-bench-import-'));
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await using server = await startServerProcess({ DATABASE_URL: url, ANCAM_DATA: folder });
    const importer = { url: server.url, cookie: await signIn(client, PROVINCE, false) };
    const units = await unitNames(client);
    const columns = await columnsOf(client);
    let mark = newMark();
    const ours: number[] = [];
    const peer: number[] = [];
    const enter = async (rows: number): Promise<number> =>
      rows / (await importTable(importer, tableOfCameras(units, rows, (mark += 100_000))));
    // One round of both sides that does not count: code is loaded, plans are made, the pages of the indexes are read.
    await enter(ROWS);
    await copy(url, folder, columns, { from: mark, rows: ROWS, letter: 'W' });
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      const letter = String.fromCodePoint(65 + turn);
      const copying = async (): Promise<void> =>
        void peer.push(ROWS / (await copy(url, folder, columns, { from: mark, rows: ROWS, letter })));
      if (turn % 2 === 1) await copying();
      ours.push(await enter(ROWS));
      if (turn % 2 === 0) await copying();
      tell(`import: ${Math.round(ours.at(-1) ?? 0)} rows/s, COPY: ${Math.round(peer.at(-1) ?? 0)} rows/s`);
    }
    const [median, bare] = [percentile(ours, 0.5), percentile(peer, 0.5)];
    const note = `${ROWS} rows in ${units.length} units, ${ROUNDS} rounds in turns, median: through the server and the application's role, with checks by label, findings, warnings, audit and figures; peer: psql \\copy as the owner, since row-level security refuses COPY; ${round(median / bare)} of it, target at least 0.5`;
    return [{ name, unit: 'rows/s', ours: Math.round(median), peer: Math.round(bare), note }];
  } finally {
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function columnsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = 'camera' and is_generated = 'NEVER' order by ordinal_position`,
  );
  return rows.map(({ name }) => name);
}

/** Writes the rows of an import to a file, with other ids and identifiers, and copies them in; gives the seconds of the latter. */
async function copy(
  url: string,
  folder: string,
  columns: readonly string[],
  { from, rows, letter }: { readonly from: number; readonly rows: number; readonly letter: string },
): Promise<number> {
  const changed: Readonly<Record<string, string>> = {
    id: 'gen_random_uuid()',
    name: `name || ' ${letter}'`,
    serial: `'${letter}' || substr(serial, 2)`,
    mac: `'${letter.charCodeAt(0) % 10}' || substr(mac, 2)`,
    search: `replace(search, lower(serial), lower('${letter}' || substr(serial, 2)))`,
  };
  const file = join(folder, 'rows.copy');
  const list = columns.join(', ');
  const chosen = columns.map((name) => `${changed[name] ?? name} as ${name}`).join(', ');
  const where = `serial between '${serialOf(from)}' and '${serialOf(from + rows - 1)}'`;
  await psql(url, `\\copy (select ${chosen} from camera where ${where}) to '${file}'`);
  const began = performance.now();
  await psql(url, `\\copy camera (${list}) from '${file}'`);
  return (performance.now() - began) / 1000;
}

async function psql(url: string, command: string): Promise<void> {
  await run('psql', [url, '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-c', command]);
}
