import { api, urlOf } from '@ancam/contract';
import type { OscalModel, PlanDetail } from '@ancam/contract';
import { readActionPlan, readAssessmentResults, readSecurityPlan } from '@ancam/documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { join } from '../../../test/people.ts';
import { addSystem, determine, itemsOf } from '../../../test/plans.ts';
import { describeOnEachStore } from '../../../test/store.ts';

const DAY = '2026-11-22';

describeOnEachStore('a plan as OSCAL', (open) => {
  let app: TestApp;
  let officer: Browser;
  let plan: PlanDetail;
  beforeAll(async () => {
    app = await openApp(open, `${DAY}T13:00:00.000Z`);
    officer = await setUpAdministrator(app);
    const approver = (await join(app, officer, { login: 'duyet', role: 'approver' })).browser;
    const id = await addSystem(officer, 'Hệ thống camera giao thông');
    await determine({ officer, approver }, id, DAY, 1);
    plan = await officer.call(api.addPlan, { params: { id } });
  });
  afterAll(() => app.close());

  const documentOf = async (model: OscalModel): Promise<unknown> => {
    const answer = await officer.fetch(urlOf(api.planOscal, { params: { id: plan.id }, query: { model } }));
    expect(answer.status).toBe(200);
    return answer.json();
  };

  test('holds every requirement with its answer, way, who and when, and reads back as it was', async () => {
    const [first, second] = await itemsOf(officer, plan.id);
    const ids = [first?.id ?? '', second?.id ?? ''];
    const set = { answer: 'partial', way: 'Chia VLAN riêng cho camera', owner: 'Phòng Hạ tầng', dueOn: '2027-06-30' } as const;
    await officer.call(api.setPlanItems, { params: { id: plan.id }, body: { ids, set } });
    const items = await itemsOf(officer, plan.id);
    const read = readSecurityPlan(await documentOf('ssp'));
    expect(read.system).toMatchObject({ id: plan.system.id, name: 'Hệ thống camera giao thông', level: 1, regime: plan.regime });
    expect(read.catalogue).toBe(plan.catalogue);
    expect(
      read.requirements.map(({ id, requirement, answer, way, owner, dueOn }) => ({ id, requirement, answer, way, owner, dueOn })),
    ).toEqual(items.map(({ id, requirement, answer, way, owner, dueOn }) => ({ id, requirement, answer, way, owner, dueOn })));
    expect(read.requirements.filter(({ answer }) => answer === 'partial')).toHaveLength(2);
  });

  test('tells what is still to be done until nothing is', async () => {
    const items = await itemsOf(officer, plan.id);
    const todo = readActionPlan(await documentOf('poam'));
    expect(todo.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    const body = { ids: items.map(({ id }) => id), set: { answer: 'not-applicable', reason: 'Không có thiết bị loại này.' } as const };
    await officer.call(api.setPlanItems, { params: { id: plan.id }, body });
    const answer = await officer.fetch(urlOf(api.planOscal, { params: { id: plan.id }, query: { model: 'poam' } }));
    expect(await answer.json()).toMatchObject({ code: 'input.invalid' });
  });

  test('without findings the results are empty, not missing; each export is audited', async () => {
    expect(readAssessmentResults(await documentOf('assessment-results')).findings).toEqual([]);
    const { items } = await officer.call(api.audit, { query: {} });
    expect(items.some(({ action, object }) => action === 'plan.exported' && object === `plan/${plan.id}`)).toBe(true);
  });

  test('is not there for another unit', async () => {
    const other = await signInElsewhere(app, 'administrator');
    const answer = await other.fetch(urlOf(api.planOscal, { params: { id: plan.id }, query: { model: 'ssp' } }));
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
  });
});
