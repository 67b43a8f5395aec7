import { join } from 'node:path';
import type { Config } from './config.ts';
import type { BlobStore } from './files/blob-store.ts';
import type { Files } from './files/files.ts';
import { folderStore } from './files/folder-store.ts';
import { s3Store } from './files/s3-store.ts';
import { openScanner } from './files/virus-scan.ts';

/** Evidence files lie beside the embedded database, outside of it. */
export const filesFolderOf = (dataFolder: string): string => join(dataFolder, 'files');

/** The files that a backup can hold: those of the folder. A bucket is kept safe by its own service. */
export function backedUp({ dataFolder, s3 }: Pick<Config, 's3' | 'dataFolder'>): {
  readonly filesFolder: string;
  readonly bucket?: string;
} {
  return { filesFolder: filesFolderOf(dataFolder), ...(s3 === undefined ? {} : { bucket: s3.url }) };
}

/** Where evidence lies by the settings. */
export function openBlobs({ s3, dataFolder }: Pick<Config, 's3' | 'dataFolder'>): BlobStore {
  return s3 === undefined ? folderStore(filesFolderOf(dataFolder)) : s3Store(s3);
}

/** How this server takes files in and where it keeps them, by its settings. */
export function openFiles(config: Config): Files {
  const { dataFolder, virusScan, largestFile: largest } = config;
  // Uploads arrive outside of the store, so that a backup of it holds whole files only.
  const files = { incoming: join(dataFolder, 'incoming'), store: openBlobs(config), largest };
  return virusScan === undefined ? files : { ...files, scanner: openScanner(virusScan) };
}
