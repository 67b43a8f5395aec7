import { newId, systemClock } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import type { Context } from '../../packages/server/src/context.ts';
import type { Db } from '../../packages/server/src/db/database.ts';
import { folderStore } from '../../packages/server/src/files/folder-store.ts';
import { createLog } from '../../packages/server/src/http/log.ts';
import { statuteBook } from '../../packages/server/src/law.ts';

/** What the services of a server work with, on a database of the bench. */
export function contextOf(db: Db): Context {
  const folder = '/nonexistent';
  return {
    db,
    instanceId: newId(),
    clock: systemClock,
    knowledge: loadKnowledge(),
    law: statuteBook(),
    log: createLog('silent'),
    software: 'bench',
    access: { secondFactorRoles: [] },
    files: { incoming: folder, store: folderStore(folder), largest: 0 },
  };
}
