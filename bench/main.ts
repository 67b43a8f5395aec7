import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { isBuilt } from '../packages/cli/src/built.ts';
import { buildProgram } from '../tools/build-program.ts';
import { describeMachine } from './figures.ts';
import type { BenchOptions, BenchReport, Figure } from './figures.ts';

type Bench = (options: BenchOptions) => Promise<readonly Figure[]>;

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  sweep: async () => (await import('./sweep.ts')).benchSweep,
  scan: async () => (await import('./scan.ts')).benchScan,
  identify: async () => (await import('./identify.ts')).benchIdentify,
  sheets: async () => (await import('./sheets.ts')).benchSheets,
  register: async () => (await import('./register.ts')).benchRegister,
  law: async () => (await import('./law.ts')).benchLaw,
  help: async () => (await import('./help.ts')).benchHelp,
};

const USAGE = `npm run bench -- ${Object.keys(BENCHES).join('|')} [--json] [--cameras N] [--many-cameras N] [--most-cameras N] [--peer-seconds N] [--large N] [--small N]`;

await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      cameras: { type: 'string', default: '200' },
      'many-cameras': { type: 'string', default: '1000' },
      'most-cameras': { type: 'string', default: '5000' },
      'peer-seconds': { type: 'string', default: '900' },
      large: { type: 'string', default: '10000000' },
      small: { type: 'string', default: '10000' },
    },
  });
  const [name = ''] = positionals;
  const load = BENCHES[name];
  if (load === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  // what users start is measured, not the sources
  if (!isBuilt()) await buildProgram();
  const bench = await load();
  const figures = await bench({
    cameras: Number(values.cameras),
    manyCameras: Number(values['many-cameras']),
    mostCameras: Number(values['most-cameras']),
    peerSeconds: Number(values['peer-seconds']),
    large: Number(values.large),
    small: Number(values.small),
  });
  const report: BenchReport = { bench: name, machine: describeMachine(), figures };
  process.stdout.write(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderReport(report));
}

function renderReport({ bench, machine, figures }: BenchReport): string {
  const table = new Table({
    head: ['figure', 'unit', 'ours', 'peer', 'note'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [null, null, null, null, 70],
  });
  for (const { name, unit, ours, peer, note } of figures) table.push([name, unit, String(ours ?? '-'), String(peer ?? '-'), note]);
  return `${bench} · ${machine}\n${table.toString()}\n`;
}
