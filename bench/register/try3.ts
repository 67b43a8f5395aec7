import { startCluster } from './cluster.ts';
import { MEASURING } from './databases.ts';
import { measureDatabase } from './figures.ts';
import { measureImport } from './import.ts';
const [what = 'db', sizes = '10k,10m'] = process.argv.slice(2);
const began = Date.now();
const tell = (l: string) => console.log(Math.round((Date.now() - began) / 1000), l);
const cluster = await startCluster(MEASURING);
if (typeof cluster === 'string') throw new Error(cluster);
await using _ = cluster;
for (const size of sizes.split(',')) {
  const url = cluster.url(`ancam_${size}`);
  for (const f of await (what === 'import' ? measureImport(url, `_${size}`, tell) : measureDatabase(url, `_${size}`, '', tell))) tell(`${f.name} ${f.ours} ${f.peer ?? ''} ${f.note.slice(0, 0)}`);
}
