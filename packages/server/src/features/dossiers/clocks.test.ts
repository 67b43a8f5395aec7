import { api } from '@ancam/contract';
import type { DossierClock, DossierDetail } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Level, RegimeId } from '@ancam/knowledge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { TestApp } from '../../../test/app.ts';
import { bodyOf, fullDossier, moveOn, plantProcedure, systemAt } from '../../../test/dossiers.ts';
import type { Person, Procedure } from '../../../test/dossiers.ts';
import { describeOnEachStore } from '../../../test/store.ts';

const clockOf = ({ clocks }: DossierDetail, step: DossierClock['step']) => clocks.find((each) => each.step === step);

describeOnEachStore('the days of a dossier', (open) => {
  let app: TestApp;
  let procedure: Procedure;
  let who: Procedure['browsers'];
  beforeAll(async () => {
    app = await openApp(open, '2023-05-06T03:00:00.000Z');
  });
  afterAll(() => app.close());

  /** A procedure whose people look at it on a day. */
  async function today(day: string): Promise<void> {
    app.at(`${day}T03:00:00.000Z`);
    procedure = await plantProcedure(app);
    who = procedure.browsers;
  }
  /** A dossier that was entered with the days it has on paper. */
  const begun = async (level: Level, regime: RegimeId, on: string): Promise<Id> =>
    (await fullDossier(who.operator, await systemAt(app, who.operator, level, regime, on), null, on)).id;
  const take = (person: Person, id: Id, step: string, on: string): Promise<DossierDetail> => moveOn(who[person], id, step, on);

  test('regime A counts the days of the calendar; a last day that is off moves on, and the security unit is late after it', async () => {
    await today('2023-05-06');
    const id = await begun(3, 'A', '2023-04-13');
    const submitted = await take('operator', id, 'submit-3', '2023-04-13');
    expect(clockOf(submitted, 'validity')).toMatchObject({
      limit: null,
      why: { en: expect.stringContaining('Circular 12/2022') },
      state: 'running',
    });
    const accepted = await take('security-unit', id, 'accept', '2023-04-14');
    // The fifteenth day is 29/4; the day before Hung Kings' Day to Labour Day are off.
    expect(clockOf(accepted, 'appraisal')).toMatchObject({
      limit: { amount: 15, unit: 'calendar-days' },
      state: 'running',
      startedOn: '2023-04-14',
      due: '2023-05-04',
      late: { by: 2, who: 'security-unit' },
    });
    expect(accepted).toMatchObject({ dueOn: '2023-05-04', dueWho: 'security-unit', late: true });
    expect((await who.operator.call(api.listDossiers, { query: { late: 'yes' } })).items).toMatchObject([{ id, late: true }]);
    const fit = await take('security-unit', id, 'find-fit', '2023-05-05');
    expect(clockOf(fit, 'appraisal')).toMatchObject({ state: 'stopped', stoppedOn: '2023-05-05', late: { by: 1, who: 'security-unit' } });
    expect(fit).toMatchObject({ dueWho: 'owner', late: false });
    expect((await who.operator.call(api.listDossiers, { query: { late: 'yes' } })).items).toEqual([]);
  });

  test('regime B counts working days over 2/9, stops while an explanation is awaited, and goes on with what is left', async () => {
    await today('2026-09-24');
    const id = await begun(3, 'B', '2026-08-24');
    await take('operator', id, 'submit-3', '2026-08-24');
    const accepted = await take('security-unit', id, 'accept', '2026-08-24');
    expect(clockOf(accepted, 'validity')).toMatchObject({ state: 'stopped', used: 0, late: null });
    expect(clockOf(accepted, 'appraisal')).toMatchObject({ due: '2026-09-17', used: 20, late: { by: 5, who: 'security-unit' } });
    const asked = await take('security-unit', id, 'ask-explanation', '2026-08-28');
    expect(clockOf(asked, 'appraisal')).toMatchObject({ state: 'paused', used: 4, left: 11, due: null, late: null });
    expect(asked).toMatchObject({ dueOn: null, dueWho: null, late: false });
    const explained = await take('operator', id, 'explain', '2026-09-07');
    // Eleven days are left after 07/9: 8 to 11, 14 to 18, 21 and 22.
    expect(clockOf(explained, 'appraisal')).toMatchObject({ state: 'running', due: '2026-09-22', late: { by: 2, who: 'security-unit' } });
    expect(clockOf(explained, 'appraisal')?.events.map(({ does, on }) => `${does} ${on}`)).toEqual([
      'start 2026-08-24',
      'pause 2026-08-28',
      'resume 2026-09-07',
    ]);
    expect(explained).toMatchObject({ dueOn: '2026-09-22', late: true });
    const fit = await take('security-unit', id, 'find-fit', '2026-09-22');
    expect(clockOf(fit, 'appraisal')).toMatchObject({ state: 'stopped', used: 15, left: 0, late: null });
    expect(clockOf(fit, 'approval')).toMatchObject({ state: 'running', startedOn: '2026-09-22', due: '2026-10-01', late: null });
    expect(fit).toMatchObject({ dueOn: '2026-10-01', dueWho: 'owner' });
  });

  test('a supplement stops the check of validity, and the dossier that comes again starts it anew', async () => {
    await today('2026-09-24');
    const id = await begun(2, 'B', '2026-08-28');
    const submitted = await take('operator', id, 'submit-1-2', '2026-08-28');
    expect(clockOf(submitted, 'validity')).toMatchObject({ due: '2026-09-09', late: { by: 11, who: 'security-unit' } });
    const asked = await take('security-unit', id, 'request-supplement', '2026-09-09');
    expect(clockOf(asked, 'validity')).toMatchObject({ state: 'stopped', used: 5, late: null });
    const again = await take('operator', id, 'resubmit', '2026-09-18');
    expect(clockOf(again, 'validity')).toMatchObject({ state: 'running', startedOn: '2026-09-18', due: '2026-09-25', late: null });
    const accepted = await take('security-unit', id, 'accept', '2026-09-21');
    expect(clockOf(accepted, 'appraisal')).toMatchObject({
      limit: null,
      why: { en: expect.stringContaining('levels 1 and 2') },
      due: null,
    });
    expect(accepted).toMatchObject({ dueOn: null, late: false });
  });

  test('over Tet 25 and 15 working days are counted, with the days off that nobody has announced yet', async () => {
    await today('2027-01-25');
    const three = await begun(3, 'B', '2027-01-25');
    await take('operator', three, 'submit-3', '2027-01-25');
    const accepted = clockOf(await take('security-unit', three, 'accept', '2027-01-25'), 'appraisal');
    expect(accepted).toMatchObject({ limit: { amount: 15, unit: 'working-days' }, due: '2027-02-22' });
    expect(accepted?.unsettled).toEqual(expect.arrayContaining(['2027-02-05', '2027-02-08', '2027-02-11', '2027-02-22']));
    const four = await begun(4, 'B', '2027-01-25');
    // By now there is more than one ministry: a person says which.
    const written = bodyOf(await who.operator.call(api.getDossier, { params: { id: four } }));
    const body = { ...written, appraiserUnitId: procedure.ministry.id };
    await who.operator.call(api.updateDossier, { params: { id: four }, body });
    await take('operator', four, 'ask-opinion', '2027-01-25');
    await take('security-unit', four, 'give-opinion', '2027-01-25');
    await take('owner', four, 'submit-4-5', '2027-01-25');
    const ministry = await take('ministry', four, 'accept', '2027-01-25');
    expect(clockOf(ministry, 'appraisal')).toMatchObject({ limit: { amount: 25 }, due: '2027-03-08', late: null });
    expect(ministry).toMatchObject({ dueOn: '2027-03-08', dueWho: 'ministry' });
  });
});
