import { parseArgs } from 'node:util';
import { AppError } from '@ancam/core';
import { startFarm } from './farm.ts';
import { demoFleet } from './fleets/demo.ts';
import { mixedFleet } from './fleets/mixed.ts';
import type { CameraSpec } from './spec.ts';

const DEFAULT_BASE = '127.23.0.1';

function readArguments(): { cameras: CameraSpec[]; portOffset: number; multicast: string | undefined } {
  const { values } = parseArgs({
    options: {
      fleet: { type: 'string', default: 'demo' },
      count: { type: 'string', default: '200' },
      base: { type: 'string', default: DEFAULT_BASE },
      from: { type: 'string', default: '0' },
      'port-offset': { type: 'string', default: '0' },
      multicast: { type: 'string' },
    },
  });
  const count = Number(values.count);
  const portOffset = Number(values['port-offset']);
  if (!/^\d+$/.test(values.from)) throw new AppError('input.invalid', 'not a number', { place: '--from', fix: 'a whole number' });
  if (values.fleet !== 'demo' && values.fleet !== 'mixed')
    throw new AppError('input.invalid', `unknown fleet ${values.fleet}`, { place: '--fleet', fix: 'demo or mixed' });
  if (!Number.isInteger(count) || count < 1)
    throw new AppError('input.invalid', 'not a number', { place: '--count', fix: 'a whole number' });
  const cameras = values.fleet === 'demo' ? demoFleet(values.base) : mixedFleet(count, values.base, Number(values.from));
  return { cameras, portOffset, multicast: values.multicast };
}

const { cameras, portOffset, multicast } = readArguments();
const farm = await startFarm({ cameras, portOffset, ...(multicast === undefined ? {} : { multicast }) });
process.stdout.write(`${JSON.stringify({ cameras: farm.cameras, ports: farm.ports, discoveryPort: farm.discoveryPort })}\n`);

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  process.stdin.destroy();
  void farm.close();
}
process.once('SIGTERM', end);
process.once('SIGINT', end);
process.stdin.once('end', end).once('close', end).resume();
