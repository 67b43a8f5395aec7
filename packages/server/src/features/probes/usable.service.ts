import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { mayChange } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import * as store from './probes.store.ts';

/**
 * The site of probes that are to share a scan: all must be enrolled, in force, of the actor's unit and of one site, or addresses of two
 * networks would be taken for one. Throws `not-found` or `input.invalid`.
 */
export async function siteOfProbes(work: Work, ids: readonly Id[], siteId: Id | null): Promise<Id | null> {
  const rows = await store.findProbes(work.tx, ids);
  if (new Set(ids).size !== rows.length || rows.some((row) => row.steward_id !== work.actor.unitId || !mayChange(work.actor, row))) {
    throw new AppError('not-found', 'no such probe of this unit', { place: 'probes' });
  }
  const unusable = rows.find(({ enrolled_at, revoked_at }) => enrolled_at === null || revoked_at !== null);
  if (unusable !== undefined) {
    throw new AppError('conflict', `the probe ${unusable.name} does not work`, {
      place: unusable.id,
      fix: 'enrol it first, or choose another',
    });
  }
  const sites = new Set(rows.map(({ site_id }) => site_id));
  const [site = null] = sites;
  if (sites.size > 1 || (siteId !== null && siteId !== site)) {
    throw new AppError('input.invalid', 'the probes stand at another site, or at several', {
      place: 'probes',
      fix: 'choose probes of one site; start a scan for each site',
    });
  }
  return site;
}

/** What the own files of probes allow, as each told last; of those in force. */
export async function allowedOf(work: Work, ids: readonly Id[]): Promise<string[][]> {
  const rows = await store.findProbes(work.tx, ids);
  return rows.filter(({ revoked_at }) => revoked_at === null).map(({ allowed }) => allowed);
}

/** What probes are called, those that the actor sees. */
export async function namesOfProbes(work: Work, ids: readonly Id[]): Promise<{ id: Id; name: string }[]> {
  return (await store.findProbes(work.tx, ids)).map(({ id, name }) => ({ id, name }));
}
