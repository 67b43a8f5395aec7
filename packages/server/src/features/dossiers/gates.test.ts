import { api, createClient } from '@ancam/contract';
import type { DossierBody, DossierDetail } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import {
  DECISION,
  actorOf,
  bodyOf,
  fullDossier,
  issueBylaw,
  plantProcedure,
  scanDecision,
  stepBySql,
  submissionBySql,
  systemAt,
} from '../../../test/dossiers.ts';
import type { Person, Procedure } from '../../../test/dossiers.ts';
import { SOUND, concludeCheck } from '../../../test/checks.ts';
import { confirmLevel } from '../../../test/confirm-level.ts';
import { deployPlan } from '../../../test/plans.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { withActor } from '../../db/actor.ts';

const ON = '2026-11-20';
const NO_PAPER = { number: '', date: null, issuer: '' };
type Paper = { number: string; date: string | null; issuer: string };

const move = (browser: Browser, id: Id, step: string, document: Paper = NO_PAPER): Promise<DossierDetail> =>
  browser.call(api.moveDossier, { params: { id }, body: { step, on: ON, reason: 'Vì lý do', document } });
const lacks = async (browser: Browser, id: Id, step: string): Promise<string[]> => {
  const { steps } = await browser.call(api.getDossier, { params: { id } });
  return (steps.find((each) => each.step === step)?.blockers ?? []).map(({ what }) => what);
};

describeOnOneStore('what must come first in a dossier, and who may not be whom', (open) => {
  let app: TestApp;
  let procedure: Procedure;
  let who: Procedure['browsers'];
  let bylaw: Id;
  beforeAll(async () => {
    app = await openApp(open, `${ON}T03:00:00.000Z`);
    procedure = await plantProcedure(app);
    who = procedure.browsers;
    bylaw = await issueBylaw(who.operator, who.colleague, 1, '2026-11-10');
  }, 60_000);
  afterAll(() => app.close());

  const write = async (id: Id, change: Partial<DossierBody>): Promise<DossierDetail> => {
    const detail = await who.operator.call(api.getDossier, { params: { id } });
    return who.operator.call(api.updateDossier, { params: { id }, body: { ...bodyOf(detail), ...change } });
  };
  /** A dossier of level 2 as far as its appraisal. */
  async function appraised(change: Partial<DossierBody> = {}): Promise<Id> {
    const { id } = await fullDossier(who.operator, await systemAt(app, who.operator, 2, 'B'), bylaw);
    if (Object.keys(change).length > 0) await write(id, change);
    await move(who.operator, id, 'submit-1-2');
    await move(who['security-unit'], id, 'accept');
    await move(who['security-unit'], id, 'find-fit');
    return id;
  }
  const bySql = async (person: Person, id: Id, step: string, decision?: typeof DECISION): Promise<string> => {
    const actor = await actorOf(procedure, person);
    const thrown: unknown = await stepBySql(app, actor, id, step, decision === undefined ? {} : { decision }).catch(
      (fault: unknown) => fault,
    );
    return thrown instanceof Error ? thrown.message : 'taken';
  };

  test('without a bylaw that was issued by the day of the decision nothing is approved', async () => {
    const id = await appraised({ bylawId: null });
    await scanDecision(who['security-unit'], id);
    expect(await lacks(who['security-unit'], id, 'approve-1-2')).toEqual(['bylaw-issued']);
    expect(await codeOf(move(who['security-unit'], id, 'approve-1-2', DECISION))).toBe('conflict');
    expect(await bySql('security-unit', id, 'approve-1-2', DECISION)).toContain('bylaw-issued');
    await write(id, { bylawId: bylaw });
    const early = { ...DECISION, date: '2026-11-05' };
    // Before the regime of the dossier there is no way round its gates either.
    for (const paper of [early, { ...early, date: '2026-03-01' }]) {
      expect(await codeOf(move(who['security-unit'], id, 'approve-1-2', paper))).toBe('conflict');
      expect(await bySql('security-unit', id, 'approve-1-2', paper)).toContain('bylaw-issued');
    }
    expect((await move(who['security-unit'], id, 'approve-1-2', DECISION)).state).toBe('approved');
  });

  test('the decision has a number, a day, an issuer and a signed copy', async () => {
    const id = await appraised();
    expect(await lacks(who['security-unit'], id, 'approve-1-2')).toEqual(['decision-scanned']);
    expect(await codeOf(move(who['security-unit'], id, 'approve-1-2', DECISION))).toBe('conflict');
    expect(await bySql('security-unit', id, 'approve-1-2', DECISION)).toContain('decision-scanned');
    await scanDecision(who['security-unit'], id);
    expect(await bySql('security-unit', id, 'approve-1-2', { ...DECISION, number: '' })).toContain('decision-scanned');
    for (const faulty of [{ number: '' }, { date: null }, { issuer: '' }]) {
      expect(await codeOf(move(who['security-unit'], id, 'approve-1-2', { ...DECISION, ...faulty }))).toBe('conflict');
    }
    expect((await move(who['security-unit'], id, 'approve-1-2', DECISION)).state).toBe('approved');
  });

  test('a unit that runs the system does not appraise it; a council with its paper may', async () => {
    const own = procedure.department.id;
    const { id } = await fullDossier(who.operator, await systemAt(app, who.operator, 2, 'B'), bylaw);
    const body = { appraiser: 'other-unit', appraiserUnitId: own, appraiserPaper: '02/QĐ-UBND' } as const;
    await write(id, body);
    await move(who.operator, id, 'submit-1-2');
    expect(await lacks(who.colleague, id, 'accept')).toEqual(['independent']);
    expect(await codeOf(move(who.colleague, id, 'accept'))).toBe('conflict');
    expect(await bySql('colleague', id, 'accept')).toContain('independent');
    expect(await codeOf(move(who['security-unit'], id, 'accept'))).toBe('auth.forbidden');
    expect(await bySql('security-unit', id, 'accept')).toContain('is for');
    await move(who.operator, id, 'withdraw');

    const system = (await who.operator.call(api.getDossier, { params: { id } })).system.id;
    const again = await fullDossier(who.operator, system, bylaw);
    await write(again.id, { appraiser: 'council', appraiserUnitId: own, appraiserPaper: '' });
    await move(who.operator, again.id, 'submit-1-2');
    expect(await lacks(who.colleague, again.id, 'accept')).toEqual(['independent']);
    expect(await bySql('colleague', again.id, 'accept')).toContain('independent');
    await move(who.operator, again.id, 'withdraw');
    const third = await fullDossier(who.operator, system, bylaw);
    await write(third.id, { appraiser: 'council', appraiserUnitId: own, appraiserPaper: '03/QĐ-UBND' });
    await move(who.operator, third.id, 'submit-1-2');
    expect(await bySql('operator', third.id, 'accept')).toContain('whoever wrote');
    expect(await codeOf(move(who.operator, third.id, 'accept'))).toBe('auth.forbidden');
    expect((await move(who.colleague, third.id, 'accept')).state).toBe('appraising');
  });

  /** Writes every part that a dossier of a running system has to hold. */
  async function fullTexts(id: Id): Promise<Record<string, string>> {
    const { parts } = await write(id, { newOrUpgraded: false });
    const texts = Object.fromEntries(parts.filter(({ file }) => file === 'dossier').map((part) => [part.id, `Nội dung ${part.id}`]));
    await write(id, { texts });
    return texts;
  }

  test('by SQL, too, nothing is submitted without each part, in the dossier and in what is put down', async () => {
    const { id } = await who.operator.call(api.startDossier, { body: { systemId: await systemAt(app, who.operator, 2, 'B') } });
    const author = await actorOf(procedure, 'operator');
    const texts = await fullTexts(id);
    expect(Object.keys(texts)).toEqual(['b-overview', 'b-design-running', 'b-level', 'b-plan']);
    for (const part of Object.keys(texts)) {
      await write(id, { texts: { ...texts, [part]: '' } });
      expect(await lacks(who.operator, id, 'submit-1-2'), part).toEqual(['parts-complete']);
      expect(await bySql('operator', id, 'submit-1-2'), part).toContain('parts-complete');
    }
    // The items of the explanation and of the plan stand for the part that they make up, those of the register among them.
    const items = (await write(id, { texts: {} })).parts.filter(({ within, state }) => within !== null && state === 'missing');
    const written = Object.fromEntries(items.map((item) => [item.id, 'Nội dung mục']));
    await write(id, { texts: { ...written, 'b-design-running': 'Thiết kế' } });
    expect(await lacks(who.operator, id, 'submit-1-2')).toEqual([]);
    expect(await bySql('operator', id, 'submit-1-2')).toContain('nothing was put down');
    const [first = ''] = Object.keys(written);
    await write(id, { texts: { ...written, [first]: '', 'b-design-running': 'Thiết kế' } });
    expect(await lacks(who.operator, id, 'submit-1-2')).toEqual(['parts-complete']);
    expect(await bySql('operator', id, 'submit-1-2')).toContain('parts-complete');
    await write(id, { texts });
    await submissionBySql(app, author, id, 1);
    expect(await bySql('operator', id, 'submit-1-2')).toContain('parts-complete');
  });

  test('a dossier entered with a day before its regime holds what the regime first asked for', async () => {
    const systemId = await systemAt(app, who.operator, 2, 'B');
    const { id } = await who.operator.call(api.startDossier, { body: { systemId, on: '2026-03-01' } });
    await write(id, { newOrUpgraded: true });
    expect(await lacks(who.operator, id, 'submit-1-2')).toEqual(['parts-complete']);
    expect(await bySql('operator', id, 'submit-1-2')).toContain('parts-complete');
  });

  test('nothing is submitted that is incomplete, of an unconfirmed level, or where it is open who decides', async () => {
    const system = await systemAt(app, who.operator, 2, 'B');
    const { id } = await who.operator.call(api.startDossier, { body: { systemId: system } });
    expect(await lacks(who.operator, id, 'submit-1-2')).toEqual(['parts-complete']);
    expect(await codeOf(move(who.operator, id, 'submit-1-2'))).toBe('conflict');
    expect(await bySql('operator', id, 'submit-1-2')).toContain('parts-complete');
    const author = await actorOf(procedure, 'operator');
    await fullTexts(id);
    expect(await bySql('operator', id, 'submit-1-2')).toContain('nothing was put down');
    await write(id, { securityUnitId: null });
    expect(await lacks(who.operator, id, 'submit-1-2')).toContain('authority-settled');
    expect(await bySql('operator', id, 'submit-1-2')).toContain('authority-settled');
    await write(id, { securityUnitId: procedure.security.id });
    await withActor(app.context, author, ({ tx }) => sql`update dossier set level = 1 where id = ${id}`.execute(tx));
    expect(await bySql('operator', id, 'submit-1-2')).toContain('level-confirmed');
    expect(await lacks(who.operator, id, 'submit-1-2')).toContain('level-confirmed');
    const anew = await who.operator.call(api.refreshDossier, { params: { id } });
    expect(anew).toMatchObject({ level: 2, levelChanged: false });
    await confirmLevel(app, system, 3, 'B');
    expect(await who.operator.call(api.getDossier, { params: { id } })).toMatchObject({ levelChanged: true });
    expect((await who.operator.call(api.refreshDossier, { params: { id } })).level).toBe(3);
    expect((await who.operator.call(api.getSystemLevel, { params: { id: system } })).current).toMatchObject({ level: 3, regime: 'B' });
  });

  test('an owner that no text names leaves the dossier open with its question, until a paper names the body', async () => {
    const province = await unitOf(app, { name: 'UBND tỉnh khác', kind: 'province' });
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    const commune = await unitOf(app, { name: 'UBND xã', kind: 'commune', roles: ['security-unit'], parent });
    const browser = await accountOf(app, commune.id, 'administrator');
    const detail = await browser.call(api.startDossier, { body: { systemId: await systemAt(app, browser, 2, 'B') } });
    expect(detail.authority).toMatchObject({ settled: false, question: { id: 'authority-sub-units', title: { vi: expect.any(String) } } });
    expect(detail).toMatchObject({ ownerUnitId: null, securityUnitId: null });
    const params = { id: detail.id };
    await browser.call(api.updateDossier, { params, body: { ...bodyOf(detail), ownerPaper: '15/UQ-UBND ngày 02/3/2026' } });
    const named = await browser.call(api.refreshDossier, { params });
    expect(named).toMatchObject({ ownerUnitId: commune.id, securityUnitId: commune.id, authority: { settled: true, question: null } });
  });

  test('whoever submits by standing in for the operator does not approve in the name of the owner', async () => {
    const { id } = await fullDossier(who.operator, await systemAt(app, who.operator, 3, 'B'), bylaw);
    const fetch: Browser['fetch'] = (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('x-ancam-unit', procedure.department.id);
      return who.owner.fetch(path, { ...init, headers });
    };
    const behalf: Browser = { fetch, call: createClient(fetch) };
    await move(behalf, id, 'submit-3');
    await move(who['security-unit'], id, 'accept');
    await move(who['security-unit'], id, 'find-fit');
    await move(who.operator, id, 'propose');
    await scanDecision(who.owner, id);
    expect(await codeOf(move(who.owner, id, 'approve-3-4', DECISION))).toBe('auth.forbidden');
    expect(await bySql('owner', id, 'approve-3-4', DECISION)).toContain('whoever wrote or submitted');
    expect((await move(who.head, id, 'approve-3-4', DECISION)).state).toBe('approved');
  });

  test('a new system goes into operation when its plan is fully deployed and, from 19/08/2026, its conditions were assessed', async () => {
    const system = await systemAt(app, who.operator, 2, 'B');
    const { id } = await fullDossier(who.operator, system, bylaw);
    const params = { id: system };
    const step = (action: 'evaluate' | 'operate') =>
      who.operator.call(api.moveSystem, { params, body: { action, on: ON, document: '9/BB', reason: '' } });
    await step('evaluate');
    const author = await actorOf(procedure, 'operator');
    const operateBySql = () =>
      withActor(app.context, author, ({ tx }) =>
        sql`update information_system set state = 'operating', state_since = ${ON} where id = ${system}`.execute(tx),
      );
    const refused = async (): Promise<void> => {
      expect(await codeOf(step('operate'))).toBe('conflict');
      await expect(operateBySql()).rejects.toThrow(/not fully deployed/);
      expect((await who.operator.call(api.getSystem, { params })).actions.may).not.toContain('operate');
    };
    await refused();
    await move(who.operator, id, 'submit-1-2');
    await move(who['security-unit'], id, 'accept');
    await move(who['security-unit'], id, 'find-fit');
    await scanDecision(who['security-unit'], id);
    await move(who['security-unit'], id, 'approve-1-2', DECISION);
    await refused();
    await deployPlan(who.operator, who.colleague, system, bylaw);
    const { operation } = await who.operator.call(api.getDossier, { params: { id } });
    expect(operation.map(({ what }) => what)).toEqual(['b-assessment-before-operation']);
    await refused();
    // Once a check before operation is kept, its day is the one, and only where it passed.
    const pair = { officer: who.operator, approver: who.colleague };
    const assess = (preOperationOn: string) => who.operator.call(api.assessDossier, { params: { id }, body: { preOperationOn } });
    await concludeCheck(pair, system, { kind: 'before-operation' }, { ...SOUND, outcome: 'failed', endedOn: ON });
    expect(await codeOf(assess(ON))).toBe('conflict');
    await concludeCheck(pair, system, { kind: 'before-operation' }, { ...SOUND, endedOn: ON });
    expect(await codeOf(assess('2026-11-19'))).toBe('input.invalid');
    await refused();
    const assessed = await assess(ON);
    expect(assessed.preOperationCheck).toMatchObject({ on: ON, passed: true, open: 0 });
    expect(assessed).toMatchObject({ operation: [], planDeployedOn: ON });
    const passed = () =>
      app.context.db.selectFrom('duty_event').select('on_day').where('source_id', '=', id).where('fact', '=', 'gate.passed').execute();
    expect(await passed()).toEqual([]);
    expect((await step('operate')).state).toBe('operating');
    expect(await passed()).toEqual([{ on_day: ON }]);
  });
});
