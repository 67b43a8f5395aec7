import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvidenceList, api } from '@ancam/contract';
import type { EvidenceVersion } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { makeBylaw, pdfOf, sendFile } from '../../../test/holders.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { asOwner } from '../../db/actor.ts';
import { keptKey, quarantineKey } from '../../files/blob-store.ts';
import { openScanner } from '../../files/virus-scan.ts';
import { purposesOf } from './purposes.service.ts';
import { judgeWaiting } from './judge.service.ts';

const SCRIPT = `
const fs = require('node:fs');
if (!fs.existsSync(process.argv[1])) process.exit(2); // no signatures: it cannot tell
if (fs.readFileSync(process.argv[2], 'utf8').includes('PLANTED')) { console.log('Planted.Virus'); process.exit(1); }
`;

describeOnEachStore('files and the virus scanner', (open) => {
  let app: TestApp;
  let admin: Browser;
  let folder: string;
  let signatures: string;
  let id: Id;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ancam-judge-'));
    signatures = join(folder, 'signatures');
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    id = await makeBylaw(admin, 1);
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const setUpScanner = (): unknown =>
    Object.assign(app.context, {
      files: { ...app.context.files, scanner: openScanner(JSON.stringify([process.execPath, '--eval', SCRIPT, signatures])) },
    });
  const add = async (name: string, words: string): Promise<EvidenceVersion> => {
    const response = await sendFile(admin, { holder: 'records', id }, name, pdfOf(words));
    const { items } = EvidenceList.parse(await response.json());
    return items.find(({ versions }) => versions[0]?.name === name)?.versions[0] ?? expect.fail(name);
  };
  const now = async (version: EvidenceVersion): Promise<EvidenceVersion> => {
    const { items } = await admin.call(api.listEvidence, { params: { holder: 'records', id } });
    return items.flatMap(({ versions }) => versions).find((each) => each.id === version.id) ?? expect.fail(version.name);
  };
  const isKept = (version: EvidenceVersion): Promise<boolean> =>
    app.context.files.store.sizeOf(keptKey(version.sha256)).then((size) => size !== undefined);
  const isApart = (version: EvidenceVersion): Promise<boolean> =>
    app.context.files.store.sizeOf(quarantineKey(version.sha256)).then((size) => size !== undefined);
  const openContent = (version: EvidenceVersion): Promise<Response> => admin.fetch(`/api/files/${version.id}/content`);
  const notes = async (): Promise<string[]> => {
    const { rows } = await sql<{ line: string }>`select action || ': ' || summary as line from audit_event
      where object = ${`record/${id}`} and action like 'evidence.%' order by seq`.execute(app.context.db);
    return rows.map(({ line }) => line);
  };

  test('a file waits apart and closed while the scanner does not answer, and is opened when it was cleared', async () => {
    const before = await add('trước.pdf', 'before there was a scanner');
    expect(before.scan).toBe('unscanned');
    setUpScanner();
    const waiting = await add('chờ.pdf', 'nothing wrong');
    expect(waiting).toMatchObject({ scan: 'waiting', actions: { may: ['withdraw'], blockers: [{ action: 'open', reason: 'waiting' }] } });
    expect([await isApart(waiting), await isKept(waiting)]).toEqual([true, false]);
    expect((await openContent(waiting)).status).toBe(409);
    expect(await judgeWaiting(app.context)).toBe(0);
    await writeFile(signatures, '');
    expect(await judgeWaiting(app.context)).toBe(2);
    expect([(await now(waiting)).scan, (await now(before)).scan]).toEqual(['clean', 'clean']);
    expect([await isApart(waiting), await isKept(waiting)]).toEqual([false, true]);
    expect((await openContent(waiting)).status).toBe(200);
    expect(await judgeWaiting(app.context)).toBe(0);
  });

  test('an infected one is kept out, and the trail says who brought it', async () => {
    const response = await sendFile(admin, { holder: 'records', id }, 'bẩn.pdf', pdfOf('PLANTED'));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'file.refused', details: { reason: 'infected', threat: 'Planted.Virus' } });
    const { items } = await admin.call(api.listEvidence, { params: { holder: 'records', id } });
    expect(items.some(({ versions }) => versions[0]?.name === 'bẩn.pdf')).toBe(false);
    expect((await notes()).at(-1)).toMatch(/^evidence\.refused: .*bẩn\.pdf, SHA-256 [0-9a-f]{16}: Planted\.Virus$/);
  });

  test('one found infected later stays in the list, closed for good, and its bytes are taken away', async () => {
    await rm(signatures);
    const late = await add('muộn.pdf', 'PLANTED later');
    expect(late.scan).toBe('waiting');
    await writeFile(signatures, '');
    expect(await judgeWaiting(app.context)).toBe(1);
    expect(await now(late)).toMatchObject({ scan: 'infected', threat: 'Planted.Virus' });
    expect([await isApart(late), await isKept(late)]).toEqual([false, false]);
    expect((await openContent(late)).status).toBe(409);
    expect((await notes()).at(-1)).toMatch(/^evidence\.infected: muộn\.pdf \(1\): Planted\.Virus$/);
    const undo = sql`update evidence set scan = 'clean', threat = null where id = ${late.id}`;
    await expect(undo.execute(app.context.db)).rejects.toThrow(/does not go from infected/);
  });

  test('a file that fills no purpose while it waits fills it when cleared', async () => {
    await rm(signatures);
    const sent = await sendFile(admin, { holder: 'records', id }, 'bản ký.pdf', pdfOf('copy'), { purpose: 'signedCopy' });
    const [file] = EvidenceList.parse(await sent.json()).items;
    expect(file?.versions[0]?.scan).toBe('waiting');
    const filled = async (): Promise<string[]> => [...(await asOwner(app.context, (tx) => purposesOf({ tx }, id)))];
    expect(await filled()).toEqual([]);
    await writeFile(signatures, '');
    await judgeWaiting(app.context);
    expect(await filled()).toEqual(['signedCopy']);
    await admin.call(api.withdrawEvidence, { params: { id: file?.versions[0]?.id ?? '' }, body: { reason: 'thiếu dấu' } });
    expect(await filled()).toEqual([]);
  });

  test('nothing of all this is left where uploads arrive', async () => {
    expect(await readdir(app.context.files.incoming)).toEqual([]);
  });
});
