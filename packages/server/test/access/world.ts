import { EvidenceList, REGISTERS, ROLES, UploadedTable, api, urlOf } from '@ancam/contract';
import type { RegisterDefinition } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { AppError, newId } from '@ancam/core';
import { sql } from 'kysely';
import { asOwner, withActor } from '../../src/db/actor.ts';
import { tellFacts, tellObjects } from '../../src/features/duties/facts.service.ts';
import type { Tx } from '../../src/db/database.ts';
import { countingCameras, countingSystems } from '../../src/features/figures/figures.service.ts';
import { insertRun } from '../../src/features/schedules/schedules.store.ts';
import { insertUnit } from '../../src/features/units/register-unit.ts';
import type { UnitKey } from '../../src/features/units/register-unit.ts';
import { actorAt } from '../actors.ts';
import { authorise, openApp, setUpAdministrator } from '../app.ts';
import type { Browser, TestApp } from '../app.ts';
import { pdfOf, sendFile } from '../holders.ts';
import { plainData } from '../records.ts';
import { enrolledProbe } from '../probes.ts';
import { insertAttempt } from '../../src/features/scans/attempts.store.ts';
import { resultOf } from '../results.ts';
import type { TestStore } from '../store.ts';
import { BESIDE, HERE, account, otherCallers } from './callers.ts';
import type { Tree } from './callers.ts';
import { sampleOf } from './sample.ts';
import { makeCheck, makeDocument, makeDossier, makeReport } from './law-objects.ts';
import type { Objects } from './law-objects.ts';

/** A province with two communes: callers sit in the first or above it, and must learn nothing of the second. */
export interface World {
  readonly app: TestApp;
  readonly callers: ReadonlyMap<string, Browser>;
  /** An administrator of the first commune with the clearance, who made its objects. */
  readonly maker: Browser;
  readonly inside: Objects;
  /** Makes the second commune's objects and restricted ones in the first. */
  readonly addHidden: () => Promise<{ readonly outside: Objects; readonly restricted: Objects }>;
}

const BYLAWS = registerOf('bylaws');
export const NOW = '2026-11-22T03:00:00.000Z';
/** Stands in every text of an object that callers must not see. */
export const HIDDEN = 'zzkhongduocthay';

function registerOf(id: string): RegisterDefinition {
  const found = REGISTERS.find((each) => each.id === id);
  if (found === undefined) throw new AppError('not-found', `no register ${id}`);
  return found;
}

/** One object of every kind that has a route with an id, told apart by a word and a number. */
async function makeObjects(browser: Browser, word: string, n: number, restricted = false): Promise<Objects> {
  const authorisation = await authorise(browser, { document: `${n}/QĐ-${word}`, grantedBy: `Chủ tịch ${word}` });
  const shown = { address: `10.0.${n}.1`, serial: `${word}${n}`, telnet: true };
  // Of an unknown maker: it waits as a proposal.
  const strange = { address: `10.0.${n}.2`, manufacturer: 'Không ai biết', model: word };
  const file = resultOf('2026-11-20T03:00:00.000Z', shown, strange);
  await browser.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(file) });
  const camera = (await browser.call(api.listCameras, { query: { q: `${word}${n}` } })).items[0]?.id ?? '';
  await browser.call(api.updateCamera, { params: { id: camera }, body: { name: `Camera ${word}`, place: word, note: word } });
  const { findings } = await browser.call(api.getCamera, { params: { id: camera } });
  const [proposal] = (await browser.call(api.listProposals, { query: { scan: file.id } })).items;
  const body = { data: { ...plainData(BYLAWS, n), excerpt: `Quy chế ${word}` }, restricted };
  return {
    authorisations: authorisation.id,
    scans: file.id,
    cameras: camera,
    proposals: proposal?.id ?? '',
    'proposed cameras': proposal?.camera.id ?? '',
    judgements: await makeJudgement(browser, camera, word),
    findings: findings.find(({ status }) => status === 'open')?.id ?? '',
    records: (await browser.call(api.createRecord, { params: { register: 'bylaws' }, body })).id,
    files: await makeFile(browser, camera, word),
  };
}

/** What a person concluded about a camera. */
async function makeJudgement(browser: Browser, camera: Id, word: string): Promise<Id> {
  const body = { regulation: 'qcvn-11-2026', requirement: '2.1.1', method: 'document', verdict: 'pass', on: '2026-11-20' } as const;
  const { items } = await browser.call(api.addJudgement, { params: { id: camera }, body: { ...body, by: word, document: word } });
  return items[0]?.id ?? '';
}

/** A file of a camera. */
async function makeFile(browser: Browser, camera: Id, word: string): Promise<Id> {
  const sent = await sendFile(browser, { holder: 'cameras', id: camera }, `${word}.pdf`, pdfOf(word));
  return EvidenceList.parse(await sent.json()).items[0]?.versions[0]?.id ?? '';
}

/** What belongs to a unit as such and is open to all who see the unit. */
async function makeUnitObjects(app: TestApp, browser: Browser, unit: UnitKey, word: string, n: number): Promise<Objects> {
  const params = { id: unit.id };
  const dates = { documentDate: '2026-01-02', validFrom: '2026-01-02' };
  const jurisdiction = await browser.call(api.grantJurisdiction, {
    params,
    body: { axis: 'scope', over: unit.id, legalBasis: `Quyết định ${word}`, ...dates },
  });
  // Another person of the unit, who is told that a step waits.
  await account(app, unit, 'approver', 0);
  const reorganisation = await browser.call(api.draftReorganisation, {
    body: {
      kind: 'rename',
      title: `Đổi tên ${word}`,
      decree: `${n}/NQ`,
      decreeDate: '2026-01-02',
      effectiveOn: '2099-01-01',
      units: [unit.id],
      changes: { name: `UBND xã ${word} mới` },
    },
  });
  const upload = urlOf(api.uploadImport, { query: { kind: 'cameras', fileName: `${word}.csv` } });
  const sent = await browser.fetch(upload, { method: 'POST', body: `Tên,Địa chỉ IP\n${word},10.9.${n}.1\n` });
  const { id: table } = UploadedTable.parse(await sent.json()).import;
  await makeHistory(app, browser, word);
  const { browser: second } = await account(app, unit, 'approver', 0);
  const dossier = await makeDossier(browser, second, unit, word);
  const checks = await makeCheck(browser, dossier['systems'] ?? '', word);
  const documents = await makeDocument(app, browser, unit, word);
  const { id: sites } = await browser.call(api.addSite, { body: { name: `Điểm ${word}`, address: word } });
  const { id: groups } = await browser.call(api.addGroup, { body: { name: `Nhóm ${word}` } });
  const change = { kind: 'note' as const, text: 'đã kiểm kê' };
  // The camera that is there already: the tests count what their callers find.
  const ids = (await browser.call(api.listCameras, { query: { limit: 1 } })).items.map(({ id }) => id);
  const { id: bulk } = await browser.call(api.startBulkChange, { body: { chosen: { ids }, change, expected: 1 } });
  const { id: view } = await browser.call(api.addSavedView, {
    body: { list: 'cameras', name: `Bộ lọc ${word}`, query: `q=${word}`, shared: true },
  });
  const { id: item } = await browser.call(api.addDutyItem, { body: { kind: 'incident', title: `Sự cố ${word}`, on: '2026-11-20' } });
  const { id: deadline } = await browser.call(api.addDutyDeadline, {
    body: { duty: 'D1', milestone: 'determined', document: `${n}/KH-${word}`, on: '2026-12-01' },
  });
  return {
    probes: await makeProbe(app, browser, word, n),
    schedules: await makeSchedule(app, browser, word, n),
    reports: await makeReport(browser),
    'duty-items': item,
    'duty-deadlines': deadline,
    'duty-links': await makeLink(app, browser, word),
    'bulk-changes': bulk,
    'saved-views': view,
    ...dossier,
    ...checks,
    ...documents,
    sites,
    'camera-groups': groups,
    units: unit.id,
    jurisdictions: jurisdiction.items[0]?.id ?? '',
    reorganisations: reorganisation.id,
    imports: table,
  };
}

/** A probe that shares a scan; it is asked in the world's own network. */
async function makeProbe(app: TestApp, browser: Browser, word: string, n: number): Promise<Id> {
  const { id } = await enrolledProbe(app, browser, { name: `Trạm ${word}` });
  const { id: authorisationId } = await authorise(browser, { document: `${n}/TQ-${word}`, targets: [`10.8.${n}.1`] });
  const scan = await browser.call(api.startScan, { body: { authorisationId, probes: [id] } });
  // as a scan of the server notes them: probes make none
  await asOwner(app.context, (tx) => insertAttempt(tx, scan.id, { address: `10.8.${n}.1`, probe: 'credentials' }, NOW));
  return id;
}

/** A schedule with a time that became of nothing. */
async function makeSchedule(app: TestApp, browser: Browser, word: string, n: number): Promise<Id> {
  const { id: authorisationId } = await authorise(browser, { document: `${n}/LQ-${word}`, targets: [`10.7.${n}.1`] });
  const body = { ...sampleOf(api.addSchedule.body), name: `Lịch ${word}`, authorisationId, targets: [] };
  const recurrence = { every: 'daily' as const, at: '22:00' };
  const { id } = await browser.call(api.addSchedule, { body: { ...body, recurrence } });
  await asOwner(app.context, async (tx) => {
    const row = await tx.selectFrom('scan_schedule').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    await insertRun(tx, row, { id: newId(), dueAt: NOW, now: NOW, outcome: 'refused', reason: `no-account ${word}` });
  });
  return id;
}

/** What comes into being behind routes without an id of its own: faults of an import, steps and zones of a system, rules of a unit. */
async function makeHistory(app: TestApp, browser: Browser, word: string): Promise<void> {
  const upload = urlOf(api.uploadImport, { query: { kind: 'cameras', fileName: `sai-${word}.csv` } });
  const sent = await browser.fetch(upload, { method: 'POST', body: `Tên camera,MAC\n${word},không phải địa chỉ\n` });
  const table = UploadedTable.parse(await sent.json()).import;
  await browser.call(api.mapImport, { params: { id: table.id }, body: table.mapping ?? {} });
  await browser.call(api.checkImport, { params: { id: table.id } });
  await app.context.imports.settled(table.id);
  const zone = { name: `Vùng ${word}`, kind: 'camera' as const, ranges: ['10.1.0.0/16'], note: word };
  const body = { ...sampleOf(api.addSystem.body), name: `Hệ thống có vùng ${word}`, purpose: word, scope: word, zones: [zone] };
  const { id } = await browser.call(api.addSystem, { body });
  await browser.call(api.moveSystem, {
    params: { id },
    body: { action: 'evaluate', on: '2026-11-22', document: `1/${word}`, reason: word },
  });
  await makeDuties(app, id);
  await browser.call(api.changeProposalRules, { body: { acceptNew: true, acceptFirmware: true, acceptMoved: true, goneAfter: 3 } });
}

/** A document that a person has named as evidence. */
async function makeLink(app: TestApp, browser: Browser, word: string): Promise<Id> {
  const data = { ...plainData(registerOf('documents'), 1), direction: 'out', excerpt: `Xác nhận ${word}`, issuedOn: '2026-11-20' };
  const { id } = await browser.call(api.createRecord, { params: { register: 'documents' }, body: { data } });
  // Confirmed without the second person that the route asks for: the world has one maker.
  await app.context.db.updateTable('record').set({ state: 'confirmed' }).where('id', '=', id).execute();
  const { links } = await browser.call(api.linkRecord, { params: { id }, body: { fact: 'inventory.none' } });
  return links[0]?.id ?? '';
}

/** Facts of duties that a system tells. */
async function makeDuties(app: TestApp, system: Id): Promise<void> {
  const { context } = app;
  const row = await context.db.selectFrom('information_system').selectAll().where('id', '=', system).executeTakeFirstOrThrow();
  const actor = actorAt(row.scope_path, { homeId: row.home_id, unitId: row.unit_id, clearance: 1 });
  await withActor(context, actor, async (work) => {
    await tellObjects(context, work, { register: 'systems', id: system }, row, [{ kind: 'system', id: system, on: '2022-01-01' }]);
    await tellFacts(context, work, { register: 'dossiers', id: system }, row, [
      { fact: 'level.determined', on: '2023-01-01', object: system },
    ]);
  });
}

/** What belongs to one account alone. */
async function makeOwnObjects(app: TestApp, browser: Browser, unit: UnitKey, word: string): Promise<Objects> {
  const { account: own } = await browser.call(api.session);
  const { id: sessions } = await app.context.db
    .selectFrom('session')
    .select('id')
    .where('account_id', '=', own?.id ?? '')
    .executeTakeFirstOrThrow();
  const { token } = await browser.call(api.createToken, { body: { name: word, permissions: ['camera.read'], until: '2026-12-01' } });
  const { account: other } = await (await account(app, unit, 'viewer', 0)).browser.call(api.session);
  const delegation = await browser.call(api.createDelegation, {
    body: {
      to: other?.login ?? '',
      permissions: ['camera.read'],
      document: `Giấy ${word}`,
      documentDate: '2026-11-20',
      validFrom: '2026-11-20',
      validUntil: '2026-12-01',
    },
  });
  return { accounts: own?.id ?? '', sessions, tokens: token.id, delegations: delegation.id };
}

/** Restricts what hangs on a system, where it was made for one. */
async function restrictSystem(tx: Tx, { systems, plans, dossiers }: Objects): Promise<void> {
  if (systems === undefined) return;
  for (const [table, column, id] of [
    ['information_system', 'id', systems],
    ['system_event', 'system_id', systems],
    ['level_determination', 'system_id', systems],
    ['level_change', 'system_id', systems],
    ['plan', 'id', plans],
    ['plan_event', 'plan_id', plans],
    ['plan_item', 'plan_id', plans],
    ['plan_link', 'plan_id', plans],
    ['dossier', 'id', dossiers],
    ['dossier_event', 'dossier_id', dossiers],
    ['dossier_submission', 'dossier_id', dossiers],
    ['dossier_comment', 'dossier_id', dossiers],
  ] as const) {
    await sql`update ${sql.table(table)} set classification = 1 where ${sql.ref(column)} = ${id}`.execute(tx);
  }
  // Told of its level, its dossier and what changed: whatever names it.
  await sql`update notice set classification = 1 where facts ->> 'name' like ${`%${HIDDEN}%`}
    and scope_path = (select scope_path from information_system where id = ${systems})`.execute(tx);
}

/**
 * Takes the facts of a restricted system out of the duties again: a duty counts every system of its unit, so that whoever reads how the
 * unit stands reads how many there are. Which they are it does not tell.
 */
async function forgetDuties(app: TestApp, { systems, dossiers }: Objects): Promise<void> {
  const { context } = app;
  const row = await context.db
    .selectFrom('information_system')
    .selectAll()
    .where('id', '=', systems ?? '')
    .executeTakeFirstOrThrow();
  const actor = actorAt(row.scope_path, { homeId: row.home_id, unitId: row.unit_id, clearance: 1 });
  await withActor(context, actor, async (work) => {
    for (const source of [{ register: 'systems', id: row.id } as const, { register: 'dossiers', id: dossiers ?? '' } as const]) {
      await tellObjects(context, work, source, row, []);
      await tellFacts(context, work, source, row, []);
    }
  });
}

/** Restricts objects with all that belongs to them; the figures follow. */
async function restrict(app: TestApp, objects: Objects): Promise<void> {
  const ids = Object.values(objects);
  await asOwner(app.context, (tx) =>
    countingCameras({ tx, now: NOW }, ids, async () => {
      await countingSystems({ tx, now: NOW }, ids, () => restrictSystem(tx, objects));
      for (const [table, column] of [
        ['authorisation', 'id'],
        ['scan', 'id'],
        ['scan_host', 'scan_id'],
        ['camera', 'id'],
        ['camera_sighting', 'camera_id'],
        ['finding', 'camera_id'],
        ['evidence', 'holder_id'],
        ['scan_proposal', 'camera_id'],
        ['judgement', 'camera_id'],
      ] as const) {
        await sql`update ${sql.table(table)} set classification = 1 where ${sql.ref(column)} = any(${ids}::uuid[])`.execute(tx);
      }
      await sql`update notice set classification = 1 where split_part(about, '/', 2) = any(${ids}::text[])`.execute(tx);
      await sql`update finding_event e set classification = 1 from finding f where f.id = e.finding_id and f.classification = 1`.execute(
        tx,
      );
    }),
  );
}

/** The units of the world, as the installation would register them. */
function plant(app: TestApp): Promise<Tree> {
  const { instanceId } = app.context;
  return asOwner(app.context, async (tx) => {
    const unit = (name: string, kind: string, over?: UnitKey, placePath = ''): Promise<UnitKey> => {
      const parent = over === undefined ? {} : { parent: { id: over.id, homeId: over.homeId, scopePath: over.scopePath } };
      return insertUnit(tx, { instanceId, now: NOW, name, kind, placePath, ...parent });
    };
    const province = await unit('UBND tỉnh', 'province', undefined, '/51/');
    const above = await unit('Cụm xã', 'agency', province);
    const here = await unit('UBND xã Trong', 'commune', above, HERE);
    const beside = await unit(`UBND xã ${HIDDEN}`, 'commune', province, BESIDE);
    return { above, here, beside, empty: await unit('UBND xã Trống', 'commune', above) };
  });
}

/** Builds the world. The held clock makes equal questions give equal answers. */
export async function openWorld(open: () => Promise<TestStore>): Promise<World> {
  const app = await openApp(open, NOW);
  const host = await setUpAdministrator(app);
  const tree = await plant(app);
  const { here, beside } = tree;
  const { browser: maker } = await account(app, here, 'administrator', 1);
  const { browser: second } = await account(app, here, 'approver', 1);
  const inside = {
    ...(await makeObjects(maker, 'thayduoc', 1)),
    ...(await makeUnitObjects(app, maker, here, 'thayduoc', 1)),
    ...(await makeOwnObjects(app, maker, here, 'thayduoc')),
  };
  const callers = new Map<string, Browser>(await otherCallers(app, tree, host));
  for (const role of ROLES) callers.set(role, (await account(app, here, role, 0)).browser);
  const addHidden = async (): Promise<{ outside: Objects; restricted: Objects }> => {
    const { browser: neighbour } = await account(app, beside, 'administrator', 1);
    const outside = {
      ...(await makeObjects(neighbour, HIDDEN, 2)),
      ...(await makeUnitObjects(app, neighbour, beside, HIDDEN, 2)),
      ...(await makeOwnObjects(app, neighbour, beside, HIDDEN)),
    };
    return { outside, restricted: await makeRestricted(app, maker, second, here) };
  };
  return { app, callers, maker, inside, addHidden };
}

/**
 * Restricted objects of a unit. No route restricts what has been made open, so it is done in the tables; what the audit told of them until
 * then is taken along. What is done with them from now on has to be restricted by itself.
 */
async function makeRestricted(app: TestApp, maker: Browser, second: Browser, here: UnitKey): Promise<Objects> {
  const { db } = app.context;
  const before = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from audit_event where unit_id = ${here.id}`.execute(db);
  const restricted = { ...(await makeObjects(maker, HIDDEN, 3, true)), ...(await makeDossier(maker, second, here, HIDDEN)) };
  await restrict(app, restricted);
  await forgetDuties(app, restricted);
  await sql`alter table audit_event disable trigger user`.execute(db);
  await sql`update audit_event set classification = 1 where unit_id = ${here.id} and seq > ${before.rows[0]?.seq ?? 0}`.execute(db);
  await sql`alter table audit_event enable trigger user`.execute(db);
  return restricted;
}
