import { api } from '@ancam/contract';
import type { Report, ReportBody, ReportContent, SystemBody } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleOf } from '../../../test/access/sample.ts';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { pdfOf, sendFile } from '../../../test/holders.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import type { UnitKey } from '../units/register-unit.ts';

const PERIOD = { periodFrom: '2023-01-01', periodTo: '2023-04-05', asOf: '2023-04-05' };

function valueOf({ figures }: ReportContent, id: string): number | undefined {
  return figures.find((figure) => figure.id === id)?.value;
}

function tableOf({ tables }: ReportContent, id: string) {
  return tables.find((table) => table.id === id) ?? { rows: [], columns: [] };
}

function create(browser: Browser, change: Partial<ReportBody> = {}): Promise<Report> {
  return browser.call(api.createReport, { body: { kind: 'directive' as const, ...PERIOD, ...change } });
}

async function add(browser: Browser, name: string): Promise<Id> {
  // The sample is complete.
  const body = {
    ...sampleOf(api.addSystem.body),
    name,
    purpose: 'Điều hành',
    scope: 'Trụ sở',
    informationKinds: ['private'],
  } as SystemBody;
  return (await browser.call(api.addSystem, { body })).id;
}

async function determine(browser: Browser, other: Browser, id: Id): Promise<void> {
  const { fresh } = await browser.call(api.getSystemLevel, { params: { id } });
  const { open: draft } = await browser.call(api.saveSystemLevel, { params: { id }, body: fresh });
  const params = { id: draft?.id ?? '' };
  await browser.call(api.stepLevel, { params, body: { action: 'propose' } });
  await other.call(api.decideLevel, { params, body: { action: 'confirm', reason: '' } });
}

function below({ id, homeId, scopePath }: UnitKey) {
  return { parent: { id, homeId, scopePath }, openedOn: '2020-01-01' };
}

describeOnOneStore('what reports say', (open) => {
  let app: TestApp;
  let district: UnitKey;
  let top: Browser;
  let second: Browser;
  let local: Browser;
  let localSecond: Browser;
  const systems: Record<string, Id> = {};

  /** A confirmed document; that its own feature confirms it only with its signed copy is tested there. */
  const document = async (data: Readonly<Record<string, string>>): Promise<Id> => {
    const whole = { documentType: 'letter', direction: 'out', issuedOn: '2023-02-02', issuer: 'UBND tỉnh', excerpt: 'Triển khai', ...data };
    const { id } = await top.call(api.createRecord, { params: { register: 'documents' }, body: { data: whole, restricted: false } });
    await sql`update record set state = 'confirmed' where id = ${id}`.execute(app.context.db);
    return id;
  };

  beforeAll(async () => {
    app = await openApp(open, '2023-04-05T16:30:00.000Z');
    await setUpAdministrator(app);
    const province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province', openedOn: '2020-01-01' });
    district = await unitOf(app, { name: 'UBND huyện', kind: 'district', ...below(province) });
    const commune = await unitOf(app, { name: 'UBND xã', kind: 'commune', ...below(district) });
    top = await accountOf(app, province.id, 'officer', 'Cán bộ tỉnh');
    second = await accountOf(app, province.id, 'approver', 'Người duyệt tỉnh');
    local = await accountOf(app, district.id, 'officer', 'Cán bộ huyện');
    localSecond = await accountOf(app, district.id, 'approver', 'Người duyệt huyện');
    const communal = await accountOf(app, commune.id, 'officer');
    systems['province'] = await add(top, 'Mạng UBND tỉnh');
    systems['district'] = await add(local, 'Mạng UBND huyện');
    systems['commune'] = await add(communal, 'Mạng UBND xã');
    await determine(top, second, systems['province']);
    const directive = await document({ direction: 'in', number: '23/CT-TTg', issuer: 'Thủ tướng Chính phủ' });
    await document({ number: '353/UBND-KGVX', basis: directive });
  }, 120_000);
  afterAll(() => app.close());

  test('systems whose authority no text settles stand beside the shares, with their question', async () => {
    const { content } = await create(top);
    expect(valueOf(content, 'systems')).toBe(2);
    expect(valueOf(content, 'open')).toBe(1);
    const approved = content.figures.find(({ id }) => id === 'approved');
    expect(approved).toMatchObject({ value: 0, of: { value: 2 }, outside: { value: 1 } });
    expect(tableOf(content, 'open').rows).toMatchObject([
      { about: { kind: 'systems', id: systems['commune'] }, cells: ['Mạng UBND xã', 'UBND xã', { vi: expect.any(String) }] },
    ]);
    expect(tableOf(content, 'documents').rows.map(({ cells }) => cells[0])).toEqual(['353/UBND-KGVX']);
  });

  test('every figure with a table is the number of rows that it counts', async () => {
    const kinds = [
      ['directive', {}],
      ['yearly', { periodFrom: '2021-12-15', periodTo: '2022-12-14', asOf: '2023-04-05' }],
    ] as const;
    for (const [kind, period] of kinds) {
      const { content } = await create(top, { kind, periodFrom: '2022-12-31', ...period });
      let counted = 0;
      for (const { id, table, value } of content.figures.filter((each) => each.table !== null)) {
        const rows = tableOf(content, table ?? '').rows.filter(({ counts }) => counts.includes(id));
        expect(rows.length, `${kind} ${id}`).toBe(value);
        counted += value;
      }
      expect(counted, kind).toBeGreaterThan(3);
    }
  });

  test('a report about a unit below counts what lies below it, one above is not there', async () => {
    const { content } = await create(top, { subject: district.id, periodFrom: '2023-01-02' });
    expect(content.subject.name).toBe('UBND huyện');
    expect([valueOf(content, 'systems'), valueOf(content, 'open')]).toEqual([1, 1]);
    const parent = await app.context.db.selectFrom('unit').select('parent_id').where('id', '=', district.id).executeTakeFirstOrThrow();
    expect(await codeOf(create(local, { subject: parent.parent_id ?? '', periodFrom: '2023-01-03' }))).toBe('not-found');
  });

  test('as of a day only what the register held then is counted; restated what there was, whenever it was entered', async () => {
    app.at('2023-04-05T17:30:00.000Z');
    const late = await add(local, 'Nhập muộn');
    await local.call(api.moveSystem, {
      params: { id: late },
      body: { action: 'evaluate', on: '2023-04-06', document: '1/QĐ', reason: '' },
    });
    const asOf = await create(top, { mode: 'as-of', periodFrom: '2023-01-04' });
    const later = await create(top, { mode: 'as-of', periodFrom: '2023-01-04', periodTo: '2023-04-06', asOf: '2023-04-06' });
    expect([valueOf(asOf.content, 'systems'), valueOf(later.content, 'systems')]).toEqual([2, 3]);
    const restated = await create(top, { periodFrom: '2023-01-05' });
    expect(valueOf(restated.content, 'systems')).toBe(2);
    await local.call(api.moveSystem, { params: { id: late }, body: { action: 'withdraw', on: '2023-04-06', document: '', reason: '' } });
    await local.call(api.moveSystem, { params: { id: late }, body: { action: 'retire', on: '2023-04-06', document: '', reason: '' } });
    const after = await create(top, { periodFrom: '2023-01-06', periodTo: '2023-04-06', asOf: '2023-04-06' });
    expect(valueOf(after.content, 'systems')).toBe(2);
    app.at('2023-04-05T16:30:00.000Z');
  });

  test('a yearly report that breaks the form says the row and the column, and is not checked until it is mended', async () => {
    const body = { kind: 'yearly' as const, periodFrom: '2021-12-15', periodTo: '2022-12-14', asOf: '2023-04-05' };
    const report = await create(local, body);
    const faults = report.content.faults.map(({ rule, severity }) => `${rule} ${severity}`);
    expect(faults).toEqual(expect.arrayContaining(['filled error', 'expected error', 'part-2 error', 'deployed error']));
    expect(report.content.faults.find(({ rule }) => rule === 'expected')?.at).toMatchObject({
      table: 'systems',
      row: 1,
      column: '9',
      name: 'Mạng UBND huyện',
    });
    expect(report.actions.blockers).toContainEqual({ action: 'check', reason: 'rules-kept' });
    expect(await codeOf(local.call(api.moveReport, { params: { id: report.id }, body: { step: 'check' } }))).toBe('conflict');
    const entries = { [`expected-approval:${systems['district']}`]: '2023-12-31' };
    const mended = await local.call(api.writeReportEntries, { params: { id: report.id }, body: { entries } });
    const where = mended.content.faults.filter(({ rule }) => rule === 'expected').map(({ at }) => at.name);
    expect(where).not.toContain('Mạng UBND huyện');
    expect(await codeOf(local.call(api.writeReportEntries, { params: { id: report.id }, body: { entries: { D: '31/12/2023' } } }))).toBe(
      'input.invalid',
    );
  });

  test('a consolidation adds what has arrived and the own part, names each report by its hash, and each unit without one', async () => {
    const kind = 'consolidated-directive' as const;
    const before = await create(top, { kind });
    expect(before.content.missing).toEqual([{ unit: district.id, name: 'UBND huyện', noted: '' }]);
    expect(before.actions.blockers).toContainEqual({ action: 'check', reason: 'units-reported' });
    expect([valueOf(before.content, 'systems'), valueOf(before.content, 'open')]).toEqual([1, 0]);
    const entries = { [`missing:${district.id}`]: 'Đang lập' };
    const noted = await top.call(api.writeReportEntries, { params: { id: before.id }, body: { entries } });
    expect(noted.actions.may).toContain('check');

    const { id } = await create(local);
    const params = { id };
    await local.call(api.moveReport, { params, body: { step: 'check' } });
    await localSecond.call(api.decideReport, { params, body: { step: 'freeze' } });
    await sendFile(local, { holder: 'reports', id }, 'ký.pdf', pdfOf('ký'), { purpose: 'signed' });
    const sent = await local.call(api.moveReport, { params, body: { step: 'submit', number: '7/UBND', dated: '2023-04-04' } });
    const { content } = await top.call(api.getReport, { params: { id: before.id } });
    expect(content.sources).toMatchObject([{ id, name: 'UBND huyện', state: 'submitted', hash: sent.hash }]);
    expect(content.missing).toEqual([]);
    expect([valueOf(content, 'systems'), valueOf(content, 'open'), valueOf(content, 'reported')]).toEqual([2, 1, 1]);
    expect(tableOf(content, 'below').rows[0]?.about).toEqual({ kind: 'reports', id });

    const covered = await top.call(api.reportCoverage, {
      query: { kind: 'directive', periodFrom: PERIOD.periodFrom, periodTo: PERIOD.periodTo },
    });
    expect(covered.counts).toMatchObject({ units: 1, reported: 1, missing: 0 });
    await second.call(api.decideReport, { params, body: { step: 'return', reason: 'Thiếu xã' } });
    const again = await top.call(api.getReport, { params: { id: before.id } });
    expect(again.content.missing).toMatchObject([{ noted: 'Đang lập' }]);
  });

  test('what was checked says when the register has moved on, and the next report what has changed since', async () => {
    const first = await create(local, { periodFrom: '2022-06-01', periodTo: '2022-12-31' });
    const params = { id: first.id };
    await local.call(api.moveReport, { params, body: { step: 'check' } });
    expect((await local.call(api.getReport, { params })).outdated).toBe(false);
    const extra = await add(local, 'Mạng mới');
    expect((await local.call(api.getReport, { params })).outdated).toBe(true);
    await localSecond.call(api.decideReport, { params, body: { step: 'freeze' } });
    const next = await create(local, { periodFrom: '2023-01-07' });
    expect(next.previous).toMatchObject({
      id: first.id,
      changes: expect.arrayContaining([expect.objectContaining({ id: 'systems', before: 1, now: 2 })]),
    });
    await local.call(api.moveSystem, { params: { id: extra }, body: { action: 'retire', on: '2023-04-05', document: '', reason: '' } });
  });

  test('the camera annex names its day, and what past days do not know', async () => {
    const { content } = await create(top, { kind: 'cameras' });
    expect(tableOf(content, 'units').rows.length).toBeGreaterThan(1);
    const past = await create(top, { kind: 'cameras', mode: 'as-of', periodFrom: '2023-01-08' });
    expect(past.content.tables.find(({ id }) => id === 'systems')?.note?.vi).toMatch(/theo đơn vị/);
  });
});
