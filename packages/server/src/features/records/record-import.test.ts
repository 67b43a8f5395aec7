import { api, isFreeText } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { REGISTER_CASES, fullData, plainData } from '../../../test/records.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { checkTable, enterTable, exported, faultsOf } from '../../../test/tables.ts';

describeOnOneStore('records from a table', (open) => {
  let app: TestApp;
  let admin: Browser;
  let unit: Id;
  const first = new Map<string, Id>();
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    unit = (await app.context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow()).id;
    for (const [id, register] of REGISTER_CASES) {
      const body = { data: plainData(register, 0), restricted: false };
      first.set(id, (await admin.call(api.createRecord, { params: { register: id }, body })).id);
    }
  });
  afterAll(() => app.close());
  const named = { unit: '', record: (register: string): Id => first.get(register) ?? expect.fail() };
  const count = async (register: string): Promise<number> => (await admin.call(api.listRecords, { params: { register } })).total;

  test.each(REGISTER_CASES)('%s: what was exported comes back unchanged, from CSV and from XLSX', async (id, register) => {
    for (const n of [1, 2]) {
      const body = { data: fullData(register, n, { ...named, unit }), restricted: false };
      await admin.call(api.createRecord, { params: { register: id }, body });
    }
    const before = await count(id);
    for (const format of ['csv', 'xlsx'] as const) {
      const bytes = await exported(admin, api.exportRecords, format, { params: { register: id } });
      const done = await enterTable(app, admin, `register-${id}`, bytes);
      expect(await faultsOf(admin, done.id)).toEqual([]);
      expect(done.entered).toMatchObject({ created: 0, updated: 0, unchanged: before });
    }
    expect(await count(id)).toBe(before);
  });

  const HEAD = 'Nội dung chi,Năm ngân sách,Nguồn kinh phí,Dự toán (đồng),Quyết định giao,Mã';

  test('new rows are entered once, and a second time nothing changes; a row with the id changes its record', async () => {
    const table = [HEAD, 'Thay camera cổng,2026,Ngân sách địa phương,150000000,,', 'Đào tạo,2026,Nguồn khác,20000000,,'].join('\n');
    expect((await enterTable(app, admin, 'register-budget', table)).entered).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    expect((await enterTable(app, admin, 'register-budget', `${table}\n`)).entered).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const { items } = await admin.call(api.listRecords, { params: { register: 'budget' }, query: { q: 'camera cổng' } });
    const [record] = items;
    const changed = `${HEAD}\nThay camera cổng,2026,Ngân sách địa phương,160000000,,${record?.id ?? ''}`;
    expect((await enterTable(app, admin, 'register-budget', changed)).entered).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    const after = await admin.call(api.getRecord, { params: { register: 'budget', id: record?.id ?? '' } });
    expect(after.data).toMatchObject({ planned: 160_000_000, purpose: 'Thay camera cổng' });
    expect(after.history.map(({ event }) => event)).toContain('changed');
  });

  test('each fault of a row is told in its cell with what to do', async () => {
    const table = [
      HEAD,
      'Một,2026,Ngân sách địa phương,1,Không có quyết định này,',
      'Hai,2026,Ngân sách xã,1,,',
      'Ba,2026,Ngân sách địa phương,,,',
      'Bốn,2026,Ngân sách địa phương,1,,5f0f2d0e-8f5c-4f0e-9a58-7d3f5b1c2a10',
      'Năm,năm nay,Ngân sách địa phương,1,,',
    ].join('\n');
    const done = await checkTable(app, admin, 'register-budget', table);
    const faults = await faultsOf(admin, done.id);
    expect(faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'E2 record.no-record',
      'C3 enum.unknown',
      'D4 value.required',
      'F5 record.unknown',
      'B6 number.unreadable',
    ]);
    expect(faults.every(({ message, remedy }) => message.length > 5 && remedy.length > 5)).toBe(true);
  });

  test('a state secret is a flag and a number: text beside it is refused, and without the clearance so is the flag', async () => {
    const register = REGISTER_CASES.find(([id]) => id === 'documents')?.[1] ?? expect.fail();
    const needed = register.fields.filter((field) => field.required === true && !isFreeText(field));
    const data = fullData(register, 1, { ...named, unit });
    const cells = needed.map(({ id, choices = [] }) => choices.find((choice) => choice.id === data[id])?.title.vi ?? String(data[id]));
    const head = [...needed.map(({ title }) => `"${title.vi}"`), 'Trích yếu,Bí mật nhà nước,"Số, ký hiệu văn bản giấy"'].join(',');
    const rows = [`${cells.join(',')},,có,07/BM-UBND`, `${cells.join(',')},Nội dung lộ,có,08/BM-UBND`];
    const checked = await checkTable(app, admin, 'register-documents', [head, ...rows].join('\n'));
    expect(checked.rows).toMatchObject({ good: 1, faulty: 1 });
    expect((await faultsOf(admin, checked.id)).map(({ row, code }) => ({ row, code }))).toEqual([{ row: 3, code: 'record.secret-text' }]);
    const officer = await signInElsewhere(app, 'officer', unit);
    const refused = await checkTable(app, officer, 'register-documents', [head, rows[0], ''].join('\n'));
    expect((await faultsOf(officer, refused.id)).map(({ code }) => code)).toEqual(['record.clearance']);
  });

  test('who may not enter records may not import them, and the kind is not offered', async () => {
    const viewer = await signInElsewhere(app, 'viewer', unit);
    expect((await viewer.call(api.importKinds)).items).toEqual([]);
    expect((await admin.call(api.importKinds)).items.map(({ id }) => id)).toContain('register-bylaws');
    await expect(checkTable(app, viewer, 'register-budget', HEAD)).rejects.toThrow(/auth.forbidden/);
  });
});
