import { api } from '@ancam/contract';
import type { DossierDetail } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { DECISION, fullDossier, issueBylaw, moveOn, plantProcedure, scanDecision, systemAt } from '../../../test/dossiers.ts';
import type { Procedure } from '../../../test/dossiers.ts';
import { describeOnEachStore } from '../../../test/store.ts';

const ON = '2026-11-20';
const NO_PAPER = { number: '', date: null, issuer: '' };

const move = (browser: Browser, id: Id, step: string, document: typeof DECISION | typeof NO_PAPER = NO_PAPER): Promise<DossierDetail> =>
  browser.call(api.moveDossier, { params: { id }, body: { step, on: ON, reason: 'Vì lý do', document } });

describeOnEachStore('level dossiers', (open) => {
  let app: TestApp;
  let procedure: Procedure;
  let who: Procedure['browsers'];
  let bylaw: Id;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-20T03:00:00.000Z');
    procedure = await plantProcedure(app);
    who = procedure.browsers;
    bylaw = await issueBylaw(who.operator, who.colleague, 1);
  });
  afterAll(() => app.close());

  test('a dossier of level 3 goes from its operator to the security unit beside it, back, and to the owner', async () => {
    const system = await systemAt(app, who.operator, 3, 'B');
    const dossier = await fullDossier(who.operator, system, bylaw);
    expect(dossier).toMatchObject({ level: 3, regime: 'B', state: 'draft', mine: true, appraiser: 'security-unit' });
    expect(dossier.parties.map(({ party, unit }) => [party, unit?.name])).toEqual([
      ['operator', 'Sở Giao thông vận tải'],
      ['owner', 'UBND tỉnh'],
      ['security-unit', 'Công an tỉnh'],
    ]);
    const { id } = dossier;
    expect(await codeOf(who['security-unit'].call(api.getDossier, { params: { id } }))).toBe('not-found');
    await move(who.operator, id, 'submit-3');
    const seen = await who['security-unit'].call(api.getDossier, { params: { id } });
    expect(seen).toMatchObject({ state: 'submitted', version: 1, mine: true });
    expect(seen.parts.find((part) => part.id === 'b-plan')).toMatchObject({ state: 'text', text: 'Nội dung b-plan' });
    expect((await who['security-unit'].call(api.listDossiers, { query: { mine: 'yes' } })).items).toMatchObject([{ id }]);
    await move(who['security-unit'], id, 'accept');
    await move(who['security-unit'], id, 'find-fit');
    await move(who.operator, id, 'propose');
    await scanDecision(who.owner, id);
    const approved = await move(who.owner, id, 'approve-3-4', DECISION);
    expect(approved).toMatchObject({ state: 'approved', decisionNumber: '12/QĐ-UBND', approvedOn: ON, mine: false });
    expect(approved.forms.map((form) => form.id)).toEqual(['form-02', 'form-04', 'form-05', 'form-06', 'form-07']);
    for (const [format, begins] of [
      ['pdf', '%PDF'],
      ['docx', 'PK'],
    ] as const) {
      const sent = await who.owner.fetch(`/api/dossiers/${id}/form?form=form-06&format=${format}`);
      expect(sent.status).toBe(200);
      expect(
        Buffer.from(await sent.arrayBuffer())
          .toString('latin1')
          .slice(0, begins.length),
      ).toBe(begins);
    }
    expect((await who.owner.fetch(`/api/dossiers/${id}/form?form=form-01&format=pdf`)).status).toBe(400);
    expect(approved.path.map(({ state, at }) => `${state} ${at}`).at(-1)).toBe('approved here');
  });

  test('the decision on a level that the security unit approves prints from the register, as on the signed copy once there is one', async () => {
    const system = await systemAt(app, who.operator, 2, 'B');
    const { id } = await fullDossier(who.operator, system, bylaw);
    await moveOn(who.operator, id, 'submit-1-2', ON);
    await moveOn(who['security-unit'], id, 'accept', ON);
    const fit = await moveOn(who['security-unit'], id, 'find-fit', ON);
    expect(fit.forms.map((form) => [form.id, form.number])).toEqual([
      ['form-01', '01'],
      ['form-04', '04'],
      ['decision-1-2', null],
    ]);
    const decision = fit.forms.at(-1);
    expect(decision).toMatchObject({ confidence: 'inferred', note: { en: expect.stringContaining('No decree sets a form') } });
    const lacks = (forms: typeof fit.forms): string[] => forms.at(-1)?.missing.map(({ vi }) => vi) ?? [];
    expect(decision?.missing).toContainEqual({ vi: 'Số', en: 'Number' });
    expect(lacks(fit.forms)).not.toContain('Chủ quản nhận báo cáo');
    // Each is told in English as well.
    expect(fit.forms.flatMap(({ missing }) => missing).filter(({ vi, en }) => vi === en)).toEqual([]);
    expect(fit.steps.find(({ step }) => step === 'approve-1-2')?.issuer).toBe('Công an tỉnh');
    await scanDecision(who['security-unit'], id);
    const approved = await moveOn(who['security-unit'], id, 'approve-1-2', ON, { ...DECISION, issuer: 'Công an tỉnh' });
    expect(approved.otherIssuer).toBe(false);
    expect(lacks(approved.forms)).not.toContain('Số');
    const sent = await who.operator.fetch(`/api/dossiers/${id}/form?form=decision-1-2&format=docx`);
    expect([sent.status, Buffer.from(await sent.arrayBuffer()).toString('latin1', 0, 2)]).toEqual([200, 'PK']);
    expect((await who.operator.fetch(`/api/dossiers/${id}/form?form=form-06&format=docx`)).status).toBe(400);
  });

  test('a decision that another body signed is told', async () => {
    const { id } = await fullDossier(who.operator, await systemAt(app, who.operator, 1, 'B'), bylaw);
    await moveOn(who.operator, id, 'submit-1-2', ON);
    await moveOn(who['security-unit'], id, 'accept', ON);
    await moveOn(who['security-unit'], id, 'find-fit', ON);
    await scanDecision(who['security-unit'], id);
    expect(await moveOn(who['security-unit'], id, 'approve-1-2', ON, DECISION)).toMatchObject({ otherIssuer: true });
  });

  test('nobody else sees it, and the one who wrote it decides nothing', async () => {
    const system = await systemAt(app, who.operator, 2, 'B');
    const { id } = await fullDossier(who.operator, system, bylaw);
    await move(who.operator, id, 'submit-1-2');
    expect(await codeOf(who.stranger.call(api.getDossier, { params: { id } }))).toBe('not-found');
    expect(await codeOf(who.ministry.call(api.getDossier, { params: { id } }))).toBe('not-found');
    expect(await codeOf(move(who.operator, id, 'accept'))).toBe('auth.forbidden');
    expect(await codeOf(move(who.owner, id, 'accept'))).toBe('auth.forbidden');
  });
});
