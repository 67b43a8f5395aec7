import { sql } from 'kysely';
import type { BenchOptions, Figure } from './figures.ts';
import { contextOf } from './law/context.ts';
import { fillUnits, measureFull, measureOneFact, measureRollup } from './law/duties.ts';
import { measurePapers } from './law/papers.ts';
import { startCluster } from './register/cluster.ts';
import { openServer } from '../packages/server/src/db/open-database.ts';

const UNITS = 40_000;
const FEW_UNITS = 4000;
const DOSSIERS = 1000;
const NAMES = ['duties_full_s', 'duties_one_fact_ms_4k', 'duties_one_fact_ms', 'consolidation_p99_ms'];

/** Durable, with sizes for a machine that does other things too. */
const SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '1GB',
  work_mem: '32MB',
  random_page_cost: '1.1',
  max_wal_size: '4GB',
  jit: 'off',
};

/** The law engine over a nation: 40,000 units on a PostgreSQL of its own, and the papers of 1,000 dossiers. `--large` below 40,000 is a trial. */
export async function benchLaw({ large }: BenchOptions): Promise<readonly Figure[]> {
  const began = Date.now();
  const tell = (line: string): void => void process.stderr.write(`${Math.round((Date.now() - began) / 1000)} s  ${line}\n`);
  const many = Math.min(large, UNITS);
  const few = Math.min(FEW_UNITS, Math.ceil(many / 10));
  const cluster = await startCluster(SETTINGS);
  const figures: Figure[] = [];
  if (typeof cluster === 'string') figures.push(...NAMES.map((name) => ({ name, unit: '', ours: null, peer: null, note: cluster })));
  else {
    await using _ = cluster;
    const { db: admin } = await openServer(cluster.url('postgres'));
    for (const units of [few, many]) {
      tell(`${units} units`);
      await sql`drop database if exists ${sql.ref(`law_${units}`)}`.execute(admin);
      await sql`create database ${sql.ref(`law_${units}`)}`.execute(admin);
      figures.push(...(await measureUnits(cluster.url(`law_${units}`), units, units === many, tell)));
    }
    await admin.destroy();
  }
  tell('papers');
  return [...figures, await measurePapers(many < UNITS ? Math.ceil(many / 40) : DOSSIERS)];
}

async function measureUnits(url: string, units: number, whole: boolean, tell: (line: string) => void): Promise<Figure[]> {
  const { db } = await openServer(url);
  try {
    const context = contextOf(db);
    await fillUnits(context, units);
    tell('units and facts are in');
    const full = await measureFull(context, units);
    await sql`vacuum analyze`.execute(db);
    tell(`all duties: ${full.ours ?? 0} s`);
    const one = await measureOneFact(context, whole ? 'duties_one_fact_ms' : 'duties_one_fact_ms_4k', units);
    tell(`one fact: ${one.ours ?? 0} ms`);
    return whole ? [full, one, await measureRollup(context, units)] : [one];
  } finally {
    await db.destroy();
  }
}
