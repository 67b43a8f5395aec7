import { openAsBlob } from 'node:fs';
import { AppError } from '@ancam/core';
import { S3mini, S3ServiceError } from 's3mini';
import type { BlobStore } from './blob-store.ts';
import { hashOf } from './incoming.ts';

/** A bucket of a service that speaks S3. */
export interface S3Settings {
  /** `https://host[:port]/bucket`, or `https://bucket.host`. */
  readonly url: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Evidence in a bucket. Only reading, writing and removing single objects is asked of the service. */
export function s3Store({ url, region, accessKey, secretKey }: S3Settings): BlobStore {
  const s3 = new S3mini({ endpoint: url, region, accessKeyId: accessKey, secretAccessKey: secretKey });
  const asked = <T>(key: string, question: () => Promise<T>): Promise<T> =>
    question().catch((thrown: unknown) => {
      throw thrown instanceof AppError ? thrown : failed(url, key, thrown);
    });
  const read = async (key: string): Promise<AsyncIterable<Uint8Array> | undefined> => {
    try {
      return (await s3.getObjectRaw(key)).body ?? none();
    } catch (thrown) {
      if (thrown instanceof S3ServiceError && thrown.status === 404) return undefined;
      throw thrown;
    }
  };
  const sizeOf = async (key: string): Promise<number | undefined> =>
    (await s3.objectExists(key)) === true ? s3.getContentLength(key) : undefined;
  const assertSame = async (key: string, sha256: string): Promise<void> => {
    if ((await hashOf((await read(key)) ?? none())) === sha256) return;
    throw new AppError('store.failed', 'what lies there is not what was kept', { place: `${url}/${key}`, fix: 'restore it from a backup' });
  };
  return {
    place: url,
    put: (key, { path, size, sha256 }) =>
      asked(key, async () => {
        if ((await sizeOf(key)) !== undefined) return assertSame(key, sha256);
        // The service compares the content with its hash, and refuses where somebody else was faster.
        const headers = { 'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'), 'if-none-match': '*' };
        try {
          await s3.putObject(key, await openAsBlob(path), 'application/octet-stream', undefined, headers, size);
        } catch (thrown) {
          if (!(thrown instanceof S3ServiceError && (thrown.status === 412 || thrown.status === 409))) throw thrown;
          await assertSame(key, sha256);
        }
      }),
    open: (key) => asked(key, () => read(key)),
    sizeOf: (key) => asked(key, () => sizeOf(key)),
    remove: (key) => asked(key, async () => void (await s3.deleteObject(key))),
  };
}

async function* none(): AsyncGenerator<Uint8Array> {
  // no parts
}

function failed(url: string, key: string, cause: unknown): AppError {
  const place = `${url}/${key}`;
  return new AppError(
    'store.failed',
    'the store of files does not answer as it should',
    { place, fix: 'try again; see ANCAM_S3_URL' },
    cause,
  );
}
