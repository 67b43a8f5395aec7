import { demoFleet, startFarm } from '@ancam/camera-farm';
import type { Farm } from '@ancam/camera-farm';
import { AppError } from '@ancam/core';

/** Added to every port where the low ones may not be bound. */
const OFFSET = 20_000;

/** The demo's simulated cameras, running: on the ports that real cameras use, or shifted where the system does not allow that. */
export async function startDemoFleet(): Promise<Farm> {
  const cameras = demoFleet();
  try {
    return await startFarm({ cameras });
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return startFarm({ cameras, portOffset: OFFSET });
  }
}

/** The ports of a farm as `createPlan` reads them; makers' own ports have no protocol that is spoken to. */
export function portsOf(farm: Farm): string {
  return farm.ports
    .map(({ port, protocol }) => (protocol === 'vendor' || protocol === 'debug' ? String(port) : `${protocol}:${port}`))
    .join(',');
}
