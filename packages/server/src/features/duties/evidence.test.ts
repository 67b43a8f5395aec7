import { REGISTERS, api } from '@ancam/contract';
import type { DutyItemBody, RecordDetail } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { expectAgreement, statusRows } from '../../../test/duties.ts';
import { plainData } from '../../../test/records.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { bringDutiesUpToDate } from './keep-duties.service.ts';

describeOnEachStore('what people record for duties', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let commune: UnitKey;
  let officer: Browser;
  let approver: Browser;
  let superior: Browser;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province', placePath: '/51/', openedOn: '2010-01-01' });
    commune = await unitOf(app, { name: 'UBND xã', kind: 'commune', placePath: '/51/21172/', openedOn: '2010-01-01', parent: province });
    officer = await accountOf(app, commune.id, 'officer', 'Cán bộ');
    approver = await accountOf(app, commune.id, 'approver', 'Lãnh đạo');
    superior = await accountOf(app, province.id, 'approver', 'Lãnh đạo tỉnh');
    await bringDutiesUpToDate(app.context);
  });
  afterAll(() => app.close());

  const stateOf = async (duty: string, unit = commune.id): Promise<string | undefined> =>
    (await statusRows(app, unit)).find((row) => row.duty === duty)?.state;

  /** A document in the state in which it counts. */
  const document = async (given: Readonly<Record<string, string>>): Promise<RecordDetail> => {
    const register = REGISTERS.find(({ id }) => id === 'documents') ?? expect.fail();
    const body = { data: { ...plainData(register, 1), direction: 'out', documentType: 'report', issuedOn: '2026-11-20', ...given } };
    const params = { register: 'documents' };
    let record = await officer.call(api.createRecord, { params, body });
    const step = { params: { ...params, id: record.id } };
    record = await officer.call(api.moveRecord, { ...step, body: { version: record.version, transition: 'propose' } });
    return approver.call(api.decideRecord, { ...step, body: { version: record.version, transition: 'confirm' } });
  };

  test('an incident is counted from the moment it is recorded, and met by the document that is named for it; taken back, it is overdue again', async () => {
    const item = await officer.call(api.addDutyItem, {
      body: { kind: 'incident', title: 'Lộ hình ảnh camera cổng', on: '2026-11-10', answers: { seriousIncident: true } },
    });
    const duty = 'L6';
    expect(item.duties).toContain(duty);
    expect(await stateOf(duty)).toBe('overdue');
    await expectAgreement(app);
    const { id } = await document({ excerpt: 'Báo cáo trách nhiệm', issuedOn: '2026-11-10' });
    const offered = await officer.call(api.recordDuties, { params: { id } });
    const fact = 'incident.reported';
    expect(offered.linkable).toContainEqual(expect.objectContaining({ fact, object: 'incident', duties: [duty] }));
    expect(offered.objects).toContainEqual({ id: item.id, kind: 'incident', name: 'Lộ hình ảnh camera cổng' });
    const linked = await officer.call(api.linkRecord, { params: { id }, body: { fact, object: item.id } });
    expect(linked.told).toContainEqual(expect.objectContaining({ fact, object: item.id, on: '2026-11-10' }));
    expect(await stateOf(duty)).toBe('met');
    const { evidence } = await officer.call(api.getDutyItem, { params: { id: item.id } });
    expect(evidence).toMatchObject([{ fact, register: 'documents', id }]);
    const board = await officer.call(api.dutyBoard);
    expect(board.duties.flatMap((each) => each.evidence).map(({ source }) => source.id)).toContain(id);
    await officer.call(api.unlinkRecord, { params: { id: linked.links[0]?.id ?? '' } });
    expect(await stateOf(duty)).toBe('overdue');
    await expectAgreement(app);
    const { version } = await officer.call(api.getDutyItem, { params: { id: item.id } });
    const params = { id: item.id };
    await officer.call(api.updateDutyItem, { params, body: { version, on: null } });
    expect(await stateOf(duty)).toBe('not-due');
    expect(await codeOf(officer.call(api.updateDutyItem, { params, body: { version, note: 'cũ' } }))).toBe('conflict');
    await officer.call(api.withdrawDutyItem, { params, body: { reason: 'ghi nhầm' } });
    expect(await stateOf(duty)).toBeUndefined();
    expect(await codeOf(officer.call(api.withdrawDutyItem, { params, body: { reason: 'lần nữa' } }))).toBe('conflict');
    await expectAgreement(app);
  });

  test('a statement that there is no system is worth what its record is worth: nothing once it has been taken back', async () => {
    expect(await stateOf('D2')).toBe('overdue');
    const { id, version, actions } = await document({ excerpt: 'Xác nhận không có camera' });
    await officer.call(api.linkRecord, { params: { id }, body: { fact: 'inventory.none' } });
    expect(await stateOf('D2')).toBeUndefined();
    const [transition = ''] = actions.may;
    const params = { register: 'documents', id };
    await approver.call(api.decideRecord, { params, body: { version, transition, reason: 'xác nhận nhầm' } });
    expect(await stateOf('D2')).toBe('overdue');
    await expectAgreement(app);
  });

  test('a superior sets a day for those below: their own day, his own roll-up; not for himself, and not by those below', async () => {
    const duty = 'D1';
    const body = { duty, milestone: 'determined', document: '45/KH-UBND', on: '2026-11-20' };
    expect(await codeOf(officer.call(api.addDutyDeadline, { body }))).toBe('auth.forbidden');
    expect(await codeOf(superior.call(api.addDutyDeadline, { body: { ...body, milestone: 'none' } }))).toBe('input.invalid');
    expect(await codeOf(superior.call(api.addDutyDeadline, { body: { ...body, duty: 'D99' } }))).toBe('input.invalid');
    const made = await superior.call(api.addDutyDeadline, { body });
    await bringDutiesUpToDate(app.context);
    const row = (await statusRows(app, commune.id)).find((each) => each.duty === duty);
    expect(row).toMatchObject({ set_by: `unit:${province.id}`, due: '2026-11-20' });
    expect((await statusRows(app, province.id)).find((each) => each.duty === duty)?.set_by).not.toBe(`unit:${province.id}`);
    const rollup = await superior.call(api.dutyRollup, { query: { issuer: `unit:${province.id}` } });
    expect(rollup.duties.find((each) => each.duty === duty)).toMatchObject({ owing: 1, outside: 1 });
    expect(rollup.issuers).toContainEqual({ id: `unit:${province.id}`, name: 'UBND tỉnh' });
    expect((await superior.call(api.listDutyDeadlines)).items.map(({ id }) => id)).toContain(made.id);
    await expectAgreement(app);
    const params = { id: made.id };
    await superior.call(api.withdrawDutyDeadline, { params, body: { reason: 'lùi kế hoạch' } });
    await bringDutiesUpToDate(app.context);
    expect((await statusRows(app, commune.id)).find((each) => each.duty === duty)?.set_by).not.toBe(`unit:${province.id}`);
    expect(await codeOf(superior.call(api.withdrawDutyDeadline, { params, body: { reason: 'lần nữa' } }))).toBe('conflict');
    await expectAgreement(app);
  });

  test('hostile input is refused: answers that nobody asks, facts and objects that do not fit, things of others', async () => {
    const base = { kind: 'incident', title: 'Sự cố', on: '2026-11-01' };
    const add = (given: object): Promise<string> => codeOf(officer.call(api.addDutyItem, { body: { ...base, ...given } as DutyItemBody })); // hostile on purpose
    expect(await add({ kind: 'system' })).toBe('input.invalid');
    expect(await add({ answers: { level: 3 } })).toBe('input.invalid');
    expect(await add({ answers: { seriousIncident: 'yes' } })).toBe('input.invalid');
    expect(await add({ answers: { __proto__constructor: true } })).toBe('input.invalid');
    expect(await add({ until: '2026-10-01' })).toBe('input.invalid');
    const { id } = await document({ excerpt: 'Báo cáo' });
    const link = (fact: string, object: Id | null = null): Promise<string> =>
      codeOf(officer.call(api.linkRecord, { params: { id }, body: { fact, object } }));
    expect(await link('level.approved')).toBe('input.invalid');
    expect(await link('nothing.known')).toBe('input.invalid');
    expect(await link('incident.accounted', newId())).toBe('input.invalid');
    expect(await link('inventory.none', newId())).toBe('input.invalid');
    const viewer = await accountOf(app, commune.id, 'viewer');
    expect(await codeOf(viewer.call(api.linkRecord, { params: { id }, body: { fact: 'inventory.none' } }))).toBe('auth.forbidden');
    const other = await unitOf(app, { name: 'UBND xã khác', kind: 'commune', openedOn: '2010-01-01', parent: province });
    const stranger = await accountOf(app, other.id, 'officer');
    expect(await codeOf(stranger.call(api.linkRecord, { params: { id }, body: { fact: 'inventory.none' } }))).toBe('not-found');
    expect(await codeOf(stranger.call(api.recordDuties, { params: { id } }))).toBe('not-found');
  });
});
