import { parseArgs } from 'node:util';
import { HOSTILE_KINDS, startHostile } from './hostile.ts';
import type { HostilePorts } from './hostile.ts';

/** One device of every kind, on addresses that follow each other; prints `ready` when all listen and ends on SIGTERM. */
const { values } = parseArgs({ options: { prefix: { type: 'string', default: '127.52.0.' }, ports: { type: 'string', default: '{}' } } });
const ports = JSON.parse(values.ports) as Partial<HostilePorts>; // written by the test or person who starts it
const devices = await Promise.all(HOSTILE_KINDS.map((kind, n) => startHostile(kind, `${values.prefix}${n + 1}`, ports)));
process.stdout.write('ready\n');
function end(): void {
  void Promise.all(devices.map((device) => device.close())).then(() => process.exit());
}
process.once('SIGTERM', end);
process.once('SIGINT', end);
