import type { CameraTruth } from '@ancam/camera-farm';
import { BASE, startFarmProcess } from './farm-process.ts';
import type { FarmProcess } from './farm-process.ts';
import { middle, round } from './figures.ts';
import type { BenchOptions, Figure } from './figures.ts';
import { GROUPS, byGroup, groupOf } from './mix.ts';
import type { MixGroup } from './mix.ts';
import { NMAP_CALL, findNmap, runNmap, saysOf } from './nmap.ts';
import type { NmapRun } from './nmap.ts';
import { IDENTITY, rightOf, scanOurs } from './ours.ts';
import type { OurScan } from './ours.ts';

/** Addresses per camera: 200 cameras stand in 1,024 addresses, 1,000 in 4,096, 5,000 in 20,480. */
const SPREAD = { few: 5.12, many: 4.096 };
/** Our runs before and after the peer's: it takes two minutes, we two seconds, in which one stall of the machine would decide. */
const BEFORE = 3;
const AFTER = 2;
/** The peer takes longer for one camera; by then it has been read. */
const START_SECONDS = 5;
/** Cameras of each kind in the comparison by kind. */
const GROUP_SAMPLE = 20;

/** The scan benchmark: our time, right identities and memory, beside nmap on the same cameras, addresses and ports. */
export async function benchScan(options: BenchOptions): Promise<readonly Figure[]> {
  const { cameras, manyCameras, mostCameras } = options;
  const figures: Figure[] = [];
  if (cameras > 0) figures.push(...(await compared(options)));
  if (manyCameras > 0) figures.push(...(await alone(manyCameras, '1000')));
  if (mostCameras > 0) figures.push(...(await alone(mostCameras, '5000')));
  return figures;
}

async function compared({ cameras, peerSeconds }: BenchOptions): Promise<readonly Figure[]> {
  await using farm = await startFarmProcess(cameras);
  const addresses = wholeBlocks(cameras * SPREAD.few);
  const target = rangeOf(addresses);
  const nmap = findNmap();
  await startBoth(farm, nmap);
  const runs: OurScan[] = [];
  for (let run = 0; run < BEFORE; run += 1) runs.push(await scanOurs([target], farm.ports));
  const peer = nmap === undefined ? undefined : await runNmap([nmap], NMAP_CALL, [target], farm.ports, peerSeconds);
  for (let run = 0; run < AFTER; run += 1) runs.push(await scanOurs([target], farm.ports));
  const seconds = middle(runs.map((run) => run.seconds));
  const times = runs.map((run) => round(run.seconds)).join(', ');
  /** What every run had right. */
  const right = (parts: Parameters<typeof rightOf>[2]): readonly CameraTruth[] =>
    runs.reduce((cameras, run) => rightOf(run, cameras, parts), farm.cameras);
  const about = `${cameras} cameras in ${addresses} addresses, ports ${farm.ports.join(',')}`;
  const figures: Figure[] = [
    {
      name: 'verdict_seconds_200',
      unit: 's',
      ours: round(seconds),
      peer: peer === undefined ? null : round(peer.seconds),
      note: `${about}; ours: the middle of ${times}, the last ${AFTER} after the peer; peer: ${describePeer(peer, peerSeconds)}${ratio(seconds, peer)}`,
    },
    {
      name: 'correct_identities_200',
      unit: 'cameras',
      ours: right(IDENTITY).length,
      peer: peer === undefined ? null : peerRight(peer, farm.cameras).length,
      note: `maker, model and firmware all right in every run. ${byGroup(farm.cameras, right(IDENTITY), peer && peerRight(peer, farm.cameras))}`,
    },
    {
      name: 'correct_makers_200',
      unit: 'cameras',
      ours: right(['maker']).length,
      peer: peer === undefined ? null : farm.cameras.filter((truth) => saysOf(peer, truth).maker).length,
      note: 'the maker alone; for the peer, any word of its name anywhere in what it printed',
    },
  ];
  for (const group of GROUPS) figures.push(await comparedGroup(group, farm, nmap, peerSeconds));
  return figures;
}

/** Starts the two on one camera: their first start on a machine, which reads them from the disk, counts for neither. */
async function startBoth(farm: FarmProcess, nmap: string | undefined): Promise<void> {
  const targets = farm.cameras
    .filter(({ ports }) => 'https' in ports)
    .slice(0, 1)
    .map(({ address }) => address);
  await scanOurs(targets, farm.ports);
  if (nmap !== undefined) await runNmap([nmap], NMAP_CALL, targets, farm.ports, START_SECONDS);
}

/** The two on some cameras of one kind, named one by one: the ratio of times by kind. */
async function comparedGroup(group: MixGroup, farm: FarmProcess, nmap: string | undefined, peerSeconds: number): Promise<Figure> {
  const cameras = farm.cameras.filter((camera) => groupOf(camera) === group).slice(0, GROUP_SAMPLE);
  const targets = cameras.map(({ address }) => address);
  const ours = await scanOurs(targets, farm.ports);
  const peer = nmap === undefined ? undefined : await runNmap([nmap], NMAP_CALL, targets, farm.ports, peerSeconds);
  const right = `right identities: ours ${rightOf(ours, cameras, IDENTITY).length}, peer ${peer === undefined ? '-' : peerRight(peer, cameras).length}`;
  return {
    name: `verdict_seconds_${group.key}`,
    unit: 's',
    ours: round(ours.seconds),
    peer: peer === undefined ? null : round(peer.seconds),
    note: `${cameras.length} cameras of the kind ${group.name}, no other addresses; ${right}${ratio(ours.seconds, peer)}`,
  };
}

async function alone(cameras: number, size: string): Promise<readonly Figure[]> {
  await using farm = await startFarmProcess(cameras);
  const addresses = wholeBlocks(cameras * SPREAD.many);
  const ours = await scanOurs([rangeOf(addresses)], farm.ports);
  const right = rightOf(ours, farm.cameras, IDENTITY);
  const note = `${cameras} cameras in ${addresses} addresses; the peer is not run at this size`;
  const memory = 'peak resident memory of `ancam scan`, cameras in another process';
  return [
    { name: `verdict_seconds_${size}`, unit: 's', ours: round(ours.seconds), peer: null, note },
    { name: `correct_identities_${size}`, unit: 'cameras', ours: right.length, peer: null, note: byGroup(farm.cameras, right, undefined) },
    { name: `peak_rss_mib_${size}`, unit: 'MiB', ours: round(ours.peakMib ?? Number.NaN), peer: null, note: memory },
  ];
}

function peerRight(peer: NmapRun, cameras: readonly CameraTruth[]): readonly CameraTruth[] {
  return cameras.filter((truth) => Object.values(saysOf(peer, truth)).every(Boolean));
}

/** Whole blocks of 256, which every program can name as one range. */
function wholeBlocks(addresses: number): number {
  return Math.ceil(Math.round(addresses) / 256) * 256;
}

/** The fleet stands at the beginning of the range, 254 cameras to a block of 256 addresses. */
function rangeOf(addresses: number): string {
  const [a = 127, b = 0] = BASE.split('.').map(Number);
  const last = addresses - 1;
  return `${a}.${b}.0.0-${a}.${b + (last >> 16)}.${(last >> 8) & 255}.${last & 255}`;
}

function describePeer(peer: NmapRun | undefined, limit: number): string {
  if (peer === undefined) return 'nmap is not installed';
  const cut = peer.timedOut ? `, cut off after ${limit} s: its time is a lower bound` : '';
  return `${peer.version}, ${NMAP_CALL.join(' ')}${cut}`;
}

function ratio(ours: number, peer: NmapRun | undefined): string {
  return peer === undefined
    ? '; nmap is not installed'
    : `; ${peer.timedOut ? 'more than ' : ''}${round(peer.seconds / ours)} times our time`;
}
