import type { ScanPlan } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { PROTOCOLS } from '../discover/protocols/index.ts';
import { usualProtocol } from '../plan/ports.ts';
import { DEVICE_PATH, MEDIA_PATH } from '../probe/onvif/index.ts';
import { COMMON_PATHS } from '../probe/rtsp/paths.ts';
import { formatAddress } from '../targets/address.ts';
import { parseTarget } from '../targets/parse.ts';
import { REQUEST_SHAPES } from '../wire/shape-table.ts';
import type { RequestShape } from '../wire/shape-table.ts';

/** One kind of message that a scan would send. */
export interface DryRunLine {
  /** Target as named; a range stands for each of its addresses. */
  readonly target: string;
  /** Port, or 0 where it depends on what answers. */
  readonly port: number;
  readonly shape: string;
  readonly preview: string;
  /** Under which condition it is sent. */
  readonly when: 'always' | 'alive' | 'open' | 'service' | 'maker' | 'opted-in';
}

const CREDENTIAL_SHAPES = new Set(['rtsp-credentials', 'http-credentials', 'onvif-credentials']);
/** Stands for what only the device or chance decides. */
const OPEN_VALUES = {
  random: '/ancam-<random>',
  page: '<page it leads to>',
  icon: '<its icon, or /favicon.ico>',
  account: '<factory account>',
};

type When = DryRunLine['when'];
type Protocol = ReturnType<typeof usualProtocol>;

/** A path that is asked for, and on which condition. */
interface Asked {
  readonly path: string;
  readonly when: When;
}

function shape(id: string): RequestShape[] {
  return REQUEST_SHAPES.filter((one) => one.id === id);
}

function shapesOf(protocol: RequestShape['protocol']): RequestShape[] {
  return REQUEST_SHAPES.filter((one) => one.protocol === protocol && !CREDENTIAL_SHAPES.has(one.id));
}

/** Shapes by the protocol of a port, as they would follow on an open port. */
function shapesFor(protocol: Protocol): RequestShape[] {
  const http = shapesOf('http');
  const rtsp = shapesOf('rtsp');
  const tls = shape('tls-handshake');
  const table: Record<Protocol, RequestShape[]> = {
    http,
    https: [...tls, ...http],
    rtsp,
    rtsps: [...tls, ...rtsp],
    ssh: [...shape('banner-read'), ...shapesOf('ssh')],
    telnet: shape('banner-read'),
    ftp: shape('banner-read'),
    unknown: [...shape('banner-read'), ...shape('http-get'), ...tls, ...shape('rtsp-describe')],
    vendor: [],
  };
  return table[protocol];
}

function makers(paths: readonly string[]): Asked[] {
  return [...new Set(paths)].filter((path) => path !== '/').map((path) => ({ path, when: 'maker' }));
}

function after(...paths: string[]): Asked[] {
  return paths.map((path) => ({ path, when: 'service' }));
}

/** The paths of a shape in the order in which they are asked; those of makers only where the facts point to the maker. */
function pathsOf(one: RequestShape, { vendors }: KnowledgeIndex): Asked[] {
  const { random, page, icon } = OPEN_VALUES;
  if (one.id.startsWith('onvif-')) return after(/profiles|stream-uri/.test(one.id) ? MEDIA_PATH : DEVICE_PATH);
  const table: Readonly<Record<string, Asked[]>> = {
    'http-get': [{ path: '/', when: 'open' }, ...after(page, icon)],
    'http-random': after(random),
    'http-snapshot': makers(vendors.flatMap((vendor) => vendor.snapshotPaths)),
    'rtsp-options': [{ path: '/', when: 'open' }],
    'rtsp-describe': [
      { path: '/', when: 'open' },
      ...after(random, ...COMMON_PATHS),
      ...makers(vendors.flatMap((vendor) => vendor.streamPaths)),
    ],
  };
  return table[one.id] ?? [];
}

/** The lines of a shape on a port, what is known filled in; ONVIF questions go to an address, which is shown with them. */
function previews(
  one: RequestShape,
  knowledge: KnowledgeIndex,
  place: { host: string; secure: string },
): { preview: string; when: When }[] {
  const whole = (preview: string): string =>
    preview.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => (name === 'host' ? place.host : place.secure));
  const asked = pathsOf(one, knowledge);
  const offered = knowledge.vendors.some((vendor) => vendor.vendorRequests.includes(one.id));
  if (asked.length === 0) return [{ preview: whole(one.preview), when: offered ? 'maker' : 'open' }];
  return asked.map(({ path, when }) => {
    const preview = one.preview.includes('{{path}}') ? one.preview.replace('{{path}}', path) : `POST ${path} ${one.preview}`;
    return { preview: whole(preview), when };
  });
}

function credentialLines(target: string): DryRunLine[] {
  const { account, page } = OPEN_VALUES;
  const values: Readonly<Record<string, string>> = { user: account, path: page, host: target, secure: '' };
  return REQUEST_SHAPES.filter((entry) => CREDENTIAL_SHAPES.has(entry.id)).map((one) => {
    const preview = one.preview.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
    return { target, port: 0, shape: one.id, preview, when: 'opted-in' };
  });
}

/** Only IPv4 neighbours are looked at before they are asked. */
function mayBeNear(text: string): boolean {
  const target = parseTarget(text);
  return !('range' in target) || target.range.family === 4;
}

/** How a request names the device: its own address, or a word where the target stands for many. */
function hostText(text: string, port: number, secure: boolean): string {
  const target = parseTarget(text);
  const single = 'range' in target && target.range.first === target.range.last;
  const plain = single ? formatAddress(target.range.family, target.range.first) : '<address>';
  const host = plain.includes(':') ? `[${plain}]` : plain;
  return port === (secure ? 322 : 554) ? host : `${host}:${port}`;
}

/**
 * What a scan of this plan would send, line by line, by target as named; sends nothing and looks no name up.
 */
export function* dryRun(plan: ScanPlan, knowledge: KnowledgeIndex): Iterable<DryRunLine> {
  for (const text of plan.targets) {
    const target = parseTarget(text).text;
    if (mayBeNear(text))
      yield { target, port: 9, shape: 'neighbour-touch', preview: 'datagram without content (in own networks only)', when: 'always' };
    if (plan.discovery.unicast) {
      yield* discoveryLines(target, plan, 'each', 'always');
      yield* discoveryLines(target, plan, 'living', 'alive');
    }
    for (const [ports, when] of [[plan.ports, 'always'] as const, [plan.furtherPorts, 'alive'] as const]) {
      for (const spec of ports) {
        yield { target, port: spec.port, shape: 'tcp-connect', preview: 'TCP connect, no data', when };
        const protocol = usualProtocol(spec);
        const place = { host: hostText(target, spec.port, protocol === 'rtsps'), secure: protocol === 'rtsps' ? 's' : '' };
        for (const one of shapesFor(protocol)) {
          for (const line of previews(one, knowledge, place)) yield { target, port: spec.port, shape: one.id, ...line };
        }
      }
    }
    if (plan.snmpPort !== undefined) {
      for (const one of shapesOf('snmp')) yield { target, port: plan.snmpPort, shape: one.id, preview: one.preview, when: 'alive' };
    }
    if (plan.factoryPasswordTest) yield* credentialLines(target);
  }
  for (const name of plan.discovery.interfaces) yield* discoveryLines(`multicast on ${name}`, plan, 'all', 'always');
}

function* discoveryLines(target: string, plan: ScanPlan, unicast: 'each' | 'living' | 'all', when: When): Iterable<DryRunLine> {
  for (const protocol of PROTOCOLS.filter((one) => unicast === 'all' || one.unicast === unicast)) {
    const port = (protocol.id === 'ws-discovery' ? plan.discovery.port : undefined) ?? protocol.port;
    for (const id of new Set(protocol.shapes)) {
      for (const one of shape(id)) yield { target, port, shape: id, preview: one.preview, when };
    }
  }
}
