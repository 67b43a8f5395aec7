import { mkdirSync } from 'node:fs';
import type { DemoProvince } from '@ancam/knowledge';
import type { Config } from '../config.ts';
import { createHandlers } from '../handlers.ts';
import { createApp } from '../http/app.ts';
import { createLog } from '../http/log.ts';
import { openContext } from '../open-context.ts';
import { openStore } from '../open-store.ts';
import { WEB_FOLDER } from '../web-folder.ts';
import { provinceFigures } from './figures.ts';
import type { ProvinceFigures } from './figures.ts';
import type { DemoAccount } from './in-process.ts';
import { loadProvince } from './load-province.ts';
import { markDemonstration } from './marker.ts';

/** A loaded demonstration: what its register counts, and who may look around in it. */
export interface LoadedDemo {
  readonly figures: ProvinceFigures;
  readonly accounts: readonly DemoAccount[];
}

const MORNING = 'T01:00:00.000Z';

/**
 * Loads a province into an empty data folder through the API, each thing on its day, marks the folder, and counts. `without`: the number of
 * a system whose decision is left out. Throws `setup.done` where the folder holds a register.
 */
export async function openDemo(config: Config, demo: DemoProvince, without?: number): Promise<LoadedDemo> {
  mkdirSync(config.dataFolder, { recursive: true });
  markDemonstration(config.dataFolder, { demonstration: demo.id, asOf: demo.asOf });
  const log = createLog(config.logLevel);
  const store = await openStore(config);
  let now = new Date(`${demo.asOf}${MORNING}`);
  const context = openContext(config, store, log, () => now);
  const app = createApp(context, createHandlers(context), { webFolder: WEB_FOLDER, addressOf: () => '127.0.0.1' });
  const at = (day: string): void => {
    now = new Date(`${day}${MORNING}`);
  };
  try {
    const accounts = await loadProvince(demo, { context, app, at }, without);
    return { figures: await provinceFigures(context, demo.asOf), accounts };
  } finally {
    await context.runner.stop();
    await context.imports.stop();
    await store.close();
  }
}

/** A clock that begins at the morning of a day and goes on from there. */
export function clockFrom(day: string): () => Date {
  const offset = Date.now() - Date.parse(`${day}${MORNING}`);
  return () => new Date(Date.now() - offset);
}
