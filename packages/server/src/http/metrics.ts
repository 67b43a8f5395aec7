import { createServer } from 'node:http';
import { AppError } from '@ancam/core';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { PoolUsage } from '../db/database.ts';

/** Where the figures come from. */
export interface MetricSources {
  readonly software: string;
  readonly knowledge: string;
  readonly usage: () => PoolUsage;
  /** Scans that run in this process. */
  readonly scans: () => number;
  /** Counts kept in the database, read at each collection; a failure shows as `ancam_database_up 0`. */
  readonly counts: () => Promise<{
    readonly auditHeads: number;
    readonly jobs: readonly { readonly state: string; readonly count: number }[];
  }>;
}

/** One answered request. `route` is the id of the contract, never the path: paths hold ids of records. */
export interface AnsweredRequest {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  readonly observe: (request: AnsweredRequest) => void;
  /** The exposition for Prometheus. */
  readonly render: () => Promise<Response>;
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The figures of one server; each server has its own registry. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const labelNames = ['route', 'method', 'status'] as const;
  const requests = new Histogram({
    name: 'ancam_http_request_duration_seconds',
    help: 'Answered requests by route of the API',
    labelNames,
    buckets: BUCKETS,
    registers,
  });
  const info = new Gauge({ name: 'ancam_info', help: 'Program and knowledge', labelNames: ['software', 'knowledge'], registers });
  info.set({ software: sources.software, knowledge: sources.knowledge }, 1);
  const connections = new Gauge({ name: 'ancam_database_connections', help: 'Connections by state', labelNames: ['state'], registers });
  const scans = new Gauge({ name: 'ancam_scans_running', help: 'Scans that run in this process', registers });
  const up = new Gauge({ name: 'ancam_database_up', help: '1 while the database answers', registers });
  const heads = new Gauge({ name: 'ancam_audit_chains', help: 'Audit chains with an event', registers });
  const jobs = new Gauge({ name: 'ancam_import_jobs', help: 'Import jobs by state', labelNames: ['state'], registers });

  async function collect(): Promise<void> {
    const { total, idle, waiting } = sources.usage();
    connections.set({ state: 'used' }, total - idle);
    connections.set({ state: 'idle' }, idle);
    connections.set({ state: 'waiting' }, waiting);
    scans.set(sources.scans());
    jobs.reset();
    try {
      const counts = await sources.counts();
      heads.set(counts.auditHeads);
      for (const { state, count } of counts.jobs) jobs.set({ state }, count);
      up.set(1);
    } catch {
      up.set(0); // that is the message
    }
  }

  return {
    observe: ({ route, method, status, seconds }) => requests.observe({ route, method, status: String(status) }, seconds),
    render: async () => {
      await collect();
      return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' } });
    },
  };
}

/** Serves the figures on a port of the loopback address alone, which no proxy passes on. Returns how to stop. */
export async function serveMetrics(metrics: Metrics, port: number): Promise<() => Promise<void>> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url !== '/metrics' || incoming.method !== 'GET') {
      outgoing.writeHead(404).end();
      return;
    }
    metrics
      .render()
      .then(async (response) => outgoing.writeHead(200, Object.fromEntries(response.headers)).end(await response.text()))
      .catch(() => outgoing.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault) =>
      reject(
        new AppError(
          'input.invalid',
          `cannot listen on 127.0.0.1:${port}`,
          { place: 'ANCAM_METRICS_PORT', fix: 'set another port' },
          fault,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  server.unref();
  return async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
}
