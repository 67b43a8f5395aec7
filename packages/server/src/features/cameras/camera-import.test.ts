import { UploadedTable, api } from '@ancam/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { FIGURES } from '../figures/figures.store.ts';
import { seedMakers } from '../models/seed.service.ts';

const LABELS = [
  { maker: 'Hikvision', model: 'DS-2CD2143G2-I', firmware: 'V5.5.0 build 180101' },
  { maker: 'HIK-VISION', model: 'DS-2CD2143G2-I', firmware: 'V5.5.0 build 180101' },
  { maker: 'Hikvision', model: 'DS-2CD2143G2-I', firmware: '' },
  { maker: 'Dahua', model: 'IPC-HDW1220S', firmware: '' },
  { maker: 'Không ai biết', model: 'X1', firmware: '1.0' },
  { maker: '', model: '', firmware: '' },
] as const;

describeOnEachStore('cameras from a table', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T08:00:00.000Z');
    admin = await setUpAdministrator(app);
    await seedMakers(app.context);
    const approver = await signInElsewhere(app, 'approver', (await admin.call(api.session)).account?.unit.id);
    const maker = (await admin.call(api.listMakers)).items.find(({ key }) => key === 'hikvision');
    const model = await admin.call(api.addModel, { body: { makerId: maker?.id ?? '', name: 'DS-2CD2143G2-I', aliases: [] } });
    const { id } = await admin.call(api.proposeWarning, {
      body: {
        issuer: 'Cục An ninh mạng',
        document: '12/CB-A05',
        documentDate: '2026-11-20',
        title: 'Lỗ hổng',
        effect: 'Chiếm quyền',
        remedy: 'Cập nhật',
        makerId: maker?.id ?? '',
        modelIds: [model.id],
        modelPatterns: [],
        revision: '',
        firmwareFrom: '',
        firmwareTo: 'V5.5.1 build 180300',
        firmwareToIncluded: true,
        validFrom: '2026-11-21',
      },
    });
    await approver.call(api.publishWarning, { params: { id } });
  });
  afterAll(() => app.close());

  async function enter(csv: string): Promise<{ created: number; updated: number }> {
    const headers = { 'content-type': 'application/octet-stream', origin: 'http://localhost' };
    const response = await admin.fetch('/api/imports?kind=cameras&fileName=a.csv', { method: 'POST', headers, body: csv });
    const sent = UploadedTable.parse(await response.json()).import;
    const params = { id: sent.id };
    await admin.call(api.mapImport, { params, body: sent.mapping ?? {} });
    await admin.call(api.checkImport, { params });
    await app.context.imports.settled(sent.id);
    await admin.call(api.applyImport, { params, body: { policy: 'all' } });
    await app.context.imports.settled(sent.id);
    return (await admin.call(api.getImport, { params })).entered;
  }

  /** What is judged of cameras, without what tells one from another. */
  async function judged(names: string): Promise<unknown[]> {
    const { rows } = await sql<{ said: unknown }>`
      select to_jsonb(j) as said from (
        select substr(c.name, 2) as name, c.maker, c.maker_id, c.model_id, c.kind, c.strength, c.warned, c.warning_ids, c.possible_warning_ids,
          c.matched, c.open_critical, c.open_high, c.open_medium, c.open_low, c.open_info, c.worst, c.counts_until, c.steward_id,
          (select jsonb_agg(jsonb_build_object('check', f.check_id, 'severity', f.severity, 'certainty', f.certainty, 'status', f.status,
            'evidence', f.evidence, 'unit', f.unit_id, 'path', f.scope_path, 'home', f.home_id, 'class', f.classification,
            'events', (select jsonb_agg(jsonb_build_array(e.event, e.by_name, e.scan_id, e.reason, e.scope_path) order by e.seq)
              from finding_event e where e.finding_id = f.id)) order by f.check_id) from finding f where f.camera_id = c.id) as findings
        from camera c where c.name like ${names} order by substr(c.name, 2)) as j`.execute(app.context.db);
    return rows.map(({ said }) => said);
  }

  const sums = sql.raw(FIGURES.map((name) => `coalesce(sum(${name}), 0)::bigint as ${name}`).join(', '));
  async function expectCounted(): Promise<void> {
    const { rows: told } = await sql`select ${sums} from tally`.execute(app.context.db);
    const { rows: true_ } = await sql`select ${sums} from (select *, 0 as systems, 0 as systems_operating from camera_figure) as f`.execute(
      app.context.db,
    );
    expect(told).toEqual(true_);
    const key = sql.raw('scope_path, facet, value');
    const { rows: facets } = await sql`select ${key}, sum(count)::int as count from facet_delta group by ${key} having sum(count) <> 0
      order by ${key}`.execute(app.context.db);
    const { rows: trueFacets } = await sql`select ${key}, sum(count)::int as count
      from facets_of(array(select id from camera), '2026-11-22') group by ${key} order by ${key}`.execute(app.context.db);
    expect(facets).toEqual(trueFacets);
  }

  test('are judged just as those entered by hand: findings, counts, warnings, figures', async () => {
    for (const [n, label] of LABELS.entries()) await admin.call(api.addCamera, { body: { name: `H${n}`, ...label } });
    const lines = LABELS.map(({ maker, model, firmware }, n) => `T${n};${maker};${model};${firmware}`);
    expect(await enter(`Tên camera;Hãng;Model;Firmware\r\n${lines.join('\r\n')}\r\n`)).toMatchObject({ created: LABELS.length });
    const byHand = await judged('H%');
    expect(byHand).toHaveLength(LABELS.length);
    expect(await judged('T%')).toEqual(byHand);
    expect(byHand).toContainEqual(expect.objectContaining({ name: '0', warned: 'certain', findings: expect.any(Array) }));
    expect(byHand).toContainEqual(expect.objectContaining({ name: '1', warned: 'certain', findings: null }));
    expect(byHand).toContainEqual(expect.objectContaining({ name: '2', warned: 'possible' }));
    await expectCounted();
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from finding`.execute(app.context.db);
    expect(rows[0]?.n).toBeGreaterThan(0);
  });

  test('known and new ones in one table are counted once each; what a new label no longer says is fixed', async () => {
    const table =
      'Tên camera;Hãng;Model;Firmware\r\nT0;Hikvision;DS-2CD2143G2-I;V5.7.0 build 220101\r\nT9;Hikvision;DS-2CD2143G2-I;V5.5.0 build 180101\r\n';
    expect(await enter(table)).toMatchObject({ created: 1, updated: 1 });
    const [first] = await judged('T0');
    expect(first).toMatchObject({ warned: 'no', matched: true });
    const [added] = await judged('T9');
    expect(added).toMatchObject({ warned: 'certain', matched: true });
    await expectCounted();
    expect((await admin.call(api.audit)).chainIntact).toBe(true);
  });
});
