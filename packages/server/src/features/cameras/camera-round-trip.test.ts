import { api } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { unitBelow } from '../../../test/people.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { enterTable, exported, faultsOf } from '../../../test/tables.ts';

describeOnOneStore('cameras out and in again', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
    await unitBelow(app, 'Trạm Y tế');
    const head =
      'Đơn vị,Tên camera,Vị trí lắp đặt,Địa chỉ mạng,Hãng,Kiểu máy,Số sê-ri,Địa chỉ MAC,Ngày mua,Nơi lưu trữ hình,Giấy tờ xuất xứ,Hợp đồng,Ghi chú';
    const rows = [
      ',Cổng chính,"Sảnh, tầng 1",192.168.1.64,Hikvision,DS-2CD2143G2-I,SN-0001,C0:56:E3:12:34:56,05/03/2024,Việt Nam,CO 12/2024,08/2024/HĐ-MS,=1+1',
      'Trạm Y tế,Cổng chính,,,Dahua,IPC-HFW1230S,,,,Nước ngoài,,,"Nối ""đầu ghi"""',
      'Trạm Y tế,Hành lang,,,,,SN-0002,,,,,,-',
    ];
    expect((await enterTable(app, admin, 'cameras', [head, ...rows].join('\n'))).entered).toMatchObject({ created: 3 });
  });
  afterAll(() => app.close());

  test.each(['csv', 'xlsx'] as const)('what was exported as %s comes back unchanged, in either language', async (format) => {
    for (const language of ['vi', 'en'] as const) {
      const bytes = await exported(admin, api.exportCameras, format, { language });
      const done = await enterTable(app, admin, 'cameras', bytes);
      expect(await faultsOf(admin, done.id)).toEqual([]);
      expect(done.entered).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    }
  });
});
