import { api } from '@ancam/contract';
import type { AccountBody } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { Secret, TOTP } from 'otpauth';
import { asOwner } from '../src/db/actor.ts';
import { insertUnit } from '../src/features/units/register-unit.ts';
import { PASSWORD } from './app.ts';
import type { Browser, TestApp } from './app.ts';

/** A unit below the one of the first administrator. */
export async function unitBelow(app: TestApp, name: string): Promise<Id> {
  const top = await app.context.db
    .selectFrom('unit')
    .selectAll()
    .where('parent_id', 'is', null)
    .orderBy('created_at')
    .executeTakeFirstOrThrow();
  const parent = { id: top.id, homeId: top.home_id, scopePath: top.scope_path };
  const { instanceId, clock } = app.context;
  const { id } = await asOwner(app.context, (tx) => insertUnit(tx, { instanceId, now: clock().toISOString(), name, parent }));
  return id;
}

/** Token behind the `#` of a link. */
export function tokenOf(path: string): string {
  return path.split('#token=')[1] ?? '';
}

/** Invites a person and takes the invitation up; gives the signed-in browser. */
export async function join(
  app: TestApp,
  admin: Browser,
  body: Partial<AccountBody> & { login: string },
  address?: string,
): Promise<{ browser: Browser; id: Id }> {
  const { account, path } = await admin.call(api.createAccount, { body: { displayName: `Người ${body.login}`, role: 'officer', ...body } });
  const browser = app.browser(address);
  await browser.call(api.takeInvitation, { body: { token: tokenOf(path), password: PASSWORD } });
  return { browser, id: account.id };
}

/** The six digits that an authenticator app shows at the app's clock. */
export function codeAt(app: TestApp, secret: string, periodsLater = 0): string {
  const timestamp = app.context.clock().getTime() + periodsLater * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret), period: 30, digits: 6 }).generate({ timestamp });
}

/** Enrols an authenticator app; gives its secret and the recovery codes. */
export async function enrol(app: TestApp, browser: Browser): Promise<{ secret: string; codes: string[] }> {
  const { secret } = await browser.call(api.startCode);
  const { codes } = await browser.call(api.confirmCode, { body: { code: codeAt(app, secret) } });
  return { secret, codes };
}
