import { api } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { DemoProvince } from '@ancam/knowledge';
import { mintSetupToken } from '../features/sessions/sessions.service.ts';
import type { Context } from '../context.ts';
import type { createApp } from '../http/app.ts';
import { addPerson, callerOf, newPassword, signIn } from './in-process.ts';
import type { Caller, DemoAccount } from './in-process.ts';
import { addDocument, askQuestion } from './province-records.ts';
import type { Pair } from './province-records.ts';
import { addSystem, addTerminals, approve, attachQuestion, determine, numbered, putIntoUse, systemsOf } from './province-system.ts';

/** An app whose clock is set by the hand of whoever loads it. */
export interface DemoApp {
  readonly context: Context;
  readonly app: ReturnType<typeof createApp>;
  /** Sets the clock to the morning of a day. */
  readonly at: (day: string) => void;
}

const SINCE = '2010-01-01';

interface Staffed extends Pair {
  readonly id: string;
  readonly accounts: readonly DemoAccount[];
}

/** A unit with two persons. */
async function staff(
  { app }: DemoApp,
  admin: Caller,
  login: string,
  unit: {
    readonly name: string;
    readonly kind: string;
    readonly parentId: string | null;
    readonly placeCode?: string;
    readonly roles?: string[];
  },
): Promise<Staffed> {
  // the list of kinds and roles is held by the API
  const body = { line: 'local', code: null, placeCode: null, roles: [], openedOn: SINCE, ...unit } as never;
  const { id } = await admin.call(api.createUnit, { body });
  const at = { id, name: unit.name };
  const officer = await addPerson(app, admin, at, { login: `${login}-lap`, role: 'officer', displayName: 'Người lập (minh họa)' });
  const approver = await addPerson(app, admin, at, { login: `${login}-duyet`, role: 'approver', displayName: 'Người duyệt (minh họa)' });
  return { id, officer: officer.caller, approver: approver.caller, accounts: [officer.account, approver.account] };
}

const pairAgain = async ({ app }: DemoApp, [officer, approver]: readonly DemoAccount[]): Promise<Pair> => {
  if (officer === undefined || approver === undefined) throw new AppError('internal', 'a unit of the demonstration has two persons');
  return { officer: await signIn(app, officer), approver: await signIn(app, approver) };
};

/**
 * Loads a province through the API as its people would have entered it, each thing on its day; gives the accounts to look around with.
 * `without`: the number of a system whose decision is left out.
 */
export async function loadProvince(demo: DemoProvince, host: DemoApp, without?: number): Promise<readonly DemoAccount[]> {
  const [first] = demo.documents;
  host.at(first?.on ?? demo.asOf);
  const token = await mintSetupToken(host.context);
  if (token === undefined) throw new AppError('setup.done', 'the folder holds data already', { fix: 'use a folder of its own' });
  const admin = callerOf(host.app);
  const account: DemoAccount = { login: 'quantri', password: newPassword(), unit: 'AnCam (minh họa)', role: 'administrator' };
  const { login, password } = account;
  await admin.call(api.setup, { body: { token, unitName: account.unit, displayName: 'Quản trị (minh họa)', login, password } });
  const province = await staff(host, admin, 'tinh', {
    name: demo.province.name,
    kind: 'province',
    parentId: null,
    placeCode: demo.province.place,
  });
  const security = await staff(host, admin, 'sottt', {
    name: demo.securityUnit.name,
    kind: 'department',
    parentId: province.id,
    roles: ['security-unit', 'state-manager'],
  });
  await loadDocuments(demo, host, { province, securityUnit: security });
  await loadSystems(demo, host, { account, province, security }, without);
  host.at(demo.asOf);
  return [account, ...province.accounts, ...security.accounts];
}

async function loadDocuments(demo: DemoProvince, host: DemoApp, units: Record<'province' | 'securityUnit', Staffed>): Promise<void> {
  let basis: string | null = null;
  for (const document of demo.documents.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    host.at(document.on);
    const pair = await pairAgain(host, units[document.by].accounts);
    // A unit sees what stands at it and below: the chain of the province begins anew at the unit below.
    const id: string = await addDocument(pair, document, document.by === 'province' ? basis : null);
    if (document.by === 'province') basis = id;
  }
  host.at(demo.question.on);
  await askQuestion(await pairAgain(host, units.securityUnit.accounts), demo.question);
}

interface People {
  readonly account: DemoAccount;
  readonly province: Staffed;
  readonly security: Staffed;
}

async function loadSystems(demo: DemoProvince, host: DemoApp, { account, province, security }: People, without?: number): Promise<void> {
  host.at(demo.systems.workedOn);
  const admin = await signIn(host.app, account);
  const owner = await pairAgain(host, province.accounts);
  const securityUnit = await pairAgain(host, security.accounts);
  const above = new Map<string, string>();
  for (const system of systemsOf(demo)) {
    const { n, series } = system;
    const body = await staff(host, admin, `coquan${String(n).padStart(2, '0')}`, {
      name: numbered(series.owner, n),
      kind: series.kind,
      parentId: province.id,
    });
    above.set(series.kind, body.id);
    const id = await addSystem(body, numbered(series.name, n), series.serviceType, series.reach);
    await determine(body, id);
    await addTerminals(body, { id, n }, demo);
    await approve({ operator: body, securityUnit, owner }, id, system, demo, n !== without);
    await putIntoUse(body, id, demo);
  }
  for (const [index, open] of demo.open.entries()) {
    const parentId = above.get(open.below) ?? province.id;
    const body = await staff(host, admin, `mo${index + 1}`, { name: open.owner, kind: open.kind, parentId });
    const id = await addSystem(body, open.name, 'internal', 'agency');
    await putIntoUse(body, id, demo);
    await attachQuestion(body, id, demo);
  }
}
