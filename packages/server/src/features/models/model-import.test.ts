import { api } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { checkTable, enterTable, exported, faultsOf } from '../../../test/tables.ts';

const HEAD = 'Hãng,Nước,Mẫu thiết bị,Loại,Tên khác,Hỗ trợ từ,Hỗ trợ đến';

describeOnOneStore('makers and models from a table', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  const table = [
    HEAD,
    'Hãng Thử,Việt Nam,,,HT; Hang Thu VN,,',
    'HT,,HT-100,camera,HT100A; HT100B,01/01/2024,31/12/2028',
    'Hãng Thử,,HT-200,đầu ghi,,,',
    'Hãng Hai,Việt Nam,H2-1,,,,',
  ].join('\n');

  test('makers and models are declared in one file, and a second time nothing changes', async () => {
    const done = await enterTable(app, admin, 'models', table);
    expect(await faultsOf(admin, done.id)).toEqual([]);
    expect(done.entered).toMatchObject({ created: 4, updated: 0, unchanged: 0 });
    const makers = (await admin.call(api.listMakers)).items;
    expect(makers.find(({ name }) => name === 'Hãng Thử')).toMatchObject({
      country: 'Việt Nam',
      models: 2,
      aliases: ['HT', 'Hang Thu VN', 'Hãng Thử'],
    });
    const [model] = (await admin.call(api.listModels, { query: { q: 'HT100B' } })).items;
    expect(model).toMatchObject({ name: 'HT-100', makerName: 'Hãng Thử', supportFrom: '2024-01-01', supportUntil: '2028-12-31' });
    expect((await enterTable(app, admin, 'models', `${table}\n`)).entered).toMatchObject({ created: 0, updated: 0, unchanged: 4 });
    const bytes = await exported(admin, api.exportModels, 'xlsx');
    expect((await enterTable(app, admin, 'models', bytes)).entered).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  });

  test('days of support and spellings are brought up to date', async () => {
    const done = await enterTable(app, admin, 'models', `${HEAD}\nHãng Thử,,HT-100,,HT100C,,31/12/2030\n`);
    expect(done.entered).toMatchObject({ created: 0, updated: 1 });
    const [model] = (await admin.call(api.listModels, { query: { q: 'HT100C' } })).items;
    expect(model).toMatchObject({ name: 'HT-100', supportUntil: '2030-12-31', supportFrom: '2024-01-01' });
  });

  test('each fault is told in its cell', async () => {
    const rows = ['Hãng Thử,,***,,,,', 'Hãng Thử,,HT-300,,HT-200,,', 'Hãng Thử,,HT-400,,,01/01/2025,01/01/2024', 'Hãng Hai,,H2-2,xe,,,'];
    const checked = await checkTable(app, admin, 'models', [HEAD, ...rows].join('\n'));
    expect((await faultsOf(admin, checked.id)).map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'C2 model.name',
      'E3 model.alias',
      'G4 model.period',
      'D5 enum.unknown',
    ]);
  });

  test('a unit that does not keep the reference data enters nothing', async () => {
    const other = await signInElsewhere(app, 'officer');
    const checked = await checkTable(app, other, 'models', table);
    expect(checked.rows).toMatchObject({ good: 0, faulty: 4 });
    expect((await faultsOf(other, checked.id)).every(({ code }) => code === 'model.authority')).toBe(true);
  });
});
