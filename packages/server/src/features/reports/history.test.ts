import { api } from '@ancam/contract';
import type { PlanItemSet, Report, ReportBody, ReportCell, ReportTable } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { requirementsOf } from '@ancam/law';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { DECISION, fullDossier, issueBylaw, plantProcedure, scanDecision, systemAt } from '../../../test/dossiers.ts';
import type { Procedure } from '../../../test/dossiers.ts';
import { addSystem, determine, itemsOf, takeStep } from '../../../test/plans.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf } from '../../../test/tree.ts';
import { itemsBefore } from '../plans/reported.service.ts';
import type { ItemsChanged, ReportedItem } from '../plans/reported.store.ts';

const NO_PAPER = { number: '', date: null, issuer: '' };

function change(answer: 'open' | 'partial'): ItemsChanged {
  return {
    plan_id: 'p',
    event: 'items' as const,
    before: [{ id: 'i', version: 2, values: { answer } }],
    touched: 1,
  };
}

test('requirements go back change by change; a change that kept nothing makes the day unknown', () => {
  const item: ReportedItem = { id: 'i', plan_id: 'p', key: 'K', requirement: 'L1.1', answer: 'full', due_on: null, dropped: false };
  expect(itemsBefore([item], [change('partial'), change('open')])).toMatchObject([{ answer: 'open' }]);
  expect(itemsBefore([item], [{ plan_id: 'p', event: 'adopted', before: [], touched: 3 }])).toBeUndefined();
  expect(itemsBefore([item], [])).toEqual([item]);
});

function tableOf({ content }: Report, id: string): ReportTable {
  return content.tables.find((table) => table.id === id) ?? expect.fail();
}

function rowsOf(given: Report, id: string): Record<string, ReportCell | undefined>[] {
  const { rows, columns } = tableOf(given, id);
  return rows.map(({ cells }) => Object.fromEntries(columns.map((column, at) => [column.id, cells[at]])));
}

/** What reports of past days say of plans, duties and bylaws. */
describeOnEachStore('past days in reports', (open) => {
  let app: TestApp;
  let who: Procedure['browsers'];
  let department: Id;
  let reports = 0;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-18T03:00:00.000Z');
    const procedure = await plantProcedure(app);
    who = procedure.browsers;
    department = procedure.department.id;
    await sql`update unit set opened_on = '2010-01-01'`.execute(app.context.db);
  }, 120_000);
  afterAll(() => app.close());

  /** Goes to a morning; sessions do not last over days. */
  const go = async (day: string): Promise<void> => {
    app.at(`${day}T03:00:00.000Z`);
    const operator = await accountOf(app, department, 'administrator', 'Người lập hồ sơ');
    const colleague = await accountOf(app, department, 'administrator', 'Người cùng sở');
    await sql`update account set clearance = 1 where unit_id = ${department}`.execute(app.context.db);
    who = { ...who, operator, colleague };
  };
  const report = (kind: 'yearly' | 'directive', asOf: string, change: Partial<ReportBody> = {}): Promise<Report> => {
    reports += 1;
    const periodFrom = `2025-12-${String(reports).padStart(2, '0')}`;
    return who.operator.call(api.createReport, { body: { kind, periodFrom, periodTo: '2026-12-14', asOf, ...change } });
  };
  const unmetOn = async (day: string): Promise<number> => tableOf(await report('yearly', day), 'unmet').rows.length;
  const answer = async (plan: Id, count: number, set: PlanItemSet): Promise<string | null> => {
    const ids = (await itemsOf(who.operator, plan)).slice(0, count).map(({ id }) => id);
    return (await who.operator.call(api.setPlanItems, { params: { id: plan }, body: { ids, set } })).change;
  };
  const pair = () => ({ officer: who.operator, approver: who.colleague });

  test('annex 3 tells each day as the plan stood then, after answers, a change taken back and a new level', async () => {
    const system = await addSystem(who.operator, 'Hệ thống có lịch sử');
    await determine(pair(), system, '2026-11-18', 1);
    const { id: plan } = await who.operator.call(api.addPlan, { params: { id: system } });
    const all = requirementsOf(app.context.law, 1).length;
    await go('2026-11-19');
    const change = await answer(plan, 3, { answer: 'full' });
    await go('2026-11-20');
    await who.operator.call(api.undoPlanItems, { params: { id: plan }, body: { change: change ?? '' } });
    await go('2026-11-21');
    await answer(plan, all, { answer: 'full' });
    await go('2026-11-22');
    await determine(pair(), system, '2026-11-22', 2);
    const { version } = await who.operator.call(api.getPlan, { params: { id: plan } });
    await who.operator.call(api.adoptCatalogue, { params: { id: plan }, body: { version, reason: 'Nâng cấp độ' } });
    const opened = (await itemsOf(who.operator, plan)).filter((item) => item.answer !== 'full').length;
    expect(opened).toBeGreaterThan(0);

    const days = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'];
    const told: number[] = [];
    for (const day of days) told.push(await unmetOn(day));
    expect(told).toEqual([0, all, all - 3, all, 0, opened]);
    expect(tableOf(await report('yearly', '2026-11-19'), 'unmet').note?.vi).toContain('đến hết ngày 19/11/2026');
  });

  test('a plan that was reopened since was fully deployed on the day; where its history does not tell, the annex names it', async () => {
    const system = await addSystem(who.operator, 'Hệ thống mở lại');
    await determine(pair(), system, '2026-11-22', 1);
    const { id: plan } = await who.operator.call(api.addPlan, { params: { id: system } });
    await answer(plan, 999, { answer: 'not-applicable', reason: 'không có', owner: 'Tổ', dueOn: '2026-12-01' });
    for (const step of ['propose', 'approve', 'start', 'report', 'confirm']) await takeStep(pair(), plan, step);
    await go('2026-11-23');
    await takeStep(pair(), plan, 'reopen');
    await answer(plan, 1, { answer: 'none' });
    const deployment = async (day: string) =>
      rowsOf(await report('yearly', day), 'systems').find((row) => row['2'] === 'Hệ thống mở lại')?.['10'];
    expect(await deployment('2026-11-22')).toMatchObject({ vi: 'Đã triển khai đầy đủ' });
    expect(await deployment('2026-11-23')).toMatchObject({ vi: 'Đã triển khai một số hạng mục' });
    // As a plan took a new catalogue in before it was kept what it said until then.
    await sql`insert into plan_event (id, home_id, unit_id, scope_path, plan_id, at, by_name, event, after)
      select gen_random_uuid(), home_id, unit_id, scope_path, id, ${'2026-11-24T01:00:00.000Z'}, 'cũ', 'adopted', '[{"key":"K"}]' from plan where id = ${plan}`.execute(
      app.context.db,
    );
    expect(tableOf(await report('yearly', '2026-11-22'), 'unmet').note?.vi).not.toContain('Hệ thống mở lại');
    const past = tableOf(await report('yearly', '2026-11-23'), 'unmet');
    expect(past.note?.vi).toContain('Sổ không giữ nội dung ngày ấy của: Hệ thống mở lại');
    expect(past.rows.some(({ about }) => about?.id === system)).toBe(false);
  });

  test('duties stand as they stood on the as-of day: the same unit, late before and done after', async () => {
    const duty = async (day: string) =>
      rowsOf(await report('directive', day), 'duties').map(({ duty: title, state, late }) => [title, state, late]);
    await go('2026-11-24');
    const before = await duty('2026-11-22');
    await issueBylaw(who.operator, who.colleague, 3, '2026-11-24');
    expect(await duty('2026-11-22')).toEqual(before);
    const after = await duty('2026-11-24');
    const bylawIn = (rows: typeof before) =>
      rows.find(([title]) => typeof title === 'object' && title?.vi === 'Quy chế có nội dung về camera');
    expect(bylawIn(after)?.[1]).toMatchObject({ vi: 'Đã hoàn thành' });
    expect(bylawIn(before)?.[1]).not.toMatchObject({ vi: 'Đã hoàn thành' });
    expect(before.find(([, state]) => typeof state === 'object' && state?.vi === 'Quá hạn')?.[2]).toBeGreaterThan(0);
    expect(tableOf(await report('directive', '2026-11-22'), 'duties').note?.vi).toContain('22/11/2026');
  });

  test('annex 2 has a row for each bylaw with checks, breaches and what was mended, in numbers, whoever reads it', async () => {
    const bylaw = await issueBylaw(who.operator, who.colleague, 1);
    const system = await systemAt(app, who.operator, 3, 'B');
    const dossier = await fullDossier(who.operator, system, bylaw);
    app.at('2026-11-24T03:00:00.000Z');
    const security = await accountOf(app, await unitCalled('Công an tỉnh'), 'administrator');
    const owner = await accountOf(app, await unitCalled('UBND tỉnh'), 'administrator');
    const steps: [string, Browser][] = [
      ['submit-3', who.operator],
      ['accept', security],
      ['find-fit', security],
      ['propose', who.operator],
    ];
    for (const [step, browser] of steps) {
      await browser.call(api.moveDossier, { params: { id: dossier.id }, body: { step, on: '2026-11-24', reason: '', document: NO_PAPER } });
    }
    await scanDecision(owner, dossier.id);
    const decided = { step: 'approve-3-4', on: '2026-11-24', reason: '', document: { ...DECISION, date: '2026-11-24' } };
    await owner.call(api.moveDossier, { params: { id: dossier.id }, body: decided });
    await inspect(system, { shortcomings: 'Mật khẩu mặc định\n\n  \nThiếu nhật ký', retestOn: '2026-11-23', retestOutcome: 'mended' });
    await inspect(system, { shortcomings: 'Tệp ghi hình không mã hóa', retestOutcome: 'not-mended' });

    const entries = { [`bylaw:${system}`]: 'Đã kiểm tra Điều 12' };
    const yearly = await report('yearly', '2026-11-24');
    const written = await who.operator.call(api.writeReportEntries, { params: { id: yearly.id }, body: { entries } });
    const expected = {
      system: 'Hệ thống camera cấp độ 3',
      checks: 2,
      latest: '2026-11-20',
      breaches: 3,
      mended: 2,
      said: 'Đã kiểm tra Điều 12',
    };
    expect(rowsOf(written, 'bylaws')).toEqual([{ ...expected, bylaw: expect.stringContaining('11/03/2026') as unknown }]);
    expect(tableOf(written, 'bylaws').note?.vi).toContain('hệ thống chưa có quy chế');
    const uncleared = await accountOf(app, department, 'officer');
    const seen = await uncleared.call(api.getReport, { params: { id: yearly.id } });
    expect(rowsOf(seen, 'bylaws')).toEqual(rowsOf(written, 'bylaws'));
    const early = await report('yearly', '2026-11-19', { periodTo: '2026-11-19' });
    expect(rowsOf(early, 'bylaws')).toEqual([]);
    const paper = await who.operator.fetch(`/api/reports/${yearly.id}/file?format=docx`);
    expect(paper.status).toBe(200);
  });

  const unitCalled = async (name: string): Promise<Id> =>
    (await app.context.db.selectFrom('unit').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;

  /** A check of a system that another person has closed; restricted. */
  const inspect = async (system: Id, given: Readonly<Record<string, string>>): Promise<void> => {
    const params = { register: 'inspections' } as const;
    const data = {
      subject: 'Kiểm tra',
      inspectionType: 'self',
      startsOn: '2026-11-20',
      endsOn: '2026-11-20',
      result: 'Đạt',
      assessorKind: 'own-unit',
      ...given,
    };
    const { id, version } = await who.operator.call(api.createRecord, { params, body: { data } });
    const there = { ...params, id };
    const started = await who.operator.call(api.moveRecord, { params: there, body: { version, transition: 'start' } });
    const told = await who.operator.call(api.moveRecord, { params: there, body: { version: started.version, transition: 'report' } });
    await who.colleague.call(api.decideRecord, { params: there, body: { version: told.version, transition: 'close' } });
    await who.operator.call(api.linkRecord, { params: { id }, body: { fact: 'check.periodic', object: system } });
  };
});
