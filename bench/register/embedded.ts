import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { openEmbedded } from '../../packages/server/src/db/open-database.ts';
import { tidy } from '../../packages/server/src/db/tidy.ts';
import { bringDutiesUpToDate } from '../../packages/server/src/features/duties/keep-duties.service.ts';
import { remindOnce } from '../../packages/server/src/features/reminders/reminders.service.ts';
import type { Figure } from '../figures.ts';
import { round } from '../figures.ts';
import { contextOf } from '../law/context.ts';
import { fillFigures, seed } from './build.ts';
import { USERS, kindsOf } from './figures.ts';
import { tableOfCameras } from './import-rows.ts';
import { PROVINCE, importTable, newMark, unitNames } from './import.ts';
import { load, percentile, signIn, startServerProcess } from './measure.ts';
import { COLUMNS, UNITS, camerasSql, unitsSql } from './rows.ts';

const CAMERAS = Number(process.env['ANCAM_BENCH_EMBEDDED_CAMERAS'] ?? 100_000);
const SECONDS = Number(process.env['ANCAM_BENCH_SECONDS'] ?? 20);
const RATE = 20;
const IMPORTED = 10_000;
/** Units whose cameras go in with one statement. */
const UNITS_AT_ONCE = 4000;

/** What is asked with what session. */
interface Asking {
  readonly name: string;
  readonly cookie: string;
  readonly kinds: Readonly<Record<string, readonly string[]>>;
}

/** A register on the embedded database with who will ask it. */
interface Prepared {
  readonly users: readonly Asking[];
  /** Session of the province that imports, and the names of its units. */
  readonly province: { readonly cookie: string; readonly units: readonly string[] };
}

/**
 * The embedded database with 100,000 cameras in 40,000 units: latencies of the worst user, how long an import lets the server stand still,
 * memory with the database in it. Progress goes to `tell`.
 */
export async function measureEmbedded(tell: (line: string) => void = () => undefined): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ancam-bench-embedded-'));
  try {
    const { users, province } = await prepare(folder, tell);
    await using server = await startServerProcess({ ANCAM_DATA: folder, DATABASE_URL: '' });
    const about = `embedded database, ${CAMERAS} cameras in ${UNITS} units`;
    const latencies = await latenciesOf(server.url, users, about, tell);
    const csv = tableOfCameras(province.units, IMPORTED, newMark());
    const [asking] = users;
    const meanwhile = asking === undefined ? undefined : small(server.url, asking.cookie);
    await server.freezeMs();
    const seconds = await importTable({ url: server.url, cookie: province.cookie }, csv);
    const freeze = await server.freezeMs();
    const times = (await meanwhile)?.times['list'] ?? [];
    const speed = Math.round(IMPORTED / seconds);
    tell(`import: ${speed} rows/s, longest stand-still ${round(freeze)} ms, lists meanwhile p99 ${round(percentile(times, 0.99))} ms`);
    return [
      ...latencies,
      {
        name: 'event_loop_freeze_ms_pglite',
        unit: 'ms',
        ours: round(freeze),
        peer: null,
        note: `${about}; the longest while ${IMPORTED} rows were checked and entered, each with a label of its own, at ${speed} rows/s; ${RATE} lists/s meanwhile: median ${round(percentile(times, 0.5))} ms, p99 ${round(percentile(times, 0.99))} ms; target under 200`,
      },
      {
        name: 'server_rss_mib_pglite',
        unit: 'MiB',
        ours: round(server.rssMib()),
        peer: null,
        note: 'after the import; the database is part of the process',
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(folder: string, tell: (line: string) => void): Promise<Prepared> {
  const { db, pool } = await openEmbedded({ folder: `${folder}/pg` });
  try {
    await seed(db);
    await pool.exec(unitsSql(CAMERAS));
    for (let first = 1; first <= UNITS; first += UNITS_AT_ONCE) {
      await pool.exec(`insert into camera (${COLUMNS}) ${camerasSql(first, first + UNITS_AT_ONCE - 1)}`);
      tell(`cameras of ${first + UNITS_AT_ONCE - 1} units are in`);
    }
    const connection = await pool.connect();
    try {
      const client = connection as unknown as Pick<Client, 'query'>; // texts with values are all that is asked of it
      await fillFigures(client);
      const users: Asking[] = [];
      for (const user of USERS) {
        users.push({ name: user.name, cookie: await signIn(client, user.path, user.national), kinds: await kindsOf(client, user) });
      }
      const units = await unitNames(client);
      return { users, province: { cookie: await signIn(client, PROVINCE, false), units } };
    } finally {
      connection.release();
      // As a register that has been up for a while: a new one is busy with the duties of 40,000 new units and their reminders.
      await bringDutiesUpToDate(contextOf(db));
      await remindOnce(contextOf(db));
      await tidy(db);
    }
  } finally {
    await db.destroy();
  }
}

async function latenciesOf(url: string, users: readonly Asking[], about: string, tell: (line: string) => void): Promise<Figure[]> {
  const worst = new Map<string, { p99: number; by: string }>();
  let failed = 0;
  for (const { name, cookie, kinds } of users) {
    await load({ url, cookie, seconds: 3, rate: RATE, kinds });
    const result = await load({ url, cookie, seconds: SECONDS, rate: RATE, kinds });
    failed += result.failed;
    for (const [kind, times] of Object.entries(result.times)) {
      const [median, p99] = [round(percentile(times, 0.5)), percentile(times, 0.99)];
      tell(`${name} ${kind}: median ${median} ms, p99 ${round(p99)} ms`);
      if (p99 > (worst.get(kind)?.p99 ?? 0)) worst.set(kind, { p99, by: `${name}; median ${median} ms` });
    }
  }
  return [...worst].map(([kind, { p99, by }]) => ({
    name: `${kind}_p99_ms_pglite`,
    unit: 'ms',
    ours: round(p99),
    peer: null,
    note: `${about}; ${RATE} requests/s for ${SECONDS} s each as national, provincial and commune user; the worst: ${by}; ${failed} failed; target under 100`,
  }));
}

/** Small lists for as long as an import takes, about. */
function small(url: string, cookie: string) {
  return load({ url, cookie, seconds: 15, rate: RATE, kinds: { list: ['/api/cameras?limit=20&sort=name', '/api/cameras?limit=20'] } });
}
