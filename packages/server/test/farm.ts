import { demoFleet, startFarm } from '@ancam/camera-farm';
import type { Farm } from '@ancam/camera-farm';

/** Ports below 1024 are not for everybody. */
const OFFSET = 20_000;

/** The first two of the fleet are in good condition; tests want flaws to find. */
const GOOD = 2;

/** Simulated cameras near an address, and the ports of a scan that finds them. */
export async function startCameras(base: string, count: number): Promise<{ farm: Farm; ports: string; targets: string[] }> {
  const farm = await startFarm({ cameras: demoFleet(base).slice(GOOD, GOOD + count), portOffset: OFFSET });
  const spoken = farm.ports.filter(({ protocol }) => ['http', 'https', 'rtsp', 'rtsps', 'telnet', 'ssh', 'ftp'].includes(protocol));
  const ports = spoken.map(({ port, protocol }) => `${protocol}:${port}`).join(',');
  return { farm, ports, targets: farm.cameras.map(({ address }) => address) };
}
