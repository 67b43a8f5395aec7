import type { Incoming } from './incoming.ts';

/**
 * Where the bytes of evidence lie: a folder, or a bucket of a service that speaks S3. Keys are made from the SHA-256 of the content, so
 * what lies under a key never changes and is never overwritten.
 */
export interface BlobStore {
  /** A folder, or the address of a bucket; for people. */
  readonly place: string;
  /**
   * Keeps a file under a key; durable when it returns. Where the key is taken, what lies there is proven to be the same content.
   * Throws `store.failed`.
   */
  readonly put: (key: string, incoming: Incoming) => Promise<void>;
  /** The bytes under a key; undefined where there are none. Throws `store.failed` where the store does not answer. */
  readonly open: (key: string) => Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Size in bytes; undefined where there is nothing. */
  readonly sizeOf: (key: string) => Promise<number | undefined>;
  /** Takes away what was only kept apart until it was judged. */
  readonly remove: (key: string) => Promise<void>;
}

/** Where content lies that may be opened. */
export function keptKey(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

/** Where content lies apart that a scanner has not judged yet. */
export function quarantineKey(sha256: string): string {
  return `quarantine/${sha256}`;
}
