import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError } from '@ancam/core';
import { startFarm } from './farm.ts';
import { demoFleet } from './fleets/demo.ts';
import { mixedFleet } from './fleets/mixed.ts';
import type { CameraSpec } from './spec.ts';

const DEFAULT_BASE = '127.23.0.1';

interface Arguments {
  readonly cameras: CameraSpec[];
  readonly portOffset: number;
  readonly multicast: string | undefined;
  /** File for what the cameras received, one JSON line per connection: address, port, transport, bytes in hex. */
  readonly received: string | undefined;
  readonly certificatesFirst: boolean;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      fleet: { type: 'string', default: 'demo' },
      count: { type: 'string', default: '200' },
      base: { type: 'string', default: DEFAULT_BASE },
      from: { type: 'string', default: '0' },
      'port-offset': { type: 'string', default: '0' },
      multicast: { type: 'string' },
      received: { type: 'string' },
      'certificates-first': { type: 'boolean', default: false },
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
  return { cameras, portOffset, multicast: values.multicast, received: values.received, certificatesFirst: values['certificates-first'] };
}

const { cameras, portOffset, multicast, received, certificatesFirst } = readArguments();
const farm = await startFarm({
  cameras,
  portOffset,
  certificatesFirst,
  record: received !== undefined,
  ...(multicast === undefined ? {} : { multicast }),
});
process.stdout.write(`${JSON.stringify({ cameras: farm.cameras, ports: farm.ports, discoveryPort: farm.discoveryPort })}\n`);

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  process.stdin.destroy();
  if (received !== undefined) writeFileSync(received, receivedLines());
  void farm.close();
}

function receivedLines(): string {
  return farm
    .received()
    .map(({ bytes, ...where }) => `${JSON.stringify({ ...where, bytes: bytes.toString('hex') })}\n`)
    .join('');
}
process.once('SIGTERM', end);
process.once('SIGINT', end);
process.stdin.once('end', end).once('close', end).resume();
