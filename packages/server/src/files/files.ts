import { AppError } from '@ancam/core';
import { keptKey, quarantineKey } from './blob-store.ts';
import type { BlobStore } from './blob-store.ts';
import type { Scanner } from './virus-scan.ts';

/** How this server takes files in and where it keeps them. */
export interface Files {
  /** Folder of this machine where uploads arrive. */
  readonly incoming: string;
  readonly store: BlobStore;
  /** Absent where no virus scanner is set up. */
  readonly scanner?: Scanner;
  /** Bytes of the largest file. */
  readonly largest: number;
}

/** The bytes of a kept file. Throws `store.failed` where they are gone. */
export async function openKept({ store }: Files, sha256: string): Promise<AsyncIterable<Uint8Array>> {
  const content = await store.open(keptKey(sha256));
  if (content !== undefined) return content;
  throw new AppError('store.failed', 'the file is not in the store', { place: sha256, fix: 'restore it from a backup' });
}

/** Where the bytes of a version lie while its scan is in a state. */
export function keyOf(row: { readonly sha256: string; readonly scan: string }): string {
  return row.scan === 'waiting' ? quarantineKey(row.sha256) : keptKey(row.sha256);
}
