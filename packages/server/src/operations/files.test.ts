import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EvidenceList } from '@ancam/contract';
import { openApp, setUpAdministrator } from '../../test/app.ts';
import type { TestApp } from '../../test/app.ts';
import { migratedDump } from '../../test/dumps.ts';
import { makeBylaw, pdfOf, sendFile } from '../../test/holders.ts';
import { openOnPglite } from '../../test/store.ts';
import { connectEmbedded } from '../db/open-database.ts';
import { keptKey, quarantineKey } from '../files/blob-store.ts';
import { folderStore } from '../files/folder-store.ts';
import { s3Store } from '../files/s3-store.ts';
import { compress, readBackup, saveBackup } from './backup-file.ts';
import type { Manifest } from './backup-format.ts';
import { inspectFiles } from './inspect-files.ts';
import { restoreBackup } from './restore-backup.ts';
import type { Restored } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

let folder: string;
let app: TestApp;
let db: Kysely<unknown>;
const hashes: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-files-test-'));
  app = await openApp(openOnPglite);
  db = app.context.db as unknown as Kysely<unknown>; // for questions of any schema
  const admin = await setUpAdministrator(app);
  const id = await makeBylaw(admin, 1);
  for (const words of ['một', 'hai', 'ba']) {
    const sent = await sendFile(admin, { holder: 'records', id }, `${words}.pdf`, pdfOf(words));
    const { items } = EvidenceList.parse(await sent.json());
    hashes.push(items.find(({ versions }) => versions[0]?.name === `${words}.pdf`)?.versions[0]?.sha256 ?? '');
  }
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const place = (): string => app.context.files.store.place;
const pathOf = (n: number): string => join(place(), keptKey(hashes[n] ?? ''));
const told = async (all = true): Promise<string[]> =>
  (await inspectFiles(db, app.context.files.store, all)).map(
    ({ code, values }) => `${code} ${values['looked'] ?? values['names'] ?? values['count'] ?? ''}`,
  );

let saved = 0;
async function backUp(withFiles: boolean, bucket?: string): Promise<{ file: string; manifest: Manifest }> {
  saved += 1;
  const file = join(folder, `${saved}.backup`);
  const manifest = await app.context.db.connection().execute((one) => {
    const source = { db: one as unknown as Kysely<unknown>, software: 'test', now: new Date(), filesFolder: place(), withFiles }; // any schema serves
    return saveBackup(compress(writeBackup(bucket === undefined ? source : { ...source, bucket })), file);
  });
  return { file, manifest };
}
async function restore(file: string): Promise<{ restored: Restored; found: string[] }> {
  const target = join(folder, `restored-${saved}`);
  const single = await connectEmbedded({ dump: await migratedDump() });
  try {
    const restored = await restoreBackup(single, file, target);
    return { restored, found: (await inspectFiles(single.kysely, folderStore(target), true)).map(({ code }) => code) };
  } finally {
    await single.close();
  }
}

test('all files, or a sample, are there and as they were', async () => {
  expect(await told()).toEqual(['files.ok 3']);
  expect(await told(false)).toEqual(['files.ok 3']);
});

test('a file that is gone, and one with a byte more, are named', async () => {
  await rename(pathOf(0), join(folder, 'aside'));
  await appendFile(pathOf(1), '!');
  const [missing, altered] = await told();
  expect(missing).toMatch(/^files\.missing một\.pdf \([0-9a-f]{16}\)$/);
  expect(altered).toMatch(/^files\.altered hai\.pdf \([0-9a-f]{16}\)$/);
  await rename(join(folder, 'aside'), pathOf(0));
  await writeFile(pathOf(1), pdfOf('hai'));
  expect(await told()).toEqual(['files.ok 3']);
});

test('a bucket that does not answer is told, not taken for empty', async () => {
  const settings = { url: 'http://127.0.0.1:9/evidence', region: 'auto', accessKey: 'a', secretKey: 'b' };
  expect((await inspectFiles(db, s3Store(settings), true)).map(({ code }) => code)).toEqual(['files.unreachable']);
});

test('a backup with files brings them back, each under its hash; half files stay out', async () => {
  await writeFile(join(place(), keptKey(hashes[0] ?? ''), '..', '.half.part'), 'x');
  const { file, manifest } = await backUp(true);
  expect(manifest.files.map(({ path, sha256 }) => path === keptKey(sha256))).toEqual([true, true, true]);
  const { restored, found } = await restore(file);
  expect([restored.header.files, restored.missing, found]).toEqual(['included', 0, ['files.ok']]);
}, 60_000);

test('a restore says how many files it could not bring: one that was gone, one that was no longer itself', async () => {
  await rename(pathOf(2), join(folder, 'aside'));
  await appendFile(pathOf(1), '!');
  const { file } = await backUp(true);
  await rename(join(folder, 'aside'), pathOf(2));
  await writeFile(pathOf(1), pdfOf('hai'));
  const { restored, found } = await restore(file);
  expect([restored.missing, found]).toEqual([2, ['files.missing', 'files.altered']]);
}, 60_000);

test('a backup says that it left the files out, or that a bucket holds them', async () => {
  const { restored } = await restore((await backUp(false, 'https://s3.example.vn/ancam')).file);
  expect([restored.header.files, restored.missing]).toEqual(['in-bucket', 3]);
  const { file } = await backUp(false);
  for await (const item of readBackup(file)) if (item.type === 'header') expect(item.header.files).toBe('left-out');
}, 60_000);

test('a file that waits for the scanner is looked for where it waits', async () => {
  await sql`alter table evidence disable trigger user`.execute(db);
  await sql`update evidence set scan = 'waiting' where sha256 = ${hashes[0] ?? ''}`.execute(db);
  await mkdir(join(place(), 'quarantine'), { recursive: true });
  await rename(pathOf(0), join(place(), quarantineKey(hashes[0] ?? '')));
  expect(await told()).toEqual(['files.waiting 1', 'files.ok 3']);
  const { restored, found } = await restore((await backUp(true)).file);
  expect([restored.missing, found]).toEqual([0, ['files.waiting', 'files.ok']]);
}, 60_000);
