import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { CameraTruth } from '@ancam/camera-farm';
import { runMeasured } from './child.ts';

/**
 * Tried on ten and on twenty cameras: this is the quickest call that still reads headers, titles, realms, RTSP methods and certificates.
 * `banner` and `wsdd-discover` cost more and told neither model nor firmware; a lower version intensity saved nothing.
 */
const SCRIPTS = ['http-title', 'http-auth', 'http-server-header', 'rtsp-methods', 'ssl-cert'];
export const NMAP_CALL: readonly string[] = [
  '-n',
  '-Pn',
  '-sT',
  '-sV',
  '-T5',
  '--min-parallelism',
  '100',
  '--open',
  '--script',
  SCRIPTS.join(','),
];

/** One run of nmap with all it said, by address. */
export interface NmapRun {
  readonly version: string;
  readonly seconds: number;
  /** As it says itself, without its start. */
  readonly ownSeconds: number;
  readonly timedOut: boolean;
  /** Open ports as `address:port`. */
  readonly open: readonly string[];
  /** Everything in its XML about the host, as one text in lower case. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Where nmap is; undefined where it is not installed. */
export function findNmap(): string | undefined {
  return ['/usr/bin/nmap', '/usr/local/bin/nmap', '/opt/homebrew/bin/nmap'].find((path) => existsSync(path));
}

/** Runs nmap (`program`, with what stands before it) by a call on the ranges or addresses and ports, at most so many seconds. */
export async function runNmap(
  [program = '', ...before]: readonly string[],
  call: readonly string[],
  targets: readonly string[],
  ports: readonly number[],
  limitSeconds: number,
): Promise<NmapRun> {
  const folder = mkdtempSync(join(tmpdir(), 'ancam-bench-'));
  const file = join(folder, 'nmap.xml');
  try {
    const { stdout } = await runMeasured(program, [...before, '--version'], 10);
    const { seconds, timedOut } = await runMeasured(
      program,
      [...before, ...call, '-p', ports.join(','), '-oX', file, ...targets.map(nmapRange)],
      limitSeconds,
    );
    const xml = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const ownSeconds = Number(/<finished [^>]*elapsed="([\d.]+)"/.exec(xml)?.[1] ?? seconds);
    return { version: stdout.split(' ( ')[0] ?? 'nmap', seconds, ownSeconds, timedOut, open: readOpen(xml), texts: readXml(xml) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `127.44.0.0-127.44.3.255` as nmap writes it: octet by octet. The range must begin and end with whole blocks of 256. */
function nmapRange(target: string): string {
  if (!target.includes('-')) return target;
  const [from = '', to = ''] = target.split('-').map((address) => address.split('.'));
  const octets = Array.from(from, (octet, at) => (octet === to[at] ? octet : `${octet}-${to[at] ?? octet}`));
  return octets.join('.');
}

function readXml(xml: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    processEntities: true,
    isArray: (name) => name === 'host',
  });
  // A run that was cut off has no end tag; what it wrote of whole hosts still counts.
  for (const [piece] of xml.matchAll(/<host [\s\S]*?<\/host>/g)) {
    const parsed: unknown = parser.parse(piece);
    const address = /<address addr="([^"]+)"/.exec(piece)?.[1];
    if (address !== undefined) texts.set(address, JSON.stringify(parsed).toLowerCase());
  }
  return texts;
}

function readOpen(xml: string): readonly string[] {
  return [...xml.matchAll(/<host [\s\S]*?<\/host>/g)].flatMap(([piece]) => {
    const address = /<address addr="([^"]+)" addrtype="ipv4"/.exec(piece)?.[1] ?? '';
    return [...piece.matchAll(/portid="(\d+)"><state state="open"/g)].map(([, port]) => `${address}:${port}`);
  });
}

/** What nmap said rightly about a camera. */
export type Said = Readonly<Record<'maker' | 'model' | 'firmware', boolean>>;

/** Generous: the maker (any word of its name), the model and the firmware count wherever they stand in what nmap said of the host. */
export function saysOf({ texts }: NmapRun, { address, maker, makerName, model, firmware }: CameraTruth): Said {
  const text = texts.get(address) ?? '';
  const makers = [maker, ...makerName.toLowerCase().split(/[\s/()-]+/)].filter((word) => word.length > 2);
  return {
    maker: makers.some((word) => text.includes(word)),
    model: text.includes(model.toLowerCase()),
    firmware: text.includes(firmware.toLowerCase()),
  };
}
