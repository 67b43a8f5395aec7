import { api, urlOf } from '@ancam/contract';
import type { Shortcoming } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { SOUND, planCheck, proveFixed, setCheck, stepCheck, stepShortcoming } from '../../../test/checks.ts';
import { join } from '../../../test/people.ts';
import { addSystem, determine } from '../../../test/plans.ts';
import type { Pair } from '../../../test/plans.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';

const DAY = '2026-11-22';

const notices = async (browser: Browser): Promise<string[]> =>
  (await browser.call(api.listNotices, { query: {} })).items.map(({ title }) => title.vi);

describeOnEachStore('shortcomings of checks', (open) => {
  let app: TestApp;
  let pair: Pair;
  let officer: Browser;
  let system: Id;
  let check: Id;
  beforeAll(async () => {
    app = await openApp(open, `${DAY}T08:00:00.000Z`);
    officer = await setUpAdministrator(app);
    pair = { officer, approver: (await join(app, officer, { login: 'duyet', role: 'approver' })).browser };
    system = await addSystem(officer, 'Hệ thống camera chợ');
    await determine(pair, system, DAY, 2);
    check = (await planCheck(officer, system, { kind: 'periodic', plannedOn: DAY })).id;
  });
  afterAll(() => app.close());

  const note = async (title: string, more: object = {}): Promise<Shortcoming> => {
    const body = { title, severity: 'high' as const, mendBy: '2026-12-31', ...more };
    const { items } = await officer.call(api.addShortcoming, { params: { id: check }, body });
    const found = items.find((item) => item.title === title);
    expect(found).toBeDefined();
    return found as Shortcoming; // asserted just before
  };

  test('are noted while a check is under way, and what was noted by mistake is taken out', async () => {
    const body = { title: 'Sớm', severity: 'low' as const };
    const refused = officer.call(api.addShortcoming, { params: { id: check }, body });
    await expect(refused).rejects.toMatchObject({ code: 'conflict', details: { reason: 'state' } });
    await stepCheck(pair, check, 'start');
    const { id } = await note('Nhầm hệ thống');
    const { items, events } = await officer.call(api.removeShortcoming, { params: { id } });
    expect(items).toEqual([]);
    expect(events[0]).toMatchObject({ event: 'removed', shortcoming: 'Nhầm hệ thống' });
    const unknown = officer.call(api.addShortcoming, { params: { id: check }, body: { ...body, requirement: 'khong-co' } });
    await expect(unknown).rejects.toMatchObject({ code: 'input.invalid', details: { place: 'body.requirement' } });
  });

  test('a finding of a scan becomes one shortcoming, however often it is taken over; one of another system none', async () => {
    const result = resultOf('2026-11-20T03:00:00.000Z', { address: '10.0.7.1', serial: 'TT1', telnet: true });
    await officer.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(result) });
    const camera = (await officer.call(api.listCameras, { query: { q: 'TT1' } })).items[0]?.id ?? '';
    const { findings } = await officer.call(api.getCamera, { params: { id: camera } });
    const finding = findings.find(({ status }) => status === 'open')?.id ?? '';
    const body = { title: 'Telnet mở', severity: 'high' as const, finding };
    await expect(officer.call(api.addShortcoming, { params: { id: check }, body })).rejects.toMatchObject({ code: 'not-found' });
    await officer.call(api.updateCamera, { params: { id: camera }, body: { systemId: system } });
    const offered = await officer.call(api.listCheckFindings, { params: { id: check } });
    expect(offered.items.find(({ id }) => id === finding)).toMatchObject({ shortcoming: null, status: 'open' });
    await officer.call(api.addShortcoming, { params: { id: check }, body });
    const { items } = await officer.call(api.addShortcoming, { params: { id: check }, body });
    expect(items.filter((item) => item.finding?.id === finding)).toHaveLength(1);
    const again = await officer.call(api.listCheckFindings, { params: { id: check } });
    expect(again.items.find(({ id }) => id === finding)?.shortcoming).toBe(items[0]?.id);
  });

  test('is fixed with evidence, retested by another person, and told to whoever has to act', async () => {
    const row = await note('Mật khẩu mặc định');
    await expect(stepShortcoming(pair, row, 'fix', { reason: 'Đã đổi' })).rejects.toMatchObject({
      details: { reason: 'evidence-attached' },
    });
    await proveFixed(officer, row);
    expect(await stepShortcoming(pair, row, 'fix', { reason: 'Đã đổi' })).toMatchObject({
      state: 'fixed',
      fixedOn: DAY,
      files: ['khac-phuc.pdf'],
    });
    expect(await notices(pair.approver)).toContain('Chờ bạn: kiểm tra lại tồn tại đã khắc phục');
    const own = officer.call(api.decideShortcoming, { params: { id: row.id }, body: { version: 2, step: 'pass' } });
    await expect(own).rejects.toMatchObject({ code: 'auth.forbidden', details: { reason: 'own-proposal' } });
    await expect(stepShortcoming(pair, row, 'fail')).rejects.toMatchObject({ details: { place: 'body.reason' } });
    expect(await stepShortcoming(pair, row, 'fail', { reason: 'Đầu ghi còn mật khẩu cũ' })).toMatchObject({
      state: 'found',
      fixedOn: null,
    });
    expect(await notices(officer)).toContain('Chờ bạn: khắc phục lại: kiểm tra lại không đạt');
    await stepShortcoming(pair, row, 'fix', { reason: 'Đã đổi cả đầu ghi' });
    expect(await stepShortcoming(pair, row, 'pass')).toMatchObject({ state: 'closed', retestedOn: DAY, overdue: false });
    expect(await notices(officer)).toContain('Kiểm tra lại đạt');
    await expect(stepShortcoming(pair, row, 'fix', { reason: 'x' })).rejects.toMatchObject({ details: { reason: 'state' } });
  });

  test('is accepted until a day by another person; after that day it is open again', async () => {
    const row = await note('Camera cũ không vá được');
    await expect(stepShortcoming(pair, row, 'ask', { reason: 'Chờ thay', until: DAY })).rejects.toMatchObject({
      details: { place: 'body.until' },
    });
    await stepShortcoming(pair, row, 'ask', { reason: 'Chờ thay', until: '2026-12-15' });
    await stepShortcoming(pair, row, 'refuse', { reason: 'Quá lâu' });
    await stepShortcoming(pair, row, 'ask', { reason: 'Chờ thay', until: '2026-12-01' });
    expect(await stepShortcoming(pair, row, 'accept')).toMatchObject({ state: 'accepted', acceptedUntil: '2026-12-01', lapsed: false });
    const isOpen = async (): Promise<boolean> =>
      (await officer.call(api.listShortcomings, { query: { state: 'open' } })).items.some(({ id }) => id === row.id);
    expect(await isOpen()).toBe(false);
    const until = (day: string) => sql`update check_shortcoming set accepted_until = ${day} where id = ${row.id}`.execute(app.context.db);
    await until(DAY);
    expect(await isOpen()).toBe(false);
    await until('2026-11-21');
    expect(await isOpen()).toBe(true);
    await until('2026-12-01');
  });

  test('outlive the conclusion of their check: it is concluded with shortcomings, and they are still fixed and counted', async () => {
    await setCheck(officer, check, { ...SOUND, endedOn: DAY });
    await expect(stepCheck(pair, check, 'report')).rejects.toMatchObject({ details: { reason: 'shortcomings-listed' } });
    await setCheck(officer, check, { outcome: 'shortcomings' });
    await stepCheck(pair, check, 'report');
    const closed = await stepCheck(pair, check, 'close');
    expect(closed.shortcomings).toMatchObject({ total: 3, open: 1, accepted: 1 });
    const left = closed.items.find(({ state }) => state === 'found');
    const rewritten = { params: { id: left?.id ?? '' }, body: { version: left?.version ?? 0, set: { title: 'Nhẹ hơn' } } };
    await expect(officer.call(api.setShortcoming, rewritten)).rejects.toMatchObject({ details: { reason: 'state' } });
    const set = { owner: 'Tổ CNTT', mendBy: '2026-11-21' };
    const late = await officer.call(api.setShortcoming, { ...rewritten, body: { ...rewritten.body, set } });
    expect(late).toMatchObject({ owner: 'Tổ CNTT', overdue: true });
    expect((await officer.call(api.listShortcomings, { query: { overdue: 'true' } })).items.map(({ id }) => id)).toEqual([left?.id]);
  });

  test('are listed page by page, exported, and not there for another unit', async () => {
    const first = await officer.call(api.listShortcomings, { query: { limit: 1 } });
    const rest = await officer.call(api.listShortcomings, { query: { cursor: first.next ?? '' } });
    expect([...first.items, ...rest.items]).toHaveLength(3);
    expect((await officer.call(api.listShortcomings, { query: { q: 'mat khau' } })).items).toHaveLength(1);
    const file = await officer.fetch(urlOf(api.exportShortcomings, { query: { format: 'csv', language: 'vi' } }));
    expect(await file.text()).toContain('Mật khẩu mặc định');
    const other = await signInElsewhere(app, 'administrator');
    expect((await other.call(api.listShortcomings)).items).toEqual([]);
    const params = { id: first.items[0]?.id ?? '' };
    const seen = other.call(api.moveShortcoming, { params, body: { version: 1, step: 'fix', reason: 'x' } });
    await expect(seen).rejects.toMatchObject({ code: 'not-found' });
  });
});
