import { factText } from '@ancam/core';
import type { CheckNote, Fact, FactName, HostResult, Language, ScanHead } from '@ancam/core';
import { plain } from './input.ts';

/** The version of the output that readers look at. */
const OUTPUT_VERSION = '1.05';

/** What the services are called there. */
const SERVICE_OF: readonly (readonly [FactName, string])[] = [
  ['rtsp.answered', 'rtsp'],
  ['http.answered', 'http'],
  ['ssh.banner', 'ssh'],
  ['telnet.open', 'telnet'],
  ['ftp.banner', 'ftp'],
];

const BANNERS: ReadonlySet<FactName> = new Set(['http.server', 'rtsp.server', 'ssh.banner', 'ftp.banner']);

/** What is told of the checks beside the hosts. */
export interface NmapContext {
  readonly head: Pick<ScanHead, 'software' | 'startedAt' | 'finishedAt' | 'stats'> & { readonly plan: Pick<ScanHead['plan'], 'targets'> };
  readonly checks: readonly CheckNote[];
  readonly language: Language;
}

/**
 * A scan in the XML that readers of `nmap -oX` take: hosts, addresses, open ports, services, and each failed check as the output of a
 * script. In pieces, one host at a time.
 */
export function* nmapPieces(hosts: Iterable<HostResult>, context: NmapContext): Iterable<string> {
  yield nmapOpening(context);
  for (const host of hosts) yield nmapHost(host, context);
  yield nmapEnding(context);
}

/** Up to the first host. */
export function nmapOpening({ head }: NmapContext): string {
  const args = attribute(['ancam', 'scan', ...head.plan.targets].join(' '));
  const version = attribute(head.software);
  const started = `start="${seconds(head.startedAt)}" startstr="${attribute(head.startedAt)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE nmaprun>',
    `<nmaprun scanner="nmap" args="${args}" ${started} version="${version}" xmloutputversion="${OUTPUT_VERSION}">`,
    '<verbose level="0"/>',
    '<debugging level="0"/>',
    '',
  ].join('\n');
}

/** After the last host. */
export function nmapEnding({ head }: NmapContext): string {
  const { startedAt, finishedAt = startedAt, stats } = head;
  const elapsed = ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(2);
  const down = Math.max(0, stats.addresses - stats.alive);
  const finished = `<finished time="${seconds(finishedAt)}" timestr="${attribute(finishedAt)}" elapsed="${elapsed}" exit="success"/>`;
  return `<runstats>${finished}<hosts up="${stats.alive}" down="${down}" total="${stats.alive + down}"/></runstats>\n</nmaprun>\n`;
}

/** One host. */
export function nmapHost(host: HostResult, context: NmapContext): string {
  const { address, identity, life } = host;
  const reason = { open: 'syn-ack', refused: 'conn-refused', discovery: 'udp-response', label: 'user-set' }[life];
  const mac = identity.mac === undefined ? '' : macElement(identity.mac, identity.makerName);
  const ports = [...new Set(host.facts.flatMap(({ name, value }) => (name === 'tcp.open' && typeof value === 'number' ? [value] : [])))];
  const listed = ports.toSorted((a, b) => a - b).map((port) => portElement(host, port));
  const scripts = hostScripts(host, context);
  return [
    `<host starttime="${seconds(host.startedAt)}" endtime="${seconds(host.finishedAt)}">`,
    `<status state="up" reason="${reason}" reason_ttl="0"/>`,
    `<address addr="${attribute(address)}" addrtype="${address.includes(':') ? 'ipv6' : 'ipv4'}"/>${mac}`,
    `<hostnames></hostnames>`,
    `<ports>${listed.join('')}</ports>`,
    ...(scripts === '' ? [] : [`<hostscript>${scripts}</hostscript>`]),
    '</host>',
    '',
  ].join('\n');
}

function macElement(mac: string, vendor: string | undefined): string {
  const written = mac.replaceAll(/(..)(?=.)/g, '$1:');
  return `<address addr="${attribute(written)}" addrtype="mac"${vendor === undefined ? '' : ` vendor="${attribute(vendor)}"`}/>`;
}

function portElement({ facts, identity }: HostResult, port: number): string {
  const here = facts.filter((fact) => fact.port === port);
  const has = (name: FactName): boolean => here.some((fact) => fact.name === name);
  const name = SERVICE_OF.find(([fact]) => has(fact))?.[1];
  const banner = here.find((fact) => BANNERS.has(fact.name))?.value;
  const camera = identity.kind === 'camera' || identity.kind === 'recorder';
  const attributes = [
    `name="${name ?? 'unknown'}"`,
    ...(typeof banner === 'string' ? [`product="${attribute(banner)}"`] : []),
    ...(name !== undefined && has('tls.answered') ? ['tunnel="ssl"'] : []),
    ...(camera ? ['devicetype="webcam"'] : []),
    name === undefined ? 'method="table" conf="3"' : 'method="probed" conf="10"',
  ];
  const state = '<state state="open" reason="syn-ack" reason_ttl="0"/>';
  return `<port protocol="tcp" portid="${port}">${state}<service ${attributes.join(' ')}/></port>`;
}

function hostScripts(host: HostResult, { checks, language }: NmapContext): string {
  const { identity } = host;
  const told = [identity.makerName ?? identity.maker, identity.model, identity.firmware].filter((part) => part !== undefined).join(' ');
  const device = told === '' ? '' : scriptElement('ancam-identity', told);
  const failed = host.checks.flatMap((result) => {
    const note = checks.find(({ id }) => id === result.check);
    if (result.outcome !== 'fail' || note === undefined) return [];
    const seen = result.evidence.map((fact: Fact) => factText(fact, language)).join('; ');
    const output = `${note.title[language]} (${result.severity}; ${note.clauses.join(', ')})${seen === '' ? '' : `: ${seen}`}`;
    return [scriptElement(`ancam-${result.check.replaceAll('/', '-')}`, output)];
  });
  return [device, ...failed].join('');
}

function scriptElement(id: string, output: string): string {
  return `<script id="${attribute(id)}" output="${attribute(output)}"/>`;
}

function seconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000);
}

/** XML 1.0 has no way to write most control characters, and none may reach whoever prints the value: they are left out. */
function attribute(value: string): string {
  return plain(value)
    .replaceAll(/[\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\n', '&#10;');
}
