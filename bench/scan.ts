import { fileURLToPath } from 'node:url';
import type { CameraTruth } from '@ancam/camera-farm';
import type { ScanResult } from '@ancam/core';
import { runOurs } from './child.ts';
import type { Measured } from './child.ts';
import { startFarmProcess } from './farm-process.ts';
import { round } from './figures.ts';
import type { BenchOptions, Figure } from './figures.ts';
import { NMAP_CALL, findNmap, runNmap, saysOf } from './nmap.ts';
import type { NmapRun, Said } from './nmap.ts';

const MAIN = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
/** Longest time given to our own scan. */
const OUR_SECONDS = 900;
/** Cameras stand in this many times as many addresses. */
const SPREAD = { few: 5.12, many: 4.096 };

/** Groups of the mix, told by the services that a camera has. */
const GROUPS: readonly { readonly name: string; readonly has: (ports: CameraTruth['ports']) => boolean }[] = [
  { name: 'HTTP+RTSP+Telnet', has: (ports) => 'telnet' in ports },
  { name: 'HTTP+HTTPS+RTSP+ONVIF', has: (ports) => 'https' in ports },
  { name: 'RTSP only', has: (ports) => !('http' in ports) },
  { name: 'HTTP+RTSP', has: () => true },
];

/** The scan benchmark: our time, right identities and memory, beside nmap on the same cameras, addresses and ports. */
export async function benchScan(options: BenchOptions): Promise<readonly Figure[]> {
  return [...(await compared(options)), ...(await alone(options))];
}

async function compared({ cameras, peerSeconds }: BenchOptions): Promise<readonly Figure[]> {
  await using farm = await startFarmProcess(cameras);
  const addresses = wholeBlocks(cameras * SPREAD.few);
  const target = rangeOf(addresses);
  const ours = await scanOurs(target, farm.ports, addresses);
  const right = rightOf(ours, farm.cameras, IDENTITY);
  const makers = rightOf(ours, farm.cameras, ['maker']);
  const nmap = findNmap();
  const peer = nmap === undefined ? undefined : await runNmap(nmap, target, farm.ports, peerSeconds);
  const said = (truth: CameraTruth): Said => saysOf(peer?.texts.get(truth.address) ?? '', truth);
  const peerRight = farm.cameras.filter((truth) => Object.values(said(truth)).every(Boolean));
  const about = `${cameras} cameras in ${addresses} addresses, ports ${farm.ports.join(',')}`;
  return [
    {
      name: 'verdict_seconds_200',
      unit: 's',
      ours: round(ours.measured.seconds),
      peer: peer === undefined ? null : round(peer.seconds),
      note: `${about}; peer: ${describePeer(peer, peerSeconds)}${ratio(ours.measured.seconds, peer)}`,
    },
    {
      name: 'correct_identities_200',
      unit: 'cameras',
      ours: right.length,
      peer: peer === undefined ? null : peerRight.length,
      note: `maker, model and firmware all right. ${byGroup(farm.cameras, right, peer === undefined ? undefined : peerRight)}`,
    },
    {
      name: 'correct_makers_200',
      unit: 'cameras',
      ours: makers.length,
      peer: peer === undefined ? null : farm.cameras.filter((truth) => said(truth).maker).length,
      note: 'the maker alone; for the peer, any word of its name anywhere in what it printed',
    },
  ];
}

async function alone({ manyCameras }: BenchOptions): Promise<readonly Figure[]> {
  await using farm = await startFarmProcess(manyCameras);
  const addresses = wholeBlocks(manyCameras * SPREAD.many);
  const ours = await scanOurs(rangeOf(addresses), farm.ports, addresses);
  const right = rightOf(ours, farm.cameras, IDENTITY);
  const note = `${manyCameras} cameras in ${addresses} addresses; the peer is not run at this size`;
  const { seconds, peakMib } = ours.measured;
  return [
    { name: 'verdict_seconds_1000', unit: 's', ours: round(seconds), peer: null, note },
    { name: 'correct_identities_1000', unit: 'cameras', ours: right.length, peer: null, note: byGroup(farm.cameras, right, undefined) },
    {
      name: 'peak_rss_mib_1000',
      unit: 'MiB',
      ours: round(peakMib ?? Number.NaN),
      peer: null,
      note: 'peak resident memory of `ancam scan`, cameras in another process',
    },
  ];
}

interface OurScan {
  readonly measured: Measured;
  readonly result: ScanResult;
}

async function scanOurs(target: string, ports: readonly number[], addresses: number): Promise<OurScan> {
  const call = ['scan', target, '--ports', ports.join(','), '--format', 'json'];
  const measured = await runOurs(MAIN, call, OUR_SECONDS);
  if (measured.code !== 0 && measured.code !== 1)
    throw new Error(`ancam scan of ${addresses} addresses: exit code ${measured.code}: ${measured.stderr}`);
  return { measured, result: JSON.parse(measured.stdout) as ScanResult }; // written by the program under test
}

const IDENTITY = ['maker', 'model', 'firmware'] as const;

function rightOf(
  { result }: OurScan,
  cameras: readonly CameraTruth[],
  parts: readonly (typeof IDENTITY)[number][],
): readonly CameraTruth[] {
  const found = new Map(result.hosts.map(({ address, identity }) => [address, identity]));
  return cameras.filter((truth) => {
    const identity = found.get(truth.address);
    return parts.every((part) => identity?.[part] === truth[part]);
  });
}

/** Whole blocks of 256, which every program can name as one range. */
function wholeBlocks(addresses: number): number {
  return Math.ceil(Math.round(addresses) / 256) * 256;
}

/** The fleet stands on 127.44.0.1 and on, 254 cameras to a block of 256 addresses. */
function rangeOf(addresses: number): string {
  const last = addresses - 1;
  return `127.44.0.0-127.${44 + (last >> 16)}.${(last >> 8) & 255}.${last & 255}`;
}

function describePeer(peer: NmapRun | undefined, limit: number): string {
  if (peer === undefined) return 'nmap is not installed';
  const cut = peer.timedOut ? `, cut off after ${limit} s: its time is a lower bound` : '';
  return `${peer.version}, ${NMAP_CALL.join(' ')}${cut}`;
}

function ratio(ours: number, peer: NmapRun | undefined): string {
  return peer === undefined ? '' : `; ${round(peer.seconds / ours)} times our time`;
}

function byGroup(cameras: readonly CameraTruth[], ours: readonly CameraTruth[], peer: readonly CameraTruth[] | undefined): string {
  const groupOf = (camera: CameraTruth): string => GROUPS.find(({ has }) => has(camera.ports))?.name ?? '';
  const parts = GROUPS.map(({ name }) => {
    const count = (list: readonly CameraTruth[]): number => list.filter((camera) => groupOf(camera) === name).length;
    const theirs = peer === undefined ? '' : `, peer ${count(peer)}`;
    return `${name}: ours ${count(ours)}${theirs} of ${count(cameras)}`;
  });
  return parts.join('; ');
}
