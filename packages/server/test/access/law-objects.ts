import { api } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { UnitKey } from '../../src/features/units/register-unit.ts';
import type { Browser, TestApp } from '../app.ts';
import { submittedDossier } from '../dossiers.ts';
import { sampleOf } from './sample.ts';

/** Ids of one unit's objects by the first step of the path of their routes. */
export type Objects = Readonly<Record<string, Id>>;

/** A level that another person confirmed, a change since then, and a draft. */
export async function makeLevel(browser: Browser, second: Browser, systemId: Id, word: string): Promise<Objects> {
  const params = { id: systemId };
  const body = { asOf: '2026-11-22', answers: { informationKinds: ['public'], serviceTypes: ['internal'] }, reason: word };
  const { open } = await browser.call(api.saveSystemLevel, { params, body });
  const draft = { id: open?.id ?? '' };
  await browser.call(api.stepLevel, { params: draft, body: { action: 'propose' } });
  await second.call(api.decideLevel, { params: draft, body: { action: 'confirm' } });
  const noted = await browser.call(api.noteLevelChange, { params, body: { kind: 'incident', on: '2026-11-22', words: word } });
  const again = await browser.call(api.saveSystemLevel, { params, body });
  return { 'level-determinations': again.open?.id ?? '', 'level-changes': noted.changes[0]?.id ?? '' };
}

/** A report that has been checked: it has a history. */
export async function makeReport(browser: Browser): Promise<Id> {
  const body = { kind: 'directive' as const, periodFrom: '2026-01-01', periodTo: '2026-06-30', asOf: '2026-06-30' };
  const { id } = await browser.call(api.createReport, { body });
  await browser.call(api.moveReport, { params: { id }, body: { step: 'check' } });
  return id;
}

/** The plan of a system whose level is confirmed, with an answer and what it rests on. */
export async function makePlan(browser: Browser, systemId: Id, word: string): Promise<Objects> {
  const { id } = await browser.call(api.addPlan, { params: { id: systemId } });
  const item = (await browser.call(api.listPlanItems, { params: { id } })).items[0]?.id ?? '';
  await browser.call(api.setPlanItems, { params: { id }, body: { ids: [item], set: { answer: 'partial', way: word, owner: word } } });
  const [bylaw] = (await browser.call(api.listRecords, { params: { register: 'bylaws' }, query: { limit: 1 } })).items;
  await browser.call(api.linkPlanItem, { params: { id: item }, body: { kind: 'record', target: bylaw?.id ?? '', note: word } });
  return { plans: id, 'plan-items': item };
}

/** A check under way with a shortcoming. */
export async function makeCheck(browser: Browser, systemId: Id, word: string): Promise<Objects> {
  const { id, version } = await browser.call(api.addSystemCheck, { params: { id: systemId }, body: { kind: 'periodic' } });
  await browser.call(api.moveSystemCheck, { params: { id }, body: { version, step: 'start' } });
  const body = { title: `Tồn tại ${word}`, detail: word, severity: 'high' as const, owner: word };
  const { items } = await browser.call(api.addShortcoming, { params: { id }, body });
  return { 'system-checks': id, shortcomings: items[0]?.id ?? '' };
}

/** A document that was sent to its own unit, and a question whose answer changed it. */
export async function makeDocument(app: TestApp, browser: Browser, unit: UnitKey, word: string): Promise<Objects> {
  const data = { direction: 'out', number: word, excerpt: word, issuedOn: '2026-11-22', issuer: word, documentType: 'plan' };
  const { id } = await browser.call(api.createRecord, { params: { register: 'documents' }, body: { data } });
  await sql`update record set state = 'confirmed' where id = ${id}`.execute(app.context.db);
  const to = { unit: null, name: '', purpose: 'act' as const, dueOn: null };
  const { items } = await browser.call(api.addRecipients, {
    params: { id },
    body: {
      recipients: [
        { ...to, unit: unit.id },
        { ...to, name: word },
      ],
    },
  });
  await browser.call(api.sendDocument, { params: { id } });
  const question = { subject: word, question: word, topic: 'level', askedOn: '2026-11-22' };
  const { id: questions } = await browser.call(api.createRecord, { params: { register: 'questions' }, body: { data: question } });
  await browser.call(api.addQuestionEffect, { params: { id: questions }, body: { kind: 'record', target: id, note: word } });
  return { documents: id, deliveries: items[0]?.id ?? '', questions };
}

/** A system with its level, plan and a dossier that was submitted. */
export async function makeDossier(browser: Browser, second: Browser, unit: UnitKey, word: string): Promise<Objects> {
  const body = { ...sampleOf(api.addSystem.body), name: `Hệ thống ${word}`, purpose: word, scope: word };
  const { id: systems } = await browser.call(api.addSystem, { body });
  const levels = await makeLevel(browser, second, systems, word);
  const plans = await makePlan(browser, systems, word);
  return { systems, ...levels, ...plans, dossiers: await submittedDossier(browser, unit.id, systems, word) };
}
