import type { BenchOptions, Figure } from './figures.ts';
import { startCluster } from './register/cluster.ts';
import { BUILDING, MEASURING, ensureDatabase } from './register/databases.ts';
import { measureEmbedded } from './register/embedded.ts';
import { measureDatabase } from './register/figures.ts';
import { measureImport } from './register/import.ts';

/** Names of what is measured on PostgreSQL, without suffix; for the reason where it cannot be. */
const NAMES = [
  'list_p99_ms',
  'search_p99_ms',
  'subtree_p99_ms',
  'rollup_p99_ms',
  'list_pages_per_s',
  'server_rss_mib',
  'import_rows_per_s',
];

/** The register at national size: builds two registers with the same units, then asks them as people do. Progress goes to stderr. */
export async function benchRegister({ large, small }: BenchOptions): Promise<readonly Figure[]> {
  const began = Date.now();
  const tell = (line: string): void => void process.stderr.write(`${Math.round((Date.now() - began) / 1000)} s  ${line}\n`);
  tell('measuring the embedded database');
  const embedded = await measureEmbedded(tell);
  const cluster = await startCluster(BUILDING);
  const sizes = [small, large];
  if (typeof cluster === 'string')
    return [...sizes.flatMap((size) => NAMES.map((name) => absent(`${name}_${short(size)}`, cluster))), ...embedded];
  await using _ = cluster;
  for (const size of sizes) await ensureDatabase(cluster, `ancam_${short(size)}`, size, tell);
  await cluster.restart(MEASURING);
  const figures: Figure[] = [];
  for (const size of sizes) {
    tell(`measuring ${size} cameras`);
    const about = `${cluster.version}, ${size} cameras in 40,000 units`;
    figures.push(...(await measureDatabase(cluster.url(`ancam_${short(size)}`), `_${short(size)}`, about, tell)));
  }
  // Last, since it leaves its rows behind; the small one after the large, since so many new rows in it wake the autovacuum.
  for (const size of sizes.toReversed())
    figures.push(...(await measureImport(cluster.url(`ancam_${short(size)}`), `_${short(size)}`, tell)));
  return [...withGrowth(figures, short(small), short(large)), ...embedded];
}

/** 10000000 as `10m`, 10000 as `10k`. */
function short(size: number): string {
  return size >= 1_000_000 ? `${size / 1_000_000}m` : `${size / 1000}k`;
}

function absent(name: string, reason: string): Figure {
  return { name, unit: '', ours: null, peer: null, note: reason };
}

/** The roll-up of the large register beside that of the small one. */
function withGrowth(figures: readonly Figure[], small: string, large: string): Figure[] {
  const of = (size: string): number | null | undefined => figures.find(({ name }) => name === `rollup_p99_ms_${size}`)?.ours;
  const [few, many] = [of(small), of(large)];
  const growth =
    typeof few === 'number' && typeof many === 'number'
      ? `; ${Math.round((many / few) * 100) / 100} times that of ${small}, target at most 2`
      : '';
  return figures.map((figure) => (figure.name === `rollup_p99_ms_${large}` ? { ...figure, note: figure.note + growth } : figure));
}
