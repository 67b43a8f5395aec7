import type { Context } from '../../context.ts';
import type { ImportRunner } from './import-runner.ts';

/** What the services of imports work with. */
export interface ImportContext extends Context {
  /** Folder of uploaded files. */
  readonly importFolder: string;
  readonly imports: ImportRunner;
  /** Rows of one transaction: long enough to be quick, short enough for those who wait for it. */
  readonly importChunk: number;
}
