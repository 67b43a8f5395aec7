import { api } from '@ancam/contract';
import type { ScheduleBody } from '@ancam/contract';
import { expect } from 'vitest';
import { PASSWORD } from './app.ts';
import type { Browser, TestApp } from './app.ts';

/** A moment by the Vietnamese clock. */
export const vn = (text: string): string => new Date(`${text.replace(' ', 'T')}+07:00`).toISOString();

/** What a schedule in a test says unless the test says otherwise. */
export const NIGHTLY = {
  name: 'Quét đêm',
  excluded: [],
  interfaces: [],
  profile: 'normal',
  limits: { hostRatePerSecond: 200 },
  siteId: null,
  probes: [],
  tellsChanges: true,
} as const satisfies Partial<ScheduleBody>;

/** Sets the clock by the Vietnamese one; a session lasts half a day. */
export async function setClock(app: TestApp, admin: Browser, text: string): Promise<void> {
  app.at(vn(text));
  await admin.call(api.login, { body: { login: 'admin', password: PASSWORD } });
}

/** Waits until a scan runs no more; how it ended. */
export async function settled(admin: Browser, id: string): Promise<string> {
  await expect.poll(async () => (await admin.call(api.getScan, { params: { id } })).status, { timeout: 60_000 }).not.toBe('running');
  return (await admin.call(api.getScan, { params: { id } })).status;
}
