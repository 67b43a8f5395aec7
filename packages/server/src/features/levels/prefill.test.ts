import { api } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { TestApp } from '../../../test/app.ts';
import { DECISION, fullDossier, issueBylaw, moveOn, plantProcedure, scanDecision } from '../../../test/dossiers.ts';
import type { Procedure } from '../../../test/dossiers.ts';
import { addSystem, determineLevel, saveLevel } from '../../../test/levels.ts';
import { describeOnEachStore } from '../../../test/store.ts';

const ON = '2026-11-20';

describeOnEachStore('what a worksheet takes from decisions', (open) => {
  let app: TestApp;
  let who: Procedure['browsers'];
  let host: Id;
  beforeAll(async () => {
    app = await openApp(open, `${ON}T03:00:00.000Z`);
    who = (await plantProcedure(app)).browsers;
    host = await addSystem(who.operator, { name: 'Mạng nội bộ', informationKinds: ['private'] });
    await determineLevel(who.operator, who.colleague, host);
  });
  afterAll(() => app.close());

  const hanging = (name: string): Promise<Id> => addSystem(who.operator, { name, hostSystemId: host, dedicated: false });
  const freshOf = async (id: Id) => (await who.operator.call(api.getSystemLevel, { params: { id } })).fresh.answers;

  test('nothing while no level was approved; a draft or a submission is no decision', async () => {
    const bylaw = await issueBylaw(who.operator, who.colleague, 1);
    const { id } = await fullDossier(who.operator, host, bylaw);
    await moveOn(who.operator, id, 'submit-1-2', ON);
    const answers = await freshOf(await hanging('Camera cổng trước'));
    expect(answers).not.toHaveProperty('hostDecision');
    expect(await freshOf(host)).not.toHaveProperty('approvedOn');
    await moveOn(who['security-unit'], id, 'accept', ON);
    await moveOn(who['security-unit'], id, 'find-fit', ON);
    await scanDecision(who['security-unit'], id);
    await moveOn(who['security-unit'], id, 'approve-1-2', ON, { ...DECISION, issuer: 'Công an tỉnh' });
  });

  test('number, day and issuer of the decision on the host, and the day of the own one', async () => {
    const id = await hanging('Camera cổng sau');
    expect(await freshOf(id)).toMatchObject({ hostDecision: '12/QĐ-UBND ngày 20/11/2026, Công an tỉnh' });
    expect(await freshOf(host)).toMatchObject({ approvedOn: ON });
    const { open: draft } = await saveLevel(who.operator, id);
    expect(draft?.prefilled).toContain('hostDecision');
    const { open: written } = await saveLevel(who.operator, id, { answers: { hostDecision: '13/QĐ-UBND' } });
    expect(written?.prefilled).not.toContain('hostDecision');
  });

  test('a group of cameras that hangs on the host takes it as well', async () => {
    const { id } = await who.operator.call(api.addGroup, { body: { name: 'Camera hành lang', systemId: host } });
    const { fresh } = await who.operator.call(api.getGroupLevel, { params: { id } });
    expect(fresh.answers).toMatchObject({ hostDecision: '12/QĐ-UBND ngày 20/11/2026, Công an tỉnh' });
  });
});
