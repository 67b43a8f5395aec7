import { demoFleet, startFarm } from '@ancam/camera-farm';
import type { CameraSpec, Farm, PlantedFlaw } from '@ancam/camera-farm';
import { AppError } from '@ancam/core';

/** Tried in this order: usual ports first, since they need no explanation; addresses or low ports may be taken or not allowed. */
const PLACES = [
  { base: '127.23.0.1', portOffset: 0 },
  { base: '127.61.0.1', portOffset: 0 },
  { base: '127.23.0.1', portOffset: 20_000 },
  { base: '127.61.0.1', portOffset: 20_000 },
] as const;

/** Flaws that are the number of the port itself: on shifted ports there is nothing to plant. */
const PORT_FLAWS: ReadonlySet<PlantedFlaw> = new Set<PlantedFlaw>(['vendor-port', 'debug-port', 'rtmp']);

/** The demo's simulated cameras, running: on the ports that real cameras use, or shifted where the system does not allow that. */
export async function startDemoFleet(): Promise<Farm> {
  let fault: unknown;
  for (const { base, portOffset } of PLACES) {
    try {
      return await startFarm({ cameras: camerasAt(base, portOffset), portOffset });
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      fault = thrown;
    }
  }
  throw fault;
}

function camerasAt(base: string, portOffset: number): readonly CameraSpec[] {
  const fleet = demoFleet(base);
  if (portOffset === 0) return fleet;
  return fleet.map((camera) => ({ ...camera, flaws: camera.flaws.filter((flaw) => !PORT_FLAWS.has(flaw)) }));
}

/** The ports of a farm as `createPlan` reads them; makers' own ports have no protocol that is spoken to. */
export function portsOf(farm: Farm): string {
  return farm.ports
    .map(({ port, protocol }) => (protocol === 'vendor' || protocol === 'debug' ? String(port) : `${protocol}:${port}`))
    .join(',');
}
