import { REPORT_STATES, api } from '@ancam/contract';
import type { Report, ReportBody, ReportState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { pdfOf, sendFile } from '../../../test/holders.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { actorAt } from '../../../test/actors.ts';
import { withActor } from '../../db/actor.ts';
import { canonicalJson, hashOf } from './canonical.ts';

const DECISIONS: ReadonlySet<string> = new Set(['freeze', 'accept', 'return']);
/** The steps that lead to each state. */
const WAY: Record<ReportState, readonly string[]> = {
  draft: [],
  checked: ['check'],
  frozen: ['check', 'freeze'],
  submitted: ['check', 'freeze', 'submit'],
  accepted: ['check', 'freeze', 'submit', 'accept'],
  returned: ['check', 'freeze', 'submit', 'return'],
  replaced: ['check', 'freeze', 'discard'],
};

function take(id: Id, step: string, browser: Browser): Promise<Report> {
  const given = { reason: 'lý do', number: '1446/UBND-KGVX', dated: '2026-11-20' };
  const params = { id };
  // The names come from the tables above and from the API.
  if (DECISIONS.has(step)) return browser.call(api.decideReport, { params, body: { step: step as 'freeze', reason: given.reason } });
  return browser.call(api.moveReport, { params, body: { step: step as 'check', ...given } });
}

async function factsOf(app: TestApp, id: Id): Promise<{ fact: string }[]> {
  const { rows } = await sql<{ fact: string }>`select fact from duty_event where source_id = ${id} and withdrawn_on is null`.execute(
    app.context.db,
  );
  return rows;
}

describeOnOneStore('reports', (open) => {
  let app: TestApp;
  let writer: Browser;
  let approver: Browser;
  let above: Browser;
  let beside: Browser;
  let commune: UnitKey;
  let province: UnitKey;
  let made = 0;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    await setUpAdministrator(app);
    province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province' });
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    commune = await unitOf(app, { name: 'UBND xã Một', kind: 'commune', parent });
    const other = await unitOf(app, { name: 'UBND xã Hai', kind: 'commune', parent });
    writer = await accountOf(app, commune.id, 'officer', 'Người lập');
    approver = await accountOf(app, commune.id, 'approver', 'Người duyệt');
    above = await accountOf(app, province.id, 'approver', 'Người nhận');
    beside = await accountOf(app, other.id, 'administrator');
  }, 120_000);
  afterAll(() => app.close());

  const begin = (change: Partial<ReportBody> = {}, browser = writer): Promise<Report> => {
    made += 1;
    const from = new Date(Date.UTC(2000, 0, made)).toISOString().slice(0, 10);
    const body = { kind: 'directive' as const, periodFrom: from, periodTo: '2026-06-30', asOf: '2026-06-30', ...change };
    return browser.call(api.createReport, { body });
  };
  const read = (id: Id, browser = writer): Promise<Report> => browser.call(api.getReport, { params: { id } });
  const sign = (id: Id) => sendFile(writer, { holder: 'reports', id }, 'bản ký.pdf', pdfOf(`ký ${id}`), { purpose: 'signed' });
  const who = (step: string): Browser => (step === 'freeze' ? approver : step === 'accept' || step === 'return' ? above : writer);
  const reach = async (state: ReportState): Promise<Id> => {
    const { id } = await begin();
    await sign(id);
    for (const step of WAY[state]) await take(id, step, who(step));
    return id;
  };

  test('the way in the database is that of the statute book', async () => {
    const workflow = app.context.law.data.workflows.find(({ id }) => id === 'report');
    const told = workflow?.steps.flatMap(({ id, from, to, by }) => from.map((state) => `${id} ${state} ${to} ${by.includes('superior')}`));
    const { rows } = await sql<{ step: string }>`select step || ' ' || from_state || ' ' || to_state || ' ' || by_receiver as step
      from report_transition`.execute(app.context.db);
    expect(rows.map(({ step }) => step).sort()).toEqual([...(told ?? [])].sort());
  });

  test('every step from every state: those of the workflow are taken, all others refused by API and by database', async () => {
    const workflow = app.context.law.data.workflows.find(({ id }) => id === 'report');
    for (const state of REPORT_STATES) {
      for (const { id: step, from, to } of workflow?.steps ?? []) {
        const id = await reach(state);
        if (!from.includes(state)) {
          expect(await codeOf(take(id, step, who(step))), `${step} from ${state}`).toBe('conflict');
          continue;
        }
        expect((await read(id, who(step))).actions.may, `${step} from ${state}`).toContain(step);
        await take(id, step, who(step));
        expect((await read(id)).state).toBe(to);
        expect((await read(id)).events.at(-1)).toMatchObject({ step, from: state, to });
      }
      const id = await reach(state);
      const allowed = new Set([state, ...(workflow?.steps ?? []).filter(({ from }) => from.includes(state)).map(({ to }) => to)]);
      for (const to of REPORT_STATES.filter((each) => !allowed.has(each))) {
        const forced =
          sql`update report set state = ${to}, content = coalesce(content, '{}'), hash = coalesce(hash, encode(sha256(convert_to(coalesce(content, '{}'), 'UTF8')), 'hex')),
          sent_on = '2026-11-22', number = '1', dated = '2026-11-22' where id = ${id}`.execute(app.context.db);
        await expect(forced, `${state} to ${to}`).rejects.toThrow(/does not go|does not change|violates/);
      }
    }
  }, 240_000);

  test('what is frozen has the hash of its canonical JSON, and nobody changes it, the owner of the database neither', async () => {
    const id = await reach('frozen');
    const report = await read(id);
    expect(report.hash).toBe(hashOf(canonicalJson(report.content)));
    const file = await writer.fetch(`/api/reports/${id}/file?format=json`);
    expect(hashOf(await file.text())).toBe(report.hash);
    const { db } = app.context;
    await expect(sql`update report set content = replace(content, '0', '1') where id = ${id}`.execute(db)).rejects.toThrow(
      'does not change',
    );
    await expect(sql`update report set as_of = '2026-01-01' where id = ${id}`.execute(db)).rejects.toThrow('while it is a draft');
    await expect(sql`update report set subject_id = ${province.id} where id = ${id}`.execute(db)).rejects.toThrow('about does not change');
    await expect(sql`delete from report where id = ${id}`.execute(db)).rejects.toThrow('not erased');
    expect(await codeOf(writer.call(api.writeReportEntries, { params: { id }, body: { entries: { results: 'x' } } }))).toBe('conflict');
    expect(await read(id)).toEqual(report);
  });

  test('a hash that is not that of the content is refused', async () => {
    const id = await reach('checked');
    const forged = sql`update report set state = 'frozen', hash = ${'0'.repeat(64)} where id = ${id}`.execute(app.context.db);
    await expect(forged).rejects.toThrow('report_hash');
  });

  test('whoever checked does not freeze, and whoever made it does not receive it; the database holds it too', async () => {
    const { id } = await begin({}, writer);
    await take(id, 'check', writer);
    const admin = await accountOf(app, commune.id, 'administrator', 'Cả hai');
    const mine = await begin({}, admin);
    await take(mine.id, 'check', admin);
    expect((await read(mine.id, admin)).actions.blockers).toContainEqual({ action: 'freeze', reason: 'same-person' });
    expect(await codeOf(take(mine.id, 'freeze', admin))).toBe('auth.forbidden');
    const self = sql`update report set state = 'frozen', frozen_by = checked_by, hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')
      where id = ${mine.id}`.execute(app.context.db);
    await expect(self).rejects.toThrow(/report_freezer|own name/);
    const sent = await reach('submitted');
    expect(await codeOf(take(sent, 'accept', admin))).toBe('auth.forbidden');
    expect((await read(sent, admin)).actions.blockers).toContainEqual({ action: 'accept', reason: 'not-receiver' });
  });

  test('as the role of requests too the sender does not accept in the name of the receiver, nor anybody in that of another', async () => {
    const id = await reach('submitted');
    const { rows } = await sql<{ decider: Id }>`select id as decider from account where display_name = 'Người nhận'`.execute(
      app.context.db,
    );
    const accountId = rows[0]?.decider ?? null;
    const forge = (path: string, by: Id | null) =>
      withActor(app.context, actorAt(path, { accountId }), ({ tx }) =>
        sql`update report set state = 'accepted', decided_by = ${by} where id = ${id}`.execute(tx),
      );
    await expect(forge(commune.scopePath, accountId)).rejects.toThrow(/receives a report|row-level security/);
    await expect(forge(province.scopePath, commune.id)).rejects.toThrow('own name');
    const elsewhere = await forge('/khac/', accountId);
    expect(Number(elsewhere.numAffectedRows ?? 0)).toBe(0);
    expect((await read(id)).state).toBe('submitted');
  });

  test('a report is not sent without its signed paper', async () => {
    const { id } = await begin();
    await take(id, 'check', writer);
    await take(id, 'freeze', approver);
    const before = await read(id);
    expect(before.steps.find((step) => step.id === 'submit')?.blockers).toMatchObject([
      { reason: 'signed', text: { vi: expect.any(String) } },
    ]);
    expect(await codeOf(take(id, 'submit', writer))).toBe('conflict');
    await sign(id);
    expect(await codeOf(writer.call(api.moveReport, { params: { id }, body: { step: 'submit' } }))).toBe('input.invalid');
    expect(await take(id, 'submit', writer)).toMatchObject({ state: 'submitted', sentOn: '2026-11-22', number: '1446/UBND-KGVX' });
  });

  test('one that comes back is succeeded by a new version with the same texts', async () => {
    const { id } = await begin();
    await writer.call(api.writeReportEntries, { params: { id }, body: { entries: { difficulties: 'Thiếu kinh phí' } } });
    await sign(id);
    for (const step of WAY.returned) await take(id, step, who(step));
    const next = await take(id, 'redo', writer);
    expect(next).toMatchObject({ state: 'draft', version: 2, hash: null });
    expect(next.id).not.toBe(id);
    expect(next.content.entries.find((entry) => entry.id === 'difficulties')?.value).toBe('Thiếu kinh phí');
    expect(next.versions.map(({ version, state }) => [version, state])).toEqual([
      [1, 'replaced'],
      [2, 'draft'],
    ]);
    expect((await read(id)).content.entries.find((entry) => entry.id === 'difficulties')?.value).toBe('Thiếu kinh phí');
  });

  test('only what people write can be written', async () => {
    const { id } = await begin();
    for (const entries of [{ approved: '41' }, { figures: 'x' }, { constructor: '9' }]) {
      expect(await codeOf(writer.call(api.writeReportEntries, { params: { id }, body: { entries } }))).toBe('input.invalid');
    }
  });

  test('the unit above reads and decides on what it was sent; one beside learns nothing of it', async () => {
    const id = await reach('submitted');
    expect((await read(id, above)).actions.may).toEqual(['accept', 'return']);
    expect(await codeOf(read(id, beside))).toBe('not-found');
    expect((await beside.call(api.listReports, { query: {} })).items).toEqual([]);
    const received = await above.call(api.listReports, { query: { receiver: province.id, state: 'submitted' } });
    expect(received.items.map((item) => item.id)).toContain(id);
  });

  test('a receiver outside of the tree reads from the day it was sent, not before', async () => {
    const ministry = await unitOf(app, { name: `Bộ ${made}`, kind: 'ministry' });
    const reader = await accountOf(app, ministry.id, 'approver');
    const host = await app.context.db.selectFrom('unit').select('id').where('id', '=', ministry.id).executeTakeFirstOrThrow();
    const { id } = await begin();
    await sql`update report set receiver_id = ${host.id}, receiver_path = ${ministry.scopePath}, receiver_name = 'Bộ' where id = ${id}`.execute(
      app.context.db,
    );
    expect(await codeOf(read(id, reader))).toBe('not-found');
    await sign(id);
    for (const step of WAY.submitted) await take(id, step, who(step));
    const seen = await read(id, reader);
    expect(seen.actions.may).toEqual(['accept', 'return']);
    expect(seen.events.map(({ step }) => step)).toEqual(['submit']);
    expect(await take(id, 'accept', reader)).toMatchObject({ state: 'accepted' });
  });

  test('sending counts as evidence for its duty, coming back takes it away', async () => {
    const id = await reach('submitted');
    expect(await factsOf(app, id)).toEqual([{ fact: 'result.reported' }]);
    await take(id, 'return', above);
    expect(await factsOf(app, id)).toEqual([]);
  });

  test('one living report of a kind about a unit and a period', async () => {
    const { periodFrom } = await begin();
    expect(await codeOf(begin({ periodFrom }))).toBe('conflict');
  });
});
