import { api } from '@ancam/contract';
import type { DossierDifference } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp } from '../../../test/app.ts';
import type { TestApp } from '../../../test/app.ts';
import { bodyOf, fullDossier, moveOn, plantProcedure } from '../../../test/dossiers.ts';
import type { Procedure } from '../../../test/dossiers.ts';
import { addSystem, determine, itemsOf } from '../../../test/plans.ts';
import { describeOnEachStore } from '../../../test/store.ts';

const ON = '2026-11-20';

describeOnEachStore('what was submitted in a dossier', (open) => {
  let app: TestApp;
  let who: Procedure['browsers'];
  let system: Id;
  let id: Id;
  beforeAll(async () => {
    app = await openApp(open, `${ON}T03:00:00.000Z`);
    who = (await plantProcedure(app)).browsers;
    system = await addSystem(who.operator, 'Camera giao thông');
    await determine({ officer: who.operator, approver: who.colleague }, system, ON, 2);
    const plan = await who.operator.call(api.addPlan, { params: { id: system } });
    const [first, second] = await itemsOf(who.operator, plan.id);
    const answer = (ids: readonly (string | undefined)[], set: object) =>
      who.operator.call(api.setPlanItems, { params: { id: plan.id }, body: { ids: ids.flatMap((each) => each ?? []), set } });
    await answer([first?.id], { answer: 'partial', owner: 'Tổ CNTT', dueOn: '2026-12-31' });
    await answer([second?.id], { answer: 'full' });
    id = (await fullDossier(who.operator, system, null)).id;
    await moveOn(who.operator, id, 'submit-1-2', ON);
    await moveOn(who['security-unit'], id, 'request-supplement', ON);
    await answer([first?.id], { answer: 'full', owner: 'Tổ CNTT', dueOn: null });
    const detail = await who.operator.call(api.getDossier, { params: { id } });
    const texts = { ...detail.texts, 'b-overview': 'Mô tả đã bổ sung' };
    await who.operator.call(api.updateDossier, { params: { id }, body: { ...bodyOf(detail), texts, note: 'Đã bổ sung mô tả' } });
    await moveOn(who.operator, id, 'resubmit', ON);
  }, 60_000);
  afterAll(() => app.close());

  const read = (version: number) => who['security-unit'].call(api.readSubmission, { params: { id }, query: { version } });
  const compare = (from: number, to: number): Promise<DossierDifference> =>
    who['security-unit'].call(api.compareDossier, { params: { id }, query: { from, to } });

  test('the appraiser reads criteria with their grounds and the answers of the plan as they were', async () => {
    const { content, hash } = await read(1);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(content.criteria.map(({ level }) => level)).toContain(2);
    for (const { id: criterion, grounds, clause } of content.criteria) {
      expect(criterion).toMatch(/^B\d/);
      expect([grounds.vi, grounds.en, clause.vi, clause.en]).not.toContain('');
    }
    const [first, second, third] = content.requirements;
    expect(first).toMatchObject({
      answer: 'partial',
      answerTitle: { vi: 'đáp ứng một phần', en: 'partly met' },
      owner: 'Tổ CNTT',
      dueOn: '2026-12-31',
    });
    expect(second).toMatchObject({ answer: 'full' });
    expect(third).toMatchObject({ answer: 'open', dueOn: null });
    expect((await read(2)).content.requirements[0]).toMatchObject({ answer: 'full', dueOn: null });
  });

  test('two submissions differ in what was changed, and in nothing else', async () => {
    const { changes } = await compare(1, 2);
    expect(changes.map(({ section, what }) => `${section.en}: ${what.en}`)).toEqual([
      'The dossier: Note',
      'Contents: Overview of the system',
      expect.stringMatching(/^Requirements of the plan: /),
    ]);
    expect(changes[0]).toMatchObject({ before: null, after: { vi: 'Đã bổ sung mô tả', en: 'Đã bổ sung mô tả' } });
    expect(changes[2]?.before?.en).toBe('partly met\nIn charge: Tổ CNTT\nBy: 31/12/2026');
    expect(changes[2]?.before?.vi).toBe('đáp ứng một phần\nPhụ trách: Tổ CNTT\nThời hạn: 31/12/2026');
    expect(changes[2]?.after?.en).toBe('fully met\nIn charge: Tổ CNTT');
    expect((await compare(2, 2)).changes).toEqual([]);
    const back = (await compare(2, 1)).changes;
    expect(back.map(({ before, after }) => [after, before])).toEqual(changes.map(({ before, after }) => [before, after]));
  });

  test('a level that was determined anew on other grounds shows in the next submission', async () => {
    await moveOn(who['security-unit'], id, 'accept', ON);
    await moveOn(who['security-unit'], id, 'find-unfit', ON);
    await moveOn(who.operator, id, 'revise', ON);
    await determine({ officer: who.operator, approver: who.colleague }, system, ON, 1);
    expect((await who.operator.call(api.refreshDossier, { params: { id } })).level).toBe(1);
    await moveOn(who.operator, id, 'submit-1-2', ON);
    const grounds = (await compare(2, 3)).changes.filter(({ section }) => section.en === 'Grounds of the level');
    expect(grounds.some(({ before, after }) => before === null && after !== null)).toBe(true);
    expect(grounds.some(({ before, after }) => before !== null && after === null)).toBe(true);
  });

  test('what is submitted no later change of plan or dossier reaches; nobody else reads it', async () => {
    const before = await read(1);
    const [plan] = (await who.operator.call(api.listPlans, { query: { q: 'giao thông' } })).items;
    const items = await itemsOf(who.operator, plan?.id ?? '');
    const body = { ids: items.map((item) => item.id), set: { answer: 'none' as const, owner: 'Ai đó', dueOn: '2027-01-31' } };
    await who.operator.call(api.setPlanItems, { params: { id: plan?.id ?? '' }, body });
    expect(await read(1)).toEqual(before);
    expect(await codeOf(read(9))).toBe('not-found');
    expect(await codeOf(compare(1, 9))).toBe('not-found');
    for (const person of ['stranger', 'ministry'] as const) {
      expect(await codeOf(who[person].call(api.readSubmission, { params: { id }, query: { version: 1 } }))).toBe('not-found');
    }
  });
});
