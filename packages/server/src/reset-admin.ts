import { systemClock } from '@ancam/core';
import type { Config } from './config.ts';
import { resetAdministrator } from './features/accounts/reset-admin.service.ts';
import type { ResetLink } from './features/accounts/reset-admin.service.ts';
import { openStore } from './open-store.ts';

/** Gives access back to an administrator. Needs the data folder or the database; throws `store.locked` while a server has the folder. */
export async function resetAdmin(config: Config, login?: string): Promise<ResetLink & { readonly url: string }> {
  const store = await openStore(config);
  try {
    const link = await resetAdministrator({ db: store.db, instanceId: store.instanceId, clock: systemClock }, login);
    return { ...link, url: `${config.publicUrl ?? `http://${config.host}:${config.port}`}${link.path}` };
  } finally {
    await store.close();
  }
}
