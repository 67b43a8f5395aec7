import { randomBytes } from 'node:crypto';
import { api, createClient } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { createApp } from '../http/app.ts';

/** Whoever speaks to the API of this process as a browser does. */
export interface Caller {
  readonly call: ReturnType<typeof createClient>;
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
}

/** An account of the demonstration. The password is made at random and kept nowhere. */
export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly unit: string;
  readonly role: 'administrator' | 'officer' | 'approver';
}

/** Speaks to the app without a network; keeps its cookie. */
export function callerOf(app: ReturnType<typeof createApp>): Caller {
  const jar = new Map<string, string>();
  const fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('host', 'localhost');
    if (jar.size > 0) headers.set('cookie', [...jar].map((pair) => pair.join('=')).join('; '));
    const response = await app.request(path, { ...init, headers }, {});
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    return response;
  };
  return { fetch, call: createClient(fetch) };
}

export function newPassword(): string {
  return randomBytes(12).toString('base64url');
}

/** Signs an account in. */
export async function signIn(app: ReturnType<typeof createApp>, { login, password }: DemoAccount): Promise<Caller> {
  const caller = callerOf(app);
  await caller.call(api.login, { body: { login, password } });
  return caller;
}

/** Invites a person into a unit and takes the invitation up, as the pages do. */
export async function addPerson(
  app: ReturnType<typeof createApp>,
  admin: Caller,
  unit: { readonly id: Id; readonly name: string },
  person: Pick<DemoAccount, 'login' | 'role'> & { readonly displayName: string },
): Promise<{ readonly account: DemoAccount; readonly caller: Caller }> {
  const { path } = await admin.call(api.createAccount, { body: { ...person, unitId: unit.id } });
  const token = path.split('#token=')[1];
  if (token === undefined) throw new AppError('internal', 'the invitation has no token');
  const caller = callerOf(app);
  const password = newPassword();
  await caller.call(api.takeInvitation, { body: { token, password } });
  return { account: { login: person.login, password, unit: unit.name, role: person.role }, caller };
}
