import { standingAt } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { permissionsOf } from '../../http/permissions.ts';
import { RunsAs } from './bulk-changes.store.ts';
import type { BulkRecord } from './bulk-changes.store.ts';

/**
 * The actor as a change of many objects is made: of the unit that it stands for, and of those below, never of what a grant lets it see.
 * So a choice, its preview and its batches, whenever they run, are held by the same rule.
 */
export function runnerOf(actor: Actor): Actor {
  const may = actor.writeScopes.some((path) => actor.scopePath.startsWith(path));
  const scopes = may ? [actor.scopePath] : [];
  return { ...actor, scopes, writeScopes: scopes, places: [], adminScopes: [] };
}

/** In whose name a change goes on after a crash: whoever began this phase of it, where the change stands today. */
export function runnerFor(row: BulkRecord): Actor {
  const { accountId, name, clearance } = RunsAs.parse(row.runs_as);
  return runnerOf({
    accountId,
    name,
    role: 'officer',
    permissions: permissionsOf('officer'),
    ...standingAt(row),
    clearance,
  });
}
