import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { AppError, systemClock } from '@ancam/core';
import type { Clock } from '@ancam/core';
import { SOFTWARE } from '@ancam/scanner';
import type { Config } from './config.ts';
import { keepTidying } from './db/tidy.ts';
import { keepBulkChanging } from './features/bulk-changes/bulk-job.service.ts';
import { keepDuties } from './features/duties/keep-duties.service.ts';
import { keepFolding } from './features/figures/figures.service.ts';
import { counts } from './features/operation/operation.service.ts';
import type { ImportContext } from './features/imports/import-context.ts';
import { keepImports, resumeImports } from './features/imports/import-leases.service.ts';
import { keepLevels } from './features/levels/keep-levels.service.ts';
import { keepMailing } from './features/mails/send.service.ts';
import { keepListening } from './features/probes/silence.service.ts';
import { keepReminding } from './features/reminders/reminders.service.ts';
import { keepReorganising } from './features/reorganisations/job.service.ts';
import { seedMakers } from './features/models/seed.service.ts';
import { interruptDead, keepLeases } from './features/scans/leases.service.ts';
import { keepJournals } from './features/scans/journals.ts';
import type { ScanContext } from './features/scans/scan-context.ts';
import { keepScheduling } from './features/schedules/due.service.ts';
import { mintSetupToken } from './features/sessions/sessions.service.ts';
import { keepFlags } from './features/warnings/apply.service.ts';
import { keepJudging } from './features/evidence/judge.service.ts';
import { openContext } from './open-context.ts';
import { backedUp } from './open-files.ts';
import { createHandlers } from './handlers.ts';
import { createApp } from './http/app.ts';
import { createLog } from './http/log.ts';
import type { MetricSources, Metrics } from './http/metrics.ts';
import { openStore } from './open-store.ts';
import { serveOperations } from './operations/local-socket.ts';
import { stopThreads } from './thread.ts';
import { WEB_FOLDER } from './web-folder.ts';

/** A server that answers. */
export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:8023`. */
  readonly url: string;
  /** One-time link for the first administrator; absent once there is an account. */
  readonly setupLink?: string;
  /** Stops answering, lets running scans end so that they can be resumed, closes the database. */
  readonly close: () => Promise<void>;
}

const NOTHING = async (): Promise<void> => undefined;

/**
 * Opens the store, ends scans of dead processes and starts to listen. Throws `store.locked` where another process has the data. A demonstration
 * stands at a day of its own: then the clock is given.
 */
export async function startServer(config: Config, clock: Clock = systemClock): Promise<RunningServer> {
  const log = createLog(config.logLevel);
  const store = await openStore(config);
  const context = openContext(config, store, log, clock);
  const { runner } = context;
  try {
    await interruptDead(context, store.alone);
    await seedMakers(context);
    const { serve, ...collected } = await openFigures(config, {
      software: SOFTWARE,
      knowledge: context.knowledge.hash,
      usage: store.usage,
      scans: () => runner.ids().length,
      counts: () => counts(context),
    });
    await resumeImports(context, store.alone);
    const app = createApp(context, createHandlers(context), {
      webFolder: WEB_FOLDER,
      ...collected,
      ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
      proxies: config.proxies,
      ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
      // the bindings that the adaptor hands over with each request
      addressOf: (env) => (env as HttpBindings).incoming.socket.remoteAddress ?? '',
    });
    const token = await mintSetupToken(context);
    // no TLS options are given, so the plain server of node:http
    const http = createAdaptorServer({ fetch: app.fetch }) as Server;
    const port = await listen(http, config);
    const url = config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    store.announce(url);
    const { dataFolder } = config;
    const stopOperations = store.alone
      ? await serveOperations({ db: store.db, software: SOFTWARE, dataFolder, ...backedUp(config), store: context.files.store })
      : NOTHING;
    const stopMetrics = await serve();
    const stopLeases = keepLeases(context);
    const stopJournals = keepJournals(context);
    const stopScheduling = keepScheduling(context);
    const stopImports = keepImports(context);
    const stopListening = keepListening(context);
    const stopWork = keepWorking(context, store.alone, url);
    const close = async (): Promise<void> => {
      stopLeases();
      stopJournals();
      stopImports();
      stopListening();
      const closed = new Promise((done) => http.close(done));
      await stopScheduling();
      await stopOperations();
      await stopMetrics();
      await runner.stop();
      await context.imports.stop();
      await stopThreads();
      await stopWork();
      http.closeAllConnections();
      await closed;
      await store.close();
    };
    return { url, ...(token === undefined ? {} : { setupLink: `${url}/setup#token=${token}` }), close };
  } catch (fault) {
    await store.close();
    throw fault;
  }
}

interface Figures {
  readonly metrics?: Metrics;
  /** Begins to serve them on a port of their own where there is to be one; gives how to stop. */
  readonly serve: () => Promise<() => Promise<void>>;
}

/** Figures where the settings name a collector: nobody else reads them, and their library would be a part of every start. */
async function openFigures({ metricsToken, metricsPort }: Config, sources: MetricSources): Promise<Figures> {
  if (metricsToken === undefined && metricsPort === undefined) return { serve: async () => NOTHING };
  const { createMetrics, serveMetrics } = await import('./http/metrics.ts');
  const metrics = createMetrics(sources);
  return { metrics, serve: async () => (metricsPort === undefined ? NOTHING : serveMetrics(metrics, metricsPort)) };
}

/** Begins what goes on beside the requests; gives how to stop it, which waits for what is under way. */
function keepWorking(context: ScanContext & ImportContext, alone: boolean, origin: string): () => Promise<void> {
  const stopFlags = keepFlags(context);
  const stopFolding = keepFolding(context);
  const stopDuties = keepDuties(context);
  const stopReorganising = keepReorganising(context);
  const stopTidying = alone ? keepTidying(context) : NOTHING;
  const stopJudging = keepJudging(context);
  const stopBulk = keepBulkChanging(context);
  const stopLevels = keepLevels(context);
  const stopMailing = context.mail === undefined ? NOTHING : keepMailing(context, { settings: context.mail, origin, alone });
  const stopReminding = keepReminding(context);
  return async () => {
    await stopReminding();
    await stopMailing();
    await stopJudging();
    await stopReorganising();
    await stopBulk();
    await stopLevels();
    await stopFolding();
    await stopDuties();
    await stopTidying();
    await stopFlags();
  };
}

function listen(http: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (fault: NodeJS.ErrnoException) => {
      const busy = fault.code === 'EADDRINUSE';
      const message = busy ? `port ${port} of ${host} is in use` : `cannot listen on ${host}:${port}: ${fault.message}`;
      reject(
        new AppError('input.invalid', message, { place: busy ? 'PORT' : 'HOST', fix: 'set another PORT; 0 takes any free one' }, fault),
      );
    });
    http.listen(port, host, () => {
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
