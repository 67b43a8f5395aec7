import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SweepsBeside } from '../packages/scanner/src/sweep/beside.ts';
import { sweep } from '../packages/scanner/src/sweep/sweep.ts';
import { nodeConnect } from '../packages/scanner/src/wire/connect.ts';
import { Lane } from '../packages/scanner/src/wire/lane.ts';

/** One sweep in a process of its own, without the pace that spares real networks; prints what is open and how long it took. */
const { values } = parseArgs({
  options: {
    base: { type: 'string', default: '' },
    count: { type: 'string', default: '1' },
    ports: { type: 'string', default: '' },
    node: { type: 'boolean', default: false },
  },
});
const [a = 127, b = 0] = values.base.split('.').map(Number);
const addresses = Array.from(
  { length: Number(values.count) },
  (_, index) => `${a}.${b + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`,
);
const ports = values.ports.split(',').map(Number);
/** Neither program's start counts. */
const beside = values.node ? undefined : new SweepsBeside();
const input = { lane: new Lane(), addresses, ports, concurrency: 512, perHost: 4, timeoutMs: 1500, perSecond: 10_000_000 };
await beside?.sweep({ ...input, addresses: addresses.slice(0, 2), ports: ports.slice(0, 1), lane: new Lane() });
const began = performance.now();
const seen = beside === undefined ? await sweep(input, nodeConnect) : await beside.sweep(input);
const seconds = (performance.now() - began) / 1000;
const open = seen.flatMap((row, index) => row.open.map((port) => `${addresses[index]}:${port}`));
beside?.close();
writeSync(1, JSON.stringify({ seconds, connects: input.lane.connects, open }));
