import { FIGURE_NAMES, api, rowsOfFigure } from '@ancam/contract';
import type { FigureAxis, FigureNode } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { foldFigures } from './figures.service.ts';

/** Figures that count something else than cameras: there is no list of cameras with as many rows. */
const NOT_CAMERAS: ReadonlySet<string> = new Set(['findings', 'systems', 'systems_operating']);

/** A commune with cameras in every state that a figure tells apart. */
async function fill(browser: Browser, n: number): Promise<void> {
  const shown = [
    { address: `10.${n}.0.1`, serial: `A${n}`, telnet: true },
    { address: `10.${n}.0.2`, serial: `B${n}` },
    { address: `10.${n}.0.3`, serial: `C${n}`, manufacturer: 'AXIS', model: 'P3245-V' },
  ];
  await browser.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(resultOf('2026-11-20T03:00:00.000Z', ...shown)) });
  const add = (name: string, maker = '') => browser.call(api.addCamera, { body: { name, maker } });
  await add(`Không rõ hãng ${n}`);
  const { id: papers } = await add(`Đủ giấy ${n}`, 'Axis');
  await browser.call(api.updateCamera, { params: { id: papers }, body: { originPaper: 'CO', qualityPaper: 'CQ', storage: 'abroad' } });
  const { id: retired } = await add(`Ngừng ${n}`, 'Axis');
  await browser.call(api.retireCamera, { params: { id: retired } });
}

async function nodesOf(browser: Browser, axis: FigureAxis, query: { unit?: string; place?: string }): Promise<FigureNode[]> {
  const { node, children } = await browser.call(api.figures, { query: { axis, ...query } });
  return [node, ...children];
}

async function hold(browser: Browser, axis: FigureAxis, nodes: readonly FigureNode[]): Promise<number> {
  let told = 0;
  for (const node of nodes) {
    for (const figure of FIGURE_NAMES) {
      const filter = rowsOfFigure(figure, { axis, path: node.path, unit: node.unit });
      expect(filter === undefined, figure).toBe(NOT_CAMERAS.has(figure));
      if (filter === undefined) continue;
      const { total, items } = await browser.call(api.listCameras, { query: { ...filter, limit: 200 } });
      expect.soft(total, `${figure} of ${node.name || node.path}`).toEqual({ count: node.figures[figure], exact: true });
      expect.soft(items, `${figure} of ${node.name || node.path}`).toHaveLength(node.figures[figure]);
      // A page that does not hold all rows has its total from the figures.
      const { total: atOnce } = await browser.call(api.listCameras, { query: { ...filter, limit: 1 } });
      expect.soft(atOnce, `${figure} of ${node.name || node.path}, from a short page`).toEqual(total);
      if (node.figures[figure] > 0) told += 1;
    }
  }
  return told;
}

describeOnEachStore('drill-down from figures', (open) => {
  let app: TestApp;
  let province: Browser;
  let police: Browser;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    const host = await setUpAdministrator(app);
    const top = await unitOf(app, { name: 'UBND tỉnh', kind: 'province', placePath: '/51/' });
    const parent = { id: top.id, homeId: top.homeId, scopePath: top.scopePath };
    const communes = [
      await unitOf(app, { name: 'UBND xã Một', kind: 'commune', parent, placePath: '/51/20305/' }),
      await unitOf(app, { name: 'UBND xã Hai', kind: 'commune', parent, placePath: '/51/21172/' }),
    ];
    for (const [n, { id }] of communes.entries()) await fill(await accountOf(app, id, 'officer'), n + 1);
    province = await accountOf(app, top.id, 'officer');
    const agency = await unitOf(app, { name: 'Công an tỉnh', kind: 'agency' });
    const dates = { documentDate: '2026-11-01', validFrom: '2026-11-02' };
    const body = { axis: 'place' as const, place: '/51/', legalBasis: 'Quyết định 12/QĐ', ...dates };
    await host.call(api.grantJurisdiction, { params: { id: agency.id }, body });
    police = await accountOf(app, agency.id, 'officer');
    await foldFigures(app.context);
  }, 120_000);
  afterAll(() => app.close());

  test('every figure of a unit and of those below is the total of the list that it leads to', async () => {
    const nodes = await nodesOf(province, 'scope', {});
    expect(nodes).toHaveLength(3);
    expect(await hold(province, 'scope', nodes)).toBeGreaterThan(20);
  });

  test('every figure of a territory likewise', async () => {
    const nodes = await nodesOf(police, 'place', { place: '/51/' });
    expect(nodes).toHaveLength(3);
    expect(await hold(police, 'place', nodes)).toBeGreaterThan(20);
  });

  test('the figures of the dashboard are the totals of the lists that its links lead to', async () => {
    const board = await province.call(api.dashboard);
    const whole = { axis: 'scope', path: '/', unit: null } as const;
    const totalOf = async (query: object) => (await province.call(api.listCameras, { query })).total?.count;
    expect(await totalOf(rowsOfFigure('cameras', whole) ?? {})).toBe(board.cameras.total);
    expect(await totalOf(rowsOfFigure('unidentified', whole) ?? {})).toBe(board.cameras.unidentified);
    for (const { severity, count } of board.cameras.bySeverity) expect(await totalOf({ severity, status: 'in-use' }), severity).toBe(count);
    for (const { check, cameras } of board.findings.top) expect(await totalOf({ check, status: 'in-use' }), check).toBe(cameras);
    for (const { kind, link, count } of board.next.filter((step) => step.link.startsWith('/cameras?')))
      expect(await totalOf(Object.fromEntries(new URLSearchParams(link.slice('/cameras?'.length)))), kind).toBe(count);
    expect(board.next.some(({ link }) => link.startsWith('/cameras?'))).toBe(true);
  });
});
