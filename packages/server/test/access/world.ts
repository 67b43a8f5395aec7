import { REGISTERS, ROLES, UploadedTable, api, urlOf } from '@ancam/contract';
import type { RegisterDefinition, Role } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { AppError, newId } from '@ancam/core';
import { sql } from 'kysely';
import { asOwner } from '../../src/db/actor.ts';
import { insertAccount } from '../../src/features/sessions/sessions.store.ts';
import { hashPassword } from '../../src/features/sessions/password.ts';
import { countingCameras } from '../../src/features/figures/figures.service.ts';
import { insertUnit } from '../../src/features/units/register-unit.ts';
import type { UnitKey } from '../../src/features/units/register-unit.ts';
import { PASSWORD, authorise, openApp, setUpAdministrator } from '../app.ts';
import type { Browser, TestApp } from '../app.ts';
import { plainData } from '../records.ts';
import { resultOf } from '../results.ts';
import type { TestStore } from '../store.ts';
import { sampleOf } from './sample.ts';

/** Ids of one unit's objects by the first step of the path of their routes. */
export type Objects = Readonly<Record<string, Id>>;

/** A province with two communes: callers sit in the first, and must learn nothing of the second. */
export interface World {
  readonly app: TestApp;
  readonly callers: ReadonlyMap<Role, Browser>;
  readonly inside: Objects;
  /** Makes the second commune's objects and restricted ones in the first. */
  readonly addHidden: () => Promise<{ readonly outside: Objects; readonly restricted: Objects }>;
}

const BYLAWS = registerOf('bylaws');
export const NOW = '2026-11-22T03:00:00.000Z';
/** Stands in every text of an object that callers must not see. */
export const HIDDEN = 'zzkhongduocthay';

async function account(app: TestApp, unit: UnitKey, role: Role, clearance: 0 | 1): Promise<Browser> {
  const login = `${role}-${newId().slice(0, 8)}`;
  const passwordHash = await hashPassword(PASSWORD);
  const { instanceId } = app.context;
  const row = {
    id: newId(),
    instanceId,
    unitId: unit.id,
    login,
    displayName: `Tài khoản ${role}`,
    role,
    clearance,
    passwordHash,
    now: NOW,
  };
  await asOwner(app.context, (tx) => insertAccount(tx, row));
  const browser = app.browser();
  await browser.call(api.login, { body: { login, password: PASSWORD } });
  return browser;
}

function registerOf(id: string): RegisterDefinition {
  const found = REGISTERS.find((each) => each.id === id);
  if (found === undefined) throw new AppError('not-found', `no register ${id}`);
  return found;
}

/** One object of every kind that has a route with an id, told apart by a word and a number. */
async function makeObjects(browser: Browser, word: string, n: number, restricted = false): Promise<Objects> {
  const authorisation = await authorise(browser, { document: `${n}/QĐ-${word}`, grantedBy: `Chủ tịch ${word}` });
  const shown = { address: `10.0.${n}.1`, serial: `${word}${n}`, telnet: true };
  const file = resultOf('2026-11-20T03:00:00.000Z', shown);
  await browser.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(file) });
  const camera = (await browser.call(api.listCameras, { query: { q: `${word}${n}` } })).items[0]?.id ?? '';
  await browser.call(api.updateCamera, { params: { id: camera }, body: { name: `Camera ${word}`, place: word, note: word } });
  const { findings } = await browser.call(api.getCamera, { params: { id: camera } });
  const body = { data: { ...plainData(BYLAWS, n), excerpt: `Quy chế ${word}` }, restricted };
  return {
    authorisations: authorisation.id,
    scans: file.id,
    cameras: camera,
    findings: findings.find(({ status }) => status === 'open')?.id ?? '',
    records: (await browser.call(api.createRecord, { params: { register: 'bylaws' }, body })).id,
  };
}

/** What belongs to a unit as such and is open to all who see the unit. */
async function makeUnitObjects(browser: Browser, unit: UnitKey, word: string, n: number): Promise<Objects> {
  const params = { id: unit.id };
  const dates = { documentDate: '2026-01-02', validFrom: '2026-01-02' };
  const jurisdiction = await browser.call(api.grantJurisdiction, {
    params,
    body: { axis: 'scope', over: unit.id, legalBasis: `Quyết định ${word}`, ...dates },
  });
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
  const { id: systems } = await browser.call(api.addSystem, {
    body: { ...sampleOf(api.addSystem.body), name: `Hệ thống ${word}`, purpose: word, scope: word },
  });
  const { id: sites } = await browser.call(api.addSite, { body: { name: `Điểm ${word}`, address: word } });
  const { id: groups } = await browser.call(api.addGroup, { body: { name: `Nhóm ${word}` } });
  return {
    systems,
    sites,
    'camera-groups': groups,
    units: unit.id,
    jurisdictions: jurisdiction.items[0]?.id ?? '',
    reorganisations: reorganisation.id,
    imports: table,
  };
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
  const { account: other } = await (await account(app, unit, 'viewer', 0)).call(api.session);
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

/** Restricts objects with all that belongs to them; the figures follow. */
async function restrict(app: TestApp, objects: Objects): Promise<void> {
  const ids = Object.values(objects);
  await asOwner(app.context, (tx) =>
    countingCameras({ tx, now: NOW }, ids, async () => {
      for (const [table, column] of [
        ['authorisation', 'id'],
        ['scan', 'id'],
        ['scan_host', 'scan_id'],
        ['camera', 'id'],
        ['camera_sighting', 'camera_id'],
        ['finding', 'camera_id'],
      ] as const) {
        await sql`update ${sql.table(table)} set classification = 1 where ${sql.ref(column)} = any(${ids}::uuid[])`.execute(tx);
      }
      await sql`update finding_event e set classification = 1 from finding f where f.id = e.finding_id and f.classification = 1`.execute(
        tx,
      );
    }),
  );
}

/** Builds the world. The held clock makes equal questions give equal answers. */
export async function openWorld(open: () => Promise<TestStore>): Promise<World> {
  const app = await openApp(open, NOW);
  await setUpAdministrator(app);
  const { instanceId } = app.context;
  const [here, beside] = await asOwner(app.context, async (tx) => {
    const top = await insertUnit(tx, { instanceId, now: NOW, name: 'UBND tỉnh', kind: 'province' });
    const parent = { id: top.id, homeId: top.homeId, scopePath: top.scopePath };
    const first = await insertUnit(tx, { instanceId, now: NOW, name: 'UBND xã Trong', kind: 'commune', parent });
    return [first, await insertUnit(tx, { instanceId, now: NOW, name: `UBND xã ${HIDDEN}`, kind: 'commune', parent })];
  });
  const maker = await account(app, here, 'administrator', 1);
  const inside = {
    ...(await makeObjects(maker, 'thayduoc', 1)),
    ...(await makeUnitObjects(maker, here, 'thayduoc', 1)),
    ...(await makeOwnObjects(app, maker, here, 'thayduoc')),
  };
  const callers = new Map<Role, Browser>();
  for (const role of ROLES) callers.set(role, await account(app, here, role, 0));
  const addHidden = async (): Promise<{ outside: Objects; restricted: Objects }> => {
    const neighbour = await account(app, beside, 'administrator', 1);
    const outside = {
      ...(await makeObjects(neighbour, HIDDEN, 2)),
      ...(await makeUnitObjects(neighbour, beside, HIDDEN, 2)),
      ...(await makeOwnObjects(app, neighbour, beside, HIDDEN)),
    };
    const before = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from audit_event where unit_id = ${here.id}`.execute(
      app.context.db,
    );
    const restricted = await makeObjects(maker, HIDDEN, 3, true);
    await restrict(app, restricted);
    await sql`alter table audit_event disable trigger user`.execute(app.context.db);
    await sql`update audit_event set classification = 1 where unit_id = ${here.id} and seq > ${before.rows[0]?.seq ?? 0}`.execute(
      app.context.db,
    );
    await sql`alter table audit_event enable trigger user`.execute(app.context.db);
    return { outside, restricted };
  };
  return { app, callers, inside, addHidden };
}
