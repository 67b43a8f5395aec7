import type { Role } from '@ancam/contract';
import { api } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { asOwner } from '../src/db/actor.ts';
import { hashPassword } from '../src/features/sessions/password.ts';
import { insertAccount } from '../src/features/sessions/sessions.store.ts';
import { insertUnit } from '../src/features/units/register-unit.ts';
import type { NewUnit, UnitKey } from '../src/features/units/register-unit.ts';
import { PASSWORD } from './app.ts';
import type { Browser, TestApp } from './app.ts';

/** Registers a unit as the installation would. */
export function unitOf(app: TestApp, unit: Omit<NewUnit, 'instanceId' | 'now'>): Promise<UnitKey> {
  const { instanceId } = app.context;
  return asOwner(app.context, (tx) => insertUnit(tx, { instanceId, now: app.context.clock().toISOString(), ...unit }));
}

let passwordHash: Promise<string> | undefined;

/** An account of a unit, signed in. */
export async function accountOf(app: TestApp, unitId: Id, role: Role, displayName = 'Trần Thị Bình'): Promise<Browser> {
  const login = `u-${newId()}`;
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  await asOwner(app.context, (tx) =>
    insertAccount(tx, {
      id: newId(),
      instanceId: app.context.instanceId,
      unitId,
      login,
      displayName,
      role,
      clearance: 0,
      passwordHash: hash,
      now: app.context.clock().toISOString(),
    }),
  );
  const browser = app.browser();
  await browser.call(api.login, { body: { login, password: PASSWORD } });
  return browser;
}
