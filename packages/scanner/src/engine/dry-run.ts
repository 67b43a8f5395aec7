import type { ScanPlan } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { WSD_PORT } from '../discover/index.ts';
import { usualProtocol } from '../plan/ports.ts';
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

function shape(id: string): RequestShape[] {
  return REQUEST_SHAPES.filter((one) => one.id === id);
}

function shapesOf(protocol: RequestShape['protocol']): RequestShape[] {
  return REQUEST_SHAPES.filter((one) => one.protocol === protocol && !CREDENTIAL_SHAPES.has(one.id));
}

/** Shapes by the protocol of a port, as they would follow on an open port. */
function shapesFor(protocol: ReturnType<typeof usualProtocol>): RequestShape[] {
  const http = shapesOf('http');
  const rtsp = shapesOf('rtsp');
  const tls = shape('tls-handshake');
  const table: Record<typeof protocol, RequestShape[]> = {
    http,
    https: [...tls, ...http],
    rtsp,
    rtsps: [...tls, ...rtsp],
    ssh: shape('banner-read'),
    telnet: shape('banner-read'),
    ftp: shape('banner-read'),
    unknown: [...shape('banner-read'), ...shape('http-get'), ...tls, ...shape('rtsp-options')],
    vendor: [],
  };
  return table[protocol];
}

/** Values of variables that depend on knowledge, one line each; others stay as `{{name}}`. */
function previews(one: RequestShape, knowledge: KnowledgeIndex): string[] {
  const paths =
    one.id === 'http-snapshot'
      ? knowledge.vendors.flatMap((vendor) => vendor.snapshotPaths)
      : one.id === 'rtsp-describe'
        ? ['/', ...knowledge.vendors.flatMap((vendor) => vendor.streamPaths)]
        : [];
  return paths.length === 0 ? [one.preview] : [...new Set(paths)].map((path) => one.preview.replace('{{path}}', path));
}

function whenOf(one: RequestShape, knowledge: KnowledgeIndex): DryRunLine['when'] {
  if (knowledge.vendors.some((vendor) => vendor.vendorRequests.includes(one.id)) || one.id === 'http-snapshot') return 'maker';
  return one.id.startsWith('onvif-') || one.id === 'http-random' ? 'service' : 'open';
}

/**
 * What a scan of this plan would send, line by line, by target as named; sends nothing and looks no name up.
 */
export function* dryRun(plan: ScanPlan, knowledge: KnowledgeIndex): Iterable<DryRunLine> {
  for (const text of plan.targets) {
    const target = parseTarget(text).text;
    if (plan.discovery.unicast) yield* discoveryLines(target, plan);
    for (const [ports, when] of [[plan.ports, 'always'] as const, [plan.furtherPorts, 'alive'] as const]) {
      for (const spec of ports) {
        yield { target, port: spec.port, shape: 'tcp-connect', preview: 'TCP connect, no data', when };
        for (const one of shapesFor(usualProtocol(spec))) {
          for (const preview of previews(one, knowledge))
            yield { target, port: spec.port, shape: one.id, preview, when: whenOf(one, knowledge) };
        }
      }
    }
    if (!plan.factoryPasswordTest) continue;
    for (const one of REQUEST_SHAPES.filter((entry) => CREDENTIAL_SHAPES.has(entry.id))) {
      yield { target, port: 0, shape: one.id, preview: one.preview, when: 'opted-in' };
    }
  }
  for (const name of plan.discovery.interfaces) yield* discoveryLines(`multicast on ${name}`, plan);
}

function* discoveryLines(target: string, plan: ScanPlan): Iterable<DryRunLine> {
  for (const one of REQUEST_SHAPES.filter((entry) => entry.protocol === 'wsd')) {
    yield { target, port: plan.discovery.port ?? WSD_PORT, shape: one.id, preview: one.preview, when: 'always' };
  }
}
