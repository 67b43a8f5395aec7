import { PLAN_STATES, api, urlOf } from '@ancam/contract';
import type { PlanDetail, PlanState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { newId } from '@ancam/core';
import { loadLaw } from '@ancam/knowledge';
import { createLaw, requirementsOf } from '@ancam/law';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { makeBylaw } from '../../../test/holders.ts';
import { join } from '../../../test/people.ts';
import { addSystem, determine, itemsOf, takeStep } from '../../../test/plans.ts';
import type { Pair } from '../../../test/plans.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import { actorAt } from '../../../test/actors.ts';
import { planOf } from './plans.service.ts';

const law = createLaw(loadLaw());
const workflow = law.data.workflows.find(({ id }) => id === 'plan');
const DAY = '2026-11-22';

describeOnOneStore('security plans', (open) => {
  let app: TestApp;
  let pair: Pair;
  let officer: Browser;
  let other: Browser;
  let bylaw: Id;
  let count = 0;
  beforeAll(async () => {
    app = await openApp(open, `${DAY}T13:00:00.000Z`);
    officer = await setUpAdministrator(app);
    pair = { officer, approver: (await join(app, officer, { login: 'duyet', role: 'approver' })).browser };
    other = await signInElsewhere(app, 'administrator');
    bylaw = await makeBylaw(officer, 1, { cameraClause: true });
    await sql`update record set state = 'issued' where id = ${bylaw}`.execute(app.context.db);
  });
  afterAll(() => app.close());

  /** A system of level 1 with its plan. */
  const add = async (level: 1 | 2 = 1): Promise<{ systemId: Id; plan: PlanDetail }> => {
    count += 1;
    const systemId = await addSystem(officer, `Hệ thống ${count}`);
    await determine(pair, systemId, DAY, level);
    return { systemId, plan: await officer.call(api.addPlan, { params: { id: systemId } }) };
  };
  const get = (id: Id): Promise<PlanDetail> => officer.call(api.getPlan, { params: { id } });
  const answerAll = async (id: Id, set: object): Promise<void> => {
    const ids = (await itemsOf(officer, id)).map((item) => item.id);
    await officer.call(api.setPlanItems, { params: { id }, body: { ids, set } });
  };
  const meet = async (id: Id): Promise<void> => {
    await answerAll(id, { answer: 'full' });
    for (const item of (await itemsOf(officer, id)).filter(({ links }) => links.length === 0)) {
      await officer.call(api.linkPlanItem, { params: { id: item.id }, body: { kind: 'record', target: bylaw } });
    }
  };
  /** The way to a state, what each step needs done before it. */
  const walkTo = async (id: Id, state: PlanState): Promise<void> => {
    const ways: Readonly<Record<PlanState, string>> = {
      draft: '',
      proposed: 'propose',
      approved: 'propose approve',
      deploying: 'propose approve start',
      reported: 'propose approve start report',
      deployed: 'propose approve start report confirm',
      ended: 'propose approve end',
    };
    for (const step of ways[state].split(' ').filter(Boolean)) {
      if (step === 'propose') await answerAll(id, { answer: 'none', owner: 'Tổ CNTT', dueOn: '2026-12-31' });
      if (step === 'report') await meet(id);
      await takeStep(pair, id, step);
    }
  };
  const facts = async (id: Id) =>
    (
      await sql<{
        fact: string;
        on: string;
        until: string | null;
      }>`select fact, on_day::text as on, withdrawn_on::text as until from duty_event
        where register = 'plans' and source_id = ${id} order by fact, on_day`.execute(app.context.db)
    ).rows.map(({ fact, on, until }) => [fact, on, until]);

  test('the steps of the database are those of the statute book', async () => {
    const { rows } = await sql<{
      step: string;
    }>`select step || ' ' || from_state || ' ' || to_state || ' ' || coalesce(not_by, '-') || ' ' || answered || ' ' || met as step
      from plan_step`.execute(app.context.db);
    const told = (workflow?.steps ?? []).flatMap(({ id, from, to, notBy, needs = [] }) => {
      const [answered, met] = [needs.length > 0, needs.includes('requirements-met')];
      return from.map((state) => `${id} ${state} ${to} ${notBy?.join() ?? '-'} ${answered} ${met}`);
    });
    expect(rows.map(({ step }) => step).sort()).toEqual(told.sort());
    expect(workflow?.states.map(({ id }) => id)).toEqual(PLAN_STATES);
  });

  test('a plan takes the requirements of the confirmed level; without one, or beside another plan, there is none', async () => {
    const bare = await addSystem(officer, 'Chưa xác định cấp độ');
    expect(await codeOf(officer.call(api.addPlan, { params: { id: bare } }))).toBe('conflict');
    const { systemId, plan } = await add(2);
    expect(plan).toMatchObject({ level: 2, state: 'draft', catalogue: law.data.catalogueHash, difference: null, oldCatalogue: false });
    expect(plan.counts).toMatchObject({ total: requirementsOf(law, 2).length, open: requirementsOf(law, 2).length });
    expect((await itemsOf(officer, plan.id)).map(({ requirement }) => requirement)).toEqual(requirementsOf(law, 2).map(({ id }) => id));
    expect(plan.areas.reduce((sum, { counts }) => sum + counts.total, 0)).toBe(plan.counts.total);
    expect(plan.groups.reduce((sum, { counts }) => sum + counts.total, 0)).toBe(plan.counts.total);
    expect(await codeOf(officer.call(api.addPlan, { params: { id: systemId } }))).toBe('conflict');
  });

  test('a submitted plan waits for whoever approves; whoever submitted it learns what was decided', async () => {
    const { plan } = await add();
    await answerAll(plan.id, { answer: 'none', owner: 'Tổ CNTT', dueOn: '2026-12-31' });
    const told = async (browser: Browser): Promise<string[]> =>
      (await browser.call(api.listNotices, { query: {} })).items
        .filter(({ link }) => link === `/plans/${plan.id}`)
        .map(({ title }) => title.vi);
    await takeStep(pair, plan.id, 'propose');
    expect(await told(pair.approver)).toEqual(['Chờ bạn: phê duyệt phương án']);
    expect(await told(officer)).toEqual([]);
    await takeStep(pair, plan.id, 'return');
    expect(await told(officer)).toEqual(['Phương án bạn trình bị trả lại']);
    await takeStep(pair, plan.id, 'propose');
    await takeStep(pair, plan.id, 'approve');
    expect(await told(officer)).toContain('Phương án bạn trình đã được phê duyệt');
  });

  test('from draft to full deployment: each step says what it lacks, and its facts are told', async () => {
    const { systemId, plan } = await add();
    const blockers = async (step: string): Promise<string[] | undefined> =>
      (await get(plan.id)).steps.find((each) => each.step === step)?.blockers.map(({ reason }) => reason);
    expect(await blockers('propose')).toEqual(['requirements-answered', 'owner-and-date']);
    expect(await codeOf(takeStep(pair, plan.id, 'propose'))).toBe('conflict');
    await answerAll(plan.id, { answer: 'none', owner: 'Tổ CNTT', dueOn: '2026-12-31' });
    await takeStep(pair, plan.id, 'propose');
    expect(await codeOf(answerAll(plan.id, { way: 'lén sửa' }))).toBe('conflict');
    await takeStep(pair, plan.id, 'approve');
    app.at('2026-11-22T17:00:00.000Z');
    await takeStep(pair, plan.id, 'start');
    expect(await facts(plan.id)).toEqual([['plan.started', '2026-11-23', null]]);
    expect(await blockers('report')).toEqual(['requirements-met']);
    await answerAll(plan.id, { answer: 'full' });
    expect(await blockers('report')).toEqual(['evidence-attached']);
    await meet(plan.id);
    await takeStep(pair, plan.id, 'report');
    const done = await takeStep(pair, plan.id, 'confirm');
    expect(done).toMatchObject({ state: 'deployed', approvedOn: DAY, startedOn: '2026-11-23', deployedOn: '2026-11-23', first: [] });
    expect(await facts(plan.id)).toEqual([
      ['plan.deployed', '2026-11-23', null],
      ['plan.started', '2026-11-23', null],
    ]);
    const unit = await app.context.db.selectFrom('unit').selectAll().orderBy('created_at').limit(1).executeTakeFirstOrThrow();
    const actor = actorAt(unit.scope_path, { homeId: unit.home_id, unitId: unit.id });
    expect(await withActor(app.context, actor, (work) => planOf(work, systemId))).toMatchObject({
      id: plan.id,
      full: true,
      deployedOn: '2026-11-23',
    });
    expect(await withActor(app.context, actorAt('/nowhere/'), (work) => planOf(work, systemId))).toBeUndefined();
    app.at('2026-11-22T18:00:00.000Z');
    expect(await codeOf(takeStep(pair, plan.id, 'reopen', ''))).toBe('input.invalid');
    expect(await takeStep(pair, plan.id, 'reopen')).toMatchObject({ state: 'deploying', deployedOn: null });
    // Told and taken back on one day: no day ended with it.
    expect(await facts(plan.id)).toEqual([['plan.started', '2026-11-23', null]]);
    expect((await withActor(app.context, actor, (work) => planOf(work, systemId)))?.full).toBe(false);
  });

  test('every step from every state: what the statute book has is done, all else is refused by API and database alike', async () => {
    const steps = [...new Set((workflow?.steps ?? []).map(({ id }) => id))];
    for (const state of PLAN_STATES) {
      const { plan } = await add();
      await walkTo(plan.id, state);
      const here = await get(plan.id);
      expect(here.state).toBe(state);
      const allowed = (workflow?.steps ?? []).filter(({ from }) => from.includes(state)).map(({ id }) => id);
      expect(here.steps.map(({ step }) => step).sort()).toEqual([...allowed].sort());
      for (const step of steps.filter((each) => !allowed.includes(each))) {
        expect(await codeOf(takeStep(pair, plan.id, step)), `${state} ${step}`).toBe('conflict');
        const row = await app.context.db.selectFrom('plan').selectAll().where('id', '=', plan.id).executeTakeFirstOrThrow();
        const event = sql`insert into plan_event (id, home_id, unit_id, scope_path, plan_id, at, by_id, by_name, event, step, from_state, to_state)
          values (${newId()}, ${row.home_id}, ${row.unit_id}, ${row.scope_path}, ${row.id}, now(), ${newId()}, 'x', 'step', ${step}, ${state}, 'deployed')`;
        await expect(
          asOwner(app.context, (tx) => event.execute(tx)),
          `${state} ${step}`,
        ).rejects.toThrow(/does not take the step/);
      }
      for (const to of PLAN_STATES.filter((each) => each !== state)) {
        const jump = sql`update plan set state = ${to}, deployed_on = null where id = ${plan.id}`;
        await expect(
          asOwner(app.context, (tx) => jump.execute(tx)),
          `${state} ${to}`,
        ).rejects.toThrow(/does not go from|plan_check/);
      }
    }
  });

  test('whoever proposed does not approve, and the database holds to that', async () => {
    const { plan } = await add();
    await walkTo(plan.id, 'proposed');
    const { version, steps } = await get(plan.id);
    expect(steps.find(({ step }) => step === 'approve')?.blockers).toMatchObject([{ reason: 'own-proposal' }]);
    const body = { version, step: 'approve', reason: '' };
    expect(await codeOf(officer.call(api.decidePlan, { params: { id: plan.id }, body }))).toBe('auth.forbidden');
    expect(await codeOf(officer.call(api.movePlan, { params: { id: plan.id }, body }))).toBe('input.invalid');
    const forged = sql`insert into plan_event (id, home_id, unit_id, scope_path, plan_id, at, by_id, by_name, event, step, from_state, to_state)
      select ${newId()}, home_id, unit_id, scope_path, plan_id, at, by_id, by_name, event, 'approve', 'proposed', 'approved' from plan_event
      where plan_id = ${plan.id} and step = 'propose'`;
    await expect(asOwner(app.context, (tx) => forged.execute(tx))).rejects.toThrow(/whoever takes propose/);
    expect(await codeOf(pair.approver.call(api.decidePlan, { params: { id: plan.id }, body: { ...body, version: version - 1 } }))).toBe(
      'conflict',
    );
    expect(await takeStep(pair, plan.id, 'return')).toMatchObject({ state: 'draft' });
  });

  test('the database takes no step past requirements that are not answered or not met', async () => {
    const { plan } = await add();
    const forge = (
      step: string,
      from: string,
      to: string,
    ) => sql`insert into plan_event (id, home_id, unit_id, scope_path, plan_id, at, by_id, by_name, event, step, from_state, to_state)
      select ${newId()}, home_id, unit_id, scope_path, id, now(), ${newId()}, 'x', 'step', ${step}, ${from}, ${to} from plan where id = ${plan.id}`;
    await expect(asOwner(app.context, (tx) => forge('propose', 'draft', 'proposed').execute(tx))).rejects.toThrow(
      /no answer, owner or day/,
    );
    await walkTo(plan.id, 'deploying');
    await expect(asOwner(app.context, (tx) => forge('report', 'deploying', 'reported').execute(tx))).rejects.toThrow(/not met/);
    await walkTo((await add()).plan.id, 'approved');
    const rewrite = sql`update plan_item set answer = 'full' where plan_id in (select id from plan where state = 'approved')`;
    await expect(asOwner(app.context, (tx) => rewrite.execute(tx))).rejects.toThrow(/do not change/);
  });

  test('many are set at once and taken back, except what was changed since', async () => {
    const { plan } = await add();
    const params = { id: plan.id };
    const [a, b, c] = await itemsOf(officer, plan.id);
    const ids = [a?.id ?? '', b?.id ?? '', c?.id ?? ''];
    const set = { answer: 'partial', owner: 'Tổ CNTT', dueOn: '2026-11-01' } as const;
    const done = await officer.call(api.setPlanItems, { params, body: { ids, set } });
    expect(done).toMatchObject({ changed: 3, left: 0 });
    expect((await get(plan.id)).counts).toMatchObject({ partial: 3, overdue: 3 });
    expect((await officer.call(api.listPlans, { query: { overdue: 'true' } })).items.map(({ id }) => id)).toContain(plan.id);
    expect((await officer.call(api.setPlanItems, { params, body: { ids, set } })).change).toBeNull();
    await officer.call(api.setPlanItems, { params, body: { ids: [b?.id ?? ''], set: { remark: 'đã mua' } } });
    const undone = await officer.call(api.undoPlanItems, { params, body: { change: done.change ?? '' } });
    expect(undone).toMatchObject({ changed: 2, left: 1 });
    const after = await itemsOf(officer, plan.id);
    expect(after.slice(0, 3).map(({ answer, owner, dueOn }) => [answer, owner, dueOn])).toEqual([
      ['open', '', null],
      ['partial', 'Tổ CNTT', '2026-11-01'],
      ['open', '', null],
    ]);
    expect(await codeOf(officer.call(api.undoPlanItems, { params, body: { change: done.change ?? '' } }))).toBe('conflict');
    expect((await get(plan.id)).events.find(({ id }) => id === done.change)?.undone).toBe(true);
  });

  test('what does not apply needs its reason, and money is a line of the budget register', async () => {
    const { plan } = await add();
    const params = { id: plan.id };
    const [item] = await itemsOf(officer, plan.id);
    const set = (values: object) => officer.call(api.setPlanItems, { params, body: { ids: [item?.id ?? ''], set: values } });
    expect(await codeOf(set({ answer: 'not-applicable' }))).toBe('input.invalid');
    await set({ answer: 'not-applicable', reason: 'Không có mạng không dây' });
    expect((await get(plan.id)).counts).toMatchObject({ notApplicable: 1, total: requirementsOf(law, 1).length - 1 });
    expect(await codeOf(set({ budget: bylaw }))).toBe('not-found');
    const data = { purpose: 'Thay camera', year: 2026, source: 'local', planned: 5_000_000 };
    const { id } = await officer.call(api.createRecord, { params: { register: 'budget' }, body: { data } });
    await set({ budget: id });
    expect((await itemsOf(officer, plan.id))[0]?.budget).toEqual({ id, title: 'Thay camera' });
  });

  test('a new level opens only what it adds or sharpens, under the numbers of the new annex; the rest stays answered', async () => {
    const { systemId, plan } = await add(1);
    await walkTo(plan.id, 'deployed');
    await determine(pair, systemId, '2026-11-23', 2);
    const { difference, version, actions } = await get(plan.id);
    expect(difference).toMatchObject({ level: { from: 1, to: 2 }, catalogue: false });
    expect(actions.may).toContain('adopt');
    const input = { params: { id: plan.id }, body: { version, reason: 'Nâng cấp độ' } };
    const after = await officer.call(api.adoptCatalogue, input);
    expect(after).toMatchObject({ level: 2, state: 'deploying', difference: null, deployedOn: null });
    const opened = new Set(
      [...(difference?.added ?? []), ...(difference?.stricter ?? []), ...(difference?.changed ?? [])].map(({ key }) => key),
    );
    const items = await itemsOf(officer, plan.id);
    expect(new Set(items.filter(({ answer }) => answer === 'open').map(({ key }) => key))).toEqual(opened);
    expect(new Set(items.filter(({ change }) => change !== null).map(({ key }) => key))).toEqual(opened);
    expect(items.every(({ requirement }) => requirement.startsWith('L2.'))).toBe(true);
    const sharpened = items.find(({ change }) => change === 'stricter');
    expect(sharpened).toMatchObject({ answeredBefore: 'full' });
    expect(await codeOf(officer.call(api.adoptCatalogue, input))).toBe('conflict');
    await officer.call(api.setPlanItems, { params: { id: plan.id }, body: { ids: [sharpened?.id ?? ''], set: { answer: 'full' } } });
    expect((await itemsOf(officer, plan.id)).find(({ id }) => id === sharpened?.id)).toMatchObject({ change: null, answeredBefore: null });
  });

  test('a new edition of the catalogue opens the changed row alone, adds and drops, and keeps what was said of a dropped one', async () => {
    const { plan } = await add();
    await answerAll(plan.id, { answer: 'full' });
    const [first, second, ...rest] = requirementsOf(law, 1);
    const older = [{ ...first, summary: { vi: 'Điều cũ', en: 'The old thing' } }, { ...second, key: 'M.OLD.ROW', id: 'L1.M.9.9' }, ...rest];
    const hash = '0'.repeat(64);
    await app.context.db
      .insertInto('requirement_catalogue')
      .values({ hash, level: 1, rows: JSON.stringify(older) })
      .execute();
    await sql`update plan set catalogue = ${hash} where id = ${plan.id}`.execute(app.context.db);
    await sql`update plan_item set key = 'M.OLD.ROW' where plan_id = ${plan.id} and key = ${second?.key}`.execute(app.context.db);
    const before = await get(plan.id);
    expect(before.oldCatalogue).toBe(true);
    expect((await itemsOf(officer, plan.id))[0]?.summary.vi).toBe('Điều cũ');
    await officer.call(api.adoptCatalogue, { params: { id: plan.id }, body: { version: before.version } });
    const marked = (await itemsOf(officer, plan.id))
      .filter(({ change }) => change !== null)
      .map(({ key, change, answeredBefore }) => [key, change, answeredBefore]);
    expect(marked).toEqual([
      [first?.key, 'changed', 'full'],
      [second?.key, 'added', null],
    ]);
    const { rows } = await sql<{ answer: string }>`select answer from plan_item where plan_id = ${plan.id} and dropped`.execute(
      app.context.db,
    );
    expect(rows).toEqual([{ answer: 'full' }]);
  });

  test('a finding that is not fixed speaks against "fully met"; fixed it is evidence; what knowledge maps is offered', async () => {
    const { systemId, plan } = await add();
    const shown = { address: '10.3.0.1', serial: 'PLAN1', telnet: true };
    await officer.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(resultOf('2026-11-20T03:00:00.000Z', shown)) });
    const camera = (await officer.call(api.listCameras, { query: { q: 'PLAN1' } })).items[0]?.id ?? '';
    await officer.call(api.updateCamera, { params: { id: camera }, body: { name: 'Camera cổng', systemId } });
    const { items: found } = await officer.call(api.listPlanFindings, { params: { id: plan.id } });
    const telnet = found.find(({ check }) => check === 'service/telnet');
    expect(telnet).toMatchObject({ status: 'open', linked: [] });
    const items = await itemsOf(officer, plan.id);
    expect(items.filter(({ id }) => telnet?.suggested.includes(id)).map(({ key }) => key)).toContain('C.NET.DEV');
    const target = telnet?.suggested[0] ?? '';
    const body = { kind: 'finding', target: telnet?.id ?? '' } as const;
    const linked = await officer.call(api.linkPlanItem, { params: { id: target }, body });
    expect(linked.links).toMatchObject([{ openFinding: true, counts: false, name: 'Camera cổng' }]);
    expect(await codeOf(officer.call(api.linkPlanItem, { params: { id: target }, body }))).toBe('conflict');
    await walkTo(plan.id, 'deploying');
    await meet(plan.id);
    expect(await codeOf(takeStep(pair, plan.id, 'report'))).toBe('conflict');
    expect((await get(plan.id)).first.map(({ id }) => id)).toEqual([target]);
    await officer.call(api.fixFinding, { params: { id: telnet?.id ?? '' }, body: { reason: 'Đã tắt telnet' } });
    expect((await takeStep(pair, plan.id, 'report')).state).toBe('reported');
    expect(await codeOf(officer.call(api.unlinkPlanItem, { params: { id: target }, body: { link: linked.links[0]?.id ?? '' } }))).toBe(
      'conflict',
    );
  });

  test('evidence of what was approved is not taken away underneath, by the database either', async () => {
    const { plan } = await add();
    await walkTo(plan.id, 'reported');
    const remove = sql`delete from plan_link where plan_id = ${plan.id}`;
    await expect(asOwner(app.context, (tx) => remove.execute(tx))).rejects.toThrow(/does not change/);
  });

  test('what another unit has is neither seen, set nor linked; requirements of another plan are none of this one', async () => {
    const { plan } = await add();
    const { plan: second } = await add();
    const [item] = await itemsOf(officer, plan.id);
    const ids = [item?.id ?? ''];
    const body = { ids, set: { answer: 'full' as const } };
    expect(await codeOf(officer.call(api.setPlanItems, { params: { id: second.id }, body }))).toBe('not-found');
    expect(await codeOf(other.call(api.getPlan, { params: { id: plan.id } }))).toBe('not-found');
    expect(await codeOf(other.call(api.setPlanItems, { params: { id: plan.id }, body }))).toBe('not-found');
    expect((await other.call(api.listPlans)).items).toEqual([]);
    const foreign = await makeBylaw(other, 7);
    const link = { kind: 'record' as const, target: foreign };
    expect(await codeOf(officer.call(api.linkPlanItem, { params: { id: item?.id ?? '' }, body: link }))).toBe('not-found');
    expect(await codeOf(officer.call(api.linkPlanItem, { params: { id: item?.id ?? '' }, body: { kind: 'file', target: newId() } }))).toBe(
      'not-found',
    );
  });

  test('the list and the requirements leave as files in the words of the statute book, whatever was typed', async () => {
    const { plan } = await add();
    const [item] = await itemsOf(officer, plan.id);
    const way = '=HYPERLINK("http://x")\n<script>alert(1)</script>';
    await officer.call(api.setPlanItems, { params: { id: plan.id }, body: { ids: [item?.id ?? ''], set: { answer: 'partial', way } } });
    const csv = async (url: string): Promise<string> => (await officer.fetch(url)).text();
    const list = await csv(urlOf(api.exportPlans, { query: { format: 'csv', language: 'vi' } }));
    expect(list).toContain('Đang soạn thảo');
    const items = await csv(
      urlOf(api.exportPlanItems, { params: { id: plan.id }, query: { format: 'csv', language: 'vi', answer: 'partial' } }),
    );
    expect(items).toContain(item?.title.vi);
    expect(items).toContain('đáp ứng một phần');
    expect(items).not.toContain('"=HYPERLINK');
  });
});
