import type { KnowledgeIndex } from '@ancam/knowledge';
import type { Logger } from 'pino';
import type { Store } from './db/actor.ts';
import type { FileStore } from './files/file-store.ts';
import type { Scanner } from './files/virus-scan.ts';

/** What every service of a running server works with. */
export interface Context extends Store {
  readonly knowledge: KnowledgeIndex;
  /** Former administrative units imported into the data folder, where there can be any. */
  readonly formerPlaces?: string;
  readonly log: Logger;
  /** Name and version, as written into results. */
  readonly software: string;
  /** Where evidence lies. */
  readonly files: FileStore;
  /** Absent where none is set up. */
  readonly scanner?: Scanner;
  /** Bytes of the largest file of evidence. */
  readonly largestFile: number;
}
