import type { ScanCoverage } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import type { ScanContext } from './scan-context.ts';
import { getRow } from './scans.service.ts';
import * as store from './scans.store.ts';

/** How much of its scope a scan has looked at. What was silent is known once it has ended: until then only who answered counts as asked. */
export function coverage(context: ScanContext, actor: Actor, id: Id): Promise<ScanCoverage> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    noteRead(work, 'scan', [row]);
    const { addresses, silent } = store.statsOf(row);
    const counts = await store.countStrengths(work.tx, id);
    const sum = (wanted: (each: (typeof counts)[number]) => boolean): number =>
      counts.filter(wanted).reduce((all, { hosts }) => all + hosts, 0);
    const alive = sum(() => true);
    const camerasOf = (strength: string): number => sum((each) => each.camera && each.strength === strength);
    return {
      addresses,
      asked: silent + alive,
      silent,
      alive,
      cutShort: counts.reduce((all, { cutShort }) => all + cutShort, 0),
      cameras: { firm: camerasOf('firm'), hint: camerasOf('hint'), none: camerasOf('none') },
    };
  });
}
