import { REGISTERS, api } from '@ancam/contract';
import type { DossierBody, DossierDetail } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Level, RegimeId } from '@ancam/knowledge';
import { sql } from 'kysely';
import { withActor } from '../src/db/actor.ts';
import type { Actor } from '../src/db/actor.ts';
import type { UnitKey } from '../src/features/units/register-unit.ts';
import { actorAt } from './actors.ts';
import { sampleOf } from './access/sample.ts';
import type { Browser, TestApp } from './app.ts';
import { pdfOf, sendFile } from './holders.ts';
import { confirmLevel } from './confirm-level.ts';
import { plainData } from './records.ts';
import { accountOf, unitOf } from './tree.ts';

/** Whoever has a part in the dossiers of a province: the operator and the owner above it with two persons each, the security unit beside it, a ministry. */
export interface Procedure {
  readonly province: UnitKey;
  readonly department: UnitKey;
  readonly security: UnitKey;
  readonly ministry: UnitKey;
  readonly aside: UnitKey;
  readonly browsers: Readonly<Record<'operator' | 'colleague' | 'owner' | 'head' | 'security-unit' | 'ministry' | 'stranger', Browser>>;
}

/** Who takes part, by name of the party. */
export type Person = keyof Procedure['browsers'];

const under = ({ id, homeId, scopePath }: UnitKey) => ({ parent: { id, homeId, scopePath } });

/** A province with a department that runs systems and one that is its security unit, and a ministry beside it. */
export async function plantProcedure(app: TestApp): Promise<Procedure> {
  const province = await unitOf(app, { name: 'UBND tỉnh', kind: 'province' });
  const department = await unitOf(app, { name: 'Sở Giao thông vận tải', kind: 'department', ...under(province) });
  const security = await unitOf(app, { name: 'Công an tỉnh', kind: 'department', roles: ['security-unit'], ...under(province) });
  const ministry = await unitOf(app, { name: 'Bộ Công an', kind: 'ministry', roles: ['state-manager', 'police'] });
  const aside = await unitOf(app, { name: 'Sở Y tế', kind: 'department', ...under(province) });
  const units = { province, department, security, ministry, aside };
  return { ...units, browsers: await peopleOf(app, units) };
}

/** The people of a procedure, signed in now. */
export async function peopleOf(
  app: TestApp,
  { province, department, security, ministry, aside }: Omit<Procedure, 'browsers'>,
): Promise<Procedure['browsers']> {
  const person = (unit: UnitKey, name: string) => accountOf(app, unit.id, 'administrator', name);
  return {
    operator: await person(department, 'Người lập hồ sơ'),
    colleague: await person(department, 'Người cùng sở'),
    owner: await person(province, 'Văn phòng UBND tỉnh'),
    head: await person(province, 'Lãnh đạo tỉnh'),
    'security-unit': await person(security, 'Cán bộ thẩm định'),
    ministry: await person(ministry, 'Cán bộ Bộ'),
    stranger: await person(aside, 'Người sở khác'),
  };
}

/** A person of the procedure as SQL knows him. */
export async function actorOf(procedure: Procedure, person: Person, given: Partial<Actor> = {}): Promise<Actor> {
  const { account } = await procedure.browsers[person].call(api.session);
  const units = {
    operator: 'department',
    colleague: 'department',
    owner: 'province',
    head: 'province',
    'security-unit': 'security',
    ministry: 'ministry',
    stranger: 'aside',
  };
  const unit = procedure[units[person] as 'department']; // one of the units of the procedure
  return actorAt(unit.scopePath, { homeId: unit.homeId, unitId: unit.id, accountId: account?.id ?? null, ...given });
}

/** Puts a step of a dossier down by SQL of the application's role, past the API. */
export function stepBySql(
  app: TestApp,
  actor: Actor,
  dossierId: Id,
  step: string,
  given: { readonly reason?: string; readonly on?: string; readonly decision?: typeof DECISION } = {},
): Promise<unknown> {
  const { number = '', date = null, issuer = '' } = given.decision ?? {};
  return withActor(app.context, actor, ({ tx, now }) =>
    sql`insert into dossier_event (id, home_id, unit_id, scope_path, dossier_id, step, from_state, to_state, party, version, on_day, reason, document_number,
        document_date, document_issuer, at, by_id, hands, by_name)
      values (${newId()}, ${actor.homeId}, ${actor.unitId}, ${actor.scopePath}, ${dossierId}, ${step}, 'draft', 'approved', 'owner', 1, ${given.on ?? '2026-11-20'},
        ${given.reason ?? 'Vì lý do'}, ${number}, ${date}, ${issuer}, ${now}, ${newId()}, '{}', 'Ai đó')`.execute(tx),
  );
}

/** Puts down by SQL that something is submitted. */
export function submissionBySql(app: TestApp, actor: Actor, dossierId: Id, version: number): Promise<unknown> {
  return withActor(app.context, actor, ({ tx, now }) =>
    sql`insert into dossier_submission (id, home_id, unit_id, scope_path, dossier_id, version, content, content_hash, at, by_name)
      values (${newId()}, ${actor.homeId}, ${actor.unitId}, ${actor.scopePath}, ${dossierId}, ${version}, '{}', ${'0'.repeat(64)}, ${now}, 'Ai đó')`.execute(
      tx,
    ),
  );
}

/** A system of the browser's unit whose level was confirmed on a day. */
export async function systemAt(app: TestApp, browser: Browser, level: Level, regime: RegimeId, on?: string): Promise<Id> {
  const body = {
    ...sampleOf(api.addSystem.body),
    name: `Hệ thống camera cấp độ ${level}`,
    purpose: 'Giám sát giao thông',
    scope: 'Trung tâm',
  };
  const { id } = await browser.call(api.addSystem, { body });
  await confirmLevel(app, id, level, regime, on);
  return id;
}

/** A bylaw that one person entered and another recorded as issued. */
export async function issueBylaw(enters: Browser, issues: Browser, n: number, issuedOn = '2026-03-11'): Promise<Id> {
  const register = REGISTERS.find(({ id }) => id === 'bylaws');
  if (register === undefined) throw new AppError('not-found', 'no register of bylaws');
  const params = { register: 'bylaws' };
  const body = { data: { ...plainData(register, n), scope: 'system', issuedOn }, restricted: false };
  const { id, version } = await enters.call(api.createRecord, { params, body });
  const proposed = await enters.call(api.moveRecord, { params: { ...params, id }, body: { version, transition: 'propose' } });
  await issues.call(api.decideRecord, { params: { ...params, id }, body: { version: proposed.version, transition: 'issue' } });
  return id;
}

/** What is written in a dossier, out of how it is shown. */
export function bodyOf(detail: DossierDetail): DossierBody {
  const { newOrUpgraded, domain, ownerPaper, ownerUnitId, securityUnitId, appraiser, appraiserUnitId, appraiserPaper } = detail;
  const { bylawId, listPaper, texts, note } = detail;
  return {
    newOrUpgraded,
    domain,
    ownerPaper,
    ownerUnitId,
    securityUnitId,
    appraiser,
    appraiserUnitId,
    appraiserPaper,
    bylawId,
    listPaper,
    texts,
    note,
  };
}

/** A dossier of a system that has a level, submitted, with a word of its own in it and a comment: its body is named as owner by a paper. */
export async function submittedDossier(browser: Browser, unitId: Id, systemId: Id, word: string): Promise<Id> {
  const started = await browser.call(api.startDossier, { body: { systemId } });
  const params = { id: started.id };
  const parties = {
    ownerPaper: `1/${word}`,
    ownerUnitId: unitId,
    securityUnitId: unitId,
    appraiser: 'council',
    appraiserUnitId: unitId,
  } as const;
  const answered = await browser.call(api.updateDossier, { params, body: { ...bodyOf(started), ...parties, newOrUpgraded: false } });
  const texts = Object.fromEntries(answered.parts.filter(({ file }) => file === 'dossier').map(({ id }) => [id, word]));
  await browser.call(api.updateDossier, { params, body: { ...bodyOf(answered), texts, note: word } });
  await browser.call(api.commentDossier, { params, body: { body: word } });
  const document = { number: '', date: null, issuer: '' };
  const step = started.level > 2 ? 'submit-3' : 'submit-1-2';
  await browser.call(api.moveDossier, { params, body: { step, on: started.stateSince, reason: '', document } });
  return started.id;
}

/** Begins a dossier, on a day where it is entered later, and writes all that its approval asks for but the scan of the decision. */
export async function fullDossier(browser: Browser, systemId: Id, bylawId: Id | null, on?: string): Promise<DossierDetail> {
  const started = await browser.call(api.startDossier, { body: { systemId, ...(on === undefined ? {} : { on }) } });
  const params = { id: started.id };
  const answered = await browser.call(api.updateDossier, { params, body: { ...bodyOf(started), newOrUpgraded: true } });
  const texts = Object.fromEntries(answered.parts.filter(({ file }) => file === 'dossier').map(({ id }) => [id, `Nội dung ${id}`]));
  const body = { ...bodyOf(answered), bylawId, listPaper: '01/QĐ-TTg ngày 02/01/2026', texts };
  return browser.call(api.updateDossier, { params, body });
}

/** Attaches the signed decision to a dossier. */
export async function scanDecision(browser: Browser, id: Id): Promise<void> {
  const sent = await sendFile(browser, { holder: 'dossiers', id }, 'quyet-dinh.pdf', pdfOf(`decision ${id}`), { purpose: 'decision' });
  if (!sent.ok) throw new AppError('internal', await sent.text());
}

/** Takes a step of a dossier on a day; the steps of approval with a decision. */
export function moveOn(
  browser: Browser,
  id: Id,
  step: string,
  on: string,
  document: { readonly number: string; readonly date: string | null; readonly issuer: string } = { number: '', date: null, issuer: '' },
): Promise<DossierDetail> {
  return browser.call(api.moveDossier, { params: { id }, body: { step, on, reason: 'Vì lý do', document } });
}

/** The decision that a step of approval is taken with. */
export const DECISION = { number: '12/QĐ-UBND', date: '2026-11-20', issuer: 'UBND tỉnh' };
