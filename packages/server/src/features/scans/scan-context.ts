import type { Context } from '../../context.ts';
import type { ImportRunner } from '../imports/import-runner.ts';
import type { LiveHub } from './live.ts';
import type { ScanRunner } from './runner.ts';

/** What the services of scans work with. */
export interface ScanContext extends Context {
  readonly runner: ScanRunner;
  readonly live: LiveHub;
  /** Folder of what devices answered that are still being read, one of each scan that is not complete. */
  readonly journalFolder: string;
  /** Folder of uploaded files. */
  readonly importFolder: string;
  /** Works on what was uploaded. */
  readonly imports: ImportRunner;
}
