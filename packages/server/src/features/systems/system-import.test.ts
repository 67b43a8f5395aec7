import { api } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { checkTable, enterTable, faultsOf } from '../../../test/tables.ts';

const HEAD =
  'Tên hệ thống,Mã,Mục đích,Phạm vi,Phạm vi phục vụ,Chuyên giám sát,Loại hệ thống,Loại thông tin,Số văn bản về bí mật nhà nước,Số ngày lưu';

describeOnOneStore('information systems from a table', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  const table = [
    HEAD,
    'Camera trụ sở,HT-01,Giám sát,Trụ sở,một cơ quan,có,Phục vụ hoạt động nội bộ,Thông tin riêng; Thông tin cá nhân,,30',
    'Camera trường học,,Giám sát,Hai điểm trường,một cơ quan,không,Khác,Thông tin riêng,,',
  ].join('\n');

  test('systems are entered once, and brought up to date by code or name', async () => {
    const done = await enterTable(app, admin, 'systems', table);
    expect(await faultsOf(admin, done.id)).toEqual([]);
    expect(done.entered).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    expect((await enterTable(app, admin, 'systems', `${table}\n`)).entered).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect((await enterTable(app, admin, 'systems', table.replace(',30', ',60'))).entered).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 1,
    });
    const { items } = await admin.call(api.listSystems, { query: { q: 'trụ sở' } });
    const system = await admin.call(api.getSystem, { params: { id: items[0]?.id ?? '' } });
    expect(system).toMatchObject({
      code: 'HT-01',
      dedicated: true,
      informationKinds: ['private', 'personal'],
      storageDays: 60,
      state: 'planned',
    });
  });

  test('each fault is told in its cell; a state secret is the number of a paper', async () => {
    const rows = [
      'Một,,x,y,một cơ quan,có,Khác,Thông tin lạ,,',
      'Hai,,x,y,một cơ quan,có,Khác,Bí mật nhà nước,,',
      'Ba,,x,y,một cơ quan,có,Khác,Thông tin riêng,07/BM,',
      'Bốn,,,y,cả xóm,có,Khác,Thông tin riêng,,',
    ];
    const checked = await checkTable(app, admin, 'systems', [HEAD, ...rows].join('\n'));
    expect((await faultsOf(admin, checked.id)).map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'H2 system.information',
      'I3 system.secret',
      'I4 system.secret',
      'C5 value.required',
      'E5 enum.unknown',
    ]);
  });
});
