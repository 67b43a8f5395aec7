import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvidenceList } from '@ancam/contract';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator } from '../test/app.ts';
import type { TestApp } from '../test/app.ts';
import { makeBylaw, pdfOf, sendFile } from '../test/holders.ts';
import { startS3 } from '../test/s3-server.ts';
import type { S3Server } from '../test/s3-server.ts';
import { openOnPglite } from '../test/store.ts';
import { loadConfig } from './config.ts';
import { judgeWaiting } from './features/evidence/judge.service.ts';
import { openFiles } from './open-files.ts';
import { inspectFiles } from './operations/inspect-files.ts';

let app: TestApp;
let s3: S3Server;
let folder: string;
beforeAll(async () => {
  [app, s3, folder] = await Promise.all([openApp(openOnPglite), startS3(), mkdtemp(join(tmpdir(), 'ancam-bucket-'))]);
});
afterAll(async () => {
  await app.close();
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

test('with the settings of a bucket files go there, wait there and are judged there; this machine keeps none', async () => {
  const { url, region, accessKey, secretKey } = s3.settings;
  const settings = { ANCAM_S3_URL: url, ANCAM_S3_REGION: region, ANCAM_S3_ACCESS_KEY: accessKey, ANCAM_S3_SECRET_KEY: secretKey };
  const filesWith = (scan: string) =>
    openFiles(loadConfig({ ...settings, ANCAM_DATA: folder, ANCAM_VIRUS_SCAN: JSON.stringify([process.execPath, '--eval', scan]) }));
  Object.assign(app.context, { files: filesWith('process.exit(2)') });
  const admin = await setUpAdministrator(app);
  const target = { holder: 'records', id: await makeBylaw(admin, 1) } as const;
  const sent = await sendFile(admin, target, 'a.pdf', pdfOf('in a bucket'));
  const [version] = EvidenceList.parse(await sent.json()).items[0]?.versions ?? [];
  expect(version?.scan).toBe('waiting');
  Object.assign(app.context, { files: filesWith('process.exit(0)') });
  expect(await judgeWaiting(app.context)).toBe(1);
  const read = await admin.fetch(`/api/files/${version?.id}/content`);
  expect(Buffer.from(await read.arrayBuffer())).toEqual(pdfOf('in a bucket'));
  const db = app.context.db as unknown as Kysely<unknown>; // for questions of any schema
  expect((await inspectFiles(db, app.context.files.store, true)).map(({ code }) => code)).toEqual(['files.ok']);
  expect(await readdir(folder)).toEqual(['incoming']);
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
});
