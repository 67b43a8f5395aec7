import { api, createClient } from '@ancam/contract';
import type { Permission, Role } from '@ancam/contract';
import { newId } from '@ancam/core';
import { asOwner } from '../../src/db/actor.ts';
import { hashPassword } from '../../src/features/sessions/password.ts';
import { insertAccount } from '../../src/features/sessions/sessions.store.ts';
import { insertUnit } from '../../src/features/units/register-unit.ts';
import type { UnitKey } from '../../src/features/units/register-unit.ts';
import { PASSWORD } from '../app.ts';
import type { Browser, TestApp } from '../app.ts';

/** The units of the world. Callers sit in `here` or above it; nobody sits at or above `beside`. */
export interface Tree {
  /** Above `here` and `empty`, not above `beside`. */
  readonly above: UnitKey;
  readonly here: UnitKey;
  readonly beside: UnitKey;
  /** A unit below `above` that has nothing. */
  readonly empty: UnitKey;
}

/** The territory in which `here` stands, and another. */
export const HERE = '/51/21172/';
export const BESIDE = '/51/21175/';
const ELSEWHERE = '/51/21178/';

const READING: readonly Permission[] = [
  'authorisation.read',
  'scan.read',
  'camera.read',
  'assessment.export',
  'unit.read',
  'system.read',
  'record.read',
  'evidence.read',
];
const WRITING: readonly Permission[] = [
  'authorisation.write',
  'scan.run',
  'camera.write',
  'finding.decide',
  'system.write',
  'record.write',
  'evidence.write',
];

let passwordHash: Promise<string> | undefined;

/** An account of a unit, signed in. */
export async function account(
  app: TestApp,
  unit: UnitKey,
  role: Role,
  clearance: 0 | 1,
): Promise<{ readonly browser: Browser; readonly login: string }> {
  const login = `${role}-${newId().slice(-12)}`;
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  const { instanceId, clock } = app.context;
  const now = clock().toISOString();
  const row = {
    id: newId(),
    instanceId,
    unitId: unit.id,
    login,
    displayName: `Tài khoản ${role}`,
    role,
    clearance,
    passwordHash: hash,
    now,
  };
  await asOwner(app.context, (tx) => insertAccount(tx, row));
  const browser = app.browser();
  await browser.call(api.login, { body: { login, password: PASSWORD } });
  return { browser, login };
}

/** A browser that sends more headers. */
function withHeaders(browser: Browser, extra: Readonly<Record<string, string>>): Browser {
  const fetch: Browser['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(extra)) headers.set(name, value);
    return browser.fetch(path, { ...init, headers });
  };
  return { fetch, call: createClient(fetch) };
}

const DAY = 86_400_000;

/** Does work as of another day; the clock stands again afterwards where it stood. */
async function daysAgo<T>(app: TestApp, days: number, work: (day: string) => Promise<T>): Promise<T> {
  const now = app.context.clock();
  const then = new Date(now.getTime() - days * DAY).toISOString();
  app.at(then);
  const done = await work(then.slice(0, 10));
  app.at(now.toISOString());
  return done;
}

/** Tokens of an administrator above, cut down to reading and writing in `here`: in force, over, and ended. */
async function byToken(app: TestApp, { above, here }: Tree): Promise<[string, Browser][]> {
  const { browser: owner } = await account(app, above, 'administrator', 0);
  const make = (until: string) =>
    owner.call(api.createToken, { body: { name: 'Đồng bộ', permissions: [...READING, ...WRITING], unitId: here.id, until } });
  const bearer = (secret: string): Browser => withHeaders(app.browser(), { authorization: `Bearer ${secret}` });
  const valid = await make('2026-12-01');
  const narrow = await owner.call(api.createToken, {
    body: { name: 'Đọc camera', permissions: ['camera.read'], unitId: here.id, until: '2026-12-01' },
  });
  const expired = await daysAgo(app, 3, (day) => make(day));
  const revoked = await make('2026-12-01');
  await owner.call(api.revokeToken, { params: { id: revoked.token.id } });
  return [
    ['token', bearer(valid.secret)],
    ['token-narrow', bearer(narrow.secret)],
    ['token-expired', bearer(expired.secret)],
    ['token-revoked', bearer(revoked.secret)],
  ];
}

/** A viewer of an empty unit by delegation of an officer above: for `here`, for another unit, and by a paper that is over. */
async function byDelegation(app: TestApp, { above, here, empty }: Tree): Promise<[string, Browser][]> {
  const { browser: giver } = await account(app, above, 'officer', 0);
  const { browser: taker, login } = await account(app, empty, 'viewer', 0);
  const give = async (unit: UnitKey, days: { validFrom: string; validUntil: string }): Promise<Browser> => {
    const paper = { document: '15/UQ-UBND', documentDate: days.validFrom };
    const body = { to: login, permissions: [...READING, ...WRITING], unitId: unit.id, ...paper, ...days };
    const { id } = await giver.call(api.createDelegation, { body });
    return withHeaders(taker, { 'x-ancam-delegation': id });
  };
  const days = { validFrom: '2026-11-20', validUntil: '2026-12-01' };
  return [
    ['delegation', await give(here, days)],
    ['delegation-elsewhere', await give(empty, days)],
    ['delegation-ended', await daysAgo(app, 3, (day) => give(here, { validFrom: day, validUntil: day }))],
  ];
}

/** Officers of bodies outside of the tree: one whose right over the territory of `here` is in force, one with another's, one whose right was ended. */
async function byTerritory(app: TestApp, host: Browser): Promise<[string, Browser][]> {
  const officer = async (name: string, role: string, place: string): Promise<{ browser: Browser; right: string }> => {
    const { instanceId, clock } = app.context;
    const unit = await asOwner(app.context, (tx) =>
      insertUnit(tx, { instanceId, now: clock().toISOString(), name, kind: 'agency', roles: [role] }),
    );
    const body = { axis: 'place', place, legalBasis: 'Luật, điều khoản', documentDate: '2026-01-02', validFrom: '2026-01-02' } as const;
    const { items } = await host.call(api.grantJurisdiction, { params: { id: unit.id }, body });
    return { browser: (await account(app, unit, 'officer', 0)).browser, right: items[0]?.id ?? '' };
  };
  const police = await officer('Công an tỉnh', 'police', HERE);
  const market = await officer('Quản lý thị trường', 'market-surveillance', ELSEWHERE);
  const customs = await officer('Hải quan', 'customs', HERE);
  await host.call(api.revokeJurisdiction, { params: { id: customs.right } });
  return [
    ['police', police.browser],
    ['market-elsewhere', market.browser],
    ['customs-ended', customs.browser],
  ];
}

/** An officer above who enters on behalf of `here`. */
async function onBehalf(app: TestApp, { above, here }: Tree): Promise<[string, Browser][]> {
  const { browser } = await account(app, above, 'officer', 0);
  return [['behalf', withHeaders(browser, { 'x-ancam-unit': here.id })]];
}

/** Names of the callers that come by something else than a role in `here`. */
export const OTHER_CALLERS = [
  'token',
  'token-narrow',
  'token-expired',
  'token-revoked',
  'delegation',
  'delegation-elsewhere',
  'delegation-ended',
  'police',
  'market-elsewhere',
  'customs-ended',
  'behalf',
] as const;
export type OtherCaller = (typeof OTHER_CALLERS)[number];

/** Those to whom `here` is as foreign as everything else. */
export const STRANGERS: ReadonlySet<string> = new Set<OtherCaller>([
  'token-expired',
  'token-revoked',
  'delegation-elsewhere',
  'delegation-ended',
  'market-elsewhere',
  'customs-ended',
]);

/** All who come by token, by delegation, by a right over a territory, or for another unit. */
export async function otherCallers(app: TestApp, tree: Tree, host: Browser): Promise<ReadonlyMap<string, Browser>> {
  return new Map([
    ...(await byToken(app, tree)),
    ...(await byDelegation(app, tree)),
    ...(await byTerritory(app, host)),
    ...(await onBehalf(app, tree)),
  ]);
}
