import { formatDateTime } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { placedBy } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import { countsOfScans } from './counts.service.ts';

/** Tells those who keep the register of the unit that a scan left proposals to be decided. */
export async function tellProposals(context: Context, work: Work, scanId: Id): Promise<void> {
  const { waiting } = (await countsOfScans(work, [scanId]))(scanId);
  if (waiting === 0) return;
  const { actor } = work;
  await notify(
    context,
    work,
    { permission: 'camera.write', at: actor.scopePath },
    {
      about: `scan/${scanId}`,
      rung: 'proposes',
      link: `/proposals?scan=${scanId}`,
      place: placedBy(actor),
      severity: 'info',
      facts: {
        kind: 'step',
        step: { vi: `xem ${waiting} đề xuất của lần quét`, en: `look at ${waiting} proposals of a scan` },
        name: formatDateTime(work.now),
      },
    },
  );
}

/** Once nothing of a scan waits any more, nobody has to look at it. */
export async function settleScans(work: Work, scanIds: readonly Id[]): Promise<void> {
  const each = [...new Set(scanIds)];
  const counts = await countsOfScans(work, each);
  for (const id of each) if (counts(id).waiting === 0) await settle(work, `scan/${id}`);
}
