import { OscalPreview, PlanItemsDone, api, urlOf } from '@ancam/contract';
import type { OscalModel, PlanDetail } from '@ancam/contract';
import { readActionPlan, readAssessmentResults, readSecurityPlan } from '@ancam/documents';
import type { writeActionPlan, writeSecurityPlan } from '@ancam/documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { join } from '../../../test/people.ts';
import { addSystem, determine, itemsOf } from '../../../test/plans.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { LARGEST_OSCAL } from '../../oscal-body.ts';

const DAY = '2026-11-22';
/** Where in a document an entry stands. */
const place = (index: number): string => `system-security-plan/control-implementation/implemented-requirements/${index}`;

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
    expect(readAssessmentResults(await documentOf('assessment-results')).verdicts).toEqual([]);
    const { items } = await officer.call(api.audit, { query: {} });
    expect(items.some(({ action, object }) => action === 'plan.exported' && object === `plan/${plan.id}`)).toBe(true);
  });

  test('is not there for another unit', async () => {
    const other = await signInElsewhere(app, 'administrator');
    const answer = await other.fetch(urlOf(api.planOscal, { params: { id: plan.id }, query: { model: 'ssp' } }));
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
  });
});

describeOnEachStore('a document of OSCAL taken over', (open) => {
  let app: TestApp;
  let officer: Browser;
  let plan: PlanDetail;
  beforeAll(async () => {
    app = await openApp(open, `${DAY}T13:00:00.000Z`);
    officer = await setUpAdministrator(app);
    const approver = (await join(app, officer, { login: 'duyet', role: 'approver' })).browser;
    const id = await addSystem(officer, 'Hệ thống nhập OSCAL');
    await determine({ officer, approver }, id, DAY, 1);
    plan = await officer.call(api.addPlan, { params: { id } });
  });
  afterAll(() => app.close());

  type Written = ReturnType<typeof writeSecurityPlan>;
  const send = (to: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> => officer.fetch(to, { method: 'POST', body });
  const previewAt = (): string => urlOf(api.previewOscal, { params: { id: plan.id } });
  const importAt = (version: number): string => urlOf(api.importOscal, { params: { id: plan.id }, query: { version } });
  const versionNow = async (): Promise<number> => (await officer.call(api.getPlan, { params: { id: plan.id } })).version;
  /** The plan as it would leave, changed as another tool would. */
  const document = async (change: (written: Written) => void): Promise<string> => {
    const answer = await officer.fetch(urlOf(api.planOscal, { params: { id: plan.id }, query: { model: 'ssp' } }));
    const written = (await answer.json()) as Written; // written by ourselves
    change(written);
    return JSON.stringify(written);
  };
  const requirementsOf = (written: Written) => written['system-security-plan']['control-implementation']['implemented-requirements'];
  const answered = (state: string) => (written: Written) => {
    const first = requirementsOf(written)[0];
    if (first === undefined) return;
    delete first.props;
    first['by-components'] = (first['by-components'] ?? []).map((by) => ({
      ...by,
      description: 'Tách VLAN camera',
      'implementation-status': { state },
    }));
  };

  const faulty = (change: (written: Written) => void): Promise<[number, unknown]> =>
    document(change).then(async (text) => {
      const answer = await send(importAt(await versionNow()), text);
      return [answer.status, await answer.json()];
    });

  test('tells what it would change before it changes anything, changes it as one, and again changes nothing', async () => {
    const text = await document((written) => {
      answered('partial')(written);
      const second = requirementsOf(written)[1];
      if (second !== undefined) second['control-id'] = 'AC-2';
    });
    const preview = OscalPreview.parse(await (await send(previewAt(), text)).json());
    const [first] = await itemsOf(officer, plan.id);
    expect(preview).toMatchObject({ model: 'ssp', otherSystem: null, version: await versionNow() });
    expect(preview.items).toMatchObject([
      {
        id: first?.id,
        place: 'system-security-plan/control-implementation/implemented-requirements/0',
        changes: [
          { field: 'answer', before: 'open', after: 'partial' },
          { field: 'way', before: '', after: 'Tách VLAN camera' },
        ],
      },
    ]);
    expect(preview.unknown).toEqual([
      { place: 'system-security-plan/control-implementation/implemented-requirements/1', requirement: 'AC-2' },
    ]);
    expect((await itemsOf(officer, plan.id))[0]).toMatchObject({ answer: 'open' });
    const done = PlanItemsDone.parse(await (await send(importAt(preview.version), text)).json());
    expect(done).toMatchObject({ changed: 1, left: 0 });
    expect((await itemsOf(officer, plan.id))[0]).toMatchObject({ answer: 'partial', way: 'Tách VLAN camera' });
    const again = PlanItemsDone.parse(await (await send(importAt(await versionNow()), text)).json());
    expect(again).toEqual({ change: null, changed: 0, left: 0 });
    const { items } = await officer.call(api.audit, { query: {} });
    expect(items.some(({ action, object }) => action === 'plan.imported' && object === `plan/${plan.id}`)).toBe(true);
    await officer.call(api.undoPlanItems, { params: { id: plan.id }, body: { change: done.change ?? '' } });
    expect((await itemsOf(officer, plan.id))[0]).toMatchObject({ answer: 'open', way: '' });
  });

  test('a roadmap is taken over too; what it leaves empty stays', async () => {
    const [, second] = await itemsOf(officer, plan.id);
    const set = { answer: 'none', way: 'Mua thiết bị', owner: 'Phòng Hạ tầng', dueOn: '2027-06-30' } as const;
    await officer.call(api.setPlanItems, { params: { id: plan.id }, body: { ids: [second?.id ?? ''], set } });
    const answer = await officer.fetch(urlOf(api.planOscal, { params: { id: plan.id }, query: { model: 'poam' } }));
    const written = (await answer.json()) as ReturnType<typeof writeActionPlan>; // written by ourselves
    const { 'poam-items': items, risks = [] } = written['plan-of-action-and-milestones'];
    const index = items.findIndex(({ props }) => props?.some(({ value }) => value === second?.requirement));
    const item = items[index];
    const risk = risks.find(({ uuid }) => uuid === item?.['related-risks']?.[0]?.['risk-uuid']);
    if (item !== undefined) item.description = '';
    if (risk !== undefined) risk.deadline = '2027-03-31T23:59:59+07:00';
    const preview = OscalPreview.parse(await (await send(previewAt(), JSON.stringify(written))).json());
    expect(preview.items).toMatchObject([
      {
        place: `plan-of-action-and-milestones/poam-items/${index}`,
        changes: [{ field: 'dueOn', before: '2027-06-30', after: '2027-03-31' }],
      },
    ]);
    expect((await send(importAt(preview.version), JSON.stringify(written))).status).toBe(200);
    expect((await itemsOf(officer, plan.id))[1]).toMatchObject({ way: 'Mua thiết bị', dueOn: '2027-03-31' });
  });

  test('one fault refuses all of it and names its place in the document', async () => {
    const inapplicable = await faulty((written) => {
      answered('partial')(written);
      const third = requirementsOf(written)[2];
      if (third === undefined) return;
      delete third.props;
      third['by-components'] = (third['by-components'] ?? []).map((by) => ({
        ...by,
        'implementation-status': { state: 'not-applicable' },
      }));
    });
    expect(inapplicable).toMatchObject([400, { code: 'input.invalid', details: { place: place(2), fix: { vi: expect.any(String) } } }]);
    const twice = await faulty((written) => {
      const [first, second] = requirementsOf(written);
      if (first !== undefined && second !== undefined) second['control-id'] = first['control-id'];
    });
    expect(twice).toMatchObject([400, { details: { place: place(1) } }]);
    const broken = await faulty((written) => {
      const first = requirementsOf(written)[0];
      if (first !== undefined) first.uuid = '../../etc/passwd';
    });
    expect(broken).toMatchObject([400, { details: { place: `${place(0)}/uuid` } }]);
    const control = await faulty((written) => {
      answered('partial')(written);
      const [by] = requirementsOf(written)[0]?.['by-components'] ?? [];
      if (by !== undefined) by.description = 'a\u0000b';
    });
    expect(control).toMatchObject([400, { details: { place: place(0) } }]);
    expect((await itemsOf(officer, plan.id))[0]).toMatchObject({ answer: 'open' });
  });

  test('what is no document, too much, or out of date is refused', async () => {
    for (const text of [
      '',
      'null',
      '[]',
      '{"catalog":{}}',
      '{"assessment-results":{}}',
      '['.repeat(200_000),
      '{"system-security-plan":null}',
    ]) {
      expect([text.slice(0, 30), (await send(previewAt(), text)).status]).toEqual([text.slice(0, 30), 400]);
    }
    expect((await send(previewAt(), new Uint8Array([0xff, 0xfe, 0x7b]))).status).toBe(400);
    expect((await send(previewAt(), 'x'.repeat(LARGEST_OSCAL + 1))).status).toBe(413);
    const text = await document(answered('implemented'));
    expect((await send(importAt((await versionNow()) + 1), text)).status).toBe(409);
  });

  test('what the plan of another system says is told to be of another; nobody elsewhere takes anything over', async () => {
    const text = await document((written) => {
      for (const id of written['system-security-plan']['system-characteristics']['system-ids']) id.id = 'HT-01';
      written['system-security-plan']['system-characteristics']['system-name'] = 'Hệ thống khác';
    });
    expect(OscalPreview.parse(await (await send(previewAt(), text)).json()).otherSystem).toBe('Hệ thống khác');
    const other = await signInElsewhere(app, 'administrator');
    expect((await other.fetch(previewAt(), { method: 'POST', body: text })).status).toBe(404);
  });
});
