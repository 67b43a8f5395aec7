import { api, urlOf } from '@ancam/contract';
import type { RecordDetail } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { loadLaw } from '@ancam/knowledge';
import { createLaw } from '@ancam/law';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { join } from '../../../test/people.ts';
import { addSystem, determine } from '../../../test/plans.ts';
import type { Pair } from '../../../test/plans.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { rowOf, stateOf } from './checks.service.ts';

const DAY = '2026-11-22';
const law = createLaw(loadLaw());

test('the day itself is in time, the day after is late; near is within sixty days', () => {
  expect(stateOf('2026-11-22', DAY)).toBe('soon');
  expect(stateOf('2026-11-21', DAY)).toBe('overdue');
  expect(stateOf('2027-01-21', DAY)).toBe('soon');
  expect(stateOf('2027-01-22', DAY)).toBe('later');
  expect(stateOf(null, DAY)).toBe('unset');
});

test('the cycle is that of level and regime, and runs from the last check that counts', () => {
  const system = { id: 'x', system: 'Hệ thống', unit: null, since: '2023-04-01', scope_path: '/x/' } as const;
  const on = '2023-05-01';
  expect(rowOf(law, { ...system, level: 3, regime: 'A' }, undefined, on)).toMatchObject({
    due: '2024-04-01',
    months: 12,
    basis: 'level',
    confidence: 'found',
  });
  expect(rowOf(law, { ...system, level: 5, regime: 'A' }, { on: '2023-04-20', register: 'inspections', id: 'r' }, on)).toMatchObject({
    due: '2023-10-20',
    months: 6,
  });
  expect(rowOf(law, { ...system, level: 2, regime: 'A' }, undefined, on)).toMatchObject({
    due: '2025-04-01',
    basis: 'organisation',
    confidence: 'inferred',
  });
  expect(rowOf(law, { ...system, level: 4, regime: 'B', since: DAY }, undefined, DAY)).toMatchObject({
    due: '2027-05-22',
    basis: 'minimum',
    confidence: 'inferred',
  });
});

describeOnEachStore('periodic checks', (open) => {
  let app: TestApp;
  let pair: Pair;
  let officer: Browser;
  let other: Browser;
  let officerOnly: Browser;
  beforeAll(async () => {
    app = await openApp(open, `${DAY}T08:00:00.000Z`);
    officer = await setUpAdministrator(app);
    pair = { officer, approver: (await join(app, officer, { login: 'duyet', role: 'approver' })).browser };
    other = await signInElsewhere(app, 'administrator');
    officerOnly = (await join(app, officer, { login: 'khong-mat', role: 'officer' })).browser;
    // Inspections are restricted.
    await sql`update account set clearance = 1 where login = 'duyet'`.execute(app.context.db);
  });
  afterAll(() => app.close());

  /** An inspection that another person has closed. */
  const inspect = async (endsOn: string): Promise<RecordDetail> => {
    const params = { register: 'inspections' } as const;
    const data = {
      subject: 'Kiểm tra, đánh giá định kỳ',
      inspectionType: 'self',
      startsOn: endsOn,
      endsOn,
      result: 'Đạt',
      assessorKind: 'licensed',
      licenceNumber: '12/GP-BTTTT',
      licenceUntil: '2027-12-31',
      shortcomings: 'Hai camera dùng mật khẩu mặc định',
      retestOn: DAY,
      retestOutcome: 'mended',
    };
    const { id, version } = await officer.call(api.createRecord, { params, body: { data } });
    const there = { ...params, id };
    const started = await officer.call(api.moveRecord, { params: there, body: { version, transition: 'start' } });
    const reported = await officer.call(api.moveRecord, { params: there, body: { version: started.version, transition: 'report' } });
    return pair.approver.call(api.decideRecord, { params: there, body: { version: reported.version, transition: 'close' } });
  };
  const rowFor = async (id: Id) => (await officer.call(api.listChecks)).items.find((row) => row.id === id);

  test('a closed inspection that is named as evidence for a system moves its next day; withdrawn it no longer counts', async () => {
    const id = await addSystem(officer, 'Hệ thống kiểm tra');
    expect(await rowFor(id)).toBeUndefined();
    await determine(pair, id, DAY, 2);
    expect(await rowFor(id)).toMatchObject({ level: 2, regime: 'B', lastOn: null, due: '2027-11-22', state: 'later', basis: 'minimum' });
    const record = await inspect('2025-10-01');
    const params = { id: record.id };
    const linked = await officer.call(api.linkRecord, { params, body: { fact: 'check.periodic', object: id } });
    expect(await rowFor(id)).toMatchObject({ lastOn: '2025-10-01', lastRecord: record.id, due: '2026-10-01', state: 'overdue' });
    // Who may not open inspections is told the day all the same, and no record.
    expect((await officerOnly.call(api.listChecks)).items).toMatchObject([{ lastOn: '2025-10-01', lastRecord: null, due: '2026-10-01' }]);
    const { items, counts } = await officer.call(api.listChecks, { query: { state: 'overdue' } });
    expect(items.map((row) => row.id)).toEqual([id]);
    expect(counts).toEqual({ overdue: 1, soon: 0, later: 0, unset: 0 });
    await officer.call(api.unlinkRecord, { params: { id: linked.links[0]?.id ?? '' } });
    expect(await rowFor(id)).toMatchObject({ lastOn: null, due: '2027-11-22' });
  });

  test('the earliest day comes first, page by page, and nobody sees the systems of others', async () => {
    const ids: Id[] = [];
    for (const name of ['Thứ hai', 'Thứ ba', 'Thứ nhất']) {
      ids.push(await addSystem(officer, name));
      await determine(pair, ids.at(-1) ?? '', DAY, 1);
    }
    const record = await inspect('2025-12-01');
    await officer.call(api.linkRecord, { params: { id: record.id }, body: { fact: 'check.periodic', object: ids[2] ?? '' } });
    const first = await officer.call(api.listChecks, { query: { limit: 1, level: 1 } });
    expect(first.items).toMatchObject([{ system: 'Thứ nhất', due: '2026-12-01', state: 'soon' }]);
    const rest = await officer.call(api.listChecks, { query: { level: 1, cursor: first.next ?? '' } });
    expect(new Set(rest.items.map(({ system }) => system))).toEqual(new Set(['Thứ hai', 'Thứ ba']));
    expect(rest.next).toBeNull();
    expect((await officer.call(api.listChecks, { query: { q: 'thu nhat' } })).items).toHaveLength(1);
    expect((await other.call(api.listChecks)).items).toEqual([]);
    const file = await officer.fetch(urlOf(api.exportChecks, { query: { format: 'csv', language: 'vi', state: 'soon' } }));
    expect(await file.text()).toContain('sắp đến hạn');
  });
});
