import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { api } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../test/app.ts';
import type { Browser, TestApp } from '../../test/app.ts';
import { emptyDump } from '../../test/dumps.ts';
import { resultOf } from '../../test/results.ts';
import { openOnPglite } from '../../test/store.ts';
import { listTables } from '../db/catalogue.ts';
import { migrate, migrationState } from '../db/migrate.ts';
import { connectEmbedded, connectServer } from '../db/open-database.ts';
import type { SingleConnection } from '../db/open-database.ts';
import { checkBackup, compress, saveBackup } from './backup-file.ts';
import { LineHash } from './backup-format.ts';
import type { Header, Manifest } from './backup-format.ts';
import { restoreBackup } from './restore-backup.ts';
import { verifyAudit } from './verify-audit.ts';
import { writeBackup } from './write-backup.ts';

const POSTGRES = process.env['TEST_DATABASE_URL'];

let folder: string;
let app: TestApp;
let admin: Browser;
let original: Manifest;
const ends: (() => Promise<unknown>)[] = [];
const fileOf = (name: string): string => join(folder, name);

/** Real work through the services: scans imported, a camera entered by hand, decisions, text that is hard to carry. */
async function workOn(browser: Browser): Promise<void> {
  for (const day of ['20', '21']) {
    const shown = Array.from({ length: 40 }, (_, n) => ({ address: `10.0.0.${n + 1}`, serial: `S${n}`, telnet: n % 2 === 0 }));
    const body = JSON.stringify(resultOf(`2026-11-${day}T03:00:00.000Z`, ...shown));
    expect((await browser.fetch('/api/scans/import', { method: 'POST', body })).status).toBe(200);
  }
  const name = 'Cổng "chính" \\ {NULL},\tdòng\nhai — Hoàng Sa 🇻🇳';
  await browser.call(api.addCamera, { body: { name, place: 'NULL', serial: '{}', note: '' } });
  const { items } = await browser.call(api.listCameras, { query: { limit: 200 } });
  const camera = await browser.call(api.getCamera, { params: { id: items.find(({ address }) => address === '10.0.0.1')?.id ?? '' } });
  const id = camera.findings[0]?.id ?? '';
  await browser.call(api.acceptFinding, { params: { id }, body: { reason: 'đợi thay máy', until: '2026-12-22' } });
}

const backUp = (db: Kysely<unknown>, file: string, withFiles = false): Promise<Manifest> =>
  saveBackup(compress(writeBackup({ db, software: 'ancam test', now: new Date(), filesFolder: fileOf('files'), withFiles })), file);

async function emptyEmbedded(): Promise<SingleConnection> {
  const single = await connectEmbedded({ dump: await emptyDump() });
  ends.push(single.close);
  return single;
}

async function emptyServer(): Promise<SingleConnection> {
  const url = new URL(POSTGRES ?? '');
  const name = `ancam_restore_${newId().replaceAll('-', '')}`;
  const owner = new Client({ connectionString: url.href });
  await owner.connect();
  await owner.query(`create database ${name}`);
  url.pathname = `/${name}`;
  const single = await connectServer(url.href);
  ends.push(async () => {
    await single.close();
    await owner.query(`drop database ${name} with (force)`);
    await owner.end();
  });
  return single;
}

/** Hashes of whole rows made by the database itself, another way than the backup's. */
async function rowHashes(db: Kysely<unknown>): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  await sql`set timezone = 'UTC'`.execute(db);
  for (const { name } of await listTables(db)) {
    const { rows } =
      await sql`select count(*) as count, md5(string_agg(t::text, '|' order by t::text collate "C")) as hash from ${sql.table(name)} t`.execute(
        db,
      );
    found[name] = rows[0];
  }
  return found;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-backup-'));
  await mkdir(fileOf('files/2026'), { recursive: true });
  await writeFile(fileOf('files/2026/giấy chứng nhận.pdf'), Buffer.alloc(500_000, 'ảnh'));
  await writeFile(fileOf('files/trống'), '');
  app = await openApp(openOnPglite, '2026-11-22T03:00:00.000Z');
  ends.push(app.close);
  admin = await setUpAdministrator(app);
  await workOn(admin);
  original = await app.context.db.connection().execute((db) => backUp(db as unknown as Kysely<unknown>, fileOf('first.backup'))); // any schema serves
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
  await rm(folder, { recursive: true, force: true });
});

test('a backup holds every row, is read by its owner only, and leaves the database as usable as before', async () => {
  expect((await stat(fileOf('first.backup'))).mode & 0o777).toBe(0o600);
  const rows = new Map(original.tables.map((table) => [table.name, table.rows]));
  expect(rows.get('camera')).toBe(41);
  expect(rows.get('scan_host')).toBe(80);
  expect(rows.get('audit_event')).toBeGreaterThan(3);
  expect((await admin.call(api.listCameras)).total).toEqual({ count: 41, exact: true });
  expect(await app.context.db.connection().execute((db) => backUp(db as unknown as Kysely<unknown>, fileOf('again.backup')))).toMatchObject(
    {
      tables: original.tables,
    },
  ); // any schema serves
});

describe.skipIf(POSTGRES === undefined)('from PGlite to PostgreSQL and back (needs TEST_DATABASE_URL)', () => {
  test('every table has equal row hashes on the way and at the end, and the audit chains hold', async () => {
    const expected = await app.context.db.connection().execute((db) => rowHashes(db as unknown as Kysely<unknown>)); // any schema serves
    const server = await emptyServer();
    const there = await restoreBackup(server, fileOf('first.backup'), fileOf('files-there'));
    expect(there.manifest.tables).toEqual(original.tables);
    expect(await rowHashes(server.kysely)).toEqual(expected);
    const second = await backUp(server.kysely, fileOf('second.backup'));
    expect(second.tables).toEqual(original.tables);

    const embedded = await emptyEmbedded();
    await restoreBackup(embedded, fileOf('second.backup'), fileOf('files-back'));
    expect(await rowHashes(embedded.kysely)).toEqual(expected);
    expect((await backUp(embedded.kysely, fileOf('third.backup'))).tables).toEqual(original.tables);
    expect(await verifyAudit(embedded.kysely, { report: () => undefined })).toMatchObject({ faults: 0, homes: 1 });
    for (const single of [server, embedded]) {
      // Keys, triggers and counters are back: no orphan, no change of history, no number given twice.
      const orphan = sql`insert into jurisdiction (id, instance_id, unit_id, axis, path, legal_basis, document_date, valid_from, granted_by, created_at)
        values (${newId()}, ${newId()}, ${newId()}, 'scope', '/x/', 'basis', '2026-01-01', '2026-01-01', '', now())`;
      await expect(orphan.execute(single.kysely)).rejects.toThrow(/foreign key/);
      await expect(sql`delete from audit_event`.execute(single.kysely)).rejects.toThrow(/never changed/);
      const { rows } = await sql<{ next: number; last: number }>`select nextval(pg_get_serial_sequence('finding_event', 'seq')) as next,
        (select max(seq) from finding_event) as last`.execute(single.kysely);
      expect(Number(rows[0]?.next)).toBeGreaterThan(Number(rows[0]?.last));
    }
  });
});

test('evidence files come along where asked for', async () => {
  const manifest = await app.context.db
    .connection()
    .execute((db) => backUp(db as unknown as Kysely<unknown>, fileOf('files.backup'), true)); // any schema serves
  expect(manifest.files.map(({ path, size }) => [path, size])).toEqual([
    ['2026/giấy chứng nhận.pdf', 500_000],
    ['trống', 0],
  ]);
  const target = fileOf('files-restored');
  await restoreBackup(await emptyEmbedded(), fileOf('files.backup'), target);
  for (const { path } of manifest.files) expect(await readFile(join(target, path))).toEqual(await readFile(join(fileOf('files'), path)));
  expect((await readdir(folder)).filter((name) => name.endsWith('.restoring'))).toEqual([]);
});

test('a store in use is left alone', async () => {
  const refused = app.context.db.connection().execute((db) => {
    const kysely = db as unknown as Kysely<unknown>; // any schema serves
    return restoreBackup(
      { kysely, exec: () => Promise.reject(new TypeError('nothing may run')), close: async () => undefined },
      fileOf('first.backup'),
      fileOf('none'),
    );
  });
  expect(await codeOf(refused)).toBe('store.not-empty');
  expect((await admin.call(api.listCameras)).total).toEqual({ count: 41, exact: true });
});

async function check(changed: Buffer): Promise<string> {
  await writeFile(fileOf('changed.backup'), changed);
  return codeOf(checkBackup(fileOf('changed.backup')));
}

function pack(lines: readonly string[]): Buffer {
  return gzipSync(`${lines.join('\n')}\n`);
}

describe('a file that is not the one written', () => {
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await readFile(fileOf('first.backup'));
  });
  test('is refused wherever it is cut off', async () => {
    for (const share of [0, 0.001, 0.3, 0.7, 0.999])
      expect(await check(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe('backup.invalid');
    expect(await check(bytes.subarray(0, -1))).toBe('backup.invalid');
  });

  test('is refused with any byte of the compressed stream changed, or with something behind its end', async () => {
    for (let n = 0; n < 40; n += 1) {
      const at = 10 + Math.floor(((bytes.length - 10) * n) / 40); // the ten bytes of the gzip header carry no content
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await check(changed), `byte ${at}`).toBe('backup.invalid');
    }
    expect(await check(Buffer.concat([bytes, Buffer.from('more')]))).toBe('backup.invalid');
    expect(await check(Buffer.concat([bytes, gzipSync('["more"]\n')]))).toBe('backup.invalid');
  });

  test('is refused with any line changed, left out or added within a whole gzip', async () => {
    const lines = gunzipSync(bytes).toString('utf8').split('\n').slice(0, -1);
    await writeFile(fileOf('repacked.backup'), pack(lines));
    expect((await checkBackup(fileOf('repacked.backup'))).tables).toEqual(original.tables);
    for (const n of [0, 1, 2, 5, Math.floor(lines.length / 2), lines.length - 2, lines.length - 1]) {
      expect(await check(pack(lines.filter((_, at) => at !== n))), `without line ${n}`).toBe('backup.invalid');
      expect(
        await check(pack(lines.map((line, at) => (at === n ? line.replace(/[a-z0-9](?=[^a-z0-9]*$)/, '!') : line)))),
        `line ${n}`,
      ).toBe('backup.invalid');
      expect(await check(pack(lines.flatMap((line, at) => (at === n ? [line, line] : [line])))), `line ${n} twice`).toBe('backup.invalid');
    }
    expect(await check(gzipSync(''))).toBe('backup.invalid');
    expect(await check(Buffer.from('PGDMP no backup of ours'))).toBe('backup.invalid');
  });

  test('writes nothing anywhere, not even a schema', async () => {
    await writeFile(fileOf('changed.backup'), bytes.subarray(0, bytes.length / 2));
    const target = await emptyEmbedded();
    expect(await codeOf(restoreBackup(target, fileOf('changed.backup'), fileOf('none')))).toBe('backup.invalid');
    expect((await migrationState(target.kysely)).done).toEqual([]);
  });

  test('leads no file out of its folder, though its hashes are right', async () => {
    for (const path of ['../evil', '/etc/evil', 'a/../../evil', 'a\\..\\evil', 'C:evil', '']) {
      const header = JSON.parse(gunzipSync(bytes).toString('utf8').split('\n')[0] ?? '') as Header; // written by us
      const lines = [JSON.stringify({ ...header, tables: [] }), JSON.stringify({ file: path, size: 0 })];
      const hash = new LineHash();
      for (const line of lines) hash.add(line);
      expect(await check(gzipSync(`${lines.join('\n')}\n`)), path).toBe('backup.invalid');
    }
  });
});

test('a backup of an older schema is restored into that schema and brought up to date', async () => {
  const old = await emptyEmbedded();
  const { pending } = await migrationState(old.kysely);
  await migrate(old, pending.slice(0, 1));
  const unit = newId();
  const at = '2026-11-01T00:00:00.000Z';
  await sql`insert into unit (id, instance_id, home_id, name, scope_path, created_at) values (${unit}, ${unit}, ${unit}, 'Xã cũ', '/cu/', ${at})`.execute(
    old.kysely,
  );
  await backUp(old.kysely, fileOf('old.backup'));
  const target = await emptyEmbedded();
  const { migrated } = await restoreBackup(target, fileOf('old.backup'), fileOf('none'));
  expect(migrated).toEqual(pending.slice(1).map(({ name }) => name));
  expect((await migrationState(target.kysely)).pending).toEqual([]);
  const { rows } = await sql<{ name: string }>`select name from unit`.execute(target.kysely);
  expect(rows).toEqual([{ name: 'Xã cũ' }]);
});

test('a backup of a newer AnCam, and a store newer than the backup, are refused before anything is written', async () => {
  const target = await emptyEmbedded();
  await migrate(target);
  expect(await codeOf(restoreBackup(target, fileOf('old.backup'), fileOf('none')))).toBe('store.not-empty');
  await sql`insert into migration (id, name, checksum, breaking) values (9000, '9000-later.sql', 'x', false)`.execute(target.kysely);
  await backUp(target.kysely, fileOf('newer.backup'));
  const fresh = await emptyEmbedded();
  expect(await codeOf(restoreBackup(fresh, fileOf('newer.backup'), fileOf('none')))).toBe('store.newer-schema');
  expect((await migrationState(fresh.kysely)).done).toEqual([]);
});
