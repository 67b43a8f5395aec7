import { api } from '@ancam/contract';
import type { UnitRow } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { checkTable, enterTable, exported, faultsOf } from '../../../test/tables.ts';
import { dayOf } from '../../day.ts';

const HEAD = 'Tên đơn vị,Mã đơn vị,Loại đơn vị,Đơn vị cấp trên,Vai trò của đơn vị,Mã địa bàn,Ngày thành lập';

describeOnOneStore('units from a table', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open);
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  const unit = async (q: string): Promise<UnitRow> =>
    (await admin.call(api.listUnits, { query: { q, limit: 200 } })).items[0] ?? expect.fail(`no unit ${q}`);
  const total = async (): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from unit`.execute(app.context.db)).rows[0]?.n ?? 0;

  test('a deep tree is entered whatever the order of its rows, and a second time nothing changes', async () => {
    const depth = 40;
    const rows = Array.from({ length: depth }, (_, n) =>
      n === 0
        ? 'Tập đoàn Thử,TD,corporation,,Chủ quản; Đơn vị vận hành,51,01/07/2025'
        : `Chi nhánh bậc ${n},TD.${n},Chi nhánh,${n % 2 === 0 ? `TD.${n - 1}` : n === 1 ? 'Tập đoàn Thử' : `Chi nhánh bậc ${n - 1}`},,,01/07/2025`,
    );
    // the deepest first
    const table = [HEAD, ...rows.toReversed()].join('\n');
    const before = await total();
    const done = await enterTable(app, admin, 'units', table);
    expect(await faultsOf(admin, done.id)).toEqual([]);
    expect(done.entered).toMatchObject({ created: depth, updated: 0, unchanged: 0 });
    expect(await total()).toBe(before + depth);
    const deepest = await unit(`Chi nhánh bậc ${depth - 1}`);
    const { ancestors } = await admin.call(api.getUnit, { params: { id: deepest.id } });
    expect(ancestors).toHaveLength(depth - 1);
    expect(await unit('Tập đoàn Thử')).toMatchObject({ roles: ['owner', 'operator'], placePath: '/51/', openedOn: '2025-07-01' });
    expect((await enterTable(app, admin, 'units', `${table}\n`)).entered).toMatchObject({ created: 0, updated: 0, unchanged: depth });
  });

  test('what was exported comes back unchanged, from CSV and from XLSX', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      const done = await enterTable(app, admin, 'units', await exported(admin, api.exportUnits, format));
      expect(await faultsOf(admin, done.id)).toEqual([]);
      expect(done.entered).toMatchObject({ created: 0, updated: 0, unchanged: await total() });
    }
  });

  test('a name, a code and roles are corrected; what takes a reorganisation is refused in its cell', async () => {
    const { id } = await unit('Chi nhánh bậc 39');
    const head = `${HEAD},Mã nội bộ`;
    const named = await enterTable(app, admin, 'units', `${head}\nChi nhánh cuối,TD.X,Chi nhánh,TD.38,Báo chí,,,${id}`);
    expect(named.entered).toMatchObject({ created: 0, updated: 1 });
    expect(await unit('Chi nhánh cuối')).toMatchObject({ id, code: 'TD.X', roles: ['press'] });
    const moved = await checkTable(
      app,
      admin,
      'units',
      `${HEAD}\nChi nhánh cuối,TD.X,Công ty,TD.37,,,\nChi nhánh bậc 3,TD.3,Chi nhánh,TD.9,,,`,
    );
    expect((await faultsOf(admin, moved.id)).map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'C2 unit.reorganise',
      'D3 unit.reorganise',
    ]);
  });

  test('circles, unknown superiors, bad kinds, roles, codes and territories are told in their cells', async () => {
    const table = [
      HEAD,
      'Vòng một,,Cơ quan,Vòng ba,,,',
      'Vòng hai,,Cơ quan,Vòng một,,,',
      'Vòng ba,,Cơ quan,Vòng hai,,,',
      'Tự trên,,Cơ quan,Tự trên,,,',
      'Mồ côi,,Trường học,Không có đơn vị này,,,',
      'Không cấp,,Trường học,,,,',
      'Sai loại,,Câu lạc bộ,TD,,,',
      'Sai vai trò,,Cơ quan,TD,Chủ tịch,,',
      'Sai mã,Ạ,Cơ quan,TD,,,',
      'Sai địa bàn,,Cơ quan,TD,,99999,',
      'Sớm,,Cơ quan,TD,,,01/01/2020',
    ].join('\n');
    const checked = await checkTable(app, admin, 'units', table);
    const faults = await faultsOf(admin, checked.id);
    expect(faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'D2 unit.cycle',
      'D3 unit.cycle',
      'D4 unit.cycle',
      'D5 unit.cycle',
      'D6 unit.parent-unknown',
      'D7 unit.kind-not-top',
      'C8 enum.unknown',
      'E9 unit.role',
      'B10 id.characters',
      'F11 unit.place-unknown',
      'G12 unit.opened-early',
    ]);
    expect(faults.every(({ message, remedy }) => message.length > 5 && remedy.length > 5)).toBe(true);
    expect(checked.rows).toMatchObject({ good: 0, faulty: 11 });
  });

  test('an administrator of a body registers below it and nowhere else; a token or an officer not at all', async () => {
    const { id } = await unit('Tập đoàn Thử');
    const below = await signInElsewhere(app, 'administrator', id);
    const checked = await checkTable(
      app,
      below,
      'units',
      `${HEAD}\nPhòng mới,,Cơ quan,TD,,,\nTỉnh khác,,Tỉnh,,,,\nLạc,,Cơ quan,UBND phường Thử,,,`.replace('Tỉnh,,', 'province,,'),
    );
    expect((await faultsOf(below, checked.id)).map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'D3 unit.parent-missing',
      'D4 unit.parent-unknown',
    ]);
    const officer = await signInElsewhere(app, 'officer', id);
    expect((await officer.call(api.importKinds)).items.map((kind) => kind.id)).not.toContain('units');
    const { secret } = await below.call(api.createToken, {
      body: { name: 'x', permissions: ['unit.write'], until: dayOf(app.context.clock().toISOString()) },
    });
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/octet-stream' };
    const sent = await app.browser().fetch('/api/imports?kind=units&fileName=a.csv', { method: 'POST', headers, body: HEAD });
    expect(sent.status).toBe(403);
  });
});
