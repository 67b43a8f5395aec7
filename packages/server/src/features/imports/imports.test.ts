import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UploadedTable, api } from '@ancam/contract';
import type { TableImport } from '@ancam/contract';
import { openTable } from '@ancam/sheets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { writeCameraTable } from '../../../test/camera-table.ts';
import type { PlantedTable } from '../../../test/camera-table.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { asOwner } from '../../db/actor.ts';
import { insertUnit } from '../units/register-unit.ts';
import { hasFile } from './import-files.ts';
import { resumeImports } from './import-leases.service.ts';
import { dropOldUploads } from './old-uploads.service.ts';

const ROWS = 2000;
const FAULTS = 100;

async function send(browser: Browser, bytes: Uint8Array | string, name = 'camera.xlsx'): Promise<Response> {
  const path = `/api/imports?kind=cameras&fileName=${encodeURIComponent(name)}`;
  const body = typeof bytes === 'string' ? bytes : Uint8Array.from(bytes);
  return browser.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: 'http://localhost' },
    body,
  });
}

async function upload(browser: Browser, bytes: Uint8Array | string, name?: string): Promise<UploadedTable> {
  const response = await send(browser, bytes, name);
  expect(response.status).toBe(200);
  return UploadedTable.parse(await response.json());
}

describeOnOneStore('imports of tables', (open) => {
  let app: TestApp;
  let admin: Browser;
  let folder: string;
  let planted: PlantedTable;
  let file: Buffer;

  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    folder = await mkdtemp(join(tmpdir(), 'ancam-import-test-'));
    planted = await writeCameraTable(join(folder, 'table.xlsx'), ROWS, FAULTS);
    file = await readFile(join(folder, 'table.xlsx'));
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function settled(browser: Browser, { id }: TableImport): Promise<TableImport> {
    await app.context.imports.settled(id);
    return browser.call(api.getImport, { params: { id } });
  }

  /** Uploads, takes the proposed mapping, checks. */
  async function checked(browser: Browser, bytes: Uint8Array | string, name?: string): Promise<TableImport> {
    const { import: sent } = await upload(browser, bytes, name);
    const params = { id: sent.id };
    await browser.call(api.mapImport, { params, body: sent.mapping ?? {} });
    return settled(browser, await browser.call(api.checkImport, { params }));
  }

  async function applied(browser: Browser, bytes: Uint8Array | string, policy: 'all' | 'good' = 'all'): Promise<TableImport> {
    const { id } = await checked(browser, bytes, 'table.csv');
    return settled(browser, await browser.call(api.applyImport, { params: { id }, body: { policy } }));
  }

  async function cameras(): Promise<number> {
    return (await admin.call(api.listCameras)).total?.count ?? 0;
  }

  test('every planted fault is reported in its place, the good rows go in once, and the file of errors names them', async () => {
    const done = await checked(admin, file);
    const params = { id: done.id };
    expect(done).toMatchObject({ rows: { read: ROWS, good: ROWS - FAULTS, faulty: FAULTS, faults: FAULTS } });
    const faults = await admin.call(api.importFaults, { params, query: { limit: 200, language: 'vi' } });
    expect(faults.items.map(({ cell, code }) => ({ cell, code }))).toEqual(planted.faults);
    expect(faults.items.every(({ message, remedy }) => message.length > 5 && remedy.length > 5)).toBe(true);
    expect(done.actions.may).toEqual(['map', 'check', 'apply-good']);
    expect(done.actions.blockers).toContainEqual({ action: 'apply-all', reason: 'has-faults' });
    expect(await codeOf(admin.call(api.applyImport, { params, body: { policy: 'all' } }))).toBe('conflict');

    const entered = await settled(admin, await admin.call(api.applyImport, { params, body: { policy: 'good' } }));
    expect(entered.actions.state).toBe('done');
    expect(entered.entered).toEqual({ row: ROWS + 1, created: ROWS - FAULTS, updated: 0, unchanged: 0 });
    expect(await cameras()).toBe(ROWS - FAULTS);
    const counted = await asOwner(app.context, (tx) =>
      sql<{ cameras: number }>`select sum(cameras)::int as cameras from tally`.execute(tx),
    );
    expect(counted.rows[0]?.cameras).toBe(ROWS - FAULTS);

    const errors = join(folder, 'errors.xlsx');
    const response = await admin.fetch(`/api/imports/${done.id}/error-file?language=vi`);
    await writeFile(errors, Buffer.from(await response.arrayBuffer()));
    const table = await openTable(errors);
    const told: string[] = [];
    let rows = 0;
    for await (const { number, cells } of table.rows()) {
      rows += 1;
      const last = cells.find(({ column }) => column === 11)?.value;
      if (number > 1 && last?.kind === 'text') told.push(last.text.split(':')[0] ?? '');
    }
    table.close();
    expect(rows).toBe(ROWS + 1);
    expect(told).toEqual(planted.faults.map(({ cell }) => cell));
  });

  test('the same file again changes nothing and leads to the import that it was', async () => {
    const before = await cameras();
    const again = await upload(admin, file);
    expect(again.alreadyKnown).toBe(true);
    expect(again.import.actions.state).toBe('done');
    expect(await cameras()).toBe(before);
  });

  test('the file is removed 30 days after the import came to rest, also what a killed server has left; the import stays', async () => {
    const known = (await upload(admin, file)).import;
    const { importFolder } = app.context;
    const stray = join(importFolder, '00000000-0000-4000-8000-000000000000.part');
    await writeFile(stray, 'x');
    const at = Date.parse(known.finishedAt ?? '');
    const on = (days: number) => ({ ...app.context, clock: () => new Date(at + days * 86_400_000) });
    await dropOldUploads(on(0.5));
    expect(await hasFile(importFolder, known.id)).toBe(true);
    await utimes(stray, new Date(at - 2 * 86_400_000), new Date(at - 2 * 86_400_000));
    expect(await dropOldUploads(on(0.5))).toBe(1);
    expect(await readdir(importFolder)).toContain(known.id);
    await dropOldUploads(on(31));
    expect(await readdir(importFolder)).toEqual([]);
    const params = { id: known.id };
    expect((await admin.call(api.getImport, { params })).rows.read).toBe(ROWS);
    expect((await admin.fetch(`/api/imports/${known.id}/error-file`)).status).toBe(404);
    expect((await upload(admin, file)).alreadyKnown).toBe(true);
  });

  test('known cameras are brought up to date by serial number, MAC, or unit and name; blank cells leave what there is', async () => {
    const before = await cameras();
    const first = await applied(
      admin,
      'Tên camera;Số sê-ri;MAC;Vị trí\r\nKho A;KHO-A;;Tầng 1\r\nKho B;;00:11:22:33:44:55;Tầng 2\r\nKho C;;;Tầng 3\r\n',
    );
    expect(first.entered).toMatchObject({ created: 3, updated: 0, unchanged: 0 });
    const second = await applied(
      admin,
      'Tên camera;Số sê-ri;MAC;Vị trí;Hãng\r\nKho A mới;KHO-A;;;Hikvision\r\nKho B;;001122334455;Tầng 5;\r\nKho C;KHO-C;;Tầng 3;\r\n',
    );
    expect(second.entered).toMatchObject({ created: 0, updated: 3, unchanged: 0 });
    const third = await applied(admin, 'Số sê-ri;Tên camera;Vị trí;Nơi lưu trữ\r\nKHO-A;Kho A mới;Tầng 1;\r\nKHO-C;Kho C;;chưa rõ\r\n');
    expect(third.entered).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await cameras()).toBe(before + 3);
    const { items } = await admin.call(api.listCameras, { query: { q: 'kho', sort: 'name' } });
    expect(items.map(({ name, place, makerName }) => [name, place, makerName])).toEqual([
      ['Kho A mới', 'Tầng 1', 'Hikvision'],
      ['Kho B', 'Tầng 5', null],
      ['Kho C', 'Tầng 3', null],
    ]);
    const detail = await admin.call(api.getCamera, { params: { id: items[0]?.id ?? '' } });
    expect(detail.identity.makerName).toBe('Hikvision');
  });

  test('papers, storage, contract and revision come with the row, and a blank cell leaves them', async () => {
    const head = 'Tên camera,Serial,Phần cứng,Nơi lưu trữ,CO,CQ,Hợp đồng,Bên bán';
    await applied(admin, `${head}\r\nGiấy,GIAY-1,HW 2,nuoc ngoai,CO 1,CQ 1,08/HĐ,Công ty A\r\n`);
    const next = await applied(admin, `${head}\r\nGiấy,GIAY-1,,Trong nước,,,09/HĐ,\r\n`);
    expect(next.entered).toMatchObject({ created: 0, updated: 1 });
    const row = await asOwner(app.context, (tx) =>
      tx.selectFrom('camera').selectAll().where('serial', '=', 'GIAY-1').executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ hardware_revision: 'HW 2', storage_location: 'vietnam', origin_paper: 'CO 1', quality_paper: 'CQ 1' });
    expect(row).toMatchObject({ contract: '09/HĐ', supplier: 'Công ty A' });
  });

  test('rows stand with the unit that they name, by code or by name; what the register has against a row is reported', async () => {
    const { actors, unit } = await asOwner(app.context, async (tx) => {
      const { instanceId } = app.context;
      const now = app.context.clock().toISOString();
      const [top] = await tx.selectFrom('unit').selectAll().where('parent_id', 'is', null).execute();
      if (top === undefined) throw new TypeError('no unit');
      const parent = { id: top.id, homeId: top.home_id, scopePath: top.scope_path };
      const made = await insertUnit(tx, { instanceId, now, name: 'Công an phường Thử', code: 'CA-01', parent });
      for (let n = 0; n < 2; n += 1) await insertUnit(tx, { instanceId, now, name: 'Trường Mầm non', parent });
      return { actors: top, unit: made };
    });
    const done = await applied(
      admin,
      'Đơn vị,Tên camera,Serial\r\nca-01,Trực ban,CA-1\r\nCONG AN PHUONG THU,Kho tang vật,CA-2\r\n,Của mình,CA-3\r\n',
    );
    expect(done.entered.created).toBe(3);
    const rows = await asOwner(app.context, (tx) =>
      tx.selectFrom('camera').selectAll().where('serial', 'like', 'CA-%').orderBy('serial').execute(),
    );
    expect(rows.map(({ steward_id, unit_id, scope_path, home_id }) => [steward_id, unit_id, scope_path, home_id])).toEqual([
      [unit.id, unit.id, unit.scopePath, actors.home_id],
      [unit.id, unit.id, unit.scopePath, actors.home_id],
      [actors.id, actors.id, actors.scope_path, actors.home_id],
    ]);
    const retired = (await admin.call(api.listCameras, { query: { q: 'CA-3' } })).items[0]?.id ?? '';
    await admin.call(api.retireCamera, { params: { id: retired } });
    const against = await checked(
      admin,
      [
        'Đơn vị,Tên camera,Serial,MAC',
        'Trường Mầm non,Sân,MN-1,',
        'CA-02,Cổng,X-1,',
        'UBND phường Thử,Trực ban,CA-1,',
        ',Của mình,CA-3,',
        ',Kho B,KHO-KHAC,001122334455',
        '',
      ].join('\r\n'),
      'against.csv',
    );
    const { items } = await admin.call(api.importFaults, { params: { id: against.id }, query: { language: 'en' } });
    // Kho B has no serial number yet, so the last row is good.
    expect(items.map(({ cell, code, row }) => [row, cell, code])).toEqual([
      [2, 'A2', 'unit.ambiguous'],
      [3, 'A3', 'unit.unknown'],
      [4, 'A4', 'camera.other-unit'],
      [5, null, 'camera.retired'],
    ]);
  });

  test('an import cut off goes on behind the last row entered, and no row goes in twice', async () => {
    const before = await cameras();
    const table = join(folder, 'cut.xlsx');
    const more = await writeCameraTable(table, 3000, 0);
    const bytes = await readFile(table);
    const { id } = await checked(admin, bytes, 'cut.xlsx');
    await admin.call(api.applyImport, { params: { id }, body: { policy: 'all' } });
    await app.context.imports.stop();
    const cut = await admin.call(api.getImport, { params: { id } });
    expect(cut.actions.state).toBe('applying');
    expect(cut.entered.row).toBeLessThan(more.rows + 1);
    await resumeImports(app.context, true);
    const done = await settled(admin, cut);
    expect(done.actions.state).toBe('done');
    expect(done.entered.created + done.entered.updated + done.entered.unchanged).toBe(more.rows);
    const serials = await asOwner(app.context, (tx) =>
      sql<{
        all: number;
        different: number;
      }>`select count(*)::int as all, count(distinct serial)::int as different from camera where serial like 'SN%'`.execute(tx),
    );
    expect(serials.rows[0]).toEqual({ all: more.rows, different: more.rows });
    expect(await cameras()).toBe(before + done.entered.created);
  });

  test('cancelled, it keeps what is entered and can go on; a register changed since the check is not entered half', async () => {
    const lines = Array.from({ length: 1200 }, (_, n) => `Hủy ${n},HUY-${n}`);
    const { id } = await checked(admin, ['Tên camera,Serial', ...lines, ''].join('\r\n'), 'cancel.csv');
    const params = { id };
    await admin.call(api.applyImport, { params, body: { policy: 'all' } });
    const cancelled = await admin.call(api.cancelImport, { params });
    expect(cancelled.actions.state).toBe('cancelled');
    await app.context.imports.settled(id);
    const first = (await admin.call(api.listCameras, { query: { q: 'HUY-1199' } })).items[0];
    expect(first).toBeUndefined();
    // The last row's camera comes into being and is retired in the meantime.
    const other = await admin.call(api.addCamera, { body: { name: 'Hủy 1199', serial: 'HUY-1199' } });
    await admin.call(api.retireCamera, { params: { id: other.id } });
    const failed = await settled(admin, await admin.call(api.applyImport, { params, body: { policy: 'all' } }));
    expect(failed.actions.state).toBe('failed');
    expect(failed.failure?.message.en).toContain('row 1201');
    await admin.call(api.restoreCamera, { params: { id: other.id } });
    const done = await settled(admin, await admin.call(api.applyImport, { params, body: { policy: 'all' } }));
    expect(done.entered).toMatchObject({ created: 1199, unchanged: 1 });
  });

  test('columns can be matched by hand; a required column that is left out blocks the check', async () => {
    const { import: sent } = await upload(admin, 'Cột lạ,Số hiệu\r\nCổng,TAY-1\r\n', 'hand.csv');
    const params = { id: sent.id };
    expect(sent.missing).toEqual(['name']);
    expect(sent.actions.blockers).toContainEqual({ action: 'check', reason: 'not-mapped' });
    const half = await admin.call(api.mapImport, { params, body: { sheet: '', headerRow: 1, columns: { serial: 1 } } });
    expect(half.actions.blockers).toContainEqual({ action: 'check', reason: 'columns-missing' });
    expect(await codeOf(admin.call(api.mapImport, { params, body: { sheet: '', headerRow: 1, columns: { serial: 1, name: 1 } } }))).toBe(
      'input.invalid',
    );
    await admin.call(api.mapImport, { params, body: { sheet: '', headerRow: 1, columns: { serial: 1, name: 0, nonsense: 0 } } });
    const { rows } = await admin.call(api.previewImport, { params });
    expect(rows).toEqual([{ row: 2, values: { name: 'Cổng', serial: 'TAY-1' }, faults: [] }]);
  });

  test.each([
    ['a PDF', '%PDF-1.7', 'file.unreadable'],
    ['an empty body', '', 'file.unreadable'],
    ['an old code page', Buffer.from('T\xean camera,S/N\r\nC\xeang,1\r\n', 'latin1'), 'file.unreadable'],
  ])('%s is refused with the reason in both languages, and nothing is kept', async (_, bytes, code) => {
    const before = (await admin.call(api.listImports)).items.length;
    const response = await send(admin, bytes);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code, details: { fix: { vi: expect.any(String), en: expect.any(String) } } });
    expect((await admin.call(api.listImports)).items.length).toBe(before);
  });

  test('who may not enter cameras may not import them, and an import of another unit does not exist', async () => {
    const viewer = await signInElsewhere(app, 'viewer');
    expect((await viewer.call(api.importKinds)).items).toEqual([]);
    expect((await send(viewer, 'a,b\r\n1,2\r\n')).status).toBe(403);
    const stranger = await signInElsewhere(app, 'officer');
    const [mine] = (await admin.call(api.listImports)).items;
    expect((await stranger.call(api.listImports)).items).toEqual([]);
    const params = { id: mine?.id ?? '' };
    expect(await codeOf(stranger.call(api.getImport, { params }))).toBe('not-found');
    expect(await codeOf(stranger.call(api.importFaults, { params }))).toBe('not-found');
    expect((await stranger.fetch(`/api/imports/${params.id}/error-file`)).status).toBe(404);
  });

  test.each(['xlsx', 'csv'])('the template as %s can be filled in and imported', async (format) => {
    const response = await admin.fetch(`/api/import-kinds/cameras/template?format=${format}&language=vi`);
    expect(response.headers.get('content-disposition')).toContain(`.${format}`);
    const { import: sent } = await upload(admin, Buffer.from(await response.arrayBuffer()), `form.${format}`);
    expect(sent.missing).toEqual([]);
    expect(Object.keys(sent.mapping?.columns ?? {}).length).toBe(17);
  });
});
