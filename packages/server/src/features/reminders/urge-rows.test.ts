import { api } from '@ancam/contract';
import type { DutyRow } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { bringDutiesUpToDate } from '../duties/keep-duties.service.ts';

async function late(browser: Browser): Promise<DutyRow[]> {
  const { items } = await browser.call(api.listDutyRows, { query: { state: 'overdue', limit: 200 } });
  return items;
}

describeOnEachStore('urging from the list of duties', (open) => {
  let app: TestApp;
  let above: Browser;
  let commune: Browser;
  let viewer: Browser;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-26T03:00:00.000Z');
    const opened = { openedOn: '2010-01-01' };
    const province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province', ...opened });
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    const first = await unitOf(app, { name: 'Sở Một', kind: 'department', parent, ...opened });
    await unitOf(app, { name: 'Sở Hai', kind: 'department', parent, ...opened });
    above = await accountOf(app, province.id, 'approver', 'Lãnh đạo tỉnh');
    viewer = await accountOf(app, province.id, 'viewer');
    commune = await accountOf(app, first.id, 'officer', 'Cán bộ sở');
    await bringDutiesUpToDate(app.context);
  });
  afterAll(() => app.close());

  test('each late row below says whether it may be urged; the own unit and whoever only reads may not', async () => {
    const rows = await late(above);
    const below = rows.filter(({ unit }) => unit.name.startsWith('Sở'));
    expect(below.length).toBeGreaterThan(1);
    expect(below.every(({ actions }) => actions.may.includes('urge'))).toBe(true);
    const own = rows.filter(({ unit }) => unit.name === 'UBND tỉnh');
    expect(own.every(({ actions }) => actions.blockers[0]?.reason === 'not-late')).toBe(true);
    for (const browser of [viewer, commune]) expect((await late(browser)).flatMap(({ actions }) => actions.may)).toEqual([]);
    expect((await late(viewer))[0]?.actions.blockers).toEqual([{ action: 'urge', reason: 'no-permission' }]);
    const { items } = await above.call(api.listDutyRows, { query: { state: 'not-due' } });
    expect(items.flatMap(({ actions }) => actions.may)).toEqual([]);
  });

  test('many units are urged at once; for the rest of the day their rows say so', async () => {
    const row = (await late(above)).find(({ actions }) => actions.may.includes('urge'));
    const duty = row?.duty ?? '';
    const units = (await late(above)).filter((each) => each.duty === duty && each.actions.may.includes('urge')).map(({ unit }) => unit.id);
    expect(units).toHaveLength(2);
    const done = await above.call(api.urgeUnits, { body: { duty, unitIds: units, note: 'gấp' } });
    // The second department has nobody who could be told.
    expect(done).toMatchObject({ urged: 1, skipped: [{ reason: 'nobody' }] });
    const after = (await late(above)).filter((each) => each.duty === duty && each.unit.name === 'Sở Một');
    expect(after.map(({ actions }) => actions.blockers)).toEqual([[{ action: 'urge', reason: 'urged-today' }]]);
    const notices = (await commune.call(api.listNotices)).items;
    expect(notices).toMatchObject([{ kind: 'urged' }]);
  });
});
