import { api } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { addDays } from '@ancam/law';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { TestApp } from '../../../test/app.ts';
import {
  DECISION,
  bodyOf,
  fullDossier,
  issueBylaw,
  moveOn,
  peopleOf,
  plantProcedure,
  scanDecision,
  systemAt,
} from '../../../test/dossiers.ts';
import type { Person, Procedure } from '../../../test/dossiers.ts';
import { expectAgreement } from '../../../test/duties.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { asOwner } from '../../db/actor.ts';
import { bringDutiesUpToDate } from '../duties/keep-duties.service.ts';
import { statusesOf } from '../duties/statuses.store.ts';

describeOnEachStore('dossiers as facts of duties', (open) => {
  let app: TestApp;
  let procedure: Procedure;
  let who: Procedure['browsers'];
  let system: Id;
  let id: Id;
  let day = '2026-11-05';
  beforeAll(async () => {
    app = await openApp(open, '2026-11-05T03:00:00.000Z');
  }, 60_000);
  afterAll(() => app.close());
  /** Looks at it some days later; the days of the duties go on. */
  const goOn = async (days: number): Promise<void> => {
    day = addDays(day, days);
    app.at(`${day}T03:00:00.000Z`);
    await bringDutiesUpToDate(app.context);
  };
  /** A system that has been running for three days, with its dossier written and nothing submitted. */
  beforeEach(async () => {
    await goOn(1);
    procedure = await plantProcedure(app);
    who = procedure.browsers;
    const bylaw = await issueBylaw(who.operator, who.colleague, 1, '2026-11-02');
    system = await systemAt(app, who.operator, 2, 'B');
    for (const action of ['evaluate', 'operate'] as const) await run(action);
    const { id: made, ...detail } = await fullDossier(who.operator, system, bylaw);
    id = made;
    const { 'b-design-new': _new, ...kept } = detail.texts;
    const texts = { ...kept, 'b-design-running': 'Thiết kế thi công' };
    await who.operator.call(api.updateDossier, { params: { id }, body: { ...bodyOf({ id, ...detail }), newOrUpgraded: false, texts } });
    await goOn(3);
    who = await peopleOf(app, procedure);
  }, 60_000);

  const run = (action: 'evaluate' | 'operate' | 'reassess') =>
    who.operator.call(api.moveSystem, { params: { id: system }, body: { action, on: day, document: '1/QĐ', reason: 'Vì lý do' } });
  const take = (person: Person, step: string, paper?: typeof DECISION) => moveOn(who[person], id, step, day, paper);
  const statusOf = async (duty: string) =>
    (await asOwner(app.context, (tx) => statusesOf(tx, [procedure.department.id]))).find((row) => row.duty === duty);
  const stateOf = async (duty: string): Promise<string> => (await statusOf(duty))?.state ?? 'not-applicable';
  const lateDays = async (duty: string) => (await statusOf(duty))?.late_days;
  const decision = () => ({ ...DECISION, date: day });

  test('the approval of the level is met by the decision, not by submission or appraisal, and overdue again once nothing is in force', async () => {
    expect(await stateOf('D2')).toBe('overdue');
    await take('operator', 'submit-1-2');
    expect(await stateOf('D2')).toBe('overdue');
    await take('security-unit', 'accept');
    await take('security-unit', 'find-fit');
    expect(await stateOf('D2')).toBe('overdue');
    await scanDecision(who['security-unit'], id);
    await take('security-unit', 'approve-1-2', decision());
    expect(await stateOf('D2')).toBe('met-late');
    await expectAgreement(app);
    await take('security-unit', 'supersede');
    expect(await stateOf('D2')).toBe('overdue');
    await expectAgreement(app);
  });

  test('an approval that a later one replaces goes on counting by its own day, until nothing is in force any more', async () => {
    const approve = async (): Promise<void> => {
      await take('operator', 'submit-1-2');
      await take('security-unit', 'accept');
      await take('security-unit', 'find-fit');
      await scanDecision(who['security-unit'], id);
      await take('security-unit', 'approve-1-2', decision());
    };
    await approve();
    const first = await lateDays('D2');
    await goOn(2);
    who = await peopleOf(app, procedure);
    const { id: former, bylawId } = await who.operator.call(api.getDossier, { params: { id } });
    ({ id } = await fullDossier(who.operator, system, bylawId));
    await approve();
    expect((await who.operator.call(api.getDossier, { params: { id: former } })).state).toBe('superseded');
    expect([await stateOf('D2'), await lateDays('D2')]).toEqual(['met-late', first]);
    await take('security-unit', 'supersede');
    expect(await stateOf('D2')).toBe('overdue');
    await expectAgreement(app);
  });

  test('an independent appraisal is owed from the submission on, met by the opinion, and gone with a dossier that is withdrawn', async () => {
    expect(await stateOf('L5')).toBe('not-applicable');
    await take('operator', 'submit-1-2');
    expect(await stateOf('L5')).toBe('not-due');
    await goOn(1);
    expect(await stateOf('L5')).toBe('overdue');
    who = await peopleOf(app, procedure);
    await take('security-unit', 'accept');
    await take('security-unit', 'find-fit');
    expect(await stateOf('L5')).toBe('met-late');
    await take('security-unit', 'return-1-2');
    await take('operator', 'withdraw');
    expect(await stateOf('L5')).toBe('not-applicable');
    await expectAgreement(app);
  });

  test('both gates are owed by a system that runs, met by the approval behind its bylaw, and no matter once it stops running', async () => {
    await take('operator', 'submit-1-2');
    expect(await stateOf('L4')).toBe('overdue');
    await take('security-unit', 'accept');
    await take('security-unit', 'find-fit');
    await scanDecision(who['security-unit'], id);
    expect(await stateOf('L4')).toBe('overdue');
    await take('security-unit', 'approve-1-2', decision());
    expect(await stateOf('L4')).toBe('met-late');
    await run('reassess');
    expect(await stateOf('L4')).toBe('not-applicable');
    await expectAgreement(app);
  });
});
