import { api } from '@ancam/contract';
import type { DossierDetail } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { bodyOf, fullDossier, issueBylaw, moveOn, plantProcedure, systemAt } from '../../../test/dossiers.ts';
import type { Procedure } from '../../../test/dossiers.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { asOwner } from '../../db/actor.ts';
import type { UnitKey } from '../units/register-unit.ts';

const ON = '2026-11-20';

const securityOf = ({ parties }: DossierDetail) => parties.find(({ party }) => party === 'security-unit')?.unit;
const waitsFor = async (browser: Browser, id: Id): Promise<number> =>
  (await browser.call(api.listNotices, { query: {} })).items.filter(({ link, state }) => link === `/dossiers/${id}` && state !== 'done')
    .length;

/** A security unit that is merged into another while dossiers name it. */
describeOnEachStore('a party of a dossier that was merged away', (open) => {
  let app: TestApp;
  let procedure: Procedure;
  let who: Procedure['browsers'];
  let heir: UnitKey;
  let heirs: Browser;
  let draft: Id;
  let submitted: Id;
  let bylaw: Id;
  beforeAll(async () => {
    app = await openApp(open, `${ON}T03:00:00.000Z`);
    procedure = await plantProcedure(app);
    who = procedure.browsers;
    bylaw = await issueBylaw(who.operator, who.colleague, 1);
    submitted = (await fullDossier(who.operator, await systemAt(app, who.operator, 2, 'B'), bylaw)).id;
    await moveOn(who.operator, submitted, 'submit-1-2', ON);
    draft = (await fullDossier(who.operator, await systemAt(app, who.operator, 1, 'B'), bylaw)).id;
    const { id, homeId, scopePath } = procedure.province;
    heir = await unitOf(app, {
      name: 'Công an tỉnh mới',
      kind: 'department',
      roles: ['security-unit'],
      parent: { id, homeId, scopePath },
    });
    heirs = await accountOf(app, heir.id, 'administrator', 'Cán bộ đơn vị mới');
    await asOwner(app.context, (tx) => sql`update unit set closed_on = ${ON}::date where id = ${procedure.security.id}`.execute(tx));
  });
  afterAll(() => app.close());

  const detailOf = (id: Id): Promise<DossierDetail> => who.operator.call(api.getDossier, { params: { id } });

  test('is shown with the day on which it ceased to be, and is no longer offered', async () => {
    for (const id of [draft, submitted]) {
      expect(securityOf(await detailOf(id))).toMatchObject({ id: procedure.security.id, name: 'Công an tỉnh', closedOn: ON });
    }
    const { units } = await who.operator.call(api.dossierChoices, { params: { id: draft } });
    const names = units.map(({ name }) => name);
    expect(names).toContain('Công an tỉnh mới');
    expect(names).not.toContain('Công an tỉnh');
  });

  test('a new dossier names the unit that stands', async () => {
    const system = await systemAt(app, who.operator, 2, 'B');
    expect(securityOf(await who.operator.call(api.startDossier, { body: { systemId: system } }))).toMatchObject({
      id: heir.id,
      closedOn: null,
    });
  });

  test('a draft that names the one that stands goes to it', async () => {
    const before = await detailOf(draft);
    const body = { ...bodyOf(before), securityUnitId: heir.id, appraiserUnitId: heir.id };
    expect(securityOf(await who.operator.call(api.updateDossier, { params: { id: draft }, body }))).toMatchObject({ id: heir.id });
    await moveOn(who.operator, draft, 'submit-1-2', ON);
    expect(await waitsFor(heirs, draft)).toBe(1);
    expect(await moveOn(heirs, draft, 'accept', ON)).toMatchObject({ state: 'appraising' });
  });

  test('what lies with the closed unit is withdrawn and handed in anew', async () => {
    expect(await waitsFor(heirs, submitted)).toBe(0);
    const withdrawn = await moveOn(who.operator, submitted, 'withdraw', ON);
    const again = (await fullDossier(who.operator, withdrawn.system.id, bylaw)).id;
    expect(securityOf(await detailOf(again))).toMatchObject({ id: heir.id });
    await moveOn(who.operator, again, 'submit-1-2', ON);
    expect(await waitsFor(heirs, again)).toBe(1);
  });
});
