import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '@ancam/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startS3 } from '../../test/s3-server.ts';
import type { S3Server } from '../../test/s3-server.ts';
import { keptKey, quarantineKey } from './blob-store.ts';
import type { BlobStore } from './blob-store.ts';
import { folderStore } from './folder-store.ts';
import { hashOf } from './incoming.ts';
import type { Incoming } from './incoming.ts';
import { s3Store } from './s3-store.ts';

let folder: string;
let s3: S3Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-blobs-'));
  s3 = await startS3();
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

async function incomingOf(content: Uint8Array): Promise<Incoming> {
  const path = join(folder, randomBytes(8).toString('hex'));
  await writeFile(path, content);
  return { path, size: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') };
}

async function bytesIn(store: BlobStore, key: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of (await store.open(key)) ?? expect.fail(`nothing under ${key}`)) parts.push(part);
  return Buffer.concat(parts);
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : String(thrown)),
  );

const KINDS: readonly [string, () => { store: BlobStore; plant: (key: string, content: Uint8Array) => Promise<void> }][] = [
  [
    'a folder',
    () => {
      const place = join(folder, 'store');
      const plant = async (key: string, content: Uint8Array): Promise<void> => {
        await mkdir(dirname(join(place, key)), { recursive: true });
        await writeFile(join(place, key), content);
      };
      return { store: folderStore(place), plant };
    },
  ],
  [
    'a bucket of an S3 server',
    () => {
      const store = s3Store(s3.settings);
      // Other content under the key of this one: what a damaged store would hold.
      const plant = async (key: string, content: Uint8Array): Promise<void> => store.put(key, await incomingOf(content));
      return { store, plant };
    },
  ],
];

describe.each(KINDS)('files in %s', (_name, make) => {
  test('come back byte by byte, also a large one, and are gone from quarantine when they were removed', async () => {
    const { store } = make();
    for (const content of [Buffer.from('một tờ giấy'), randomBytes(9_000_000)]) {
      const incoming = await incomingOf(content);
      const key = keptKey(incoming.sha256);
      expect(await store.sizeOf(key)).toBeUndefined();
      expect(await store.open(key)).toBeUndefined();
      await store.put(key, incoming);
      expect(await store.sizeOf(key)).toBe(content.byteLength);
      expect((await bytesIn(store, key)).equals(content)).toBe(true);
      await store.put(quarantineKey(incoming.sha256), incoming);
      await store.remove(quarantineKey(incoming.sha256));
      expect(await store.sizeOf(quarantineKey(incoming.sha256))).toBeUndefined();
      expect(await store.sizeOf(key)).toBe(content.byteLength);
    }
  });

  test('are kept once, however many bring the same at once', async () => {
    const { store } = make();
    const incoming = await incomingOf(randomBytes(300_000));
    const key = keptKey(incoming.sha256);
    await Promise.all(Array.from({ length: 8 }, () => store.put(key, incoming)));
    expect(await hashOf((await store.open(key)) ?? expect.fail())).toBe(incoming.sha256);
  });

  test('are never overwritten: what lies there and is something else is told, and stays', async () => {
    const { store, plant } = make();
    const incoming = await incomingOf(Buffer.from('the real one'));
    const key = keptKey(incoming.sha256);
    await plant(key, Buffer.from('another 1234'));
    expect(await codeOf(store.put(key, incoming))).toBe('store.failed');
    expect((await bytesIn(store, key)).toString()).toBe('another 1234');
  });

  test('that are not there to be removed are no fault', async () => {
    await make().store.remove(quarantineKey('0'.repeat(64)));
  });
});

test('a folder holds no half files beside whole ones', async () => {
  const place = join(folder, 'tidy');
  const incoming = await incomingOf(Buffer.from('x'));
  await folderStore(place).put(keptKey(incoming.sha256), incoming);
  const names = await readdir(join(place, incoming.sha256.slice(0, 2), incoming.sha256.slice(2, 4)));
  expect(names).toEqual([incoming.sha256]);
});

test('a bucket with the wrong key, or a service that is not there, is told as such', async () => {
  const incoming = await incomingOf(Buffer.from('y'));
  const key = keptKey(incoming.sha256);
  expect(await codeOf(s3Store({ ...s3.settings, secretKey: 'wrong' }).put(key, incoming))).toBe('store.failed');
  expect(await codeOf(s3Store({ ...s3.settings, url: 'http://127.0.0.1:9/evidence' }).open(key))).toBe('store.failed');
  expect(await s3Store(s3.settings).sizeOf(key)).toBeUndefined();
});
