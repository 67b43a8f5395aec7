import { join } from 'node:path';
import type { Clock } from '@ancam/core';
import { SOFTWARE } from '@ancam/scanner';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { demonstrationIn } from './demo/marker.ts';
import type { ImportContext } from './features/imports/import-context.ts';
import { ImportRunner } from './features/imports/import-runner.ts';
import { formerPlacesFile } from './features/places/former-places.ts';
import { LiveHub } from './features/scans/live.ts';
import { ScanRunner } from './features/scans/runner.ts';
import type { ScanContext } from './features/scans/scan-context.ts';
import { readServerKnowledge } from './own-knowledge.ts';
import { statuteBook } from './law.ts';
import { openFiles } from './open-files.ts';
import type { OpenStore } from './open-store.ts';

/** What the services of a process work with on an open store. */
export function openContext(config: Config, store: OpenStore, log: Logger, clock: Clock): ScanContext & ImportContext {
  const demonstration = demonstrationIn(config.dataFolder);
  return {
    db: store.db,
    instanceId: store.instanceId,
    clock,
    ...readServerKnowledge(config.dataFolder),
    get law() {
      return statuteBook();
    },
    formerPlaces: formerPlacesFile(config.dataFolder),
    log,
    embedded: store.alone,
    software: SOFTWARE,
    access: config.access,
    runner: new ScanRunner(log),
    live: new LiveHub(),
    journalFolder: join(config.dataFolder, 'scans'),
    importFolder: join(config.dataFolder, 'imports'),
    imports: new ImportRunner(),
    // On the embedded database others are served between two chunks, on a server meanwhile: there each unit is counted once for more rows.
    importChunk: store.alone ? 250 : 1000,
    files: openFiles(config),
    demonstration,
    // Nobody outside is written to in the name of a register that is made up.
    ...(config.mail === undefined || demonstration !== null ? {} : { mail: config.mail }),
  };
}
